"""The results as CSV, for programs and for a look in a Swedish spreadsheet.

Semicolons and a byte order mark, since that is what a Swedish Excel opens in columns
with å, ä and ö right; pandas, polars, R and DuckDB need only be told the semicolon.
Numbers are exact, with a decimal point and no rounding, since the file is above all read
by programs: for reading and sending on, the workbook is better (a spreadsheet takes the
id 5:4 in a CSV for a time of day).  Text that a spreadsheet could run as a formula stands
behind an apostrophe.
"""

from typing import IO

import polars as pl

from bbic_ind.output.plain_text import guarded
from bbic_ind.output.run import Run

SEPARATOR = ";"
_BOM = "\ufeff"


def write_csv(run: Run, stream: IO[bytes]) -> None:
    """Write the results with a byte order mark."""
    stream.write(frame_bytes(run.worded()))


def frame_bytes(frame: pl.DataFrame) -> bytes:
    """Any table as a CSV file."""
    return (_BOM + _text_of(frame)).encode()


def csv(run: Run) -> str:
    """The results as CSV text; an empty field is a null or an empty text."""
    return _text_of(run.worded())


def _text_of(frame: pl.DataFrame) -> str:
    text = frame.with_columns(
        _number(name) if kind.is_float() else _text(name)
        for name, kind in frame.schema.items()
        if kind.is_float() or kind == pl.String
    )
    return text.write_csv(separator=SEPARATOR, quote_style="necessary")


def _number(name: str) -> pl.Expr:
    """A whole number without decimals, any other with all it has."""
    column = pl.col(name)
    whole = column.cast(pl.Int64, strict=False)
    return pl.when(column == whole).then(whole.cast(pl.String)).otherwise(column.cast(pl.String))


def _text(name: str) -> pl.Expr:
    # Quotes around an empty text would only tell it from a null, which CSV readers do not.
    column = pl.col(name)
    return (
        pl.when(column != "").then(column.map_elements(guarded, return_dtype=pl.String)).alias(name)
    )
