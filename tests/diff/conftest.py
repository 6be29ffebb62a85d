"""Two exports of a library's loans in a folder of their own, and the command line on them."""

import json
import shutil
from types import SimpleNamespace

import pytest

HEADING = "id;lånad;åter;filial\n"
OLD_DAY, NEW_DAY = "2026-02-01", "2026-09-01"


@pytest.fixture
def place(library, tmp_path, monkeypatch):
    """The current folder, with the pack ``bibliotek`` in it."""
    shutil.copytree(library, tmp_path / "bibliotek", ignore=shutil.ignore_patterns("*.csv"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def export(place):
    """Write the loans of one export, a record a line."""

    def write(name, *loans):
        (place / name).mkdir(exist_ok=True)
        (place / name / "lån.csv").write_text(HEADING + "".join(f"{loan}\n" for loan in loans))

    return write


@pytest.fixture
def diff(cli, place, export):
    """The cases that moved between two exports, by id; and what was printed."""

    def run(old, new, *more, days=(OLD_DAY, NEW_DAY)):
        export("gammalt", *old)
        export("nytt", *new)
        given = [word for day in days for word in ("--extracted", day)]
        asked = ("--indicators", "bibliotek", "--year", "2025", "--output", "fall.json")
        done = cli("diff", "gammalt", "nytt", *given, *asked, *more)
        assert done.code == 0, done.err
        cases = json.loads((place / "fall.json").read_text())["cases"]
        return SimpleNamespace(out=done.out, cases={case["id"]: case for case in cases})

    return run
