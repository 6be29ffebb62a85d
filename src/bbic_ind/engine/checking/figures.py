"""The readings of indicators that findings can change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bbic_ind.definitions import Computation, Indicator
from bbic_ind.definitions.indicator import Term
from bbic_ind.definitions.uses import Use, computation_tables, computation_uses, trees
from bbic_ind.definitions.walking import related_below
from bbic_ind.engine.availability import available
from bbic_ind.engine.checking.worlds import has_subject
from bbic_ind.engine.world import World
from bbic_ind.model import ColumnType
from bbic_ind.periods import Period

SHARES = ("share", "distribution", "yes_no")
AVERAGES = ("mean", "median", "max", "min")

Id = tuple[str, str, str]
"""The ids of a pack and of an indicator in it, and the name of a variant."""


@dataclass(frozen=True)
class Figure:
    """A reading of an indicator that can be computed: what it reads, and how, as the data allow."""

    indicator: Indicator
    variant: str
    computation: Computation
    uses: frozenset[Use]
    period: Period

    @property
    def id(self) -> Id:
        """What the figure is known by."""
        return self.indicator.pack, self.indicator.id, self.variant

    @property
    def sides(self) -> tuple[tuple[str, Term], ...]:
        """The terms of a ratio, each with the side of it that it stands on."""
        return self.computation.sides

    @property
    def tables(self) -> set[str]:
        """The tables whose rows are counted."""
        return {term.table for _, term in self.sides} or {self.computation.table}

    @property
    def read(self) -> set[str]:
        """The tables that are read, those counted among them."""
        return {table for table, _ in self.uses} | self.tables

    def seen(self, world: World) -> World:
        """The world in the figure's period, or on its day."""
        return world.during(self.period, snapshot=self.indicator.period == "snapshot")


def readings(indicators: Sequence[Indicator], world: World, period: Period) -> Iterator[Figure]:
    """The main reading and the variants of each indicator, those that the data allow."""
    for indicator in indicators:
        for variant, computation in indicator.computations.items():
            used = frozenset(computation_uses(computation, world.model))
            figure = Figure(indicator, variant, computation, used, period)
            found = available(computation, figure.seen(world))
            if not found.missing:
                yield Figure(indicator, variant, found.computation, used, period)


def adds_up(figure: Figure, world: World) -> bool:
    """Whether the counts of some subjects and those of all others add up to the whole."""
    computation, subject = figure.computation, world.model.subject
    alone = {None, subject.key if subject is not None else None}
    units = {computation.unit, *(term.unit for _, term in figure.sides)}
    latest = computation.one_per.column if computation.one_per is not None else None
    is_average = figure.indicator.kind in AVERAGES or computation.answers is not None
    return not is_average and {*units, latest} <= alone and is_by_subject(figure, world)


def is_by_subject(figure: Figure, world: World) -> bool:
    """Whether no row is asked about rows of another subject than its own."""
    return _is_tied_by_ids(figure, world) and _counts_by_subject(figure, world)


def _is_tied_by_ids(figure: Figure, world: World) -> bool:
    """Whether related rows are found by the id of what concerns one subject.

    By words, or the id of what several share, those of other subjects are found too.
    """
    computations = (figure.computation, *(term.computation for _, term in figure.sides))
    asked = (tree for one in computations for tree in trees(one))
    return all(
        any(_is_of_one_subject(related.table, own, world) for own, _ in related.match)
        for tree in asked
        for related in related_below(tree)
    )


def _is_of_one_subject(table: str, name: str, world: World) -> bool:
    column = world.column(table, name)
    meant = column.refers_to or table
    return column.type is ColumnType.ID and (
        has_subject(world, meant) or not has_subject(world, table)
    )


def _counts_by_subject(figure: Figure, world: World) -> bool:
    """Whether rows without a subject are counted whatever the rows of subjects say."""
    looked_at = computation_tables(figure.computation)
    others = {table for table in figure.tables if not has_subject(world, table)}
    if any(not has_subject(world, table) for table in looked_at & set(world.model.episodes)):
        return False
    terms = [term.computation for _, term in figure.sides if term.table in others]
    asked = {table for one in terms for table, _ in computation_uses(one, world.model)}
    return not others or (
        bool(terms) and not any(has_subject(world, table) for table in asked - others)
    )
