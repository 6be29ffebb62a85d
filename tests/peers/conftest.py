"""A result with three key figures, and others' values as Kolada answers them."""

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bbic_ind.cli import main
from tests.outward.conftest import MEMBERS, OPTIONS, SESSIONS

GYM = Path(__file__).parents[1] / "outward" / "gym"


def value(number, gender="T", **more):
    return {"count": 1, "gender": gender, "status": "", "value": number, **more}


def row(code, *values, kpi="N10001", year=2025, **more):
    told = [value(one) if isinstance(one, int | float) else one for one in values]
    return {"kpi": kpi, "municipality": code, "period": year, "values": told, **more}


def answer(*rows, **more):
    """An answer of Kolada's interface."""
    return {"count": len(rows), "values": list(rows), **more}


PEERS = answer(row("0114", 60.5), row("0115", 70), row("0117", 80.5), row("0180", 75))


def saved(path, content):
    text = content if isinstance(content, str) else json.dumps(content)
    Path(path).write_text(text, "utf-8")
    return Path(path)


def rows(path):
    with Path(path).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="session")
def result(tmp_path_factory):
    """A result computed by the pack of a gym, by sex, nothing hidden."""
    place = tmp_path_factory.mktemp("gym")
    (place / "in").mkdir()
    (place / "in" / "medlemmar.csv").write_text(MEMBERS, "utf-8")
    (place / "in" / "pass.csv").write_text(SESSIONS, "utf-8")
    target = place / "egna.csv"
    main.run(["compute", str(place / "in"), *OPTIONS, "--by", "mankvinna", "-o", str(target), "-q"])
    return target


@pytest.fixture
def compare(result, tmp_path, monkeypatch, cli):
    """Compare the result with what an answer holds."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(result, "egna.csv")

    def command(*arguments, others=PEERS, name="kolada.json", code="0182", disclosure="none"):
        saved(name, others)
        options = ["--with", name, "--municipality", code, "--indicators", str(GYM)]
        options += ["--disclosure", disclosure]
        done = cli("compare", "egna.csv", *options, *arguments)
        return replace(done, out=done.out.replace("\u00a0", " "))

    return command
