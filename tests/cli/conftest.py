"""Run the command line in this process, in Swedish, on a small pack of another domain."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

# Settled before the command line is imported, since its help texts are.
os.environ["LC_ALL"] = "sv_SE.UTF-8"

from bbic_ind.cli import main

LIBRARY = Path(__file__).parent / "bibliotek"


@dataclass
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def cli(capsys):
    def run(*arguments):
        code = main.run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run


@pytest.fixture
def library():
    """The folder of the pack about a library."""
    return LIBRARY


@pytest.fixture
def loans():
    """Arguments that compute the library's only indicator on its four loans."""
    return ["compute", LIBRARY / "lån.csv", "--indicators", LIBRARY, "--extracted", "2026-02-01"]
