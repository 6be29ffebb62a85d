"""Put the control chart of a monthly series together: phases, baseline, bands and signals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bbic_ind.periods import YEAR
from bbic_ind.results import SHARES, Status
from bbic_ind.series.control import (
    FEWEST_POINTS,
    Band,
    Point,
    Points,
    Rule,
    p_bands,
    signals,
    xmr_bands,
)
from bbic_ind.series.steps import Step, Steps
from bbic_ind.texts import Text

P, XMR = "p", "xmr"

_UNCHARTED = ("yes_no",)


@dataclass(frozen=True, slots=True)
class Charted:
    """What the chart says of one step; ``chart`` and ``band`` are None where there is none."""

    chart: str | None = None
    band: Band | None = None
    is_baseline: bool = False
    rules: tuple[Rule, ...] = ()
    note: Text | None = None


def charted(steps: Steps, until: date | None) -> list[Charted]:
    """What the control chart says of each step of a series of months.

    Centre and limits rest on the final figures up to ``until``, or on all of them.  After
    a break a new chart begins, since its figures cannot be held against those before.
    """
    if steps[0].row["kind"] in _UNCHARTED:
        return [Charted()] * len(steps)
    return [found for phase in _phases(steps) for found in _chart(phase, _last(phase, until))]


def _phases(steps: Steps) -> Iterator[Steps]:
    """The steps from each break to the next."""
    starts = [0, *(place for place, step in enumerate(steps) if step.breaks), len(steps)]
    for start, end in pairwise(starts):
        if start < end:
            yield steps[start:end]


def _last(phase: Steps, until: date | None) -> date | None:
    """The last day of the baseline of a phase; None for one that begins by a later break."""
    begun = max((one.first for one in phase[0].breaks), default=None)
    return None if until is not None and begun is not None and begun > until else until


def _chart(steps: Steps, until: date | None) -> list[Charted]:
    base = [step.is_firm and _in_baseline(step, until) for step in steps]
    if sum(base) < FEWEST_POINTS:
        return [Charted(note=_too_few(sum(base), until))] * len(steps)
    chart = P if steps[0].row["kind"] in SHARES else XMR
    make = p_bands if chart == P else xmr_bands
    points = _in_a_row(steps, [step.value is not None for step in steps])
    bands = make(points, _in_a_row(steps, base))
    note = _hidden(sum(_in_baseline(step, until) and _is_hidden(step) for step in steps))
    rules = signals(_in_a_row(steps, [step.is_firm for step in steps]), bands)
    return [
        Charted(chart if bands[place] else None, bands[place], is_base, rules[place], note)
        for place, is_base in zip(_places(steps), base, strict=True)
    ]


def _in_baseline(step: Step, until: date | None) -> bool:
    return until is None or step.period.end <= until


def _is_hidden(step: Step) -> bool:
    return bool(step.row["status"] == Status.SUPPRESSED)


def _in_a_row(steps: Steps, chosen: list[bool]) -> Points:
    """The points of the chosen steps, with a gap for every other month between."""
    places = _places(steps)
    points: list[Point | None] = [None] * (places[-1] + 1)
    for place, step, is_chosen in zip(places, steps, chosen, strict=True):
        points[place] = _point(step) if is_chosen else None
    return points


def _places(steps: Steps) -> list[int]:
    """How many months each step comes after the first."""
    months = [step.period.start.year * YEAR + step.period.start.month for step in steps]
    return [month - months[0] for month in months]


def _point(step: Step) -> Point | None:
    if step.value is None:
        return None
    return Point(step.value, step.row["numerator"], step.row["denominator"] or 0)


def _hidden(points: int) -> Text | None:
    """What is hidden is hidden for its size, so that the rest is no fair sample."""
    if not points:
        return None
    one = points == 1
    return Text(
        f"{points} {'skyddad punkt' if one else 'skyddade punkter'} ingår inte i styrdiagrammet, "
        "så mitten kan vara skev.",
        f"{points} suppressed {'point is' if one else 'points are'} not in the control chart, "
        "so its centre may be off.",
    )


def _too_few(points: int, until: date | None) -> Text:
    if until is None:
        return Text(
            f"För få punkter för ett styrdiagram ({points} av {FEWEST_POINTS}).",
            f"Too few points for a control chart ({points} of {FEWEST_POINTS}).",
        )
    return Text(
        f"För få punkter i baslinjen till och med {until} ({points} av {FEWEST_POINTS}). "
        "Räkna med fler månader i --period.",
        f"Too few points in the baseline up to and including {until} ({points} of "
        f"{FEWEST_POINTS}). Compute more months with --period.",
    )
