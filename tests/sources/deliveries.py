"""Deliveries written in a test, and what to ask of the reading."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from bbic_ind.model import Finding, Reading

Rows = Sequence[Sequence[Any]]
Deliver = Callable[..., Reading]

E = date(2026, 2, 1)
GIRL, BOY = "201806012389", "201304122391"
"""Two of the public test numbers: a girl born 2018-06-01 and a boy born 2013-04-12."""


Content = str | bytes | Mapping[str, Rows] | pl.DataFrame | Callable[[Path], object]


def write(path: Path, content: Content) -> None:
    """One file: text, bytes, a workbook of sheets, a parquet file, or what a function makes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_text(content, "utf-8")
    elif isinstance(content, bytes):
        path.write_bytes(content)
    elif callable(content):
        content(path)
    elif isinstance(content, pl.DataFrame):
        content.write_parquet(path)
    else:
        with xlsxwriter.Workbook(path) as book:
            for name, rows in content.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)


def said(reading: Reading, rule: str) -> Finding:
    """The one finding of a rule."""
    found = [finding for finding in reading.findings if finding.rule == rule]
    assert len(found) == 1, [finding.rule for finding in reading.findings]
    return found[0]


def rules(reading: Reading) -> set[str]:
    return {finding.rule for finding in reading.findings}


def values(reading: Reading, table: str, column: str) -> list[Any]:
    return reading.dataset.tables[table].sort("_source", "_row")[column].to_list()
