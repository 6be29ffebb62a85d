"""A figure in a world, or in many side by side, with the rows that it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import Name
from bbic_ind.definitions.indicator import Term
from bbic_ind.engine.averages import average
from bbic_ind.engine.breakdown import Grouping
from bbic_ind.engine.checking.figures import Figure
from bbic_ind.engine.checking.side_by_side import ORIGIN, SUBJECT, WORLD
from bbic_ind.engine.checking.worlds import subject_column
from bbic_ind.engine.counting import figures
from bbic_ind.engine.members import Members, members
from bbic_ind.engine.ratios import term_counts
from bbic_ind.engine.states import CERTAIN, State
from bbic_ind.engine.tally import tally
from bbic_ind.engine.values import expression
from bbic_ind.engine.world import ROW, World

LESS, MORE, BELOW = "less", "more", "_below"
COUNTS = ("numerator", "missing", "pending", "denominator", "denominator_undecided")
TRUE, DOUBTFUL = "true", "doubtful"
_BY = f"by:{WORLD}"
_IN_EACH = Grouping(WORLD, Name((WORLD,)))

Counts = Mapping[str, float | None]
"""The :data:`COUNTS` of one part, and its value and bounds if known.

A ratio has ``less`` and ``more`` too, the least and the most that its doubtful rows can
add above, and with ``_below`` after the name those that they can add below.
"""


@dataclass(frozen=True)
class Sorted:
    """The rows that a figure counts in one table, sorted; ``term`` is that of a ratio.

    ``asking`` has the numbers of the breaches whose rows these ask about.
    """

    side: str
    members: Members
    computation: Computation
    term: Term | None = None
    asking: frozenset[int] = frozenset()

    def places(self, world: int = 0) -> pl.DataFrame:
        """The ``_i`` of each row, its ``_world``, ``_subject`` and ``_origin``.

        The origin is its ``_i`` in the tables as they are; ``world`` is the name of the
        only world, where they do not lie side by side.
        """
        rows = self.members.rows
        frame, key = rows.world.tables[rows.table], subject_column(rows.world, rows.table)
        has = set(frame.columns)
        nobody = pl.lit(None, pl.UInt32)
        subject = pl.col(SUBJECT if SUBJECT in has else key) if {SUBJECT, key} & has else nobody
        origin = pl.col(ORIGIN if ORIGIN in has else ROW).alias(ORIGIN)
        named = pl.col(WORLD) if WORLD in has else pl.lit(world, pl.Int64).alias(WORLD)
        placed = frame.select(ROW, origin, subject.alias(SUBJECT), named)
        return rows.frame.select(ROW).join(placed, on=ROW, how="left")

    @property
    def is_vague(self) -> pl.Expr | None:
        """Whether the number that a row adds is not known, where numbers are added."""
        if self.computation.value is None:
            return None
        added = self.members.rows.value(self.computation.value)
        return expression(added.lo) != expression(added.hi)

    def with_frame(self, frame: pl.DataFrame) -> "Sorted":
        """The same with other rows."""
        rows = self.members.rows.with_frame(frame)
        return replace(self, members=replace(self.members, rows=rows))


@dataclass(frozen=True)
class Side:
    """The rows of one table that a figure counts; ``name`` is the side of a ratio, else empty.

    ``asking`` has the numbers of the breaches whose rows these ask about.
    ``rows`` has ``_world``, the ``_i`` of each, its ``_subject`` where it has one, and
    whether it is ``certain`` to belong, ``true`` and ``doubtful``.
    """

    name: str
    table: str
    rows: pl.DataFrame
    asking: frozenset[int]

    def with_rows(self, others: Iterable["Side"]) -> "Side":
        """The same side with its rows in other worlds too."""
        return replace(self, rows=pl.concat([self.rows, *(other.rows for other in others)]))


Parts = Mapping[str, Counts]
"""The counts of each part of a figure."""


def sort(figure: Figure, world: World, groupings: Sequence[Grouping] = ()) -> list[Sorted]:
    """Sort the rows that a figure counts or adds up; nothing for one that does neither.

    Terms of a ratio in tables that are not divided as asked are left out.
    """
    seen, computation = figure.seen(world), figure.computation
    if figure.sides:
        divided = [
            (side, term)
            for side, term in figure.sides
            if all(world.has(term.table, grouping.name) for grouping in groupings)
        ]
        return [
            Sorted(side, members(term.computation, seen, groupings), term.computation, term)
            for side, term in divided
        ]
    if computation.table and computation.answers is None:
        return [Sorted("", members(computation, seen, groupings), computation)]
    return []


def counted(figure: Figure, found: Sequence[Sorted], world: World) -> Parts:
    """The figure in a world whose rows are sorted."""
    if found:
        counts = _summed(figure, found, ())
    else:
        counts = figures(figure.indicator.kind, figure.computation, figure.seen(world), ())
    return {row["part"]: row for row in _counts(counts)}


def sorted_in_each(figure: Figure, worlds: World) -> list[Sorted]:
    """Sort the rows of each of several worlds that lie side by side.

    What is counted in tables that are the same in all of them is left out.
    """
    return sort(figure, worlds, (_IN_EACH,))


def counted_in_each(figure: Figure, found: Sequence[Sorted]) -> Mapping[int, Parts]:
    """The figure in each of several worlds that lie side by side, by their names."""
    each: dict[int, dict[str, Counts]] = {}
    for row in _counts(_summed(figure, found, (WORLD,)).drop_nulls(_BY)):
        each.setdefault(int(row[_BY]), {})[row["part"]] = row
    return each


def _counts(counts: pl.DataFrame) -> list[dict[str, Any]]:
    added = {f"{name}{side}" for name in (LESS, MORE) for side in ("", BELOW)}
    wanted = {"part", _BY, *COUNTS, *added, "value", "low", "high"}
    return counts.select(name for name in counts.columns if name in wanted).to_dicts()


def _summed(figure: Figure, found: Sequence[Sorted], by: Sequence[str]) -> pl.DataFrame:
    """The counts by part and group."""
    terms = [
        term_counts(one.term, one.members, by).with_columns(pl.lit(one.side).alias("_side"))
        for one in found
        if one.term is not None
    ]
    if not terms:
        return _of_rows(figure, found[0], by)
    above, below = pl.col("_side") == "numerator", pl.col("_side") == "denominator"
    undecided = pl.col("missing") + pl.col("pending")
    sums = [
        pl.col("numerator", "missing", "pending", LESS, MORE).filter(above).sum(),
        pl.col("numerator").filter(below).sum().alias("denominator"),
        undecided.filter(below).sum().alias("denominator_undecided"),
        pl.col(LESS, MORE).filter(below).sum().name.suffix(BELOW),
        pl.lit("").alias("part"),
    ]
    keys, counts = [f"by:{name}" for name in by], pl.concat(terms)
    return counts.group_by(keys).agg(sums) if keys else counts.select(sums)


def _of_rows(figure: Figure, found: Sorted, by: Sequence[str]) -> pl.DataFrame:
    if found.computation.value is not None:
        return average(found.members, found.computation.value, figure.indicator.kind, by)
    return tally(found.members, found.computation.unit, by)


def sides(found: Sequence[Sorted], world: int = 0) -> list[Side]:
    """What each row counts as, known by its place in the tables as they are.

    ``world`` is the name of the only one, where they do not lie side by side.
    """
    return [Side(one.side, one.members.rows.table, _rows(one, world), one.asking) for one in found]


def _rows(found: Sorted, world: int) -> pl.DataFrame:
    states = (_is(found.members, State.TRUE).alias(TRUE), _doubtful(found))
    told = found.members.rows.frame.select(ROW, CERTAIN, *states)
    return told.join(found.places(world), on=ROW).drop(ROW).rename({ORIGIN: ROW})


def _is(found: Members, *states: State) -> pl.Expr:
    return pl.any_horizontal(pl.col(f"state:{part}").is_in([*states]) for part in found.parts)


def _doubtful(found: Sorted) -> pl.Expr:
    """Whether it is uncertain if a row belongs or counts, or what number it adds."""
    uncertain = ~pl.col(CERTAIN) | _is(found.members, State.MISSING, State.PENDING)
    if found.is_vague is not None:
        uncertain |= _is(found.members, State.TRUE) & found.is_vague
    return uncertain.alias(DOUBTFUL)
