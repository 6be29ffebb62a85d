"""A ratio of sums: each term counts the rows of a table, or adds up a number of theirs."""

from collections.abc import Sequence
from functools import reduce

import polars as pl

from bbic_ind.definitions.conditions import Name
from bbic_ind.definitions.indicator import Computation, Term
from bbic_ind.engine.breakdown import Grouping
from bbic_ind.engine.logic import column
from bbic_ind.engine.members import Members, State, members
from bbic_ind.engine.tally import group_columns, grouping_sets, tally
from bbic_ind.engine.values import expression
from bbic_ind.engine.world import World

_DIGITS = 9
"""A sum of fractions such as 0.8 is cut here, where only binary rounding is left."""


def ratio(
    computation: Computation, world: World, groupings: dict[str, list[Grouping]]
) -> pl.DataFrame:
    """Sum up both sides, group by group.

    ``groupings`` gives, for each table of a term, how it is grouped.  As :func:`tally`;
    the denominator is a number, and ``denominator_undecided`` counts its undecided rows
    and those whose number is missing.  ``more`` is the most that what is undecided can add
    to the numerator, infinite where an unknown number could be anything.
    """
    above = [_term(term, world, groupings[term.table]) for term in computation.numerator_terms]
    below = [_term(term, world, groupings[term.table]) for term in computation.denominator_terms]
    top, bottom = _summed(above), _summed(below)
    keys = [name for name in top.columns if name.startswith("by:")]
    sides = _joined(top, bottom, keys)
    return sides.select(
        pl.lit("").alias("part"),
        *keys,
        pl.col("numerator").fill_null(0.0),
        pl.col("missing").fill_null(0),
        pl.col("pending").fill_null(0),
        pl.col("more").fill_null(0.0),
        pl.col("numerator_right").fill_null(0.0).alias("denominator"),
        pl.sum_horizontal("missing_right", "pending_right").alias("denominator_undecided"),
    )


def _term(term: Term, world: World, groupings: Sequence[Grouping]) -> pl.DataFrame:
    sorted_rows = members(term.computation, world, groupings)
    return term_counts(term, sorted_rows, [grouping.name for grouping in groupings])


def term_counts(term: Term, sorted_rows: Members, by: Sequence[str]) -> pl.DataFrame:
    """One addend by group: ``numerator`` certain, ``missing`` and ``pending`` not.

    ``more`` is the most that these can add.
    """
    counts = tally(sorted_rows, term.unit, by).select(
        *(f"by:{name}" for name in by),
        pl.col("numerator").cast(pl.Float64),
        "missing",
        "pending",
        pl.sum_horizontal("missing", "pending").cast(pl.Float64).alias("more"),
    )
    if term.of is None:
        return counts
    rows = sorted_rows.rows
    number = rows.value(Name((term.of,)))
    certain = pl.col("state:") == State.TRUE
    highest = expression(number.hi)
    known = expression(number.lo) == highest
    amounts = rows.frame.filter(pl.col("state:") != State.FALSE).with_columns(
        pl.when(certain & known).then(highest).otherwise(0.0).alias("_amount"),
        pl.when(certain & known).then(0.0).otherwise(highest.clip(0.0)).alias("_more"),
        (certain & ~known & column(number.missing)).alias("_lacks"),
    )
    return _with_amounts(counts, amounts, by)


def _with_amounts(counts: pl.DataFrame, amounts: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    sums = [pl.col("_amount", "_more").sum().round(_DIGITS), pl.col("_lacks").sum().cast(pl.Int64)]
    sets = [[f"by:{name}" for name in chosen] for chosen in grouping_sets(by)]
    totals = [amounts.group_by(keys).agg(sums) if keys else amounts.select(sums) for keys in sets]
    found = pl.concat(
        total.select(*group_columns(total, by), "_amount", "_lacks", "_more") for total in totals
    )
    keys = [f"by:{name}" for name in by]
    return _joined(counts, found, keys).select(
        *keys,
        pl.col("_amount").fill_null(0.0).alias("numerator"),
        pl.sum_horizontal("missing", "_lacks").alias("missing"),
        pl.col("pending").fill_null(0),
        pl.col("_more").fill_null(0.0).alias("more"),
    )


def _summed(terms: list[pl.DataFrame]) -> pl.DataFrame:
    def add(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
        keys = [name for name in left.columns if name.startswith("by:")]
        return _joined(left, right, keys).select(
            *keys,
            *(
                pl.sum_horizontal(name, f"{name}_right").alias(name)
                for name in ("missing", "pending", "more")
            ),
            pl.sum_horizontal("numerator", "numerator_right").round(_DIGITS).alias("numerator"),
        )

    return reduce(add, terms)


def _joined(left: pl.DataFrame, right: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """All groups of either side; totals, whose keys are null, meet totals."""
    if not keys:
        return left.join(right, how="cross", suffix="_right")
    return left.join(right, on=keys, how="full", coalesce=True, nulls_equal=True, suffix="_right")
