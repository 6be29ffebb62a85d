"""Cells and sheets of a workbook: text that stays text, headings, widths and print setup."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.output.plain_text import is_risky, storable
from bbic_ind.results import Mark
from bbic_ind.texts import NBSP

Value = str | float | int | bool | date | None
Cell = Any  # openpyxl types a cell as perhaps merged, which none of these is

PERCENT = f'0.0"{NBSP}"%'
DECIMAL = "0.0"
WHOLE = "#,##0"
DAY = "yyyy-mm-dd"

TITLE = Font(name="Calibri", size=16, bold=True)
STRONG = Font(name="Calibri", bold=True)
QUIET = Font(name="Calibri", color="595959")

MARKS = {
    Mark.GREEN: Font(name="Calibri", bold=True, color="1B5E20"),
    Mark.YELLOW: Font(name="Calibri", bold=True, color="7A4F01"),
    Mark.RED: Font(name="Calibri", bold=True, color="B3261E"),
    Mark.UNDECIDED: Font(name="Calibri", color="595959"),
}
"""The colour of a mark, beside the shape and the word that tell the same."""

ONE_LINE = Alignment(vertical="top")
PROSE = Alignment(vertical="top", horizontal="left", wrap_text=True)
WRAPPED = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=1)
INDENTED = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=3)
TO_THE_RIGHT = Alignment(vertical="top", horizontal="right")

_HEADER = PatternFill("solid", fgColor="1F3864")
_HEADER_FONT = Font(name="Calibri", bold=True, color="FFFFFF")
_BAND = PatternFill("solid", fgColor="DCE6F1")
_LINE = Border(bottom=Side(style="hair", color="A6A6A6"))
_LINE_HEIGHT = 15.0
_TITLE_HEIGHT = 24.0
_SIGNS_PER_WIDTH = 1.05
"""A width counts digits; running text is a little narrower."""


def put(sheet: Worksheet, row: int, column: int, value: Value, number_format: str = "") -> Cell:
    """Write one value; a text is stored as text whatever it looks like.

    The mark that a spreadsheet itself sets on text typed behind an apostrophe keeps a
    text such as ``=1+1`` from becoming a formula when somebody edits the cell.
    """
    cell: Cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = storable(value)
        cell.data_type = "s"
        cell.quotePrefix = is_risky(value)
        cell.alignment = WRAPPED
    else:
        cell.value = value
        cell.number_format = DAY if isinstance(value, date) else number_format or "General"
        cell.alignment = TO_THE_RIGHT
    return cell


def put_line(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    """Write a line of text that may run on over the cells beside it."""
    cell = put(sheet, row, 1, text)
    cell.font, cell.alignment = font, ONE_LINE
    if font is TITLE:
        sheet.row_dimensions[row].height = _TITLE_HEIGHT


def put_lines(sheet: Worksheet, row: int, lines: Iterable[str], font: Font) -> int:
    """Write lines of text from a row on; gives the row after the last."""
    for line in lines:
        put_line(sheet, row, line, font)
        row += 1
    return row


def put_header(sheet: Worksheet, row: int, titles: Sequence[str], numbers: Iterable[int]) -> None:
    """Write the heading row of a table, to the right above the columns of ``numbers``."""
    right = frozenset(numbers)
    for column, title in enumerate(titles, start=1):
        cell = put(sheet, row, column, title)
        cell.font, cell.fill = _HEADER_FONT, _HEADER
        cell.alignment = TO_THE_RIGHT if column in right else WRAPPED


def put_band(sheet: Worksheet, row: int, text: str, columns: int) -> None:
    """Write a heading that runs across the table."""
    put_line(sheet, row, text, STRONG)
    for column in range(1, columns + 1):
        sheet.cell(row, column).fill = _BAND


def put_facts(sheet: Worksheet, row: int, facts: Mapping[str, str]) -> int:
    """Write lines of name and value; gives the row after the last."""
    for name, value in facts.items():
        put_line(sheet, row, name, STRONG)
        put(sheet, row, 2, value).alignment = ONE_LINE
        row += 1
    return row


def put_row(sheet: Worksheet, row: int, values: Iterable[Value], widths: Sequence[float]) -> None:
    """Write the values of one row of a table, and finish it."""
    for column, value in enumerate(values, start=1):
        put(sheet, row, column, value)
    finish_row(sheet, row, widths)


def finish_row(sheet: Worksheet, row: int, widths: Sequence[float]) -> None:
    """Draw a thin line under a row and make it as high as its longest text needs."""
    lines = 1
    for column, width in enumerate(widths, start=1):
        cell = sheet.cell(row, column)
        cell.border = _LINE
        if isinstance(cell.value, str):
            lines = max(lines, ceil(len(cell.value) / (width * _SIGNS_PER_WIDTH)))
    if lines > 1:
        sheet.row_dimensions[row].height = lines * _LINE_HEIGHT


def finish_table(
    sheet: Worksheet,
    widths: Sequence[float],
    footer: str,
    *,
    header: int = 1,
    beside: str = "A",
    filtered: bool = False,
) -> None:
    """Finish the table under a heading row: what stays in sight, widths, filter and print.

    The columns before ``beside`` stay too.
    """
    sheet.freeze_panes = f"{beside}{header + 1}"
    if filtered:
        last = get_column_letter(sheet.max_column)
        sheet.auto_filter.ref = f"A{header}:{last}{sheet.max_row}"
    set_widths(sheet, widths)
    set_up_print(sheet, header, footer)


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the first columns, in characters."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def set_up_print(sheet: Worksheet, header_row: int, footer: str) -> None:
    """Landscape A4, all columns on one page, the heading row on every page, pages numbered."""
    printed: Any = sheet
    printed.page_setup.orientation, printed.page_setup.paperSize = "landscape", 9
    printed.page_setup.fitToWidth, printed.page_setup.fitToHeight = 1, 0
    printed.sheet_properties.pageSetUpPr.fitToPage = True
    printed.print_title_rows = f"{header_row}:{header_row}"
    # An ampersand starts a code in a footer, so one that is meant is written twice.
    printed.oddFooter.left.text = footer.replace("&", "&&")
    printed.oddFooter.right.text = "&P (&N)"
