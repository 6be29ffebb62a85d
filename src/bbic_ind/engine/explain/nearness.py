"""How near the limits of a definition the cases lie."""

from dataclasses import dataclass, replace
from itertools import pairwise

import polars as pl

from bbic_ind.definitions.conditions import (
    NOTHING_ASKED,
    ColumnTest,
    CountTest,
    DateExpression,
    Lasts,
    Name,
)
from bbic_ind.engine.compiling import lasting
from bbic_ind.engine.explain.cases import Sorted, is_open_ended
from bbic_ind.engine.explain.exchanging import exchanged_all
from bbic_ind.engine.explain.limits import Limit, without_limit
from bbic_ind.engine.logic import Flag, column, every, negate
from bbic_ind.engine.members import members
from bbic_ind.engine.pairs import OUTER, inner_rows, pair
from bbic_ind.engine.related import with_facts
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.states import CERTAIN, State
from bbic_ind.engine.values import Value, constant, expression
from bbic_ind.engine.world import ROW, World

DAYS = "days"

BINS = (-31, -15, -8, -4, -2, -1, 0, 1, 2, 4, 8, 15, 31)
"""Where each bin of a histogram begins, but the first, which has no beginning."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How many rows lie how far past a limit, and in how many that is not known.

    ``bins`` has one count more than :data:`BINS`, in days, or in what the limit's number
    counts; it is empty where the distance is not measured.
    """

    limit: Limit
    bins: tuple[int, ...] = ()
    unknown: int = 0


def nearness(found: Sorted, limit: Limit, world: World) -> Nearness:
    """How near a limit the rows lie that it decides about.

    They are the certain ones of a denominator; for a limit of those who belong, or are
    only counted, the rows that satisfy all else.  Of several related rows the nearest to
    the limit counts.
    """
    if not _is_measured(limit):
        return Nearness(limit)
    rows = _decided_about(found, limit, world)
    days = _related_days(rows, limit) if limit.within else _own_days(rows, limit)
    known = days.drop_nulls(DAYS)
    return Nearness(limit, _binned(known[DAYS]), rows.frame.height - known.height)


def _is_measured(limit: Limit) -> bool:
    """Not numbers of rows, nor what related rows hold against anything but the row outside.

    Nor a day that only cuts a time: that time is measured against its length.
    """
    if limit.is_cut:
        return False
    if not limit.within:
        return limit.steps and not isinstance(limit.held, CountTest)
    at, single = limit.at, len(limit.within) == 1
    own = isinstance(at, DateExpression) and isinstance(at.base, Name) and not at.base.outer
    return single and isinstance(at, DateExpression) and not own


def _decided_about(found: Sorted, limit: Limit, world: World) -> Rows:
    computation = found.computation
    if limit.side == "numerator" and not is_open_ended(computation):
        return _only(found.members.rows, pl.col(CERTAIN))
    rest = members(without_limit(computation, limit), world)
    counted = is_open_ended(computation)
    return _only(rest.rows, pl.col("state:") == State.TRUE if counted else pl.col(CERTAIN))


def _only(rows: Rows, keep: pl.Expr) -> Rows:
    return rows.with_frame(rows.frame.filter(keep))


def days_past(found: Sorted, limit: Limit) -> pl.DataFrame:
    """``_i`` and ``days``: how many days after the limit each certain row's own date lies."""
    return _own_days(_only(found.members.rows, pl.col(CERTAIN)), limit)


def _own_days(rows: Rows, limit: Limit) -> pl.DataFrame:
    past = _past(*_held(rows, limit))
    return rows.frame.select(ROW, past.alias(DAYS))


def _held(rows: Rows, limit: Limit) -> tuple[Value, Value]:
    """What is held against the limit, and the limit."""
    match limit.held, limit.at:
        case Lasts() as span, _:
            due, over = lasting(span, rows)
            return over, due
        case Name() as name, DateExpression() as day:
            return rows.value(name), rows.day(day)
        case Name() as name, float() as number:
            return rows.value(name), constant("number", number)
        case _:
            raise TypeError(limit)


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
    first, related = limit.tests[0], limit.within[0]
    if not isinstance(first, ColumnTest) or not isinstance(limit.at, DateExpression):
        return pl.DataFrame(schema={ROW: pl.UInt32, DAYS: pl.Int64})
    others = exchanged_all(
        related.where, related.table, lambda node, _: NOTHING_ASKED if node is first else node
    )
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
