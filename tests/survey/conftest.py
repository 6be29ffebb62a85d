"""Exempelstad's survey answered once, with every count shown and with small ones protected."""

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bbic_ind.cli import main

TOWN = Path(__file__).parents[2] / "examples" / "exempelstad"
SOURCES = (TOWN / "combine.xlsx", TOWN / "sidoblad")
FORM = TOWN / "formular" / "lansenkat.yaml"

ANSWER, STATUS, POSSIBLE, REMARK, ROLE, DOCUMENT, READ_FROM, DEFINITION, COMMENT = range(3, 12)
"""The columns of the sheet of questions."""


@dataclass
class Done:
    code: int
    said: str
    path: Path

    @property
    def book(self):
        return load_workbook(self.path)


def survey(folder, *arguments, name="enkat.xlsx", sources=SOURCES, year="2025"):
    """Run the command into a folder."""
    path, said = folder / name, StringIO()
    words = ["survey", *sources, "--year", year, "-o", path, *arguments]
    with redirect_stdout(said), redirect_stderr(said):
        code = main.run([str(word) for word in words])
    return Done(code, said.getvalue(), path)


@pytest.fixture(scope="package")
def everything(tmp_path_factory):
    """The survey with every count shown."""
    folder = tmp_path_factory.mktemp("allt")
    return survey(folder, "--disclosure", "none", "--municipality", "Exempelstad")


@pytest.fixture(scope="package")
def protected(tmp_path_factory):
    """The survey as it is written where nothing is said of disclosure."""
    return survey(tmp_path_factory.mktemp("skyddat"))


@pytest.fixture(scope="package")
def filled(tmp_path_factory):
    """The county's form filled in with every count."""
    folder = tmp_path_factory.mktemp("formular")
    words = ("--form", FORM, "--disclosure", "none", "--municipality", "Exempelstad")
    return survey(folder, *words, name="ifylld.xlsx")


def questions(book):
    """The lines of the sheet of questions with an answer cell: number, label, and the row."""
    sheet, number, found = book.worksheets[1], "", []
    for row in range(5, sheet.max_row + 1):
        number = sheet.cell(row, 1).value or number
        if sheet.cell(row, DEFINITION).value:
            found.append((number, sheet.cell(row, 2).value, row))
    return found
