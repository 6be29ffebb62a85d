"""A survey of quite another domain, with tables and words of its own, needs no Python."""

from pathlib import Path

import pytest

from .conftest import ANSWER, survey

LIBRARY = Path(__file__).parents[1] / "other_domain"
SURVEY = """format: 1
pack: {pack}
title: {{sv: Bibliotekens enkät, en: Survey of libraries}}
sections:
  - area: 1
    questions:
      - indicator: "1:2"
        title: {{sv: Lånekort, en: Cards}}
        answers:
          - {{of: numerator, label: {{sv: "Kort i bruk {{year}}", en: "Cards in use {{year}}"}}}}
  - area: 2
    questions:
      - indicator: "2:1"
        title: {{sv: Öppettider, en: Opening hours}}
        answers:
          - {{of: answer, part: open_sundays}}
          - {{of: answer, part: open_evenings}}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bibliotek")
    path = folder / "enkat.yaml"
    path.write_text(SURVEY.format(pack=LIBRARY / "library"), "utf-8")
    words = ("--survey", path, "--disclosure", "none", "--extracted", "2026-02-01")
    return survey(folder, *words, sources=(LIBRARY / "export",))


def test_its_answers_stand_in_its_own_words(library):
    sheet = library.book.worksheets[1]
    lines = {row[1].value: row[ANSWER - 1].value for row in sheet.iter_rows(min_row=5)}

    assert lines["Kort i bruk 2025"] == 3
    assert lines["open sundays"] == "Ja"


def test_there_are_no_columns_of_evidence_where_none_is_named(library):
    heads = [cell.value for cell in library.book.worksheets[1][4]]

    assert heads[5:] == ["Att veta", "Läst ur", "Definition", "Kommentar"]
