"""The limits of a definition: how near they the cases lie, and the same limit a day moved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import polars as pl

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import (
    NOTHING_ASKED,
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
from bbic_ind.engine.explain.cases import Sorted
from bbic_ind.engine.explain.doubts import leaves
from bbic_ind.engine.logic import Flag, column, every, negate
from bbic_ind.engine.members import CERTAIN, numerators
from bbic_ind.engine.pairs import OUTER, inner_rows, pair
from bbic_ind.engine.related import with_facts
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.values import Value, expression
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

    Several tests of one name may share the limit, one part beginning where another ends;
    the first of ``tests`` gives it its direction.  ``related`` is what asks for the related
    row whose date it is, None for the row's own.
    """

    tests: tuple[ColumnTest, ...]
    day: DateExpression
    upper: bool
    related: Exists | CountTest | None = None

    @property
    def name(self) -> Name:
        """The date held against the day."""
        return self.tests[0].name

    def joined(self, other: "Limit") -> "Limit":
        """The same limit with another's tests beside its own."""
        return replace(self, tests=(*self.tests, *other.tests))

    def moved(self, test: ColumnTest, days: int) -> ColumnTest:
        """One of its tests with the limit so many days later."""
        day = replace(self.day, offsets=(*self.day.offsets, Duration(days, "days")))
        operand = test.operand
        if not isinstance(operand, Span):
            return replace(test, operand=day)
        first = day if operand.first == self.day else operand.first
        last = day if operand.last == self.day else operand.last
        return replace(test, operand=Span(first, last))


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
    found: dict[tuple[Name, DateExpression, str], Limit] = {}
    for limit in _all_limits(computation):
        table = limit.related.related.table if limit.related else ""
        key = (limit.name, limit.day, table)
        found[key] = found[key].joined(limit) if key in found else limit
    return list(found.values())


def _all_limits(computation: Computation) -> Iterator[Limit]:
    for where in numerators(computation).values():
        for leaf in leaves(where):
            yield from _of_test(leaf, None)
            if isinstance(leaf, Exists | CountTest):
                for inner in leaves(leaf.related.where):
                    yield from _of_test(inner, leaf)


def _of_test(test: Condition, related: Exists | CountTest | None) -> Iterator[Limit]:
    match test:
        case ColumnTest(operand=DateExpression() as day, operator=operator):
            if operator in (*_UPPER, *_LOWER):
                yield Limit((test,), day, operator in _UPPER, related)
        case ColumnTest(operand=Span(first, last)) if test.operand != PERIOD:
            yield Limit((test,), first, upper=False, related=related)
            yield Limit((test,), last, upper=True, related=related)


def with_limit(computation: Computation, limit: Limit, days: int) -> Computation:
    """The computation with one limit so many days later."""

    def exchanged(test: ColumnTest) -> Condition:
        shared = any(test is one for one in limit.tests)
        return limit.moved(test, days) if shared else test

    return replace(
        computation,
        numerator=_exchanged_all(computation.numerator, exchanged),
        parts=tuple(
            Part(part.id, _exchanged_all(part.where, exchanged)) for part in computation.parts
        ),
    )


Exchange = Callable[[ColumnTest], Condition]


def _exchanged_all(where: All, exchange: Exchange) -> All:
    return All(tuple(_exchanged(part, exchange) for part in where.conditions))


def _exchanged(node: Condition, exchange: Exchange) -> Condition:
    """The tree with its tests exchanged, those of related rows too."""
    match node:
        case ColumnTest():
            return exchange(node)
        case All():
            return _exchanged_all(node, exchange)
        case AnyOf(conditions):
            return AnyOf(tuple(_exchanged(part, exchange) for part in conditions))
        case Not(inner):
            return Not(_exchanged(inner, exchange))
        case Exists(related) | CountTest(related=related):
            where = _exchanged_all(related.where, exchange)
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
    past = _past(rows.value(limit.name), rows.day(limit.day))
    return rows.frame.select(ROW, past.alias(DAYS))


def _past(value: Value, day: Value) -> pl.Expr:
    """How many days after the day the value lies, null where either is not known."""
    flags = [negate(flag) for one in (value, day) for flag in (one.missing, one.absent)]
    known = every([_is_point(value), _is_point(day), *flags])
    past = (expression(value.lo) - expression(day.lo)).dt.total_days()
    return pl.when(column(known)).then(past)


def _is_point(value: Value) -> Flag:
    return value.lo is value.hi or expression(value.lo) == expression(value.hi)


def _related_days(rows: Rows, limit: Limit) -> pl.DataFrame:
    """The days of the related row that satisfies all else and comes nearest to the limit.

    Nearest is the earliest under an upper limit, the latest over a lower one.
    """
    if limit.related is None:
        return pl.DataFrame(schema={ROW: pl.UInt32, DAYS: pl.Int64})
    related = limit.related.related
    first = limit.tests[0]
    others = _exchanged_all(related.where, lambda test: NOTHING_ASKED if test is first else test)
    asked = replace(related, where=others)
    inner = with_facts(inner_rows(rows, related, (limit.name,)), [related.where])
    pairs = pair(rows, asked, inner, {"at": inner.value(limit.name)})
    at = pl.col("_w.at.lo")
    best = pairs.frame.group_by(OUTER).agg((at.min() if limit.upper else at.max()).alias("_at"))
    day = rows.day(_seen_from_outside(limit.day))
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
