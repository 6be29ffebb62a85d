"""The counts and the value of one computation, whatever its kind."""

from collections.abc import Sequence

import polars as pl

from bbic_ind.definitions import Computation, Kind
from bbic_ind.engine.answers import answered
from bbic_ind.engine.averages import average
from bbic_ind.engine.breakdown import Grouping, grouping
from bbic_ind.engine.members import members
from bbic_ind.engine.ratios import ratio
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.tally import tally
from bbic_ind.engine.world import World

_UNDECIDED = pl.col("missing") + pl.col("pending")


def figures(kind: Kind, computation: Computation, world: World, by: Sequence[str]) -> pl.DataFrame:
    """One row per part and group.

    Columns: ``part``, ``by:<group>`` for each breakdown that the tables allow,
    ``numerator``, ``missing``, ``pending``, ``denominator``, ``denominator_undecided``,
    ``value``, ``low``, ``high``.
    """
    if computation.answers is not None:
        return answered(computation, computation.answers, world)
    if computation.terms:
        sums = ratio(computation, world, _term_groupings(computation, world, by))
        return _quotients(sums, 1.0 if kind == "share_of_sum" else None)
    groupings = table_groupings(world, computation.table, by)
    chosen = [grouping.name for grouping in groupings]
    sorted_rows = members(computation, world, groupings)
    if computation.value is not None:
        return average(sorted_rows, computation.value, kind, chosen)
    counts = tally(sorted_rows, computation.unit, chosen)
    return _counts(counts) if kind == "count" else _shares(counts)


def with_noughts(counts: pl.DataFrame, earlier: pl.DataFrame | None) -> pl.DataFrame:
    """The counts of a period, and nought for each group that is in an earlier one's only.

    Otherwise a series of a group would lack just its lowest points.
    """
    if earlier is None:
        return counts
    keys = ["part", *(name for name in counts.columns if name.startswith("by:"))]
    gone = earlier.join(counts, on=keys, how="anti", nulls_equal=True, maintain_order="left")
    nought = pl.exclude([*keys, "denominator"])
    return pl.concat([counts, gone.with_columns(nought * 0)])


def empty_figures(computation: Computation) -> pl.DataFrame:
    """The rows of a computation that cannot be made, with nothing in them."""
    counts = ("numerator", "missing", "pending", "denominator", "denominator_undecided")
    return pl.DataFrame(
        {"part": computation.part_ids or [""]},
        schema={"part": pl.String},
    ).with_columns(
        *(pl.lit(None, pl.Int64).alias(name) for name in counts),
        *(pl.lit(None, pl.Float64).alias(name) for name in ("value", "low", "high")),
    )


def table_groupings(world: World, table: str, by: Sequence[str]) -> list[Grouping]:
    """How a table can be grouped, for each breakdown it can be grouped by."""
    rows = Rows(world, table, world.tables[table])
    return [found for name in by if (found := grouping(rows, name)) is not None]


def _term_groupings(
    computation: Computation, world: World, by: Sequence[str]
) -> dict[str, list[Grouping]]:
    """A ratio is divided only by what divides every table of it."""
    tables = {term.table for term in computation.terms}
    found = {table: table_groupings(world, table, by) for table in tables}
    named = [{grouping.name for grouping in groupings} for groupings in found.values()]
    shared = set.intersection(*named)
    return {table: [g for g in groupings if g.name in shared] for table, groupings in found.items()}


def _shares(counts: pl.DataFrame) -> pl.DataFrame:
    """The value is the lower bound: what is certainly true of what certainly belongs."""
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    low = _divided(counts, numerator, denominator)
    high = _divided(counts, numerator + _UNDECIDED, denominator)
    some = pl.when(denominator > 0)
    return counts.with_columns(
        some.then(low).alias("value"),
        some.then(low).alias("low"),
        some.then(high).alias("high"),
    )


def _quotients(sums: pl.DataFrame, most: float | None) -> pl.DataFrame:
    """No more than ``most``, and without bounds where an unknown number could be anything."""
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    least, greatest = numerator + pl.col("less"), numerator + pl.col("more")
    smallest, largest = denominator + pl.col("less_below"), denominator + pl.col("more_below")
    value = _divided(sums, numerator, denominator)
    low = _divided(sums, least, pl.when(least < 0).then(smallest).otherwise(largest))
    high = _divided(sums, greatest, pl.when(greatest < 0).then(largest).otherwise(smallest))
    capped = high if most is None else high.clip(upper_bound=most)
    top = pl.max_horizontal(capped, value)
    known = least.is_finite() & (smallest > 0)
    return sums.with_columns(
        pl.when(denominator > 0).then(value).alias("value"),
        pl.when(known).then(low).alias("low"),
        pl.when(known & top.is_finite()).then(top).alias("high"),
    ).drop("less", "more", "less_below", "more_below")


def _divided(counts: pl.DataFrame, above: pl.Expr, below: pl.Expr) -> pl.Series:
    """Row by row, exactly.

    An expression multiplies by the inverse where all rows have the same denominator, and 3
    of 10 becomes 0.30000000000000004.
    """
    return counts.select(above).to_series() / counts.select(below).to_series()


def _counts(counts: pl.DataFrame) -> pl.DataFrame:
    numerator = pl.col("numerator").cast(pl.Float64)
    return counts.with_columns(
        pl.lit(None, pl.Int64).alias("denominator"),
        pl.lit(0, pl.Int64).alias("denominator_undecided"),
        numerator.alias("value"),
        numerator.alias("low"),
        (numerator + _UNDECIDED).alias("high"),
    )
