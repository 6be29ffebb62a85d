"""The workbook's first sheet: the indicators area by area, for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.output import cells, wording
from bbic_ind.output.caveats import caveats, marked_status, without_words_on_groups
from bbic_ind.output.evidence import summary_lines
from bbic_ind.output.outline import Entry, outline
from bbic_ind.output.run import Run
from bbic_ind.results import IN_PERCENT, Mark
from bbic_ind.texts import Language, Text


@dataclass(frozen=True, slots=True)
class _Column:
    """A column; one that ``needs`` a column of the results is there with it."""

    title: Text
    width: float
    is_number: bool = False
    needs: str = ""


_COLUMNS = (
    _Column(Text("Id", "Id"), 11),
    _Column(Text("Indikator", "Indicator"), 46),
    _Column(Text("Period", "Period"), 12),
    _Column(Text("Täljare", "Numerator"), 11, is_number=True),
    _Column(Text("Nämnare", "Denominator"), 13, is_number=True),
    _Column(Text("Värde", "Value"), 12, is_number=True),
    _Column(Text("Lägst", "Lowest"), 10, is_number=True),
    _Column(Text("Högst", "Highest"), 10, is_number=True),
    _Column(Text("95 % KI från", "95% CI from"), 13, is_number=True, needs="ci_low"),
    _Column(Text("95 % KI till", "95% CI to"), 13, is_number=True, needs="ci_high"),
    _Column(Text("Gränsvärde", "Limit"), 13, needs="limit"),
    _Column(Text("Status", "Status"), 30),
    _Column(Text("Anmärkning", "Remark"), 38),
)
_HEADER_ROW = 5
_WIDTH = 170
"""The characters that a line over all the columns has room for."""


def fill_figures(sheet: Worksheet, run: Run) -> None:
    """Write what was read, the headings, and a row for each figure under its area."""
    cells.put_line(sheet, 1, run.title, cells.TITLE)
    cells.put_lines(sheet, 2, summary_lines(run.reading, run.lang), cells.QUIET)
    columns = [c for c in _COLUMNS if not c.needs or c.needs in run.results.columns]
    numbers = [place for place, column in enumerate(columns, start=1) if column.is_number]
    widths = [column.width for column in columns]
    cells.put_header(sheet, _HEADER_ROW, [c.title(run.lang) for c in columns], numbers)
    row = _HEADER_ROW
    for area in outline(without_words_on_groups(run)):
        row += 1
        cells.put_band(sheet, row, area.heading, len(columns))
        for entry in area.entries:
            row += 1
            _put_entry(sheet, row, entry, run.lang)
            cells.finish_row(sheet, row, widths)
    told = (line for one in caveats(run) for line in wrap(one, _WIDTH, subsequent_indent="  "))
    cells.put_lines(sheet, row + 2, told, cells.QUIET)
    cells.finish_table(sheet, widths, run.title, header=_HEADER_ROW, beside="C")


def _put_entry(sheet: Worksheet, row: int, entry: Entry, lang: Language) -> None:
    if entry.label and not entry.under:
        cells.put(sheet, row, 1, entry.indicator.id)
    label = cells.put(sheet, row, 2, entry.label)
    label.alignment = cells.INDENTED if entry.under else cells.WRAPPED
    if entry.row is not None:
        for column, (value, shape) in enumerate(_figures(entry, entry.row, lang), start=3):
            cell = cells.put(sheet, row, column, value, shape)
            if shape:
                cell.alignment = cells.TO_THE_RIGHT
            if value and value == wording.limit(entry.row, lang):
                cell.font = cells.MARKS[Mark(entry.row["limit"])]


def _figures(entry: Entry, row: wording.Row, lang: Language) -> Iterator[tuple[cells.Value, str]]:
    """The cells from the period on, each with its number format."""
    shape, yes_no = _number_format(row["kind"]), row["kind"] == "yes_no"
    yield wording.when(row), ""
    for name in ("numerator", "denominator"):
        yield None if yes_no else row[name], _count_format(row[name])
    yield wording.value(row, lang) if yes_no else row["value"], shape
    differ = row["low"] != row["high"] and not yes_no
    for name in ("low", "high"):
        yield row[name] if differ else None, shape
    for name in ("ci_low", "ci_high"):
        if name in row:
            yield row[name], shape
    if "limit" in row:
        yield wording.limit(row, lang), ""
    yield marked_status(row, lang), ""
    yield _remark(entry, row, lang), ""


def _remark(entry: Entry, row: wording.Row, lang: Language) -> str:
    variants = entry.indicator.variants if entry.label else ()
    why = [variant.why(lang) for variant in variants if variant.name == row["variant"]]
    return " ".join(text for text in (*why, wording.remark({**row, "note": ""}, lang)) if text)


def _number_format(kind: str) -> str:
    if kind in IN_PERCENT:
        return cells.PERCENT
    return cells.WHOLE if kind == "count" else cells.DECIMAL


def _count_format(number: float | None) -> str:
    return cells.WHOLE if number is None or float(number).is_integer() else cells.DECIMAL
