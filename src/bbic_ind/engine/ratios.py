"""A ratio of sums: each term counts the rows of a table, or adds up a number of theirs."""

from collections.abc import Sequence
from functools import reduce

import polars as pl

from bbic_ind.definitions.conditions import Name
from bbic_ind.definitions.indicator import Computation, Term
from bbic_ind.engine.breakdown import Grouping
from bbic_ind.engine.logic import column
from bbic_ind.engine.members import Members, members
from bbic_ind.engine.states import State
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
    and those whose number is missing.  ``less`` and ``more`` are the least and the most
    that what is undecided can add to the numerator, ``less_below`` and ``more_below`` what
    unknown numbers can add to the denominator; infinite where one could be anything.
    """
    above, below = (
        [_term(term, world, groupings[term.table], certain=certain) for term in terms]
        for terms, certain in (
            (computation.numerator_terms, False),
            (computation.denominator_terms, True),
        )
    )
    top, bottom = _summed(above), _summed(below)
    keys = [name for name in top.columns if name.startswith("by:")]
    sides = _joined(top, bottom, keys)
    return sides.select(
        pl.lit("").alias("part"),
        *keys,
        pl.col("numerator").fill_null(0.0),
        pl.col("missing").fill_null(0),
        pl.col("pending").fill_null(0),
        pl.col("less", "more").fill_null(0.0),
        pl.col("less_right").fill_null(0.0).alias("less_below"),
        pl.col("more_right").fill_null(0.0).alias("more_below"),
        pl.col("numerator_right").fill_null(0.0).alias("denominator"),
        pl.sum_horizontal("missing_right", "pending_right").alias("denominator_undecided"),
    )


def _term(
    term: Term, world: World, groupings: Sequence[Grouping], *, certain: bool
) -> pl.DataFrame:
    sorted_rows = members(term.computation, world, groupings)
    by = [grouping.name for grouping in groupings]
    return term_counts(term, sorted_rows, by, certain=certain)


def term_counts(
    term: Term, sorted_rows: Members, by: Sequence[str], *, certain: bool = False
) -> pl.DataFrame:
    """One addend by group: ``numerator`` certain, ``missing`` and ``pending`` not.

    ``less`` and ``more`` are the least and the most that these can add, or with
    ``certain`` the unknown numbers of the rows that certainly count.
    """
    undecided = pl.sum_horizontal("missing", "pending") * (not certain)
    counts = tally(sorted_rows, term.unit, by).select(
        *(f"by:{name}" for name in by),
        pl.col("numerator").cast(pl.Float64),
        "missing",
        "pending",
        pl.lit(0.0).alias("less"),
        undecided.cast(pl.Float64).alias("more"),
    )
    if term.of is None:
        return counts
    rows = sorted_rows.rows
    number = rows.value(Name((term.of,)))
    counts_surely = pl.col("state:") == State.TRUE
    lowest, highest = expression(number.lo), expression(number.hi)
    settled = pl.when(counts_surely & (lowest == highest))
    may_count = counts_surely if certain else pl.col("state:") != State.FALSE
    amounts = rows.frame.filter(may_count).with_columns(
        settled.then(highest).otherwise(0.0).alias("_amount"),
        settled.then(0.0).otherwise(lowest.clip(upper_bound=0.0)).alias("_less"),
        settled.then(0.0).otherwise(highest.clip(0.0)).alias("_more"),
        (counts_surely & (lowest != highest) & column(number.missing)).alias("_lacks"),
    )
    return _with_amounts(counts, amounts, by)


def _with_amounts(counts: pl.DataFrame, amounts: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    added = pl.col("_amount", "_less", "_more").sum().round(_DIGITS)
    sums = [added, pl.col("_lacks").sum().cast(pl.Int64)]
    sets = [[f"by:{name}" for name in chosen] for chosen in grouping_sets(by)]
    totals = [amounts.group_by(keys).agg(sums) if keys else amounts.select(sums) for keys in sets]
    found = pl.concat(
        total.select(*group_columns(total, by), "_amount", "_lacks", "_less", "_more")
        for total in totals
    )
    keys = [f"by:{name}" for name in by]
    return _joined(counts, found, keys).select(
        *keys,
        pl.col("_amount").fill_null(0.0).alias("numerator"),
        pl.sum_horizontal("missing", "_lacks").alias("missing"),
        pl.col("pending").fill_null(0),
        pl.col("_less").fill_null(0.0).alias("less"),
        pl.col("_more").fill_null(0.0).alias("more"),
    )


def _summed(terms: list[pl.DataFrame]) -> pl.DataFrame:
    def add(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
        keys = [name for name in left.columns if name.startswith("by:")]
        return _joined(left, right, keys).select(
            *keys,
            *(
                pl.sum_horizontal(name, f"{name}_right").alias(name)
                for name in ("missing", "pending", "less", "more")
            ),
            pl.sum_horizontal("numerator", "numerator_right").round(_DIGITS).alias("numerator"),
        )

    return reduce(add, terms)


def _joined(left: pl.DataFrame, right: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """All groups of either side; totals, whose keys are null, meet totals."""
    if not keys:
        return left.join(right, how="cross", suffix="_right")
    return left.join(right, on=keys, how="full", coalesce=True, nulls_equal=True, suffix="_right")
