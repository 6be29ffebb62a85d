"""What was read, what was left out and what was found wrong on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from bbic_ind.model.dataset import Dataset
from bbic_ind.texts import Text

Severity = Literal["error", "warning", "note"]

MOST_CELLS = 15
"""How many cells a finding names; the rest are only counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about the data that someone should know.

    ``rule`` is its stable id (``date.unreadable``).  ``place`` is the file and sheet
    (``export.xlsx › Blad1``) and ``cells`` the first addresses in it (``G27``).
    ``table`` and ``column`` name the canonical column it touches, so that the figures
    it can change can be told; empty when the finding touches a whole table or file.
    ``value`` is the text it is about, where that is one text of a category.  ``source``
    is the sheet's number and ``rows`` (UInt32) all its row numbers, where it is about
    rows.  An *error* loses or doubts a value or row, a *warning* rests on an assumption.
    """

    rule: str
    severity: Severity
    place: str
    message: Text
    table: str = ""
    column: str = ""
    cells: tuple[str, ...] = ()
    count: int = 1
    value: str = ""
    source: int | None = field(default=None, compare=False, repr=False)
    rows: pl.Series | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet or file that was looked at.

    ``table`` is empty when it was recognised as none.  ``rows`` counts the rows below
    the header; ``left_out`` those not used, by reason.  ``columns`` maps each canonical
    column to the heading that feeds it, ``letters`` to the letter of its column in the
    spreadsheet.  The sheet's place in ``Reading.sheets`` is the number that ``_source``
    holds in the frames.
    """

    file: str
    sheet: str
    table: str
    header_row: int
    rows: int
    used: int
    left_out: Mapping[Text, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    unused_headings: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """``export.xlsx › Blad1``, or the file alone where it has no sheets."""
        return f"{self.file} › {self.sheet}" if self.sheet else self.file


ExtractedFrom = Literal["given", "found", "latest", "today"]
"""Whence the extraction date: the user, the titles, the latest date in the data, or nothing."""


@dataclass(frozen=True)
class Reading:
    """Everything a run knows of its input."""

    dataset: Dataset
    sheets: tuple[SheetRead, ...]
    findings: tuple[Finding, ...]
    profile: str
    extracted_from: ExtractedFrom
