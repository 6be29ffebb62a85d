"""The limits of a definition, and the same limit a little moved."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import (
    NOTHING_ASKED,
    PERIOD,
    Age,
    All,
    Anchor,
    AnyOf,
    Between,
    ColumnTest,
    Condition,
    CountOf,
    CountTest,
    DateExpression,
    Lasts,
    Name,
    Operator,
    Related,
    Span,
)
from bbic_ind.definitions.conditions import Value as Named
from bbic_ind.definitions.walking import own_names, related_of
from bbic_ind.engine.explain.cases import is_open_ended
from bbic_ind.engine.explain.doubts import leaves
from bbic_ind.engine.explain.exchanging import exchanged
from bbic_ind.engine.members import numerators
from bbic_ind.periods import Duration

_UPPER = (Operator.BEFORE, Operator.ON_OR_BEFORE, Operator.AT_MOST, Operator.LESS_THAN)
_LOWER = (Operator.AFTER, Operator.ON_OR_AFTER, Operator.AT_LEAST, Operator.MORE_THAN)

Test = ColumnTest | Lasts | CountTest
At = DateExpression | Duration | float | Name


@dataclass(frozen=True, slots=True)
class Limit:
    """A day, a length or a number that something is held against.

    It is ``upper`` when it must not be gone beyond.  Several tests of one name may share
    the limit, one part beginning where another ends; the first of ``tests`` gives it its
    direction.  ``within`` are the related rows that it speaks of, the outermost first,
    empty for the row's own.  ``side`` is the side of the figure that it decides about.
    ``steps`` tells whether it can be moved by one: a day, or a whole number.
    """

    tests: tuple[Test, ...]
    at: At
    upper: bool
    side: str
    within: tuple[Related, ...] = ()
    steps: bool = True

    @property
    def is_number(self) -> bool:
        """Whether it is a number, and neither a day nor a length of time."""
        return not isinstance(self.at, DateExpression | Duration)

    @property
    def is_of_own_days(self) -> bool:
        """Whether a day, or a length of time, of the row itself is held against it."""
        return not (self.within or self.is_number or self.is_cut)

    @property
    def held(self) -> Name | Lasts | CountTest:
        """What is held against it: a name, the time a row spans, or a number of rows."""
        test = self.tests[0]
        return test.name if isinstance(test, ColumnTest) else test

    @property
    def is_cut(self) -> bool:
        """Whether it is a day that cuts the time a row spans, and not the length asked for."""
        return isinstance(self.held, Lasts) and isinstance(self.at, DateExpression)

    @property
    def is_of_the_run(self) -> bool:
        """Whether it is a day of the run itself, nothing added."""
        at = self.at
        return isinstance(at, DateExpression) and isinstance(at.base, Anchor) and not at.offsets

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of the related rows that it speaks of."""
        return tuple(related.table for related in self.within)

    def joined(self, other: "Limit") -> "Limit":
        """The same limit with another's tests beside its own."""
        return replace(self, tests=(*self.tests, *other.tests))

    def moved(self, test: Test, by: int) -> Test:
        """One of its tests with the limit so many days, or whole numbers, later."""
        if isinstance(test, CountTest):
            return replace(test, number=test.number + by)
        if isinstance(self.at, DateExpression):
            return _with_day(test, self.at, by)
        if isinstance(test, Lasts):
            return replace(test, more=by)
        return replace(test, operand=float(str(self.at)) + by)


def _with_day(test: ColumnTest | Lasts, day: DateExpression, by: int) -> Test:
    """The test with a day that it names so many days later, wherever it names it."""
    later = replace(day, offsets=(*day.offsets, Duration(by, "days")))
    if isinstance(test, Lasts):
        within = test.within and _with_end(test.within, day, later)
        return replace(test, within=within, until=later if test.until == day else test.until)
    if isinstance(test.operand, Span):
        return replace(test, operand=_with_end(test.operand, day, later))
    return replace(test, operand=later)


def _with_end(span: Span, day: DateExpression, later: DateExpression) -> Span:
    first, last = (later if end == day else end for end in (span.first, span.last))
    return Span(first, last)


def limits(computation: Computation) -> list[Limit]:
    """What dates, lengths and numbers are held against, those of related rows too.

    Numerators first.  Where the period begins and ends are no limits for who belongs.
    """
    found = _joined(((one.side, one.held, one.at, one.tables), one) for one in _all(computation))
    return [one for one in found if not _keeps_to_the_period(one, found, computation)]


def together(asked: Iterable[Limit]) -> list[Limit]:
    """The limits that can be moved, joined where several are the same day of the run."""
    return _joined(
        ((one.side, one.at, one.tables) if one.is_of_the_run else (id(one),), one)
        for one in asked
        if one.steps
    )


def _joined(keyed: Iterable[tuple[tuple[object, ...], Limit]]) -> list[Limit]:
    found: dict[tuple[object, ...], Limit] = {}
    for key, limit in keyed:
        found[key] = found[key].joined(limit) if key in found else limit
    return list(found.values())


def _keeps_to_the_period(limit: Limit, found: Iterable[Limit], computation: Computation) -> bool:
    """Whether all that is asked of an end of the period is that cases lie on its inner side.

    Then it is another run, not another limit.  What is open on its last day is held
    against it both ways.
    """
    if limit.side == "numerator" and not is_open_ended(computation):
        return False
    asked = {one.upper for one in found if (one.at, one.side) == (limit.at, limit.side)}
    return (limit.at, asked) in ((PERIOD.first, {False}), (PERIOD.last, {True}))


def _all(computation: Computation) -> Iterator[Limit]:
    for where in numerators(computation).values():
        yield from _in(where, "numerator", computation.let)
    yield from _in(computation.denominator, "denominator", computation.let)
    deciding = {name.path[0] for name in own_names(computation.denominator)}
    for name, value in computation.let.items():
        if related := related_of(value):
            side = "denominator" if name in deciding else "numerator"
            yield from _in(related.where, side, {}, (related,))


def _in(
    where: All, side: str, let: Mapping[str, Named], within: tuple[Related, ...] = ()
) -> Iterator[Limit]:
    for leaf in leaves(where):
        yield from (Limit(*found, side, within) for found in _of_test(leaf))
        yield from _of_number(leaf, side, let, within)
        if related := related_of(leaf):
            yield from _in(related.where, side, {}, (*within, related))


def _of_test(test: Condition) -> Iterator[tuple[tuple[Test, ...], At, bool]]:
    """The days, lengths and numbers of rows in a test, and whether each is an upper limit."""
    match test:
        case ColumnTest(operand=DateExpression() as day, operator=operator):
            if operator in (*_UPPER, *_LOWER):
                yield (test,), day, operator in _UPPER
        case ColumnTest(operand=Span(first, last)) if test.operand != PERIOD:
            yield (test,), first, False
            yield (test,), last, True
        case Lasts(operator, duration, within, until):
            yield (test,), duration, operator in _UPPER
            if within is not None and within != PERIOD:
                yield (test,), within.first, False
                yield (test,), within.last, True
            if until is not None:
                yield (test,), until, True
        case CountTest(operator=operator, number=number):
            yield (test,), float(number), operator in _UPPER


def _of_number(
    test: Condition, side: str, let: Mapping[str, Named], within: tuple[Related, ...]
) -> Iterator[Limit]:
    """The number, or the name of one, that a name is held against."""
    if not isinstance(test, ColumnTest) or test.operator not in (*_UPPER, *_LOWER):
        return
    if isinstance(test.operand, int | float | Name):
        at = test.operand if isinstance(test.operand, Name) else float(test.operand)
        whole = isinstance(let.get(test.name.path[0]), Age | Between | CountOf)
        steps = whole and not isinstance(at, Name)
        yield Limit((test,), at, test.operator in _UPPER, side, within, steps)


def with_limit(computation: Computation, limit: Limit, by: int) -> Computation:
    """The computation with one limit so many days, or whole numbers, later."""
    return _exchanged_in(computation, limit, lambda test: limit.moved(test, by))


def without_limit(computation: Computation, limit: Limit) -> Computation:
    """The computation in which the tests of one limit always hold; their columns stay."""
    return _exchanged_in(computation, limit, lambda test: AnyOf((NOTHING_ASKED, test)))


def _exchanged_in(
    computation: Computation, limit: Limit, exchange: Callable[[Test], Condition]
) -> Computation:
    def of_limit(node: Condition, _table: str) -> Condition:
        test = next((test for test in limit.tests if test is node), None)
        return node if test is None else exchange(test)

    return exchanged(computation, of_limit)
