"""Run the command line in this process, in Swedish; and a small pack of another domain."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

# Settled before the command line is imported, since its help texts are.
os.environ["LC_ALL"] = "sv_SE.UTF-8"

from bbic_ind.cli import main


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


@pytest.fixture(scope="session")
def library():
    """The folder of the pack about a library."""
    return Path(__file__).parent / "cli" / "bibliotek"
