"""Workbooks whose bytes are the same on every run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

MADE = datetime(2026, 2, 2, 6, 0)
"""The time that stands in the files; xlsxwriter already fixes those inside the zip."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: rows of titles, a heading row, the rows below and perhaps a row that counts."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    titles: Sequence[str] = ()
    counted: str = ""


def write_workbook(path: Path, title: str, sheets: Sequence[Sheet]) -> None:
    """Write the sheets; dates become dates, every other value what it is."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": title, "created": MADE})
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, bold)


def _write_sheet(page: Worksheet, sheet: Sheet, bold: Any) -> None:
    for number, title in enumerate(sheet.titles):
        page.write_string(number, 0, title, bold)
    header = len(sheet.titles) + 1 if sheet.titles else 0
    page.write_row(header, 0, sheet.headings, bold)
    for number, row in enumerate(sheet.rows, start=header + 1):
        for column, value in enumerate(row):
            _write_cell(page, number, column, value)
    if sheet.counted:
        last = header + 1 + len(sheet.rows)
        page.write_string(last, 0, f"{sheet.counted}: {len(sheet.rows)}", bold)
    page.set_column(0, len(sheet.headings) - 1, 18)
    page.freeze_panes(header + 1, 0)


def _write_cell(page: Worksheet, row: int, column: int, value: Any) -> None:
    if isinstance(value, date):
        page.write_datetime(row, column, datetime.combine(value, time()))
    elif value not in (None, ""):
        page.write(row, column, value)
