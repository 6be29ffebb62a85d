"""How near the limits of a definition the cases lie."""

from dataclasses import dataclass, replace
from itertools import pairwise

import polars as pl

from bbic_ind.definitions.conditions import (
    NOTHING_ASKED,
    DateExpression,
    Lasts,
    Name,
)
from bbic_ind.engine.compiling import lasting
from bbic_ind.engine.explain.cases import Sorted
from bbic_ind.engine.explain.limits import Limit, exchanged_all, without_limit
from bbic_ind.engine.logic import Flag, column, every, negate
from bbic_ind.engine.members import CERTAIN, members
from bbic_ind.engine.pairs import OUTER, inner_rows, pair
from bbic_ind.engine.related import with_facts
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.values import Value, constant, expression
from bbic_ind.engine.world import ROW, World

DAYS = "days"

BINS = (-31, -15, -8, -4, -2, -1, 0, 1, 2, 4, 8, 15, 31)
"""Where each bin of a histogram begins, but the first, which has no beginning."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How many rows lie how far past a limit, and in how many that is not known.

    ``bins`` has one count more than :data:`BINS`, in days, or in what the limit's number
    counts.
    """

    limit: Limit
    bins: tuple[int, ...]
    unknown: int


def nearness(found: Sorted, limit: Limit, world: World) -> Nearness:
    """How near a limit the rows lie that it decides about.

    They are the certain ones; for a limit of the denominator those that satisfy all else
    there.  Of several related rows the nearest to the limit counts.
    """
    if limit.side == "denominator":
        rows = members(without_limit(found.computation, limit), world).rows
    else:
        rows = found.members.rows
    certain = rows.with_frame(rows.frame.filter(CERTAIN))
    days = _own_days(certain, limit) if limit.related is None else _related_days(certain, limit)
    known = days.drop_nulls(DAYS)
    return Nearness(limit, _binned(known[DAYS]), certain.frame.height - known.height)


def days_past(found: Sorted, limit: Limit) -> pl.DataFrame:
    """``_i`` and ``days``: how many days after the limit each certain row's own date lies."""
    rows = found.members.rows
    return _own_days(rows.with_frame(rows.frame.filter(CERTAIN)), limit)


def _own_days(rows: Rows, limit: Limit) -> pl.DataFrame:
    past = _past(*_held(rows, limit))
    return rows.frame.select(ROW, past.alias(DAYS))


def _held(rows: Rows, limit: Limit) -> tuple[Value, Value]:
    """What is held against the limit, and the limit."""
    test = limit.tests[0]
    if isinstance(test, Lasts):
        due, over = lasting(test, rows)
        return over, due
    value = rows.value(test.name)
    if isinstance(limit.at, DateExpression):
        return value, rows.day(limit.at)
    return value, constant("number", limit.at)


def _past(value: Value, limit: Value) -> pl.Expr:
    """How far past the limit the value lies, in days or whole numbers; null if not known."""
    flags = [negate(flag) for one in (value, limit) for flag in (one.missing, one.absent)]
    known = every([_is_point(value), _is_point(limit), *flags])
    past = expression(value.lo) - expression(limit.lo)
    whole = (
        past.dt.total_days() if value.kind == "date" else past.floor().cast(pl.Int64, strict=False)
    )
    return pl.when(column(known)).then(whole)


def _is_point(value: Value) -> Flag:
    return value.is_point or expression(value.lo) == expression(value.hi)


def _related_days(rows: Rows, limit: Limit) -> pl.DataFrame:
    """The days of the related row that satisfies all else and comes nearest to the limit.

    Nearest is the earliest under an upper limit, the latest over a lower one.
    """
    first = limit.tests[0]
    if (
        limit.related is None
        or isinstance(first, Lasts)
        or not isinstance(limit.at, DateExpression)
    ):
        return pl.DataFrame(schema={ROW: pl.UInt32, DAYS: pl.Int64})
    related = limit.related.related
    others = exchanged_all(related.where, lambda test: NOTHING_ASKED if test is first else test)
    asked = replace(related, where=others)
    inner = with_facts(inner_rows(rows, related, (first.name,)), [related.where])
    pairs = pair(rows, asked, inner, {"at": inner.value(first.name)})
    at = pl.col("_w.at.lo")
    best = pairs.frame.group_by(OUTER).agg((at.min() if limit.upper else at.max()).alias("_at"))
    day = rows.day(_seen_from_outside(limit.at))
    limited = rows.frame.select(
        ROW, expression(day.lo).alias("_lo"), expression(day.hi).alias("_hi")
    )
    past = (pl.col("_at") - pl.col("_lo")).dt.total_days()
    known = pl.col("_lo") == pl.col("_hi")
    return limited.join(best, left_on=ROW, right_on=OUTER, how="left").select(
        ROW, pl.when(known).then(past).alias(DAYS)
    )


def _seen_from_outside(day: DateExpression) -> DateExpression:
    """A limit in a related row's conditions as the outer row says it."""
    if isinstance(day.base, Name) and day.base.outer:
        return replace(day, base=Name(day.base.path))
    return day


def _binned(days: pl.Series) -> tuple[int, ...]:
    edges = (None, *BINS, None)
    return tuple(_between(days, first, last) for first, last in pairwise(edges))


def _between(days: pl.Series, first: int | None, last: int | None) -> int:
    kept = days if first is None else days.filter(days >= first)
    return (kept if last is None else kept.filter(kept < last)).len()
