"""Workbooks (xlsx, xlsb, xls, ods) as grids of text."""

import logging
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue

import fastexcel
import polars as pl

from bbic_ind.model import Finding
from bbic_ind.personal import without_numbers
from bbic_ind.sources import file_messages, sheet_messages
from bbic_ind.sources.archives import is_zip, open_zip
from bbic_ind.sources.grids import ERROR, FORMULA, Grid, row_numbers, text_grid
from bbic_ind.sources.sheet_xml import (
    SMALL,
    Cell,
    Problems,
    is_too_large,
    problems,
    sheet_parts,
)

# Calamine remarks on charts and the like, which are no concern of the user's.
logging.getLogger("calamine").setLevel(logging.ERROR)


MOST_PER_CELL = 400
"""Bytes of XML for a cell that something stands in; a long one has some tens, beside its text."""

_LOCKED = "password protected"
"""What the reader's error says of an xls or ods file with a password."""

READERS = 2
"""Files or sheets read at once: readers let other threads run, and most machines have two cores."""


@dataclass(frozen=True)
class _Workbook:
    """A workbook; ``archive`` and ``parts`` are there for an xlsx file only.

    A reader serves one thread at a time; ``idle`` are those that serve none.  Opening one
    reads every shared text of the workbook, so none is let go before the last sheet.
    """

    name: str
    content: Path | bytes
    archive: zipfile.ZipFile | None
    parts: dict[str, str]
    idle: SimpleQueue[fastexcel.ExcelReader] = field(default_factory=SimpleQueue)

    def load(self, sheet: str) -> fastexcel.ExcelSheet:
        """A sheet as the reader gives it."""
        try:
            reader = self.idle.get_nowait()
        except Empty:
            reader = _opened(self.content)
        # skip_rows=0 keeps the blank rows at the top, so that row numbers are the sheet's own.
        loaded = reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
        self.idle.put(reader)
        return loaded

    def size(self, sheet: str) -> int:
        """The bytes of a sheet's XML, to read the largest first; 0 where there is none."""
        part = self.parts.get(sheet)
        return self.archive.getinfo(part).file_size if self.archive and part else 0


def read_workbook(content: Path | bytes, name: str) -> tuple[list[Grid], list[Finding]]:
    """Read every sheet of a workbook, hidden ones too, each as one grid.

    A cell is its value and not its format: a day is ``2025-01-05 00:00:00``, a number
    ``0.75``, an answer ``true``, a formula its last calculated value.
    """
    try:
        reader = _opened(content)
    except fastexcel.FastExcelError as error:
        locked = _LOCKED in str(error)
        return [], [file_messages.encrypted(name) if locked else file_messages.broken(name)]
    if not reader.sheet_names:
        return [], [file_messages.broken(name)]
    if not is_zip(content):
        return _unsearched(_Workbook(name, content, None, {}), reader)
    with open_zip(content) as archive:
        if parts := sheet_parts(archive):
            return _sheets(_Workbook(name, content, archive, parts), reader)
        return _unsearched(_Workbook(name, content, archive, {}), reader)


def _opened(content: Path | bytes) -> fastexcel.ExcelReader:
    """A reader of a workbook, of whatever kind its name says that it is."""
    try:
        return fastexcel.read_excel(content)
    except fastexcel.FastExcelError as error:
        if isinstance(content, bytes) or _LOCKED in str(error):
            raise
        return fastexcel.read_excel(content.read_bytes())


def _unsearched(book: _Workbook, reader: fastexcel.ExcelReader) -> tuple[list[Grid], list[Finding]]:
    """Every sheet of a workbook of a kind that is not looked through for errors."""
    grids, findings = _sheets(book, reader)
    return grids, [*findings, sheet_messages.errors_unseen(book.name)]


def _sheets(book: _Workbook, reader: fastexcel.ExcelReader) -> tuple[list[Grid], list[Finding]]:
    """Every sheet of a workbook that ``reader`` has been opened on."""
    names = reader.sheet_names
    book.idle.put(reader)
    with ThreadPoolExecutor(READERS) as readers:
        largest_first = sorted(names, key=book.size, reverse=True)
        reading = {name: readers.submit(_sheet, book, name) for name in largest_first}
    read = [reading[name].result() for name in names]
    grids = [grid for grid, _ in read if grid is not None]
    return grids, [finding for _, said in read for finding in said]


def _sheet(book: _Workbook, sheet: str) -> tuple[Grid | None, list[Finding]]:
    place, part = f"{book.name} › {without_numbers(sheet)}", book.parts.get(sheet)
    if book.archive and part and is_too_large(book.archive, part):
        return None, [sheet_messages.sheet_too_large(place)]
    try:
        loaded = book.load(sheet)
    except fastexcel.FastExcelError:
        return None, [file_messages.broken(place)]
    found = problems(book.archive, part) if book.archive and part else Problems()
    cells = _from_column_a(loaded.to_polars(), _first_column(loaded))
    cells = _marked(_marked(cells, found.errors, ERROR), found.uncached, FORMULA)
    grid = text_grid(book.name, sheet, cells, row_numbers(cells.height))
    hidden = (
        [sheet_messages.hidden_sheet(place)] if loaded.visible != "visible" and cells.height else []
    )
    blank = [sheet_messages.blank_cells(place)] if is_blank(book.size(sheet), cells) else []
    return grid, [*hidden, *blank]


def is_blank(size: int, cells: pl.DataFrame) -> bool:
    """Whether most of a sheet's XML is cells with a format and nothing in them."""
    return size > SMALL and size > MOST_PER_CELL * (cells.height * cells.width + 1)


def _first_column(loaded: fastexcel.ExcelSheet) -> int:
    columns = loaded.selected_columns
    return columns[0].absolute_index if columns else 0


def _from_column_a(cells: pl.DataFrame, first: int) -> pl.DataFrame:
    """Put back the blank columns that the reader leaves out before the first filled one."""
    blank = [pl.lit(None, pl.String).alias(f"blank {position}") for position in range(first)]
    return cells.select(*blank, pl.all()) if blank else cells


def _marked(cells: pl.DataFrame, marked: Sequence[Cell], mark: str) -> pl.DataFrame:
    """Write the mark in cells that hold something the reader gives as empty.

    No column can read it, so that the value counts as unknown and never as not there.
    """
    rows: dict[int, list[int]] = {}
    for column, row in marked:
        if column < cells.width:
            rows.setdefault(column, []).append(row)
    here = pl.int_range(pl.len())
    return cells.with_columns(
        pl.when(here.is_in(at)).then(pl.lit(mark)).otherwise(pl.nth(column)).alias(name)
        for column, at in rows.items()
        for name in [cells.columns[column]]
    )
