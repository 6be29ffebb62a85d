"""Text files with delimiters (csv, tsv) as grids of text.

Polars reads the cells.  A file whose delimiters do not add up is looked at once more,
line by line, to tell which records are too short or too long; nothing is moved.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from bbic_ind.model import Finding
from bbic_ind.sources import file_messages as say
from bbic_ind.sources.encodings import DELIMITERS, Utf8, as_utf8
from bbic_ind.sources.grids import NOTED, Grid, row_numbers, text_grid

_QUOTED = r'(^|[;\t,|])"(?:[^"]|"")*"'
_TOO_WIDE = (pl.exceptions.ComputeError, pl.exceptions.SchemaError)
"""What the reader says of a record, and of a first record, wider than it was told."""

NOT_REGISTERED = "uppgift saknas"
"""How registers write that a value is unknown; the readers of values know it."""


@dataclass(frozen=True)
class _Layout:
    """How a file is written: its delimiter, its widest record, whether quotes enclose fields."""

    delimiter: str
    width: int
    quotes: bool = True


@dataclass(frozen=True)
class _Records:
    """The cells of a file and the line on which each record starts."""

    cells: pl.DataFrame
    lines: pl.Series
    layout: _Layout


def read_delimited(content: Path | bytes, name: str) -> tuple[list[Grid], list[Finding]]:
    """Read one csv or tsv file as one grid, with what was odd about it."""
    file = as_utf8(content, name)
    if not file.head.strip():
        return [], [say.empty(name)]
    records = _records(file)
    cells, findings = _oddities(file, records, name)
    return [text_grid(name, "", cells, records.lines)], [*file.findings, *findings]


def _records(file: Utf8) -> _Records:
    lines = pl.Series(file.head.decode("utf-8", "ignore").splitlines()[file.skipped :])
    delimiter = _delimiter(lines)
    layout = _Layout(delimiter, _widest(lines, delimiter))
    try:
        cells = _cells_at_least(file, layout)
    except _TOO_WIDE:
        # A quote that is never closed would swallow the rest of the file.
        layout = _Layout(delimiter, _widest(_lines(file), delimiter, quotes=False), quotes=False)
        cells = _without_quotes(_cells(file, layout))
    if b'="' in file.head:  # text that Excel is to leave as it is: ="0182"
        cells = cells.with_columns(pl.all().str.replace(r'^="(.*)"$', "$1"))
    return _Records(cells, _line_numbers(cells, file, layout), layout)


def _delimiter(lines: pl.Series) -> str:
    """The delimiter that gives most lines one and the same width of more than one."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(_widths(lines, delimiter)))


def _evenness(widths: pl.Series) -> tuple[int, int]:
    several = widths.filter(widths > 1)
    width = _usual(several)
    return int((several == width).sum()), width


def _usual(widths: pl.Series) -> int:
    return int(widths.mode().max()) if widths.len() else 0  # type: ignore[arg-type]


def _widest(lines: pl.Series, delimiter: str, quotes: bool = True) -> int:
    return int(_widths(lines, delimiter, quotes).max() or 1)  # type: ignore[arg-type]


def _widths(lines: pl.Series, delimiter: str, quotes: bool = True) -> pl.Series:
    quoted = quotes and lines.str.contains('"', literal=True).any()
    bare = lines.str.replace_all(_QUOTED, "$1") if quoted else lines
    return bare.fill_null("").str.count_matches(delimiter, literal=True) + 1


def _cells_at_least(file: Utf8, layout: _Layout) -> pl.DataFrame:
    """The cells, or with a width that fits the whole file where the sample's did not."""
    try:
        return _cells(file, layout)
    except _TOO_WIDE:
        width = _widest(_lines(file), layout.delimiter)
        return _cells(file, _Layout(layout.delimiter, width))


def _cells(file: Utf8, layout: _Layout) -> pl.DataFrame:
    return pl.read_csv(
        file.data,
        separator=layout.delimiter,
        quote_char='"' if layout.quotes else None,
        has_header=False,
        schema={str(position): pl.String for position in range(layout.width)},
        missing_columns="insert",
        skip_lines=file.skipped,
        glob=False,
    )


def _lines(file: Utf8) -> pl.Series:
    lines = pl.read_lines(file.data, glob=False).to_series().slice(file.skipped)
    return lines.str.strip_prefix("\ufeff")


def _without_quotes(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.with_columns(
        pl.all().str.replace(r'^"(.*)"$', "$1").str.replace_all('""', '"', literal=True)
    )


def _line_numbers(cells: pl.DataFrame, file: Utf8, layout: _Layout) -> pl.Series:
    """The line on which each record starts; a quoted field may run over several."""
    numbers = row_numbers(cells.height, 1 + file.skipped)
    quoted = layout.quotes and file.quoted
    if not quoted or cells.height + file.skipped >= file.count("\n"):
        return numbers
    breaks = cells.select(
        pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True)).cum_sum().shift(1)
    )
    return (numbers + breaks.to_series().fill_null(0)).cast(pl.UInt32)


def _oddities(file: Utf8, records: _Records, name: str) -> tuple[pl.DataFrame, list[Finding]]:
    """The cells, with what a short record lacks said to be missing, and what was odd."""
    findings = [] if records.layout.quotes else [say.loose_quotes(name)]
    if records.layout.width == 1 or _adds_up(file, records):
        return records.cells, findings
    widths = _record_widths(file, records)
    usual = _usual(widths.filter(widths > 1))
    # What stands above the first full record is a title; an empty line is no record.
    table = row_numbers(widths.len()) > int((widths == usual).arg_max() or 0)
    filled = records.cells.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    is_short = table & filled & (widths < usual) & ~_notes(records.cells, widths, usual)
    short = _numbers(records.lines.filter(is_short))
    long = _numbers(records.lines.filter(table & filled & (widths > usual)))
    findings += [say.short_rows(name, short, usual)] if short else []
    findings += [say.long_rows(name, long, usual)] if long else []
    return _completed(records.cells, is_short, widths, usual), findings


def _notes(cells: pl.DataFrame, widths: pl.Series, usual: int) -> pl.Series:
    """Which lines below the last record are notes: words without a delimiter."""
    if usual < NOTED:
        return pl.repeat(False, widths.len(), dtype=pl.Boolean, eager=True)
    last = int((widths > 1).arg_true().max() or 0)  # type: ignore[arg-type]
    words = cells.to_series(0).str.contains(r"\S[\s:]+\S").fill_null(False)
    return words & (widths == 1) & (row_numbers(widths.len(), 0) > last)


def _completed(
    cells: pl.DataFrame, is_short: pl.Series, widths: pl.Series, usual: int
) -> pl.DataFrame:
    """Say that the fields a short record ends without are missing: they are not empty."""
    if not is_short.any():
        return cells
    frame = cells.with_columns(is_short.alias("short"), widths.alias("width"))
    lacking = [
        pl.when(pl.col("short") & (pl.col("width") <= position))
        .then(pl.lit(NOT_REGISTERED))
        .otherwise(pl.col(str(position)))
        .alias(str(position))
        for position in range(1, usual)
    ]
    return frame.with_columns(lacking).drop("short", "width")


def _numbers(lines: pl.Series) -> list[str]:
    return [str(line) for line in lines]


def _adds_up(file: Utf8, records: _Records) -> bool:
    """Whether all records are as wide as the widest: surely where each has its last field."""
    cells, layout = records.cells, records.layout
    if not cells.to_series(-1).has_nulls():
        return True
    return file.count(layout.delimiter) == cells.height * (layout.width - 1)


def _record_widths(file: Utf8, records: _Records) -> pl.Series:
    layout, height = records.layout, records.cells.height
    widths = _widths(_lines(file), layout.delimiter, layout.quotes)
    if widths.len() == height:
        return widths
    # Records that run over several lines: slower, but the only exact way.
    with file.open() as text:
        reader = csv.reader(text, delimiter=layout.delimiter)
        counted = pl.Series([len(record) for record in reader], dtype=pl.UInt32)
    widths = counted.slice(file.skipped).head(height)
    return widths.extend_constant(_usual(widths), height - widths.len())
