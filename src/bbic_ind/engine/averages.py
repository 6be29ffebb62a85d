"""The mean, median, highest or lowest of a number, and how far the unknown could move it."""

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from bbic_ind.definitions.conditions import Name
from bbic_ind.definitions.indicator import Kind
from bbic_ind.engine.logic import column, either
from bbic_ind.engine.members import Members
from bbic_ind.engine.states import CERTAIN, WAITS
from bbic_ind.engine.tally import group_columns, grouping_sets
from bbic_ind.engine.values import expression

_LO, _HI, _MISSING = "_lo", "_hi", "_lacks"


def average(members: Members, value: Name, kind: Kind, by: Sequence[str]) -> pl.DataFrame:
    """The average, or an extreme, of ``value`` over the certain rows.

    As :func:`tally` with ``value``, ``low`` and ``high`` beside: the numerator is the
    sum of what is known, and a bound is null where an unknown number could be anything.  A
    number of a row that is not there is missing: no time will give it.
    """
    rows = members.rows
    number = rows.value(value)
    frame = rows.frame.with_columns(
        expression(number.lo).alias(_LO),
        expression(number.hi).alias(_HI),
        column(either(number.missing, number.absent)).alias(_MISSING),
    )
    groups = [_averaged(frame, kind, chosen, by) for chosen in grouping_sets(by)]
    return pl.concat(groups)


def _averaged(
    frame: pl.DataFrame, kind: Kind, chosen: Sequence[str], by: Sequence[str]
) -> pl.DataFrame:
    keys = [f"by:{name}" for name in chosen]
    certain, known = pl.col(CERTAIN), pl.col(_LO) == pl.col(_HI)
    exact = pl.col(_LO).filter(certain & known)
    summed_up = _SUMMED_UP[kind]
    sums = [
        exact.sum().alias("numerator"),
        (certain & ~known & pl.col(_MISSING)).sum().cast(pl.Int64).alias("missing"),
        (certain & ~known & ~pl.col(_MISSING)).sum().cast(pl.Int64).alias("pending"),
        certain.sum().cast(pl.Int64).alias("denominator"),
        (~certain).sum().cast(pl.Int64).alias("denominator_undecided"),
        (~certain & pl.col(WAITS)).sum().cast(pl.Int64).alias("denominator_pending"),
        summed_up(exact).alias("value"),
        _bound(summed_up(pl.col(_LO).filter(certain))).alias("low"),
        _bound(summed_up(pl.col(_HI).filter(certain))).alias("high"),
    ]
    totals = frame.group_by(keys).agg(sums) if keys else frame.select(sums)
    names = [str(name) for name in totals.columns if name not in keys]
    return totals.select(pl.lit("").alias("part"), *group_columns(totals, by), *names)


_SUMMED_UP: Mapping[Kind, Callable[[pl.Expr], pl.Expr]] = {
    "mean": pl.Expr.mean,
    "median": pl.Expr.median,
    "max": pl.Expr.max,
    "min": pl.Expr.min,
}


def _bound(number: pl.Expr) -> pl.Expr:
    return pl.when(number.is_finite()).then(number)
