"""Workbooks (xlsx, xlsb, xls, ods) as grids of text."""

import logging
import zipfile
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl

from bbic_ind.model import Finding
from bbic_ind.sources import file_messages, sheet_messages
from bbic_ind.sources.archives import is_zip, open_zip
from bbic_ind.sources.grids import Grid, row_numbers, text_grid
from bbic_ind.sources.sheet_xml import Problems, is_too_large, problems, sheet_parts

# Calamine remarks on charts and the like, which are no concern of the user's.
logging.getLogger("calamine").setLevel(logging.ERROR)


@dataclass(frozen=True)
class _Workbook:
    """An open workbook; ``archive`` and ``parts`` are there for an xlsx file only."""

    name: str
    reader: fastexcel.ExcelReader
    archive: zipfile.ZipFile | None
    parts: dict[str, str]


def read_workbook(content: Path | bytes, name: str) -> tuple[list[Grid], list[Finding]]:
    """Read every sheet of a workbook, hidden ones too, each as one grid.

    A cell is its value and not its format: a day is ``2025-01-05 00:00:00``, a number
    ``0.75``, an answer ``true``, a formula its last calculated value.
    """
    try:
        reader = fastexcel.read_excel(content)
    except fastexcel.FastExcelError:
        return [], [file_messages.broken(name)]
    if not reader.sheet_names:
        return [], [file_messages.broken(name)]
    if not is_zip(content):
        return _sheets(_Workbook(name, reader, None, {}))
    with open_zip(content) as archive:
        return _sheets(_Workbook(name, reader, archive, sheet_parts(archive)))


def _sheets(book: _Workbook) -> tuple[list[Grid], list[Finding]]:
    grids: list[Grid] = []
    findings: list[Finding] = []
    # The XML is unpacked in a second thread while the reader keeps this one busy.
    with ThreadPoolExecutor(1) as checker:
        for sheet in book.reader.sheet_names:
            grid, said = _sheet(book, sheet, checker)
            grids += [grid] if grid else []
            findings += said
    return grids, findings


def _sheet(book: _Workbook, sheet: str, checker: Executor) -> tuple[Grid | None, list[Finding]]:
    place, part = f"{book.name} › {sheet}", book.parts.get(sheet)
    if book.archive and part and is_too_large(book.archive, part):
        return None, [sheet_messages.sheet_too_large(place)]
    check = checker.submit(problems, book.archive, part) if book.archive and part else None
    try:
        loaded = _load(book.reader, sheet)
    except fastexcel.FastExcelError:
        return None, [file_messages.broken(place)]
    cells = _from_column_a(loaded.to_polars(), _first_column(loaded))
    grid = text_grid(book.name, sheet, cells, row_numbers(cells.height))
    hidden = (
        [sheet_messages.hidden_sheet(place)] if loaded.visible != "visible" and cells.height else []
    )
    return grid, [*hidden, *_found(check, place)]


def _load(reader: fastexcel.ExcelReader, sheet: str) -> fastexcel.ExcelSheet:
    # skip_rows=0 keeps the blank rows at the top, so that row numbers are the sheet's own.
    return reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")


def _first_column(loaded: fastexcel.ExcelSheet) -> int:
    columns = loaded.selected_columns
    return columns[0].absolute_index if columns else 0


def _from_column_a(cells: pl.DataFrame, first: int) -> pl.DataFrame:
    """Put back the blank columns that the reader leaves out before the first filled one."""
    blank = [pl.lit(None, pl.String).alias(f"blank {position}") for position in range(first)]
    return cells.select(*blank, pl.all()) if blank else cells


def _found(check: "Future[Problems] | None", place: str) -> list[Finding]:
    found = check.result() if check else Problems()
    errors = [sheet_messages.error_cells(place, found.errors)] if found.errors else []
    return errors + (
        [sheet_messages.uncached_formulas(place, found.uncached)] if found.uncached else []
    )
