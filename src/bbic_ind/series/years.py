"""How much a yearly figure has changed since the year before."""

from dataclasses import dataclass
from datetime import timedelta

from bbic_ind.results import SHARES
from bbic_ind.series.intervals import Interval, counted_apart, newcombe
from bbic_ind.series.steps import Step, Steps

_UNCOMPARED = ("yes_no",)


@dataclass(frozen=True, slots=True)
class Change:
    """A difference, and for a share or a count how far chance alone could move it."""

    value: float
    interval: Interval | None = None


def changes(steps: Steps) -> list[Change | None]:
    """The change of each step of a series of years; None where there is nothing to compare.

    Only final figures are compared, of years that follow one another without a break.
    """
    before: list[Step | None] = [None, *steps]
    return [_change(*pair) for pair in zip(before, steps, strict=False)]


def _change(before: Step | None, step: Step) -> Change | None:
    if before is None or step.breaks or step.row["kind"] in _UNCOMPARED:
        return None
    follows = before.period.end + timedelta(days=1) == step.period.start
    old, new = before.value, step.value
    if old is None or new is None or not (follows and before.is_firm and step.is_firm):
        return None
    return Change(new - old, _interval(before, step))


def _interval(before: Step, step: Step) -> Interval | None:
    if step.row["kind"] == "count":
        return counted_apart(step.row["numerator"], before.row["numerator"])
    if step.row["kind"] not in SHARES:
        return None
    counts = (row[name] for row in (step.row, before.row) for name in ("numerator", "denominator"))
    return newcombe(*counts)
