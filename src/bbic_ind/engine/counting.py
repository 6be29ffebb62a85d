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
    if computation.numerator_terms:
        sums = ratio(computation, world, _term_groupings(computation, world, by))
        return _bounded(_shares(sums, pl.col("more")), 1.0 if kind == "share_of_sum" else None)
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
    terms = (*computation.numerator_terms, *computation.denominator_terms)
    found = {term.table: table_groupings(world, term.table, by) for term in terms}
    named = [{grouping.name for grouping in groupings} for groupings in found.values()]
    shared = set.intersection(*named)
    return {table: [g for g in groupings if g.name in shared] for table, groupings in found.items()}


def _shares(counts: pl.DataFrame, more: pl.Expr = _UNDECIDED) -> pl.DataFrame:
    """The value is the lower bound: what is certainly true of what certainly belongs.

    ``more`` is the most that what is undecided can add to the numerator.  Series are divided,
    since an expression multiplies by the inverse where all rows have the same denominator, and
    3 of 10 becomes 0.30000000000000004.
    """
    denominator = counts["denominator"]
    low = counts["numerator"] / denominator
    high = counts.select(pl.col("numerator") + more).to_series() / denominator
    some = pl.when(pl.col("denominator") > 0)
    return counts.with_columns(
        some.then(low).alias("value"),
        some.then(low).alias("low"),
        some.then(high).alias("high"),
    )


def _bounded(shares: pl.DataFrame, most: float | None) -> pl.DataFrame:
    """The ``high`` at ``most``, and none where it is infinite."""
    high = pl.col("high") if most is None else pl.col("high").clip(upper_bound=most)
    known = pl.when(high.is_finite()).then(pl.max_horizontal(high, "value"))
    return shares.with_columns(known.alias("high")).drop("more")


def _counts(counts: pl.DataFrame) -> pl.DataFrame:
    numerator = pl.col("numerator").cast(pl.Float64)
    return counts.with_columns(
        pl.lit(None, pl.Int64).alias("denominator"),
        pl.lit(0, pl.Int64).alias("denominator_undecided"),
        numerator.alias("value"),
        numerator.alias("low"),
        (numerator + _UNDECIDED).alias("high"),
    )
