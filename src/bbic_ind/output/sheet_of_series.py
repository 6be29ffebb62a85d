"""The workbook's sheet of figures in time: a row for each period, with what its past says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.output import cells, series_words, wording
from bbic_ind.output.outline import distinction
from bbic_ind.output.run import Run
from bbic_ind.results import Mark, Status
from bbic_ind.series.frame import OF_SHARES
from bbic_ind.texts import Language, Text

_HEADER_ROW = 1

_Show = Callable[[wording.Row, Language], cells.Value]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column with its width; ``number`` is the column of the series it shows, if one."""

    title: Text
    width: float
    show: _Show
    number: str = ""


_YES = Text("ja", "yes")
_BREAK = Text("Brott i serien:", "Break in the series:")


def _baseline(row: wording.Row, lang: Language) -> str:
    return _YES(lang) if row["baseline"] else ""


def _status(row: wording.Row, lang: Language) -> str:
    return wording.STATUS[Status(row["status"])](lang)


def _remark(row: wording.Row, lang: Language) -> str:
    broken = f"{_BREAK(lang)} {row['break_why']}" if row["break_why"] else ""
    return " ".join(text for text in (broken, row["note"]) if text)


def _number(name: str) -> _Show:
    return lambda row, _: row[name]


def _numeric(sv: str, en: str, name: str) -> _Column:
    return _Column(Text(sv, en), 12, _number(name), name)


_COLUMNS = (
    _Column(Text("Period", "Period"), 11, lambda row, _: wording.when(row)),
    _numeric("Värde", "Value", "value"),
    _Column(Text("Gränsvärde", "Limit"), 13, wording.limit),
    _Column(Text("Signal", "Signal"), 34, series_words.signal),
    _numeric("Mitt", "Centre", "centre"),
    _numeric("Undre styrgräns", "Lower control limit", "lower"),
    _numeric("Övre styrgräns", "Upper control limit", "upper"),
    _Column(Text("Baslinje", "Baseline"), 10, _baseline),
    _numeric("Förändring", "Change", "change"),
    _numeric("95 % KI från", "95% CI from", "change_low"),
    _numeric("95 % KI till", "95% CI to", "change_high"),
    _Column(Text("Status", "Status"), 14, _status),
    _Column(Text("Anmärkning", "Remark"), 44, _remark),
)
_FIRST = ((Text("Id", "Id"), 11), (Text("Indikator", "Indicator"), 46))


def fill_series(sheet: Worksheet, run: Run) -> None:
    """Write the headings and a row for each period of each series."""
    titles = [title(run.lang) for title, _ in _FIRST]
    titles += [column.title(run.lang) for column in _COLUMNS]
    start = len(_FIRST) + 1
    numbers = [place for place, column in enumerate(_COLUMNS, start=start) if column.number]
    cells.put_header(sheet, _HEADER_ROW, titles, numbers)
    widths = [width for _, width in _FIRST] + [column.width for column in _COLUMNS]
    for row, (name, step) in enumerate(_named(run), start=_HEADER_ROW + 1):
        cells.put(sheet, row, 1, step["indicator"])
        cells.put(sheet, row, 2, name)
        for place, column in enumerate(_COLUMNS, start=start):
            _put(sheet, row, place, column, step, run.lang)
        cells.finish_row(sheet, row, widths)
    sheet.auto_filter.ref = sheet.dimensions
    sheet.freeze_panes = f"D{_HEADER_ROW + 1}"
    cells.set_widths(sheet, widths)
    cells.set_up_print(sheet, _HEADER_ROW, run.title)


def _named(run: Run) -> Iterator[tuple[str, wording.Row]]:
    """Each row of the series with what it is called: the title, and what tells it apart."""
    known = {(one.pack, one.id): one for one in run.indicators}
    for step in run.series.to_dicts():
        indicator = known[step["pack"], step["indicator"]]
        parts = (indicator.title(run.lang), distinction(run, indicator, step))
        yield " · ".join(part for part in parts if part), step


def _put(
    sheet: Worksheet, row: int, place: int, column: _Column, step: wording.Row, lang: Language
) -> None:
    share = column.number in OF_SHARES and step["kind"] in wording.SHARES
    shape = cells.PERCENT if share else cells.DECIMAL
    cell = cells.put(sheet, row, place, column.show(step, lang), shape if column.number else "")
    if column.show is wording.limit and step["limit"]:
        cell.font = cells.MARKS[Mark(step["limit"])]
