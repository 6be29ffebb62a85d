"""The results as a workbook that can be sent on: figures, the long table and what they rest on.

Written with openpyxl, which the program needs for filling in workbooks anyway; results
are some thousand rows at most, so its speed does not matter here.
"""

from typing import IO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.output import cells
from bbic_ind.output.run import Run
from bbic_ind.output.sheet_of_evidence import fill_evidence
from bbic_ind.output.sheet_of_figures import fill_figures
from bbic_ind.output.sheet_of_manifest import fill_manifest
from bbic_ind.output.sheet_of_series import fill_series
from bbic_ind.output.workbook import new_workbook, save
from bbic_ind.results import FRACTIONS, IN_PERCENT
from bbic_ind.texts import Text

_FIGURES = Text("Indikatorer", "Indicators")
_RESULTS = Text("Resultat", "Results")
_SERIES = Text("Serier", "Series")


def write_xlsx(run: Run, stream: IO[bytes]) -> None:
    """Write the workbook."""
    save(workbook(run), stream)


def workbook(run: Run) -> Workbook:
    """The workbook with its sheets, one of them for series where there are any."""
    book = new_workbook(run.title)
    fill_figures(book.create_sheet(_FIGURES(run.lang)), run)
    _fill_results(book.create_sheet(_RESULTS(run.lang)), run)
    if not run.series.is_empty():
        fill_series(book.create_sheet(_SERIES(run.lang)), run)
    fill_evidence(book, run)
    fill_manifest(book, run.manifest, run.lang)
    return book


def _fill_results(sheet: Worksheet, run: Run) -> None:
    """Every row and column of the results, exact, for filtering and pivoting."""
    frame = run.worded()
    numbers = [n for n, kind in enumerate(frame.dtypes, start=1) if kind.is_numeric()]
    cells.put_header(sheet, 1, frame.columns, numbers)
    for number, row in enumerate(frame.iter_rows(named=True), start=2):
        for column, (name, value) in enumerate(row.items(), start=1):
            share = name in FRACTIONS and row["kind"] in IN_PERCENT
            cells.put(sheet, number, column, value, cells.PERCENT if share else "")
    widths = [48 if name in ("title", "note") else 15 for name in frame.columns]
    cells.finish_table(sheet, widths, run.title, beside="C", filtered=True)
