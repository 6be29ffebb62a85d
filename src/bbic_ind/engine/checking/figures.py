"""The main figure of an indicator in any world, with its rows where it counts rows."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions import Computation, Indicator
from bbic_ind.definitions.uses import Use, computation_uses
from bbic_ind.engine.availability import available
from bbic_ind.engine.counting import figures
from bbic_ind.engine.members import Members, members
from bbic_ind.engine.tally import tally
from bbic_ind.engine.world import World
from bbic_ind.periods import Period

COUNTS = ("numerator", "missing", "pending", "denominator", "denominator_undecided")
SHARES = ("share", "distribution", "yes_no")
AVERAGES = ("mean", "median", "max", "min")

Id = tuple[str, str]
"""The ids of a pack and of an indicator in it."""

Counts = Mapping[str, float | None]
"""The :data:`COUNTS` of one part, and ``value``, ``low`` and ``high`` where known."""


@dataclass(frozen=True)
class Figure:
    """An indicator that can be computed: what it reads, and how, so far as the data allow."""

    indicator: Indicator
    computation: Computation
    uses: frozenset[Use]
    period: Period

    @property
    def id(self) -> Id:
        """What the figure is known by."""
        return self.indicator.pack, self.indicator.id

    def seen(self, world: World) -> World:
        """The world in the figure's period, or on its day."""
        return world.during(self.period, snapshot=self.indicator.period == "snapshot")


@dataclass(frozen=True)
class Counted:
    """The counts of each part, and the sorted rows of a figure that counts rows."""

    parts: Mapping[str, Counts]
    members: Members | None = None


def computable(indicator: Indicator, world: World, period: Period) -> Figure | None:
    """The indicator's main reading; None where the data lack what it needs."""
    used = frozenset(computation_uses(indicator.computation, world.model))
    figure = Figure(indicator, indicator.computation, used, period)
    found = available(indicator.computation, figure.seen(world))
    return None if found.missing else Figure(indicator, found.computation, used, period)


def counted(figure: Figure, world: World) -> Counted:
    """The figure in a world."""
    computation, seen = figure.computation, figure.seen(world)
    plain = computation.table and computation.answers is None and computation.value is None
    if not plain:
        return Counted(_by_part(figures(figure.indicator.kind, computation, seen, ())))
    found = members(computation, seen)
    return Counted(_by_part(tally(found, computation.unit, ())), found)


def _by_part(counts: pl.DataFrame) -> dict[str, Counts]:
    wanted = [name for name in (*COUNTS, "value", "low", "high") if name in counts.columns]
    return {row["part"]: row for row in counts.select("part", *wanted).to_dicts()}


def adds_up(figure: Figure, world: World) -> bool:
    """Whether the counts of some subjects and those of all others add up to the whole."""
    computation, subject = figure.computation, world.model.subject
    alone = (None, subject.key if subject is not None else None)
    latest = computation.one_per.column if computation.one_per is not None else None
    terms = (*computation.numerator_terms, *computation.denominator_terms)
    units = {computation.unit, *(term.unit for term in terms)}
    is_average = figure.indicator.kind in AVERAGES or computation.answers is not None
    return not is_average and units <= {*alone} and latest in alone
