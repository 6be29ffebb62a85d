"""Workbooks (xlsx, xlsb, xls, ods) as grids of text."""

from pathlib import Path

import fastexcel
import polars as pl

from bbic_ind.model import Finding
from bbic_ind.sources.grids import Grid, row_numbers, text_grid


def read_workbook(content: Path | bytes, name: str) -> tuple[list[Grid], list[Finding]]:
    """Every sheet of a workbook that holds anything."""
    reader = fastexcel.read_excel(content)
    return [_sheet(reader, sheet, name) for sheet in reader.sheet_names], []


def _sheet(reader: fastexcel.ExcelReader, sheet: str, name: str) -> Grid:
    # skip_rows=0 keeps the blank rows at the top, so that row numbers are the sheet's own.
    loaded = reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
    cells = _from_column_a(loaded.to_polars(), _first_column(loaded))
    return text_grid(name, sheet, cells, row_numbers(cells.height))


def _first_column(loaded: fastexcel.ExcelSheet) -> int:
    columns = loaded.selected_columns
    return columns[0].absolute_index if columns else 0


def _from_column_a(cells: pl.DataFrame, first: int) -> pl.DataFrame:
    """Put back the blank columns that the reader leaves out before the first filled one."""
    blank = [pl.lit(None, pl.String).alias(f"blank {position}") for position in range(first)]
    return cells.select(*blank, pl.all()) if blank else cells
