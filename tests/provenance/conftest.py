"""A small delivery of loans in a folder of its own, and the command line on it."""

import json
import shutil

import pytest


@pytest.fixture
def place(library, tmp_path, monkeypatch):
    """A folder with ``uttag/lån.csv`` and the pack ``bibliotek``; the current one too."""
    shutil.copytree(library, tmp_path / "bibliotek")
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
