"""The limits of a definition: how near they the cases lie, and the same limit a day moved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import polars as pl

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import (
    PERIOD,
    All,
    AnyOf,
    ColumnTest,
    Condition,
    CountTest,
    DateExpression,
    Exists,
    Name,
    Not,
    Operator,
    Span,
)
from bbic_ind.definitions.indicator import Part
from bbic_ind.engine.explain_cases import Sorted
from bbic_ind.engine.explain_doubts import leaves
from bbic_ind.engine.logic import column, negate
from bbic_ind.engine.members import CERTAIN, numerators
from bbic_ind.engine.pairs import OUTER, inner_rows, pair
from bbic_ind.engine.related import with_facts
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.values import Value
from bbic_ind.engine.world import ROW
from bbic_ind.periods import Duration

DAYS = "days"

_UPPER = (Operator.BEFORE, Operator.ON_OR_BEFORE)
_LOWER = (Operator.AFTER, Operator.ON_OR_AFTER)

BINS = (-31, -15, -8, -4, -2, -1, 0, 1, 2, 4, 8, 15, 31)
"""Where each bin of a histogram begins, but the first, which has no beginning."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A day that a date is held against: ``upper`` when the date must not come after it.

    ``related`` is what asks for the related row whose date it is, None for the row's own.
    """

    test: ColumnTest
    day: DateExpression
    upper: bool
    related: Exists | CountTest | None = None

    def moved(self, days: int) -> ColumnTest:
        """The test with the limit so many days later."""
        day = replace(self.day, offsets=(*self.day.offsets, Duration(days, "days")))
        operand = self.test.operand
        if not isinstance(operand, Span):
            return replace(self.test, operand=day)
        span = replace(operand, last=day) if self.upper else replace(operand, first=day)
        return replace(self.test, operand=span)


@dataclass(frozen=True, slots=True)
class Nearness:
    """How many cases lie how many days past a limit, and in how many that is not known.

    ``bins`` has one count more than :data:`BINS`; ``at`` counts single days -1, 0 and 1.
    """

    limit: Limit
    bins: tuple[int, ...]
    unknown: int


def limits(computation: Computation) -> list[Limit]:
    """The days that the numerators hold dates against, related rows' dates too."""
    found = []
    for where in numerators(computation).values():
        for leaf in leaves(where):
            if isinstance(leaf, ColumnTest):
                found += _of_test(leaf, None)
            elif isinstance(leaf, Exists | CountTest):
                for inner in leaves(leaf.related.where):
                    found += _of_test(inner, leaf) if isinstance(inner, ColumnTest) else []
    return found


def _of_test(test: ColumnTest, related: Exists | CountTest | None) -> list[Limit]:
    operand = test.operand
    if isinstance(operand, DateExpression) and test.operator in (*_UPPER, *_LOWER):
        return [Limit(test, operand, test.operator in _UPPER, related)]
    if isinstance(operand, Span) and operand != PERIOD:
        first = Limit(test, operand.first, upper=False, related=related)
        return [first, Limit(test, operand.last, upper=True, related=related)]
    return []


def with_limit(computation: Computation, limit: Limit, days: int) -> Computation:
    """The computation with one limit so many days later."""
    moved = limit.moved(days)
    return replace(
        computation,
        numerator=_replaced(computation.numerator, limit.test, moved),
        parts=tuple(
            Part(part.id, _all_of(part.where.conditions, limit.test, moved))
            for part in computation.parts
        ),
    )


def _all_of(conditions: Sequence[Condition], old: ColumnTest, new: ColumnTest) -> All:
    return All(tuple(_replaced(part, old, new) for part in conditions))


def _replaced(node: Condition, old: ColumnTest, new: ColumnTest) -> Condition:
    """The tree with one very test in it exchanged, wherever it stands."""
    match node:
        case ColumnTest():
            return new if node is old else node
        case All(conditions) | AnyOf(conditions):
            parts = tuple(_replaced(part, old, new) for part in conditions)
            return replace(node, conditions=parts)
        case Not(inner):
            return replace(node, condition=_replaced(inner, old, new))
        case Exists(related) | CountTest(related=related):
            where = _all_of(related.where.conditions, old, new)
            return replace(node, related=replace(related, where=where))
        case _:
            return node


def nearness(found: Sorted, limit: Limit) -> Nearness:
    """How near a limit the certain rows lie; of several related rows the nearest to it counts."""
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
    past = _past(rows.value(limit.test.name), rows.day(limit.day))
    return rows.frame.select(ROW, past.alias(DAYS))


def _past(value: Value, day: Value) -> pl.Expr:
    known = (value.lo == value.hi) & (day.lo == day.hi)
    for part in (value, day):
        known &= column(negate(part.missing)) & column(negate(part.absent))
    return pl.when(known).then((value.lo - day.lo).dt.total_days())


def _related_days(rows: Rows, limit: Limit) -> pl.DataFrame:
    """The days of the related row that satisfies all else and comes nearest to the limit.

    Nearest is the earliest under an upper limit, the latest over a lower one.
    """
    if limit.related is None:
        return pl.DataFrame(schema={ROW: pl.UInt32, DAYS: pl.Int64})
    related = limit.related.related
    others = tuple(part for part in related.where.conditions if not _holds(part, limit.test))
    asked = replace(related, where=All(others))
    inner = with_facts(inner_rows(rows, related, (limit.test.name,)), [related.where])
    pairs = pair(rows, asked, inner, {"at": inner.value(limit.test.name)})
    at = pl.col("_w.at.lo")
    best = pairs.frame.group_by(OUTER).agg((at.min() if limit.upper else at.max()).alias("_at"))
    day = rows.day(_seen_from_outside(limit.day))
    limited = rows.frame.select(ROW, day.lo.alias("_lo"), day.hi.alias("_hi"))
    past = (pl.col("_at") - pl.col("_lo")).dt.total_days()
    known = pl.col("_lo") == pl.col("_hi")
    return limited.join(best, left_on=ROW, right_on=OUTER, how="left").select(
        ROW, pl.when(known).then(past).alias(DAYS)
    )


def _holds(node: Condition, test: ColumnTest) -> bool:
    return any(leaf is test for leaf in leaves(node))


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
