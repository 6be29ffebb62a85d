"""The chapters of the areas: each indicator with its sentence, its chart and its tables."""

from collections.abc import Iterator, Sequence

from bbic_ind.model import Model
from bbic_ind.output import wording
from bbic_ind.output.report import charts, sentences
from bbic_ind.output.report.document import (
    Block,
    Cell,
    Column,
    Figure,
    Group,
    Paragraph,
    Section,
    Table,
)
from bbic_ind.output.report.lines import Chapter, Line, Told
from bbic_ind.output.run import Run
from bbic_ind.output.wording import Row
from bbic_ind.texts import Language, Text


def chapter(area: Chapter, number: int, model: Model, run: Run) -> Section:
    """An area with a section for each indicator."""
    sections = tuple(
        Section(
            f"{told.indicator.id} {told.indicator.title(run.lang)}",
            told.anchor,
            tuple(_blocks(told, model, run.lang)),
        )
        for told in area.indicators
    )
    return Section(area.heading, f"omrade-{number + 1}", sections)


def _blocks(told: Told, model: Model, lang: Language) -> Iterator[Block]:
    if text := sentences.told(told, model, lang):
        yield Paragraph(text)
    if told.indicator.low_is_good is not None:
        yield Paragraph((_LOW if told.indicator.low_is_good else _HIGH)(lang), quiet=True)
    yield from _figures(told, lang)
    if told.main is not None:
        yield _periods(told, told.main, lang)
    if told.parts:
        yield _matrix(_PARTS(lang), told.parts, lang)
    rest = [line for line in told.under if not line.is_part]
    if rest:
        yield _matrix(_OTHERS(lang), rest, lang)


def _figures(told: Told, lang: Language) -> Iterator[Figure]:
    title = told.indicator.title(lang)
    if told.main is not None and (chart := charts.series(told.main, lang)):
        yield Figure(chart, _SERIES(lang), _in_words(title, told.main, lang))
    if told.indicator.kind == "distribution" and (chart := charts.parts(told.parts, lang)):
        when = wording.when(told.parts[0].rows[-1])
        yield Figure(chart, _BARS(lang).format(when=when), _parts_in_words(title, told, lang))


def _in_words(title: str, line: Line, lang: Language) -> str:
    """The same as the chart: ``5:4 ...: 2024 84,1 %, 2025 85,3 %``."""
    return f"{title}: {_listed((wording.when(row), row) for row in line.rows)(lang)}"


def _parts_in_words(title: str, told: Told, lang: Language) -> str:
    return f"{title}: {_listed((line.label, line.rows[-1]) for line in told.parts)(lang)}"


def _listed(named: Iterator[tuple[str, Row]]) -> Text:
    pairs = list(named)
    return Text(*(", ".join(f"{n} {_short(row, lang)}" for n, row in pairs) for lang in _LANGS))


_LANGS: tuple[Language, Language] = ("sv", "en")


def _short(row: Row, lang: Language) -> str:
    """The value, or the status where there is none."""
    if wording.is_told(row) and (row["value"] is not None or row["kind"] == "yes_no"):
        return wording.value(row, lang)
    return wording.status({**row, "note": None}, lang)


def _periods(told: Told, line: Line, lang: Language) -> Table:
    """The main figure with a row for each period."""
    columns = tuple(Column(title(lang), number) for title, number in _COLUMNS)
    rows = tuple(_row(row, lang) for row in line.rows)
    return Table(told.indicator.title(lang), columns, (Group(rows),))


def _row(row: Row, lang: Language) -> tuple[Cell, ...]:
    status = wording.status({**row, "note": None}, lang)
    if not wording.is_told(row):
        return wording.when(row), "", "", "", status
    shown = (wording.fraction, wording.value, wording.bounds)
    return (wording.when(row), *(show(row, lang) for show in shown), status)


def _matrix(caption: str, lines: Sequence[Line], lang: Language) -> Table:
    """Several figures by period; whichever there are more of goes down the page."""
    periods = list(dict.fromkeys(wording.when(row) for line in lines for row in line.rows))
    labels = [line.label for line in lines]
    cells = {
        (line.label, wording.when(row)): _whole(row, lang) for line in lines for row in line.rows
    }
    if len(periods) > max(len(labels), _WIDEST):
        head, across, down = _PERIOD(lang), labels, periods
        rows = tuple((d, *(cells.get((a, d), "") for a in across)) for d in down)
    else:
        head, across, down = "", periods, labels
        rows = tuple((d, *(cells.get((d, a), "") for a in across)) for d in down)
    columns = (Column(head or _FIGURE(lang)), *(Column(title, number=True) for title in across))
    return Table(caption, columns, (Group(rows),))


_WIDEST = 6


def _whole(row: Row, lang: Language) -> str:
    """The value with what it was counted from, and what else it could be."""
    told = _short(row, lang)
    if not wording.is_told(row) or row["value"] is None or row["kind"] in ("yes_no", "count"):
        return told
    counts, bounds = wording.fraction(row, lang), wording.bounds(row, lang)
    possible = f", {_POSSIBLE(lang)} {bounds}" if bounds else ""
    return f"{told} ({counts}{possible})"


_LOW = Text("Ett lågt värde är bra.", "A low value is good.")
_HIGH = Text("Ett högt värde är bra.", "A high value is good.")
_SERIES = Text(
    "Värdet period för period. Ljus stapel: det möjliga värdet. Ofylld punkt: preliminärt.",
    "The value period by period. Light bar: the possible value. Hollow point: preliminary.",
)
_BARS = Text("Delarna {when}.", "The parts {when}.")
_PARTS = Text("Del för del", "Part by part")
_OTHERS = Text("Andra läsningar och grupper", "Other readings and groups")
_POSSIBLE = Text("möjligt", "possible")
_PERIOD = Text("Period", "Period")
_FIGURE = Text("Siffra", "Figure")
_COLUMNS = (
    (_PERIOD, False),
    (Text("Antal", "Count"), True),
    (Text("Värde", "Value"), True),
    (Text("Möjligt", "Possible"), True),
    (Text("Status", "Status"), False),
)
