"""The check as a workbook: the rules with their effects, and the work list group by group."""

from collections.abc import Iterator
from itertools import islice
from typing import IO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.engine.checking import Checked
from bbic_ind.output import cells
from bbic_ind.output.check.inspection import Inspection
from bbic_ind.output.check.wording import SEVERITIES, effects, headline
from bbic_ind.output.check.work_list import Entry, entries
from bbic_ind.output.evidence import summary_lines
from bbic_ind.output.sheet_of_manifest import fill_manifest
from bbic_ind.output.workbook import new_workbook, save
from bbic_ind.texts import Text

MOST_ENTRIES = 20_000
"""More than this is no work list; the gravest findings are listed and the rest counted."""

_RULES = Text("Regler", "Rules")
_LIST = Text("Arbetslista", "Work list")
_RULE_COLUMNS: tuple[tuple[Text, float], ...] = (
    (Text("Allvar", "Severity"), 12),
    (Text("Antal", "Count"), 9),
    (Text("Vad är fel", "What is wrong"), 44),
    (Text("Kan ändra", "Can change"), 46),
    (Text("Gör så här", "What to do"), 50),
    (Text("Regel", "Rule"), 32),
)
_ENTRY_COLUMNS: tuple[tuple[Text, float], ...] = (
    (Text("Allvar", "Severity"), 12),
    (Text("Slag", "Kind"), 18),
    (Text("Ärende", "Case"), 14),
    (Text("Plats", "Place"), 40),
    (Text("Vad är fel", "What is wrong"), 50),
    (Text("Gör så här", "What to do"), 44),
    (Text("Kan ändra", "Can change"), 30),
    (Text("Regel", "Rule"), 36),
)
_GROUP_WIDTH = 20.0
_HEADER_ROW = 4
_NUMBERS = (2,)


def write_xlsx(inspection: Inspection, stream: IO[bytes]) -> None:
    """Write the workbook."""
    save(workbook(inspection), stream)


def workbook(inspection: Inspection) -> Workbook:
    """The workbook with its three sheets."""
    book = new_workbook(inspection.title)
    _fill_rules(book.create_sheet(_RULES(inspection.lang)), inspection)
    _fill_entries(book.create_sheet(_LIST(inspection.lang)), inspection)
    fill_manifest(book, inspection.manifest, inspection.lang)
    return book


def _fill_rules(sheet: Worksheet, inspection: Inspection) -> None:
    lang = inspection.lang
    heading = f"{inspection.title} · {inspection.period.label}"
    cells.put_line(sheet, 1, heading, cells.TITLE)
    cells.put_lines(sheet, 2, summary_lines(inspection.reading, lang), cells.QUIET)
    widths = [width for _, width in _RULE_COLUMNS]
    cells.put_header(sheet, _HEADER_ROW, [title(lang) for title, _ in _RULE_COLUMNS], _NUMBERS)
    for row, checked in enumerate(inspection.checkup.found, start=_HEADER_ROW + 1):
        cells.put_row(sheet, row, _rule(checked, inspection), widths)
    cells.finish_table(sheet, widths, heading, header=_HEADER_ROW)


def _rule(checked: Checked, inspection: Inspection) -> list[cells.Value]:
    rule, lang = checked.breach.rule, inspection.lang
    severity, told = SEVERITIES[rule.severity](lang), effects(checked.effects, lang)
    title = headline(checked.breach, lang)
    return [severity, checked.breach.count, title, told, rule.action(lang), rule.id]


def _fill_entries(sheet: Worksheet, inspection: Inspection) -> None:
    """One row for each finding; the whole data first, then group by group, the gravest first."""
    lang = inspection.lang
    titles = [inspection.group_title, *(title(lang) for title, _ in _ENTRY_COLUMNS)]
    cells.put_header(sheet, 1, titles, ())
    widths = [_GROUP_WIDTH, *(width for _, width in _ENTRY_COLUMNS)]
    listed = sorted(islice(entries(inspection), MOST_ENTRIES), key=_order)
    row = 1
    for row, entry in enumerate(listed, start=2):
        cells.put_row(sheet, row, _entry(entry, inspection), widths)
    cells.finish_table(sheet, widths, inspection.title, filtered=True)
    if (rest := _findings(inspection) - len(listed)) > 0:
        cells.put_line(sheet, row + 2, _more(rest)(lang), cells.QUIET)


def _order(entry: Entry) -> tuple[bool, str, int, bool]:
    return not entry.of_all, entry.group, entry.severity.grade, not entry.affects


def _entry(entry: Entry, inspection: Inspection) -> Iterator[cells.Value]:
    yield entry.group
    yield SEVERITIES[entry.severity](inspection.lang)
    yield from (entry.table, entry.case, entry.where, entry.message, entry.action)
    yield "; ".join(entry.affects)
    yield entry.rule


def _findings(inspection: Inspection) -> int:
    return sum(checked.breach.rows.height for checked in inspection.checkup.found)


def _more(rest: int) -> Text:
    return Text(
        f"… och {rest} fynd till. De gravaste reglerna står här; --output fil.json ger alla.",
        f"… and {rest} more findings. Here are the gravest rules; --output file.json gives all.",
    )
