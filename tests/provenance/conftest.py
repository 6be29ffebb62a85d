"""A small delivery of loans in a folder of its own, and the command line on it."""

import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

os.environ["LC_ALL"] = "sv_SE.UTF-8"

from bbic_ind.cli import main

LIBRARY = Path(__file__).parents[1] / "cli" / "bibliotek"


@pytest.fixture
def cli(capsys):
    def run(*arguments):
        code = main.run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return SimpleNamespace(code=code, out=printed.out, err=printed.err)

    return run


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with ``uttag/lån.csv`` and the pack ``bibliotek``; the current one too."""
    shutil.copytree(LIBRARY, tmp_path / "bibliotek")
    for name in ("uttag", "ut"):
        (tmp_path / name).mkdir()
    shutil.move(tmp_path / "bibliotek" / "lån.csv", tmp_path / "uttag" / "lån.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def compute(cli, place):
    """Compute into a file and give its manifest as plain values."""

    def run(*arguments, output="ut/resultat.csv"):
        cli("compute", "uttag", "--indicators", "bibliotek", "-o", output, *arguments)
        return json.loads((place / f"{output}.manifest.json").read_text())

    return run
