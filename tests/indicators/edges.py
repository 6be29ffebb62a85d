"""The days on which a definition changes its mind, found in its tree.

An edge is the first day on the other side of a limit: with ``closed <= opened + 14
days`` it is the fifteenth day, with ``opened`` as it stands on the row.  The arithmetic
here is the calendar's alone, so that it can hold the engine to what the tree says.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import (
    Age,
    All,
    Anchor,
    AnyOf,
    ColumnTest,
    Condition,
    CountTest,
    DateExpression,
    Exists,
    Extreme,
    Lasts,
    Name,
    Not,
    OpenOn,
    Operator,
    Overlaps,
    Pick,
    Span,
    Value,
)
from bbic_ind.model import Model
from bbic_ind.periods import OPEN, Duration, Period

Row = Mapping[str, Any]
Day = date | None


@dataclass(frozen=True)
class Seen:
    """A row whose cell is to be moved, the row outside it and the period."""

    row: Row
    outer: Row
    period: Period


@dataclass(frozen=True)
class Edge:
    """Where the answer turns when a day in ``table.column`` passes ``limit``."""

    table: str
    column: str
    limit: Callable[[Seen], Day]
    told: str
    outer: str = ""

    def __str__(self) -> str:
        return f"{self.table}.{self.column} {self.told}"


@dataclass(frozen=True)
class _Place:
    """The table whose rows are asked, the one outside it and the population's named values."""

    model: Model
    table: str
    outer: str
    named: Mapping[str, Value]

    def inside(self, table: str) -> "_Place":
        return replace(self, table=table, outer=self.table)

    def closes(self) -> str:
        shape = self.model.table(self.table)
        assert shape is not None
        return shape.closes or ""

    def opens(self) -> str:
        shape = self.model.table(self.table)
        assert shape is not None
        return shape.opens or ""


def edges(computation: Computation, model: Model) -> Iterator[Edge]:
    """Every edge of a computation's conditions, named values and answers."""
    place = _Place(model, computation.table, "", computation.let)
    for value in computation.let.values():
        if isinstance(value, Pick):
            yield from _edges(value.related.where, place.inside(value.related.table))
    for condition in (computation.denominator, computation.numerator):
        yield from _edges(condition, place)
    for part in computation.parts:
        yield from _edges(part.where, place)
    for term in (*computation.numerator_terms, *computation.denominator_terms):
        yield from _edges(term.where, replace(place, table=term.table))
    if (answers := computation.answers) is not None:
        yield _edge(place, answers.valid, answers.on, 1, "holds from")


def _edges(condition: Condition, place: _Place) -> Iterator[Edge]:
    match condition:
        case All(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from _edges(each, place)
        case Not(inner):
            yield from _edges(inner, place)
        case Exists(related) | CountTest(related):
            yield from _edges(related.where, place.inside(related.table))
        case ColumnTest():
            yield from _of_test(condition, place)
        case OpenOn(day):
            yield _edge(place, place.opens(), day, 1, "opens, open on")
            yield _edge(place, place.closes(), day, 1, "closes, open on")
        case Overlaps(span):
            yield _edge(place, place.opens(), span.last, 1, "opens, overlaps")
            yield _edge(place, place.closes(), span.first, 0, "closes, overlaps")
        case Lasts():
            yield _of_length(condition, place)


def _of_test(test: ColumnTest, place: _Place) -> Iterator[Edge]:
    name = test.name.path[-1]
    match place.named.get(name):
        case Extreme(days=(DateExpression(base=Name() as column, offsets=offsets),)):
            for edge in _of_test(replace(test, name=column), place):
                yield replace(edge, limit=_moved_back(edge.limit, offsets))
            return
    if isinstance(test.operand, Span):
        yield _edge(place, name, test.operand.first, 0, "from")
        yield _edge(place, name, test.operand.last, 1, "to")
    elif isinstance(test.operand, DateExpression):
        past = test.operator in (Operator.ON_OR_BEFORE, Operator.AFTER)
        yield _edge(place, name, test.operand, int(past), test.operator)
    elif isinstance(value := place.named.get(name), Age):
        yield _of_age(value, test, place)


def _moved_back(limit: Callable[[Seen], Day], offsets: Sequence[Duration]) -> Callable[[Seen], Day]:
    """The first day that, moved by the offsets, reaches the limit."""

    def reaches(day: date, reached: date) -> bool:
        for offset in offsets:
            day = offset.after(day)
        return day >= reached

    def first(seen: Seen) -> Day:
        found = limit(seen)
        if found is None:
            return None
        day = found
        for offset in offsets:
            day = Duration(-offset.count, offset.unit).after(day)
        near = [day + timedelta(days=n) for n in range(-5, 6)]
        return next(day for day in near if reaches(day, found))

    return first


def _of_age(age: Age, test: ColumnTest, place: _Place) -> Edge:
    """At most 18 on a day: born after the day nineteen years before it."""
    assert isinstance(test.operand, float)
    assert isinstance(age.born.base, Name)
    years = int(test.operand) + (test.operator in (Operator.AT_MOST, Operator.MORE_THAN))
    limit = replace(age.on, offsets=(*age.on.offsets, Duration(-years, "years")))
    found = _edge(place, age.born.base.path[-1], limit, 1, f"{test.operator} {test.operand:g}")
    subject = place.model.subject
    assert subject is not None
    return replace(found, table=subject.table, outer=place.table, limit=_from_outer(found.limit))


def _from_outer(limit: Callable[[Seen], Day]) -> Callable[[Seen], Day]:
    """The same limit, told by the row outside."""
    return lambda seen: limit(replace(seen, row=seen.outer))


def _of_length(lasts: Lasts, place: _Place) -> Edge:
    """At least six months: closes at the earliest the day before six months have passed."""

    def limit(seen: Seen) -> Day:
        begins = [seen.row[place.opens()]]
        if lasts.within is not None:
            begins.append(_day(lasts.within.first, seen, place))
        reached = lasts.duration.after(max(begins))
        return reached - timedelta(days=lasts.operator in (Operator.AT_LEAST, Operator.LESS_THAN))

    told = f"lasts {lasts.operator} {lasts.duration.count} {lasts.duration.unit}"
    return Edge(place.table, place.closes(), limit, told, place.outer)


def _edge(place: _Place, column: str, day: DateExpression, past: int, told: str) -> Edge:
    def limit(seen: Seen) -> Day:
        found = _day(day, seen, place)
        return None if found is None else found + timedelta(days=past)

    return Edge(place.table, column, limit, f"{told} {_written(day)}", place.outer)


def _written(day: DateExpression) -> str:
    moves = "".join(f" {d.count:+d} {d.unit}" for d in day.offsets)
    return f"{day.base}{moves}"


def _day(expression: DateExpression, seen: Seen, place: _Place) -> Day:
    """The day an expression stands for, or None where the rows do not tell."""
    found = _base(expression.base, seen, place)
    for offset in expression.offsets:
        found = None if found in (None, OPEN) else offset.after(found)
    return None if found == OPEN else found


def _base(base: Name | Anchor | date, seen: Seen, place: _Place) -> Day:
    if isinstance(base, Anchor):
        period = seen.period
        return {"period.start": period.start, "period.end": period.end, "day": period.day}[base]
    if isinstance(base, date):
        return base
    row = seen.outer if base.outer else seen.row
    if isinstance(value := place.named.get(base.path[-1]), Extreme):
        inside = replace(seen, row=row)
        days = [_day(day, inside, place) for day in value.days]
        return None if None in days else (max if value.latest else min)(days)
    return row.get(base.path[-1])
