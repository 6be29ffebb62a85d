"""Export the figures of a small gym, of which two measures are key figures of Kolada."""

import csv
from pathlib import Path

import pytest

GYM = Path(__file__).with_name("gym")

MEMBERS = "id;könet;född_år\nM1;kvinna;1990-01-01\nM2;man;1980-01-01\nM3;;1985-01-01\n"
SESSIONS = "id;medlem;dag;sal;fullt\n" + "".join(
    f"P{number};M{number % 3 + 1};2025-0{number % 6 + 1}-10;"
    f"{'stora' if number % 2 else 'lilla'};{'ja' if number % 4 else 'nej'}\n"
    for number in range(30)
)
OPTIONS = ("--indicators", str(GYM), "--extracted", "2026-02-01")


def rows(path):
    """The rows of a table, by column, as they are written."""
    with Path(path).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture
def export(tmp_path, monkeypatch, cli):
    """Run a command on the sources of the gym, in a folder of its own."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "medlemmar.csv").write_text(MEMBERS, "utf-8")
    (tmp_path / "in" / "pass.csv").write_text(SESSIONS, "utf-8")
    monkeypatch.chdir(tmp_path)

    def command(*arguments, name="export"):
        return cli(name, "in", *OPTIONS, *arguments)

    return command


@pytest.fixture
def kolada(export):
    """The table for Kolada, by kpi, year and gender."""

    def table(*arguments):
        done = export("--as", "kolada", "--municipality", "0182", "-o", "k.csv", *arguments)
        assert done.code == 0, done.err
        return {(row["kpi"], row["year"], row["gender"]): row for row in rows("k.csv")}

    return table
