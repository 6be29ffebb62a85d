"""The workbook's last sheet: what was read, what was left out, what was found wrong."""

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.model import SheetRead
from bbic_ind.output import cells, evidence
from bbic_ind.output.run import Run
from bbic_ind.texts import Language, Text

_TITLE = Text("Underlag", "Sources")
_WIDTHS = (26, 34, 26, 12, 18, 76)
_NUMBERS_OF_SHEETS, _NUMBERS_OF_FINDINGS = (4, 5), (4,)

_SHEETS = (
    Text("Fil", "File"),
    Text("Blad", "Sheet"),
    Text("Läst som", "Read as"),
    Text("Rader", "Rows"),
    Text("Använda", "Used"),
    Text("Utelämnat", "Left out"),
)
_FINDINGS = (
    Text("Allvar", "Severity"),
    Text("Plats", "Place"),
    Text("Celler", "Cells"),
    Text("Antal", "Count"),
    Text("Berör", "Affects"),
    Text("Vad", "What"),
)
_NOTHING = Text("inget att anmärka", "nothing to remark")
_UNUSED = Text("rubriker som inte används", "headings not used")

Line = Sequence[cells.Value]


def fill_evidence(book: Workbook, run: Run) -> None:
    """Add the sheet: the facts of the run, a table of sheets read and one of findings."""
    sheet: Worksheet = book.create_sheet(_TITLE(run.lang))
    cells.put_line(sheet, 1, _TITLE(run.lang), cells.TITLE)
    row = cells.put_facts(sheet, 3, evidence.facts(run)) + 1
    row = _put_table(sheet, row, [t(run.lang) for t in _SHEETS], _NUMBERS_OF_SHEETS, _sheets(run))
    _put_table(sheet, row, [t(run.lang) for t in _FINDINGS], _NUMBERS_OF_FINDINGS, _findings(run))
    # Two tables share the sheet, so only its title stays; a heading would follow the wrong one.
    cells.finish_table(sheet, _WIDTHS, run.title)


def _put_table(
    sheet: Worksheet, row: int, titles: Sequence[str], numbers: Sequence[int], lines: Iterable[Line]
) -> int:
    """Write a heading row and its lines; gives the row for what comes next."""
    cells.put_header(sheet, row, titles, numbers)
    for line in lines:
        row += 1
        cells.put_row(sheet, row, line, _WIDTHS)
    return row + 2


def _sheets(run: Run) -> list[Line]:
    return [
        (
            sheet.file,
            sheet.sheet,
            evidence.read_as(sheet, run.lang),
            sheet.rows,
            sheet.used,
            _left_out(sheet, run.lang),
        )
        for sheet in run.reading.sheets
    ]


def _left_out(sheet: SheetRead, lang: Language) -> str:
    unused = ", ".join(sheet.unused_headings) if evidence.is_used(sheet) else ""
    headings = f"{_UNUSED(lang)}: {unused}" if unused else ""
    return "; ".join(text for text in (evidence.left_out(sheet, lang), headings) if text)


def _findings(run: Run) -> list[Line]:
    found: list[Line] = [
        (
            evidence.SEVERITIES[finding.severity](run.lang),
            finding.place,
            ", ".join(finding.cells),
            finding.count,
            ", ".join(evidence.affected(finding, run)),
            finding.message(run.lang),
        )
        for finding in evidence.gravest_first(run.reading.findings)
    ]
    return found or [(_NOTHING(run.lang),)]
