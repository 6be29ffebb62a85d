"""Another domain runs on its own model and profile, without a line of Python."""

from datetime import date
from pathlib import Path

import pytest

from bbic_ind.model import Model, load_model
from bbic_ind.periods import OPEN

from .deliveries import Deliver, said, values

MODEL = """
format: 1
tables:
  loans:
    description: {sv: Lån, en: Loans}
    opens: borrowed
    closes: returned
    columns:
      id: {type: id, required: true, description: {sv: Lån, en: Loan}}
      book: {type: id, refers_to: books, description: {sv: Bok, en: Book}}
      borrowed: {type: date, required: true, description: {sv: Utlånad, en: Lent}}
      returned: {type: end_date, description: {sv: Åter, en: Back}}
      bought:
        type: date
        lookup: {through: book, column: bought}
        description: {sv: Köpt, en: Bought}
  books:
    description: {sv: Böcker, en: Books}
    columns:
      id: {type: id, required: true, description: {sv: Bok, en: Book}}
      bought: {type: date, description: {sv: Köpt, en: Bought}}
      kind: {type: category, values: [novel, fact], description: {sv: Slag, en: Kind}}
"""
PROFILE = """
format: 1
title: {sv: Bibliotek, en: Library}
extracted: [As of]
sheets:
  Circulation:
    feeds:
      loans:
        columns:
          id: {from: [Loan no]}
          book: {from: [Barcode]}
          borrowed: {from: [Out]}
          returned: {from: [In]}
  Stock:
    feeds:
      books:
        columns:
          id: {from: [Barcode]}
          kind: {from: [Shelf], values: {FIC: novel, NON: fact}}
"""
FILES = {
    "library.xlsx": {
        "Circulation": [
            ["As of 2025-12-31"],
            ["Loan no", "Barcode", "Out", "In"],
            ["1", "77", "2025-01-01", "2025-01-15"],
            ["2", "78", "2025-02-01", ""],
        ],
        "Stock": [["Barcode", "Bought", "Shelf"], ["77", "2020-01-01", "FIC"], ["78", "", "X"]],
    }
}


@pytest.fixture
def library(tmp_path: Path) -> Model:
    (tmp_path / "model.yaml").write_text(MODEL, "utf-8")
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "library.yaml").write_text(PROFILE, "utf-8")
    return load_model(tmp_path / "model.yaml")


def test_a_library_is_read_by_its_own_model(
    deliver: Deliver, library: Model, tmp_path: Path
) -> None:
    reading = deliver(FILES, model=library, profiles=tmp_path / "profiles", extracted=None)

    assert (reading.profile, reading.dataset.extracted) == ("library", date(2025, 12, 31))
    assert values(reading, "loans", "returned") == [date(2025, 1, 15), OPEN]
    assert values(reading, "loans", "bought") == [date(2020, 1, 1), None]
    assert values(reading, "books", "kind") == ["novel", None]
    assert said(reading, "category.unknown").cells == ("C3",)
