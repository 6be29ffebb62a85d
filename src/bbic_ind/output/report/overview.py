"""The first chapter: every indicator on a line, and how many of them are settled."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bbic_ind.output import wording
from bbic_ind.output.evidence import known_until
from bbic_ind.output.report import charts
from bbic_ind.output.report.document import (
    Block,
    Cell,
    Facts,
    Figure,
    Group,
    Link,
    Panel,
    Panels,
    Paragraph,
    Role,
    Section,
    Table,
    columns,
)
from bbic_ind.output.report.indicators import in_words
from bbic_ind.output.report.lines import Chapter, Line, Told
from bbic_ind.output.run import Run
from bbic_ind.output.too_early import too_early
from bbic_ind.output.wording import Row
from bbic_ind.results import Status
from bbic_ind.texts import Language, Text


def standfirst(run: Run) -> str:
    """The periods, and the day up to which the data is known."""
    periods = _periods(run)
    first, last = periods[0], periods[-1]
    span = last if first == last else f"{first}–{last}"
    return f"{span} · {known_until(run.reading, run.lang)}"


def _periods(run: Run) -> list[str]:
    """The labels of the periods, the latest last."""
    in_time = run.results.sort("period_end", maintain_order=True)["period"]
    return in_time.unique(maintain_order=True).to_list()


def chapter(run: Run, areas: Sequence[Chapter]) -> Section:
    """How many figures there are of each status, how they have moved, and a table of them all."""
    return Section(_TITLE(run.lang), "oversikt", tuple(_blocks(run, areas)))


def _blocks(run: Run, areas: Sequence[Chapter]) -> Iterator[Block]:
    yield Facts(tuple(_facts(run, areas)), prominent=True)
    if warning := too_early(run):
        yield Paragraph(warning(run.lang))
    if panels := tuple(_panels(areas, run.lang)):
        yield Panels(_MOVES(run.lang), panels)
    groups = tuple(Group(tuple(_rows(area, run.lang)), area.heading) for area in areas)
    caption = _CAPTION(run.lang).format(period=_periods(run)[-1])
    yield Table(caption, columns(_COLUMNS, run.lang), groups)


def _panels(areas: Sequence[Chapter], lang: Language) -> Iterator[Panel]:
    """A small chart of each main figure that has values in several periods."""
    for told in (told for area in areas for told in area.indicators):
        if told.main is not None and (chart := charts.small(told.main, lang)):
            title = told.indicator.title(lang)
            figure = Figure(chart, "", in_words(title, told.main, lang))
            yield Panel(_head(told, lang), _latest(told.main.rows[-1], lang), figure)


def _head(told: Told, lang: Language) -> Link:
    return Link(f"{told.indicator.id} {told.indicator.title(lang)}", told.anchor)


def _latest(row: Row, lang: Language) -> str:
    """What the figure came to, and how that stands to its limits."""
    latest = f"{wording.when(row)}: {wording.short(row, lang)}"
    return " ".join((latest, wording.limit(row, lang))).strip()


def _facts(run: Run, areas: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    """The number of indicators, and of those of each status."""
    lang = run.lang
    yield _INDICATORS(lang), str(sum(len(area.indicators) for area in areas))
    counted = Counter(_status(told) for area in areas for told in area.indicators)
    for status, title in _STATUSES.items():
        if counted[status]:
            yield title(lang), str(counted[status])


def _status(told: Told) -> str:
    """The status of an indicator's latest figure, or the least settled one of its parts."""
    lines = (told.main,) if told.main is not None else told.parts or told.lines
    found = {line.rows[-1]["status"] for line in lines if line is not None}
    return next((status for status in _GRAVITY if status in found), "")


def _rows(area: Chapter, lang: Language) -> Iterator[tuple[Cell, ...]]:
    """A row for each main figure; for one with parts a row of its own and one for each part."""
    for told in area.indicators:
        head = _head(told, lang)
        lines = told.parts or told.lines
        if told.main is not None or len(lines) == 1:
            yield head, *_cells(told.main or lines[0], lang)
            continue
        yield head, "", "", "", ""
        for line in lines:
            yield f"– {line.label}", *_cells(line, lang)


def _cells(line: Line, lang: Language) -> tuple[Cell, ...]:
    row = line.rows[-1]
    status = wording.bare_status(row, lang)
    if not wording.is_told(row):
        return "", "", "", status
    return wording.fraction(row, lang), wording.value(row, lang), wording.bounds(row, lang), status


_TITLE = Text("Översikt", "Overview")
_CAPTION = Text("Alla indikatorer, {period}", "All indicators, {period}")
_MOVES = Text(
    "Så har de rört sig. Andelar ritas från 0 till 100 %, annat från noll. "
    "Ljus stapel: det möjliga värdet. Ofylld punkt: preliminär. Lucka: skyddad eller tom.",
    "How they have moved. Shares are drawn from 0 to 100%, others from nought. "
    "Light bar: the possible value. Hollow point: preliminary. Gap: suppressed or empty.",
)
_COLUMNS: tuple[tuple[Text, Role], ...] = (
    (Text("Indikator", "Indicator"), ""),
    (Text("Antal", "Count"), "number"),
    (Text("Värde", "Value"), "number"),
    (Text("Möjligt", "Possible"), "number"),
    (Text("Status", "Status"), "whole"),
)
_INDICATORS = Text("Mått", "Measures")
_STATUSES = {
    Status.FINAL: Text("Slutliga", "Final"),
    Status.PRELIMINARY: Text("Preliminära", "Preliminary"),
    Status.SUPPRESSED: Text("Skyddade, helt eller delvis", "Suppressed, wholly or partly"),
    Status.EMPTY: Text("Tomma", "Empty"),
    Status.UNANSWERED: Text("Obesvarade, helt eller delvis", "Unanswered, wholly or partly"),
    Status.NOT_COMPUTABLE: Text("Kan inte räknas", "Cannot be computed"),
}
_GRAVITY = (
    Status.NOT_COMPUTABLE,
    Status.SUPPRESSED,
    Status.UNANSWERED,
    Status.PRELIMINARY,
    Status.FINAL,
    Status.EMPTY,
)
