"""Where the table stands in a sheet: its header row, its data and what is left out."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from bbic_ind.model import ADDRESS, Finding
from bbic_ind.sources.grids import Grid
from bbic_ind.texts import Text

EARLY = 40
"""How far down a header row may stand."""


@dataclass(frozen=True)
class TextTable:
    """One table of text: a header and the records below it.

    ``headings`` and ``columns`` (spreadsheet letters) belong to the columns ``"0", "1",
    ...`` of ``frame`` in order.  A heading that occurs twice gets a suffix, ``"Datum
    (2)"``; a column without one has ``""``.  ``frame`` has one row per record, String
    columns, and ``_row`` (UInt32), the record's row number in the sheet.  ``titles``
    are the filled cells of each row above the header.  ``left_out`` counts the rows
    below the header that are no records, by reason.
    """

    grid_file: str
    sheet: str
    headings: tuple[str, ...]
    columns: tuple[str, ...]
    frame: pl.DataFrame
    titles: tuple[tuple[str, ...], ...]
    header_row: int
    left_out: Mapping[str, int]


def find_table(
    grid: Grid, known_headings: Collection[str]
) -> tuple[TextTable | None, list[Finding]]:
    """Find the header row and take the records below it."""
    top = grid.cells.head(EARLY).rows()
    known = set(known_headings)
    scores = [len({normal(cell) for cell in row if cell} & known) for row in top]
    if not scores or not max(scores):
        return None, [_no_header(grid)]
    at = scores.index(max(scores))
    used = [i for i, name in enumerate(grid.cells.columns) if _used(grid, name, at)]
    body = grid.cells.slice(at + 1).select(pl.col(str(i)).alias(str(n)) for n, i in enumerate(used))
    frame = body.with_columns(grid.rows.slice(at + 1).alias(ADDRESS))
    table = TextTable(
        grid.file,
        grid.sheet,
        _distinct([top[at][i] or "" for i in used]),
        tuple(letter(i) for i in used),
        frame.filter(pl.any_horizontal(pl.exclude(ADDRESS).is_not_null())),
        tuple(tuple(c for c in row if c) for row in top[:at]),
        int(grid.rows[at]),
        {},
    )
    return table, []


def normal(heading: str) -> str:
    """The form in which headings and values are compared.

    >>> normal("Utredning_inleds:*"), normal(" Inkom\\n datum")
    ('utredning inleds', 'inkom datum')
    """
    text = unicodedata.normalize("NFC", heading).casefold()
    return re.sub(r"[\s_-]+", " ", text).strip().rstrip(" :*")


def letter(position: int) -> str:
    """The spreadsheet letter of a column counted from 0.

    >>> letter(0), letter(25), letter(26), letter(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    before, last = divmod(position, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _used(grid: Grid, name: str, at: int) -> bool:
    return grid.cells[name].slice(at).null_count() < grid.cells.height - at


def _distinct(headings: list[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    result = []
    for heading in headings:
        seen[heading] += 1
        again = heading and seen[heading] > 1
        result.append(f"{heading} ({seen[heading]})" if again else heading)
    return tuple(result)


def _no_header(grid: Grid) -> Finding:
    return Finding("header.missing", "warning", grid.place, Text("Ingen rubrikrad.", "No header."))
