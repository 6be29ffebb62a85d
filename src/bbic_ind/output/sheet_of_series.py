"""The workbook's sheet of figures in time: a row for each period, with what its past says."""

from collections.abc import Callable
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.definitions import Indicator
from bbic_ind.output import cells, series_words, wording
from bbic_ind.output.outline import distinction
from bbic_ind.output.run import Run
from bbic_ind.results import IN_PERCENT, Mark, Status
from bbic_ind.series.frame import OF_SHARES
from bbic_ind.texts import YES, Language, Text

_NUMBER_WIDTH = 17


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: what it shows of a row, or the number that stands in a column of the frame."""

    title: Text
    width: float = _NUMBER_WIDTH
    show: Callable[[wording.Row, Language], str] | None = None
    number: str = ""

    def value(self, row: wording.Row, lang: Language) -> cells.Value:
        """What stands in the cell."""
        if self.show is not None:
            return self.show(row, lang)
        words = self.number == "value" and row["kind"] == "yes_no"
        return wording.value(row, lang) if words else row[self.number]


def _baseline(row: wording.Row, lang: Language) -> str:
    return YES(lang) if row["baseline"] else ""


def _status(row: wording.Row, lang: Language) -> str:
    return wording.STATUS[Status(row["status"])](lang)


def _remark(row: wording.Row, lang: Language) -> str:
    broken = f"{_BREAK(lang)} {row['break_why']}" if row["break_why"] else ""
    return " ".join(text for text in (broken, row["note"]) if text)


_BREAK = Text("Brott i serien:", "Break in the series:")
_WHICH = (
    _Column(Text("Id", "Id"), 11, lambda row, _: row["indicator"]),
    _Column(Text("Indikator", "Indicator"), 52, lambda row, _: row["title"]),
    _Column(Text("Uppdelning", "Division"), 26, lambda row, _: row["distinction"]),
)
_COLUMNS = (
    *_WHICH,
    _Column(Text("Period", "Period"), 11, lambda row, _: wording.when(row)),
    _Column(Text("Värde", "Value"), 11, number="value"),
    _Column(Text("Gränsvärde", "Limit"), 13, wording.limit),
    _Column(Text("Signal", "Signal"), 34, series_words.signal),
    _Column(Text("Mitt", "Centre"), 11, number="centre"),
    _Column(Text("Undre styrgräns", "Lower limit"), number="lower"),
    _Column(Text("Övre styrgräns", "Upper limit"), number="upper"),
    _Column(Text("Baslinje", "Baseline"), 10, _baseline),
    _Column(Text("Förändring (andelar: %-enh.)", "Change (shares: points)"), 30, number="change"),
    _Column(Text("95 % KI från", "95% CI from"), 14, number="change_low"),
    _Column(Text("95 % KI till", "95% CI to"), 14, number="change_high"),
    _Column(Text("Status", "Status"), 15, _status),
    _Column(Text("Anmärkning", "Remark"), 44, _remark),
)


def fill_series(sheet: Worksheet, run: Run) -> None:
    """Write a row for each period of each series, in the columns that have something to tell."""
    rows = _rows(run)
    columns = [c for c in _COLUMNS if any(c.value(row, run.lang) not in (None, "") for row in rows)]
    numbers = [place for place, column in enumerate(columns, start=1) if column.number]
    widths = [column.width for column in columns]
    cells.put_header(sheet, 1, [c.title(run.lang) for c in columns], numbers)
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(columns, start=1):
            _put(sheet, number, place, column, row, run.lang)
        cells.finish_row(sheet, number, widths)
    cells.finish_table(sheet, widths, run.title, beside="C", filtered=True)


def _rows(run: Run) -> list[wording.Row]:
    """The rows of the series, each with what tells it from the indicator's main figure."""
    known: dict[tuple[str, str], Indicator] = {(one.pack, one.id): one for one in run.indicators}
    return [
        {**row, "distinction": distinction(run, known[row["pack"], row["indicator"]], row)}
        for row in run.series.to_dicts()
    ]


def _put(
    sheet: Worksheet, row: int, place: int, column: _Column, told: wording.Row, lang: Language
) -> None:
    share = column.number in OF_SHARES and told["kind"] in IN_PERCENT
    shape = cells.PERCENT if share else cells.DECIMAL
    cell = cells.put(sheet, row, place, column.value(told, lang), shape if column.number else "")
    if column.show is wording.limit and told["limit"]:
        cell.font = cells.MARKS[Mark(told["limit"])]
