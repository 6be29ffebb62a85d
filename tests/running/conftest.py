"""A folder with a run file, on the small pack about a library."""

import shutil

import pytest

ASKED = """\
format: 1
sources: bibliotek/lån.csv
indicators: bibliotek
folder: utfall
extracted: 2026-02-01
outputs: {results: [csv]}
"""


@pytest.fixture
def desk(library, tmp_path, monkeypatch):
    """The folder of the run file; the reader stands somewhere else."""
    shutil.copytree(library, tmp_path / "desk" / "bibliotek")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    return tmp_path / "desk"


@pytest.fixture
def run(desk, cli):
    """Run the file, with more written at its end."""

    def command(*arguments, more="", asked=ASKED):
        (desk / "bbic-ind.yaml").write_text(asked + more, "utf-8")
        return cli("run", desk / "bbic-ind.yaml", *arguments)

    return command
