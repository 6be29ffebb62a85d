"""A figure in a world, or in many side by side, with the rows that it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from bbic_ind.definitions.conditions import Name
from bbic_ind.definitions.indicator import Term
from bbic_ind.engine.breakdown import Grouping
from bbic_ind.engine.checking.figures import Figure
from bbic_ind.engine.checking.side_by_side import ORIGIN, SUBJECT, WORLD
from bbic_ind.engine.checking.worlds import has_subject, subject_column
from bbic_ind.engine.counting import figures
from bbic_ind.engine.members import CERTAIN, Members, State, members
from bbic_ind.engine.ratios import term_counts
from bbic_ind.engine.tally import tally
from bbic_ind.engine.values import expression
from bbic_ind.engine.world import ROW, World

COUNTS = ("numerator", "missing", "pending", "more", "denominator", "denominator_undecided")
TRUE, DOUBTFUL = "true", "doubtful"
_BY = f"by:{WORLD}"
_IN_EACH = Grouping(WORLD, Name((WORLD,)))

Counts = Mapping[str, float | None]
"""The :data:`COUNTS` of one part, ``more`` of a ratio only, and its value and bounds if known."""


@dataclass(frozen=True)
class Sorted:
    """The rows that a figure counts in one table, sorted; ``term`` is that of a ratio."""

    side: str
    members: Members
    term: Term | None = None


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


def sort(figure: Figure, world: World, groupings: Sequence[Grouping] = ()) -> list[Sorted]:
    """Sort the rows that a figure counts; nothing for one that does not count rows.

    Terms of a ratio in tables that are not divided as asked are left out.
    """
    seen, computation = figure.seen(world), figure.computation
    if figure.sides:
        divided = [
            (side, term)
            for side, term in figure.sides
            if all(world.has(term.table, grouping.name) for grouping in groupings)
        ]
        return [Sorted(s, members(t.computation, seen, groupings), t) for s, t in divided]
    if computation.table and computation.answers is None and computation.value is None:
        return [Sorted("", members(computation, seen, groupings))]
    return []


def counted(figure: Figure, found: Sequence[Sorted], world: World) -> Counted:
    """The figure in a world whose rows are sorted."""
    if found:
        return Counted(_by_part(_summed(figure, found, ())))
    kind, seen = figure.indicator.kind, figure.seen(world)
    return Counted(_by_part(figures(kind, figure.computation, seen, ())))


def with_rows(counts: Counted, found: Sequence[Sorted]) -> Counted:
    """The same with the rows."""
    sides = (Side(one.side, one.members.rows.table, _rows(one)) for one in found)
    return replace(counts, sides=tuple(sides))


def counted_in_each(figure: Figure, worlds: World) -> dict[str, Counted]:
    """The figure in each of several worlds that lie side by side, by their names.

    What is counted in tables that are the same in all of them is left out.
    """
    return _in_each(figure, sort(figure, worlds, (_IN_EACH,)))


def counted_among(figure: Figure, found: Sequence[Sorted], who: pl.DataFrame) -> dict[str, Counted]:
    """The figure as it is, on some of its rows alone: those of the subjects of each world.

    ``who`` has ``_world``, ``_subject`` and ``_i``: the rows that have no subject stand
    there with the ``_i`` and the ``table`` they have.
    """
    there = [one for one in found if has_subject(one.members.rows.world, one.members.rows.table)]
    return _in_each(figure, [_among(one, who) for one in there])


def _among(found: Sorted, who: pl.DataFrame) -> Sorted:
    rows = found.members.rows
    key = subject_column(rows.world, rows.table)
    keys = rows.world.tables[rows.table].select(ROW, pl.col(key).alias(SUBJECT))
    frame = rows.frame.join(keys, on=ROW, how="left")
    world = pl.col(WORLD).cast(pl.String).alias(_BY)
    of_subjects = who.drop_nulls(SUBJECT).select(world, SUBJECT).unique()
    nobody = who.filter(pl.col(SUBJECT).is_null() & (pl.col("table") == rows.table))
    chosen = pl.concat(
        [
            frame.join(of_subjects, on=SUBJECT, how="inner"),
            frame.join(nobody.select(world, ROW), on=ROW, how="inner"),
        ]
    ).drop(SUBJECT)
    return replace(found, members=replace(found.members, rows=rows.with_frame(chosen)))


def _in_each(figure: Figure, found: Sequence[Sorted]) -> dict[str, Counted]:
    """The counts and the rows of each world."""
    totals = _split(_summed(figure, found, (WORLD,)).drop_nulls(_BY), _BY)
    sides = [(one.side, one.members.rows.table, _split(_rows(one), _BY)) for one in found]
    return {
        world: Counted(
            _by_part(rows),
            tuple(Side(name, table, of[world]) for name, table, of in sides if world in of),
        )
        for world, rows in totals.items()
    }


def _split(frame: pl.DataFrame, by: str) -> dict[str, pl.DataFrame]:
    return {str(key[0]): rows for key, rows in frame.partition_by(by, as_dict=True).items()}


def _summed(figure: Figure, found: Sequence[Sorted], by: Sequence[str]) -> pl.DataFrame:
    """The counts by part and group."""
    terms = [
        term_counts(one.term, one.members, by).with_columns(pl.lit(one.side).alias("_side"))
        for one in found
        if one.term is not None
    ]
    if not terms:
        return tally(found[0].members, figure.computation.unit, by)
    above, below = pl.col("_side") == "numerator", pl.col("_side") == "denominator"
    undecided = pl.col("missing") + pl.col("pending")
    sums = [
        *(pl.col(name).filter(above).sum() for name in ("numerator", "missing", "pending", "more")),
        pl.col("numerator").filter(below).sum().alias("denominator"),
        undecided.filter(below).sum().alias("denominator_undecided"),
        pl.lit("").alias("part"),
    ]
    keys, counts = [f"by:{name}" for name in by], pl.concat(terms)
    return counts.group_by(keys).agg(sums) if keys else counts.select(sums)


def _by_part(counts: pl.DataFrame) -> dict[str, Counts]:
    wanted = [name for name in (*COUNTS, "value", "low", "high") if name in counts.columns]
    return {row["part"]: row for row in counts.select("part", *wanted).to_dicts()}


def _rows(found: Sorted) -> pl.DataFrame:
    """What each row counts as, known by its place in the tables as they are."""
    rows = found.members.rows
    frame, key = rows.world.tables[rows.table], subject_column(rows.world, rows.table)
    has = set(frame.columns)
    nobody = pl.lit(None, pl.UInt32)
    subject = pl.col(SUBJECT if SUBJECT in has else key) if {SUBJECT, key} & has else nobody
    origin = pl.col(ORIGIN if ORIGIN in has else ROW).alias(ORIGIN)
    places = frame.select(ROW, origin, subject.alias(SUBJECT))
    states = (_is(found.members, State.TRUE).alias(TRUE), _doubtful(found))
    told = rows.frame.select(ROW, CERTAIN, *states, pl.col(f"^{_BY}$"))
    return told.join(places, on=ROW, how="left").drop(ROW).rename({ORIGIN: ROW})


def _is(found: Members, *states: State) -> pl.Expr:
    return pl.any_horizontal(pl.col(f"state:{part}").is_in([*states]) for part in found.parts)


def _doubtful(found: Sorted) -> pl.Expr:
    """Whether it is uncertain if a row belongs or counts, or what number it adds."""
    uncertain = ~pl.col(CERTAIN) | _is(found.members, State.MISSING, State.PENDING)
    number = found.term.computation.value if found.term else None
    if number is not None:
        added = found.members.rows.value(number)
        counts = _is(found.members, State.TRUE)
        uncertain |= counts & (expression(added.lo) != expression(added.hi))
    return uncertain.alias(DOUBTFUL)
