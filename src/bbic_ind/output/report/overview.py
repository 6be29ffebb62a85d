"""The first chapter: every indicator on a line, and how many of them are settled."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bbic_ind.output import wording
from bbic_ind.output.evidence import EXTRACTED_FROM
from bbic_ind.output.report.document import Cell, Column, Facts, Group, Link, Section, Table
from bbic_ind.output.report.lines import Chapter, Line, Told
from bbic_ind.output.run import Run
from bbic_ind.results import Status
from bbic_ind.texts import Language, Text


def standfirst(run: Run) -> str:
    """The periods, and the day up to which the data is known."""
    periods = run.results["period"].unique(maintain_order=True).to_list()
    first, last = min(periods), max(periods)
    span = last if first == last else f"{first}–{last}"
    return f"{span} · {_KNOWN(run.lang)} {run.reading.dataset.extracted.isoformat()}"


def chapter(run: Run, areas: Sequence[Chapter]) -> Section:
    """How many figures there are of each status, and a table of them all."""
    groups = tuple(Group(tuple(_rows(area, run.lang)), area.heading) for area in areas)
    return Section(
        _TITLE(run.lang),
        "oversikt",
        (
            Facts(tuple(_facts(run, areas))),
            Table(_CAPTION(run.lang), _columns(run.lang), groups),
        ),
    )


def _columns(lang: Language) -> tuple[Column, ...]:
    return tuple(Column(title(lang), number) for title, number in _COLUMNS)


def _facts(run: Run, areas: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    """The day of the data, and the number of indicators of each status."""
    lang, reading = run.lang, run.reading
    yield _INDICATORS(lang), str(sum(len(area.indicators) for area in areas))
    counted = Counter(_status(told) for area in areas for told in area.indicators)
    for status, title in _STATUSES.items():
        if counted[status]:
            yield title(lang), str(counted[status])
    origin = EXTRACTED_FROM[reading.extracted_from](lang)
    yield _KNOWN(lang).capitalize(), f"{reading.dataset.extracted.isoformat()} ({origin})"


def _status(told: Told) -> str:
    """The status of an indicator's latest figure, or the least settled one of its parts."""
    lines = (told.main,) if told.main is not None else told.parts or told.lines
    found = {line.rows[-1]["status"] for line in lines if line is not None}
    return next((status for status in _GRAVITY if status in found), "")


def _rows(area: Chapter, lang: Language) -> Iterator[tuple[Cell, ...]]:
    for told in area.indicators:
        head = Link(f"{told.indicator.id} {told.indicator.title(lang)}", told.anchor)
        if told.main is not None:
            yield (head, *_cells(told.main, lang))
            continue
        for number, line in enumerate(told.parts or told.lines):
            label: Cell = head if number == 0 else ""
            yield from _part(label, line, lang, last=number)


def _part(head: Cell, line: Line, lang: Language, *, last: int) -> Iterator[tuple[Cell, ...]]:
    """The heading of the indicator on a line of its own, then its parts."""
    if last == 0:
        yield (head, "", "", "", "")
    yield (f"– {line.label}", *_cells(line, lang))


def _cells(line: Line, lang: Language) -> tuple[Cell, ...]:
    row = line.rows[-1]
    status = wording.status({**row, "note": None}, lang)
    if not wording.is_told(row):
        return "", "", "", status
    return wording.fraction(row, lang), wording.value(row, lang), wording.bounds(row, lang), status


_TITLE = Text("Översikt", "Overview")
_CAPTION = Text("Alla indikatorer för den senaste perioden", "All indicators for the latest period")
_COLUMNS = (
    (Text("Indikator", "Indicator"), False),
    (Text("Antal", "Count"), True),
    (Text("Värde", "Value"), True),
    (Text("Möjligt", "Possible"), True),
    (Text("Status", "Status"), False),
)
_KNOWN = Text("uppgifter till och med", "data up to and including")
_INDICATORS = Text("Indikatorer", "Indicators")
_STATUSES = {
    Status.FINAL: Text("Slutliga", "Final"),
    Status.PRELIMINARY: Text("Preliminära", "Preliminary"),
    Status.SUPPRESSED: Text("Skyddade, helt eller delvis", "Suppressed, wholly or partly"),
    Status.EMPTY: Text("Tomma", "Empty"),
    Status.NOT_COMPUTABLE: Text("Kan inte räknas", "Cannot be computed"),
}
_GRAVITY = (
    Status.NOT_COMPUTABLE,
    Status.SUPPRESSED,
    Status.PRELIMINARY,
    Status.FINAL,
    Status.EMPTY,
)
