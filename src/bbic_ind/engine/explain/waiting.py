"""How long after a period's end a figure waits, whatever the period."""

from datetime import date

from bbic_ind.definitions import Computation
from bbic_ind.engine.finality import final_from
from bbic_ind.engine.world import World
from bbic_ind.model import Model
from bbic_ind.periods import Duration, Period, add_months, parse_period

_TWO_PERIODS = ("2025", "2025-02")
"""Two ends of different month lengths tell a wait in months from one in days."""


def final_after(computation: Computation, model: Model, *, snapshot: bool) -> Duration | None:
    """How long after its last day a period must have passed before nothing can be pending.

    None where the definition alone does not tell.
    """
    periods = [parse_period(label) for label in _TWO_PERIODS]
    ends = [(period.day if snapshot else period.end) for period in periods]
    days = [_final(computation, model, period, snapshot=snapshot) for period in periods]
    known = [(end, day) for end, day in zip(ends, days, strict=True) if day is not None]
    if len(known) < len(periods):
        return None
    end, day = known[0]
    months = (day.year - end.year) * 12 + day.month - end.month
    if months and all(add_months(end, months) == day for end, day in known):
        return Duration(months, "months")
    return Duration((day - end).days, "days")


def _final(
    computation: Computation, model: Model, period: Period, *, snapshot: bool
) -> date | None:
    world = World(model, date.min, {}).during(period, snapshot=snapshot)
    return final_from(computation, world)
