"""A folder with a run file, on the small pack about a library."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

os.environ["LC_ALL"] = "sv_SE.UTF-8"

from bbic_ind.cli import main

LIBRARY = Path(__file__).parents[1] / "cli" / "bibliotek"

ASKED = """\
format: 1
sources: bibliotek/lån.csv
indicators: bibliotek
folder: utfall
extracted: 2026-02-01
outputs: {results: [csv]}
"""


@dataclass
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """The folder of the run file; the reader stands somewhere else."""
    shutil.copytree(LIBRARY, tmp_path / "desk" / "bibliotek")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    return tmp_path / "desk"


@pytest.fixture
def run(desk, capsys):
    """Run the file, with more written at its end."""

    def command(*arguments, more="", asked=ASKED):
        (desk / "bbic-ind.yaml").write_text(asked + more, "utf-8")
        code = main.run(["run", str(desk / "bbic-ind.yaml"), *arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return command
