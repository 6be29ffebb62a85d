"""Which group a row belongs to: a column of its own, or its subject's sex or age."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any

from bbic_ind.definitions.conditions import (
    PERIOD,
    All,
    Anchor,
    ColumnTest,
    Condition,
    DateExpression,
    Name,
    OpenOn,
    Operator,
)
from bbic_ind.definitions.indicator import Computation
from bbic_ind.model import Breakdown

from .values import years_between
from .world import Row

UNTOLD = "uppgift saknas"
OUTSIDE = "övriga åldrar"
END = DateExpression(Anchor.END)


def placing(dated: DateExpression | None, conditions: All) -> DateExpression:
    """The day that places a row in the period."""
    if dated is not None:
        return dated
    demanded = list(_demanded(conditions))
    for test in demanded:
        if isinstance(test, ColumnTest) and (test.operator, test.operand) == (
            Operator.DURING,
            PERIOD,
        ):
            return DateExpression(test.name)
    for test in demanded:
        if isinstance(test, OpenOn):
            return test.day
    return END


def _demanded(conditions: All) -> Iterator[Condition]:
    """The tests that must all hold, in the order they are written."""
    for condition in conditions.conditions:
        if isinstance(condition, All):
            yield from _demanded(condition)
        else:
            yield condition


def placing_of(computation: Computation, kind: str) -> DateExpression:
    which = computation.numerator if kind == "count" else computation.denominator
    return placing(computation.dated, which)


def group_of(row: Row, by: str, day: DateExpression) -> str:
    breakdown = row.world.model.breakdowns.get(by)
    if breakdown is None:
        return _word(row, by)
    subject = _subject_of(row)
    if subject is None:
        return UNTOLD
    return (
        _band(row, subject, breakdown, day) if breakdown.bands else _word(subject, breakdown.column)
    )


def _word(row: Row, column: str) -> str:
    value = row.value(Name((column,)))
    return str(value.lo) if value.known else UNTOLD


def _subject_of(row: Row) -> Row | None:
    subject = row.world.model.subject
    assert subject is not None
    if row.table == subject.table:
        return row
    key = row.value(Name((subject.key,)))
    for each in row.world.rows(subject.table):
        if key.known and each.value(Name(("id",))) == key:
            return each
    return None


def _band(row: Row, subject: Row, breakdown: Breakdown, day: DateExpression) -> str:
    born, on = subject.value(Name((breakdown.column,))), row.day(day)
    if not (born.known and on.known):
        return UNTOLD
    age = years_between(date.fromordinal(born.lo), date.fromordinal(on.lo))
    for label, (first, last) in breakdown.bands.items():
        if first <= age <= last:
            return label
    return OUTSIDE


def combinations(groups: Sequence[tuple[str, ...]], width: int) -> Iterator[tuple[Any, ...]]:
    """Every combination that occurs and every marginal total, where None is all."""
    seen = set()
    for shown in product([False, True], repeat=width):
        for group in [(None,) * width, *groups]:
            combination = tuple(g if s else None for g, s in zip(group, shown, strict=True))
            if combination not in seen and all(
                (c is not None) == s for c, s in zip(combination, shown, strict=True)
            ):
                seen.add(combination)
                yield combination


def belongs(group: tuple[str, ...], combination: tuple[Any, ...]) -> bool:
    return all(wanted in (None, g) for g, wanted in zip(group, combination, strict=True))
