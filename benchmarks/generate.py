"""Make the tables of a municipality of any size: ``generate.py ROWS FORMAT...``.

All rows together are ROWS, one in six of them a child.  The same size and seed give the
same tables.  Ids of children are serial numbers such as ``B1000042`` and never personal
numbers: an invented number could belong to somebody, and the published test numbers are
too few for a country.  The plain layout is written: a sheet or file for each table, its
headings the column names of ``indicators/model.yaml``.

``xlsx`` has days as Excel days and answers as text; ``csv`` has all as text between
semicolons; ``parquet`` has types.
"""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl
import xlsxwriter
from tables import TABLES, sizes, table

DATA = Path(__file__).parent / "data"


def as_written(frame: pl.DataFrame) -> pl.DataFrame:
    """Answers as an export has them, in words."""
    flags = [name for name, dtype in frame.schema.items() if dtype == pl.Boolean]
    words = (
        pl.when(name).then(pl.lit("ja")).when(~pl.col(name)).then(pl.lit("nej")) for name in flags
    )
    return frame.with_columns(word.alias(name) for word, name in zip(words, flags, strict=True))


def write_csv(folder: Path, tables: Iterable[tuple[str, pl.DataFrame]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables:
        as_written(frame).write_csv(folder / f"{name}.csv", separator=";", include_bom=True)


def write_parquet(folder: Path, tables: Iterable[tuple[str, pl.DataFrame]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables:
        frame.write_parquet(folder / f"{name}.parquet")


def write_xlsx(file: Path, tables: Iterable[tuple[str, pl.DataFrame]]) -> None:
    """One workbook, written row by row: a row's memory is let go when the next begins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, frame in tables:
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, frame.columns)
            _write_rows(sheet, day, as_written(frame))


def _write_rows(
    sheet: xlsxwriter.worksheet.Worksheet, day: xlsxwriter.format.Format, frame: pl.DataFrame
) -> None:
    writers = [_writer(sheet, day, dtype) for dtype in frame.dtypes]
    serials = pl.selectors.date().cast(pl.Int32) + 25569
    for at, row in enumerate(frame.with_columns(serials).iter_rows(), start=1):
        for column, value in enumerate(row):
            if value is not None:
                writers[column](at, column, value)


def _writer(
    sheet: xlsxwriter.worksheet.Worksheet, day: xlsxwriter.format.Format, dtype: pl.DataType
) -> Callable[[int, int, str | float], object]:
    if dtype == pl.Date:
        return lambda row, column, value: sheet.write_number(row, column, float(value), day)
    return sheet.write_string if dtype == pl.String else sheet.write_number


WRITERS = {"csv": write_csv, "parquet": write_parquet, "xlsx": write_xlsx}


def place(rows: int, form: str) -> Path:
    """Where the tables of that size are written in that format."""
    return DATA / (f"{rows}.xlsx" if form == "xlsx" else f"{rows}-{form}")


def make(rows: int, form: str) -> Path:
    """Write the tables if they are not there, and say where they are."""
    target = place(rows, form)
    if not target.exists():
        size = sizes(rows)
        unfinished = target.with_name("unfinished-" + target.name)
        WRITERS[form](unfinished, ((name, table(name, size)) for name in TABLES))
        unfinished.rename(target)
    return target


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Make the tables of a municipality of any size.")
    asked.add_argument("rows", type=int)
    asked.add_argument("formats", nargs="+", choices=WRITERS)
    given = asked.parse_args()
    for form in given.formats:
        print(make(given.rows, form))
