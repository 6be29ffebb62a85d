"""The chapters of the areas: each indicator with its sentence, its chart and its tables."""

from collections.abc import Iterator, Sequence
from datetime import date

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
    Role,
    Section,
    Table,
    columns,
)
from bbic_ind.output.report.lines import Chapter, Line, Told
from bbic_ind.output.run import Run
from bbic_ind.output.wording import Row
from bbic_ind.results import Status
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
    title = told.indicator.title(lang)
    if text := sentences.told(told, model, lang):
        yield Paragraph(text)
    if told.indicator.low_is_good is not None:
        yield Paragraph((_LOW if told.indicator.low_is_good else _HIGH)(lang), quiet=True)
    yield from _figures(told, lang)
    if told.main is not None:
        yield _periods(told, told.main, lang)
    if told.parts:
        yield _matrix(f"{title}: {_PARTS(lang)}", told.parts, lang)
    rest = [line for line in told.under if not line.is_part]
    if rest:
        yield _matrix(f"{title}: {_OTHERS(lang)}", rest, lang)


def _figures(told: Told, lang: Language) -> Iterator[Figure]:
    title = told.indicator.title(lang)
    if told.main is not None:
        limits = told.indicator.limits
        if chart := charts.series(told.main, limits, lang):
            yield Figure(chart, _legend(told, lang), in_words(title, told.main, lang))
    if told.indicator.kind == "distribution" and (chart := charts.parts(told.parts, lang)):
        when = wording.when(told.parts[0].rows[-1])
        yield Figure(chart, _BARS(lang).format(when=when), _parts_in_words(title, told, lang))


def _legend(told: Told, lang: Language) -> str:
    """What the signs of the chart mean, those only that stand in it."""
    rows = told.main.rows if told.main is not None else ()
    series = told.main.series if told.main is not None else ()
    signs = (
        (_BAR, any(_spans(row) for row in rows)),
        (_HOLLOW, any(row["status"] == Status.PRELIMINARY for row in rows)),
        (_DASHED, told.indicator.limits is not None),
        (_DOTTED, any(row["centre"] is not None for row in series)),
        (_SQUARE, any(row["signal"] for row in series)),
        (_UPRIGHT, any(row["break_why"] for row in series)),
    )
    return " ".join([_SERIES(lang), *(text(lang) for text, there in signs if there)])


def _spans(row: Row) -> bool:
    """Whether both bounds are known, and differ."""
    return None not in (row["low"], row["high"]) and row["low"] != row["high"]


def in_words(title: str, line: Line, lang: Language) -> str:
    """The same as the chart: ``5:4 ...: 2024 84,1 %, 2025 85,3 %``."""
    return f"{title}: {_listed((wording.when(row), row) for row in line.rows)(lang)}"


def _parts_in_words(title: str, told: Told, lang: Language) -> str:
    return f"{title}: {_listed((line.label, line.rows[-1]) for line in told.parts)(lang)}"


def _listed(named: Iterator[tuple[str, Row]]) -> Text:
    pairs = list(named)
    return Text(
        *(", ".join(f"{n} {wording.short(row, lang)}" for n, row in pairs) for lang in _LANGS)
    )


_LANGS: tuple[Language, Language] = ("sv", "en")


def _periods(told: Told, line: Line, lang: Language) -> Table:
    """The main figure with a row for each period."""
    with_limit = told.indicator.limits is not None
    limit = [Column(_AGAINST(lang), "whole")] if with_limit else []
    heads = (*columns(_COLUMNS, lang), *limit)
    rows = tuple(_row(row, lang, with_limit=with_limit) for row in line.rows)
    return Table(told.indicator.title(lang), heads, (Group(rows),))


def _row(row: Row, lang: Language, *, with_limit: bool) -> tuple[Cell, ...]:
    limit = [wording.limit(row, lang)] if with_limit else []
    status = wording.bare_status(row, lang)
    if not wording.is_told(row):
        return wording.when(row), "", "", "", status, *limit
    shown = (wording.fraction, wording.value, wording.bounds)
    return wording.when(row), *(show(row, lang) for show in shown), status, *limit


def _matrix(caption: str, lines: Sequence[Line], lang: Language) -> Table:
    """Several figures by period; whichever there are more of goes down the page."""
    in_time = sorted((row for line in lines for row in line.rows), key=_start)
    periods = list(dict.fromkeys(map(wording.when, in_time)))
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
    role: Role = "whole" if lines[0].rows[0]["kind"] == "yes_no" else "number"
    heads = (Column(head or _FIGURE(lang)), *(Column(title, role) for title in across))
    return Table(caption, heads, (Group(rows),), wide=True)


_WIDEST = 6


def _start(row: Row) -> date:
    start: date = row["period_start"]
    return start


def _whole(row: Row, lang: Language) -> str:
    """The value with what it was counted from, and how it stands to its limit."""
    return f"{_counted(row, lang)} {wording.limit(row, lang)}".strip()


def _counted(row: Row, lang: Language) -> str:
    """The value with what it was counted from, and what else it could be."""
    told = wording.short(row, lang)
    if not wording.is_told(row) or row["value"] is None or row["kind"] in ("yes_no", "count"):
        return told
    counts, bounds = wording.fraction(row, lang), wording.bounds(row, lang)
    possible = f", {_POSSIBLE(lang)} {bounds}" if bounds else ""
    return f"{told} ({counts}{possible})"


_LOW = Text("Ett lågt värde är bra.", "A low value is good.")
_HIGH = Text("Ett högt värde är bra.", "A high value is good.")
_SERIES = Text("Värdet period för period.", "The value period by period.")
_BAR = Text("Ljus stapel: det möjliga värdet.", "Light bar: the possible value.")
_HOLLOW = Text("Ofylld punkt: preliminärt.", "Hollow point: preliminary.")
_DASHED = Text("Streckad linje: gränsvärde.", "Dashed line: limit.")
_DOTTED = Text(
    "Tunna linjer: mitten, och prickade styrgränser.",
    "Thin lines: the centre, and dotted control limits.",
)
_SQUARE = Text("Fyrkant: mer än slumpen.", "Square: more than chance.")
_UPRIGHT = Text("Lodrät linje: brott i serien.", "Upright line: a break in the series.")
_BARS = Text("Delarna {when}.", "The parts {when}.")
_PARTS = Text("del för del", "part by part")
_OTHERS = Text("andra läsningar och grupper", "other readings and groups")
_AGAINST = Text("Gränsvärde", "Limit")
_POSSIBLE = Text("möjligt", "possible")
_PERIOD = Text("Period", "Period")
_FIGURE = Text("Siffra", "Figure")
_COLUMNS: tuple[tuple[Text, Role], ...] = (
    (_PERIOD, "whole"),
    (Text("Antal", "Count"), "number"),
    (Text("Värde", "Value"), "number"),
    (Text("Möjligt", "Possible"), "number"),
    (Text("Status", "Status"), "whole"),
)
