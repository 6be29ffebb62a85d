"""The figures of an indicator in any world, with the rows of those that count rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions import Computation, Indicator
from bbic_ind.definitions.conditions import Name
from bbic_ind.definitions.indicator import Term
from bbic_ind.definitions.uses import Use, computation_uses
from bbic_ind.engine.availability import available
from bbic_ind.engine.breakdown import Grouping
from bbic_ind.engine.checking.side_by_side import ORIGIN, SUBJECT, WORLD
from bbic_ind.engine.checking.worlds import has_subject, subject_column
from bbic_ind.engine.counting import figures
from bbic_ind.engine.members import CERTAIN, Members, State, members
from bbic_ind.engine.ratios import term_counts
from bbic_ind.engine.tally import tally
from bbic_ind.engine.values import expression
from bbic_ind.engine.world import ROW, World
from bbic_ind.periods import Period

COUNTS = ("numerator", "missing", "pending", "denominator", "denominator_undecided")
SHARES = ("share", "distribution", "yes_no")
AVERAGES = ("mean", "median", "max", "min")
TRUE, DOUBTFUL = "true", "doubtful"
_BY = f"by:{WORLD}"

Id = tuple[str, str, str]
"""The ids of a pack and of an indicator in it, and the name of a variant."""

Counts = Mapping[str, float | None]
"""The :data:`COUNTS` of one part, and ``value``, ``low`` and ``high`` where known."""


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
        above, below = self.computation.numerator_terms, self.computation.denominator_terms
        return (*(("numerator", t) for t in above), *(("denominator", t) for t in below))

    @property
    def tables(self) -> set[str]:
        """The tables whose rows are counted."""
        return {term.table for _, term in self.sides} or {self.computation.table}

    def seen(self, world: World) -> World:
        """The world in the figure's period, or on its day."""
        return world.during(self.period, snapshot=self.indicator.period == "snapshot")


@dataclass(frozen=True)
class Side:
    """The rows of one table that a figure counts; ``name`` is the side of a ratio, else empty.

    ``rows`` has the ``_i`` of each, its ``_subject`` where it has one, and whether it is
    ``certain`` to belong, ``true`` and ``doubtful``.
    """

    name: str
    table: str
    rows: pl.DataFrame


@dataclass(frozen=True)
class Counted:
    """The counts of each part, and the rows of a figure that counts rows."""

    parts: Mapping[str, Counts]
    sides: tuple[Side, ...] = ()


def readings(indicators: Sequence[Indicator], world: World, period: Period) -> Iterator[Figure]:
    """The main reading and the variants of each indicator, those that the data allow."""
    for indicator in indicators:
        for variant, computation in indicator.computations.items():
            used = frozenset(computation_uses(computation, world.model))
            figure = Figure(indicator, variant, computation, used, period)
            found = available(computation, figure.seen(world))
            if not found.missing:
                yield Figure(indicator, variant, found.computation, used, period)


def counted(figure: Figure, world: World, *, with_rows: bool) -> Counted:
    """The figure in a world."""
    counts, found = _reckoned(figure, figure.seen(world), ())
    rows = found if with_rows else []
    sides = (Side(name, of.rows.table, _rows(of, number)) for name, of, number in rows)
    return Counted(_by_part(counts), tuple(sides))


def counted_in_each(figure: Figure, worlds: World) -> dict[str, Counted]:
    """The figure in each of several worlds that lie side by side, by their names.

    What is counted in tables that are the same in all of them is left out.
    """
    grouping = Grouping(WORLD, Name((WORLD,)))
    counts, found = _reckoned(figure, figure.seen(worlds), (grouping,))
    totals = _split(counts.drop_nulls(_BY), _BY)
    sides = [(name, of.rows.table, _split(_rows(of, n), WORLD)) for name, of, n in found]
    return {
        world: Counted(
            _by_part(rows),
            tuple(Side(name, table, of[world]) for name, table, of in sides if world in of),
        )
        for world, rows in totals.items()
    }


def _split(frame: pl.DataFrame, by: str) -> dict[str, pl.DataFrame]:
    return {str(key[0]): rows for key, rows in frame.partition_by(by, as_dict=True).items()}


Reckoned = tuple[pl.DataFrame, list[tuple[str, Members, Name | None]]]


def _reckoned(figure: Figure, world: World, groupings: Sequence[Grouping]) -> Reckoned:
    """The counts by part and group, and what is counted on each side, or added up of it."""
    computation, by = figure.computation, [grouping.name for grouping in groupings]
    if figure.sides:
        return _ratio(figure, world, groupings)
    if computation.table and computation.answers is None and computation.value is None:
        found = members(computation, world, groupings)
        return tally(found, computation.unit, by), [("", found, None)]
    return figures(figure.indicator.kind, computation, world, by), []


def _ratio(figure: Figure, world: World, groupings: Sequence[Grouping]) -> Reckoned:
    """Both sides of a ratio added up, without terms that are not divided as asked."""
    by = [grouping.name for grouping in groupings]
    sides = [
        (side, term, members(term.computation, world, groupings))
        for side, term in figure.sides
        if all(world.has(term.table, name) for name in by)
    ]
    counts = pl.concat(
        term_counts(term, found, by).with_columns(pl.lit(side).alias("_side"))
        for side, term, found in sides
    )
    above, below = pl.col("_side") == "numerator", pl.col("_side") == "denominator"
    undecided = pl.col("missing") + pl.col("pending")
    sums = [
        *(pl.col(name).filter(above).sum() for name in ("numerator", "missing", "pending")),
        pl.col("numerator").filter(below).sum().alias("denominator"),
        undecided.filter(below).sum().alias("denominator_undecided"),
        pl.lit("").alias("part"),
    ]
    keys = [f"by:{name}" for name in by]
    added = counts.group_by(keys).agg(sums) if keys else counts.select(sums)
    return added, [(side, found, term.computation.value) for side, term, found in sides]


def _by_part(counts: pl.DataFrame) -> dict[str, Counts]:
    wanted = [name for name in (*COUNTS, "value", "low", "high") if name in counts.columns]
    return {row["part"]: row for row in counts.select("part", *wanted).to_dicts()}


def _rows(found: Members, number: Name | None) -> pl.DataFrame:
    """What each row counts as, known by its place in the tables as they are."""
    rows = found.rows
    frame, key = rows.world.tables[rows.table], subject_column(rows.world, rows.table)
    has = set(frame.columns)
    subject = pl.col(SUBJECT if SUBJECT in has else key) if {SUBJECT, key} & has else pl.lit(None)
    places = frame.select(
        ROW,
        *([WORLD] if WORLD in has else []),
        pl.col(ORIGIN if ORIGIN in has else ROW).alias(ORIGIN),
        subject.cast(pl.String).alias(SUBJECT),
    )
    told = rows.frame.select(
        ROW, CERTAIN, _is(found, State.TRUE).alias(TRUE), _doubtful(found, number)
    )
    return told.join(places, on=ROW, how="left").drop(ROW).rename({ORIGIN: ROW})


def _is(found: Members, *states: State) -> pl.Expr:
    return pl.any_horizontal(pl.col(f"state:{part}").is_in([*states]) for part in found.parts)


def _doubtful(found: Members, number: Name | None) -> pl.Expr:
    """Whether it is uncertain if a row belongs or counts, or what number it adds."""
    uncertain = ~pl.col(CERTAIN) | _is(found, State.MISSING, State.PENDING)
    if number is not None:
        added = found.rows.value(number)
        uncertain |= _is(found, State.TRUE) & (expression(added.lo) != expression(added.hi))
    return uncertain.alias(DOUBTFUL)


def adds_up(figure: Figure, world: World) -> bool:
    """Whether the counts of some subjects and those of all others add up to the whole."""
    computation, subject = figure.computation, world.model.subject
    alone = {None, subject.key if subject is not None else None}
    units = {computation.unit, *(term.unit for _, term in figure.sides)}
    latest = computation.one_per.column if computation.one_per is not None else None
    is_average = figure.indicator.kind in AVERAGES or computation.answers is not None
    return not is_average and {*units, latest} <= alone and _is_by_subject(figure, world)


def _is_by_subject(figure: Figure, world: World) -> bool:
    """Whether rows without a subject are counted whatever the rows of subjects say."""
    read = {table for table, _ in figure.uses}
    others = {table for table in figure.tables if not has_subject(world, table)}
    if any(not has_subject(world, table) for table in read & set(world.model.episodes)):
        return False
    terms = [term.computation for _, term in figure.sides if term.table in others]
    asked = {table for one in terms for table, _ in computation_uses(one, world.model)}
    return not others or (
        bool(terms) and not any(has_subject(world, table) for table in asked - others)
    )
