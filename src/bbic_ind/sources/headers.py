"""Where the table stands in a sheet: its header row, its records and what is left out."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from bbic_ind.model import ADDRESS, Finding
from bbic_ind.sources import sheet_messages as say
from bbic_ind.sources.grids import ERROR, FORMULA, INVISIBLE, NOTED, Grid

EARLY = 40
"""How many rows down a header may stand."""

_TOTALS = (
    r"(?i)^(?:(?:del|total)?summa|sum|totalt?|antal)\s*:?[\d\s.,]*$"
    r"|^antal \p{L}+\s*(?::\s*[\d\s]*|[\d\s]+)$"
)
"""The first cell of a row of totals: ``SUMMA:``, ``Antal``, ``Totalt``, ``Antal rader: 12``."""

_NUMERIC = re.compile(r"[\d\s.,:%/+-]+")

_FULL = 0.6
"""The share of a table's columns that a row of unknown headings must fill."""

Cells = Sequence[str | None]


@dataclass(frozen=True)
class TextTable:
    """One table of text: a header and the records below it.

    ``headings`` and ``columns`` (spreadsheet letters) belong to the columns ``"0", "1",
    ...`` of ``frame`` in order; wholly blank columns are left out.  A heading met before
    gets a suffix, ``"Datum (2)"``; a column without one has ``""``.

    ``frame`` has one row per record: ``_row`` (UInt32), the record's row number in the
    sheet, and String columns.  ``titles`` are the filled cells of each row above the header
    and of each note below the table.  ``left_out`` counts the rows below the header that
    are no records, by reason: ``blank, totals, repeated_header, notes``.
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
    """Find the header row and take the records below it.

    ``known_headings`` are in :func:`normal` form.  The header is the early row that holds
    most of them; where none is known, the first row that looks like headings.
    """
    if grid.cells.is_empty():
        return None, [say.empty_sheet(grid.place)]
    top = grid.cells.head(EARLY).rows()
    at = _header(top, set(known_headings))
    if at is None:
        return None, [_no_header(grid.place, top), *_spoiled(grid, top)]
    used = _used_columns(grid, at)
    headings = tuple(" ".join((top[at][i] or "").split()) for i in used)
    records, notes, left_out = _records(_below(grid, at, used), top[at], used)
    table = TextTable(
        grid.file,
        grid.sheet,
        _distinct(headings),
        tuple(letter(i) for i in used),
        records,
        (*(_filled(row) for row in top[:at]), *notes),
        int(grid.rows[at]),
        left_out,
    )
    said = _about_headings(grid.place, headings, table.columns)
    return table, [*said, *_spoiled(grid, top[: at + 1])]


@lru_cache(maxsize=100_000)
def normal(heading: str) -> str:
    r"""Give the form in which headings and values are compared.

    >>> normal("Senast_sedd:*"), normal(" Lånad\n den")
    ('senast sedd', 'lånad den')
    """
    text = re.sub(f"[{INVISIBLE}]", "", unicodedata.normalize("NFC", heading)).casefold()
    return re.sub(r"[\s_\-\u2010-\u2013]+", " ", text).strip(" ").rstrip(" :*")


def letter(position: int) -> str:
    """Give the spreadsheet letter of a column counted from 0.

    >>> letter(0), letter(25), letter(26), letter(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    before, last = divmod(position, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _header(top: Sequence[Cells], known: set[str]) -> int | None:
    matches = [len({normal(cell) for cell in row if cell} & known) for row in top]
    if max(matches):
        # Of two rows with as many, the fuller is the header and the other a title.
        return max(range(len(top)), key=lambda at: (matches[at], len(_filled(top[at])), -at))
    width = max(len(_filled(row)) for row in top)
    looks = (at for at, row in enumerate(top[:-1]) if _looks_like_headings(row, width))
    return next(looks, None)


def _no_header(place: str, top: Sequence[Cells]) -> Finding:
    if _in_one_column(top):
        return say.one_column(place)
    return say.no_header(place, max(len(_filled(row)) for row in top))


def _in_one_column(top: Sequence[Cells]) -> bool:
    """Whether several rows are one cell with as many delimiters: fields that were never split."""
    alone = [cells[0] for cells in map(_filled, top) if len(cells) == 1]
    counts = [(mark, text.count(mark)) for text in alone for mark in _DELIMITERS]
    return any(number > 1 and counts.count((mark, number)) > 1 for mark, number in counts)


_DELIMITERS = ";,|\t"


def _looks_like_headings(row: Cells, width: int) -> bool:
    filled = _filled(row)
    enough = len(filled) >= max(2, _FULL * width)
    words = not any(_NUMERIC.fullmatch(cell) for cell in filled)
    return enough and words and len(set(filled)) == len(filled)


def _filled(row: Cells) -> tuple[str, ...]:
    return tuple(cell for cell in row if cell)


def _used_columns(grid: Grid, at: int) -> list[int]:
    body = grid.cells.slice(at)
    return [i for i, name in enumerate(body.columns) if body[name].null_count() < body.height]


def _below(grid: Grid, at: int, used: Sequence[int]) -> pl.DataFrame:
    cells = grid.cells.slice(at + 1).select(
        pl.col(str(position)).alias(str(n)) for n, position in enumerate(used)
    )
    # First, for it is in one piece: a first column in many has all others cut like itself.
    return cells.select(grid.rows.slice(at + 1).alias(ADDRESS), pl.all())


def _records(
    below: pl.DataFrame, header: Cells, used: Sequence[int]
) -> tuple[pl.DataFrame, list[tuple[str, ...]], dict[str, int]]:
    """The records, the notes below them, and the count of what was left out."""
    odd = below.select(_may_be_no_record(header[used[0]], len(used))).to_series()
    if not odd.any():
        return below, [], {}
    doubtful = below.with_row_index(_AT).filter(odd)
    why = _reasons(doubtful, [header[i] for i in used], (~odd).arg_true().max())
    left_out = {name: int(why[name].sum()) for name in why.columns if why[name].any()}
    if not left_out:
        return below, [], {}
    notes = [_filled(row[2:]) for row in doubtful.filter(why["notes"]).rows()]
    dropped = doubtful.filter(why.select(pl.any_horizontal(pl.all())).to_series())[_AT]
    return below.filter(~pl.int_range(pl.len()).is_in(dropped.implode())), notes, left_out


_AT = "_at"
"""A row's place below the header."""


def _may_be_no_record(first_heading: str | None, width: int) -> pl.Expr:
    """Whether a row's first two cells leave it open that it is no record; few rows do."""
    first = pl.col("0")
    empty = pl.any_horizontal(pl.col([str(n) for n in range(min(width, 2))]).is_null())
    repeats = first.eq_missing(pl.lit(first_heading, pl.String))
    return empty | first.str.contains(_TOTALS) | repeats


def _reasons(rows: pl.DataFrame, header: Cells, last_sure: object) -> pl.DataFrame:
    """Per row whether it is no record, a Boolean column for each reason.

    ``last_sure`` is the place of the last row that surely is a record.
    """
    cells = pl.exclude(_AT, ADDRESS)
    first = pl.coalesce(cells)
    filled = pl.sum_horizontal(cells.is_not_null())
    # Whether the first filled of a row's cells names it a row of totals.
    totals = first.str.strip_chars().str.contains(_TOTALS).fill_null(False)
    last = pl.max_horizontal(pl.lit(last_sure), pl.col(_AT).filter(filled > 1).max())
    after = pl.col(_AT) > last.fill_null(-1)
    sentence = first.str.contains(r"[\s:]").fill_null(False)
    # A note is a single cell of several words below a table: a source, a date of printing.
    note = (filled == 1) & sentence & ~totals & after
    return rows.select(
        blank=filled == 0,
        totals=totals,
        repeated_header=pl.all_horizontal(
            pl.col(str(n)).eq_missing(pl.lit(text, pl.String)) for n, text in enumerate(header)
        ),
        notes=note if len(header) >= NOTED else pl.lit(False),
    )


def _spoiled(grid: Grid, rows: Sequence[Cells]) -> list[Finding]:
    """What is told of errors and formulas without a value in the first rows."""
    cells = [
        f"{letter(column)}{grid.rows[row]}"
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text in (ERROR, FORMULA)
    ]
    return [say.spoiled_headings(grid.place, cells)] if cells else []


def _distinct(headings: Sequence[str]) -> tuple[str, ...]:
    times = _times(headings)
    return tuple(f"{h} ({n})" if n > 1 else h for h, n in zip(headings, times, strict=True))


def _times(headings: Sequence[str]) -> list[int]:
    """How many times each heading has been met so far; 0 for a column without one."""
    keys = [normal(heading) for heading in headings]
    return [keys[: at + 1].count(key) if key else 0 for at, key in enumerate(keys)]


def _about_headings(place: str, headings: Sequence[str], columns: Sequence[str]) -> list[Finding]:
    named = list(zip(headings, columns, _times(headings), strict=True))
    again = [(heading, column) for heading, column, times in named if times > 1]
    nameless = [column for _, column, times in named if times == 0]
    return [
        *([say.same_headings(place, again)] if again else []),
        *([say.nameless_columns(place, nameless)] if nameless else []),
    ]
