"""What can be told of a delivery before anything is computed, and of no person in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bbic_ind.model.reading import ExtractedFrom, Finding
from bbic_ind.model.shapes import ColumnType
from bbic_ind.texts import Text


@dataclass(frozen=True, slots=True)
class HeadingSeen:
    """One heading: its spreadsheet letter, and in how many of the sheet's rows it is filled."""

    heading: str
    letter: str
    filled: int


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One canonical column and the heading that feeds it.

    ``first`` and ``last`` are the outermost days of a column of dates; ``unreadable``
    counts the cells that hold no value of the column's type, and ``unknown`` the texts
    of a category that no map knows.
    """

    name: str
    type: ColumnType
    fed_by: HeadingSeen
    first: date | None = None
    last: date | None = None
    unreadable: int = 0
    unknown: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableSeen:
    """One table that a sheet feeds; it only ``adds`` to the rows of other sheets by their id.

    ``used`` counts its rows, ``left_out`` the others by reason.  Of the columns that no
    heading feeds, ``elsewhere`` are looked up or fixed by the profile, ``required`` must
    be there and are not, and ``absent`` are the rest.
    """

    table: str
    adds: bool
    used: int
    left_out: Mapping[Text, int]
    columns: tuple[ColumnSeen, ...]
    elsewhere: tuple[str, ...]
    required: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """Why a sheet was taken for a kind: what of it the profile knows.

    ``layout`` is the profile and ``kind`` its name for the sheet.  ``known`` of the
    ``headings`` are known; ``named`` tells that the name fits, ``complete`` that every
    required column is there.
    """

    layout: str
    kind: str
    known: int
    headings: int
    named: bool
    complete: bool


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """One sheet or file: what it was taken for, what feeds what and what is left over.

    ``rows`` counts the records below the header in ``header_row``.  ``because`` is None
    for a sheet of no known kind.
    """

    place: str
    file: str
    header_row: int
    rows: int
    because: Recognised | None
    tables: tuple[TableSeen, ...]
    left_over: tuple[HeadingSeen, ...]


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One file, its profile, and how many headings every profile knows of it."""

    file: str
    profile: str
    headings: int
    known: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything seen of a delivery; ``findings`` are those of opening and reading it."""

    files: tuple[FileSeen, ...]
    sheets: tuple[SheetSeen, ...]
    findings: tuple[Finding, ...]
    extracted: date | None
    extracted_from: ExtractedFrom
