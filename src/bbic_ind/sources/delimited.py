"""Text files with delimiters (csv, tsv) as grids of text."""

import csv
import io
from pathlib import Path

import polars as pl

from bbic_ind.model import Finding
from bbic_ind.sources.grids import Grid, row_numbers, text_grid

DELIMITERS = ";,\t|"


def read_delimited(content: Path | bytes, name: str) -> tuple[list[Grid], list[Finding]]:
    """One csv or tsv file."""
    data = content.read_bytes() if isinstance(content, Path) else content
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    sample = text[:100_000]
    delimiter = max(DELIMITERS, key=sample.count)
    width = max(len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter))
    cells = pl.read_csv(
        text.encode(),
        separator=delimiter,
        has_header=False,
        schema={str(position): pl.String for position in range(width)},
    )
    return [text_grid(name, "", cells, row_numbers(cells.height))], []
