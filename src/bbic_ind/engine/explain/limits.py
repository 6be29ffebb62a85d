"""The limits of a definition, and the same limit a little moved."""

from collections.abc import Callable, Iterator, Mapping
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
    Exists,
    Lasts,
    Not,
    Operator,
    Span,
)
from bbic_ind.definitions.conditions import Value as Named
from bbic_ind.definitions.indicator import Part
from bbic_ind.engine.explain.doubts import leaves
from bbic_ind.engine.members import numerators
from bbic_ind.periods import Duration

_UPPER = (Operator.BEFORE, Operator.ON_OR_BEFORE, Operator.AT_MOST, Operator.LESS_THAN)
_LOWER = (Operator.AFTER, Operator.ON_OR_AFTER, Operator.AT_LEAST, Operator.MORE_THAN)

Test = ColumnTest | Lasts
At = DateExpression | Duration | float


@dataclass(frozen=True, slots=True)
class Limit:
    """A day, a length or a number that something is held against.

    It is ``upper`` when it must not be gone beyond.  Several tests of one name may share
    the limit, one part beginning where another ends; the first of ``tests`` gives it its
    direction.  ``related`` is what asks for the related row whose date it is, None for the
    row's own.  ``side`` is the side of the figure that it decides about.
    """

    tests: tuple[Test, ...]
    at: At
    upper: bool
    side: str
    related: Exists | CountTest | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is a number, and neither a day nor a length of time."""
        return isinstance(self.at, float)

    def joined(self, other: "Limit") -> "Limit":
        """The same limit with another's tests beside its own."""
        return replace(self, tests=(*self.tests, *other.tests))

    def moved(self, test: Test, by: int) -> Test:
        """One of its tests with the limit so many days, or whole numbers, later."""
        if isinstance(test, Lasts):
            return replace(test, more=by)
        if not isinstance(self.at, DateExpression):
            return replace(test, operand=_number(self.at) + by)
        day = replace(self.at, offsets=(*self.at.offsets, Duration(by, "days")))
        operand = test.operand
        if not isinstance(operand, Span):
            return replace(test, operand=day)
        first = day if operand.first == self.at else operand.first
        last = day if operand.last == self.at else operand.last
        return replace(test, operand=Span(first, last))


def _number(at: At) -> float:
    return at if isinstance(at, float) else 0.0


def limits(computation: Computation) -> list[Limit]:
    """What dates, lengths and whole numbers are held against, related rows' dates too.

    Numerators first.  The ends of the period itself are no limits in the denominator.
    """
    found: dict[tuple[object, ...], Limit] = {}
    for limit in _all_limits(computation):
        table = limit.related.related.table if limit.related else ""
        first = limit.tests[0]
        held = first if isinstance(first, Lasts) else first.name
        key = (limit.side, held, limit.at, table)
        found[key] = found[key].joined(limit) if key in found else limit
    return list(found.values())


def _all_limits(computation: Computation) -> Iterator[Limit]:
    for where in numerators(computation).values():
        yield from _in(where, "numerator", computation.let)
    for limit in _in(computation.denominator, "denominator", computation.let):
        if not _is_of_the_run(limit):
            yield limit


def _in(where: All, side: str, let: Mapping[str, Named]) -> Iterator[Limit]:
    for leaf in leaves(where):
        yield from _of_test(leaf, side, let, None)
        if isinstance(leaf, Exists | CountTest):
            for inner in leaves(leaf.related.where):
                yield from _of_test(inner, side, {}, leaf)


def _is_of_the_run(limit: Limit) -> bool:
    """Whether it is an end of the period, or the day itself: another run, not another limit."""
    at = limit.at
    return isinstance(at, DateExpression) and isinstance(at.base, Anchor) and not at.offsets


def _of_test(
    test: Condition, side: str, let: Mapping[str, Named], related: Exists | CountTest | None
) -> Iterator[Limit]:
    match test:
        case ColumnTest(operand=DateExpression() as day, operator=operator):
            if operator in (*_UPPER, *_LOWER):
                yield Limit((test,), day, operator in _UPPER, side, related)
        case ColumnTest(operand=Span(first, last)) if test.operand != PERIOD:
            yield Limit((test,), first, upper=False, side=side, related=related)
            yield Limit((test,), last, upper=True, side=side, related=related)
        case Lasts(operator, duration) if related is None:
            yield Limit((test,), duration, operator in _UPPER, side)
        case ColumnTest(name, operator, operand) if _is_whole(let.get(name.path[0]), operand):
            if operator in (*_UPPER, *_LOWER):
                yield Limit((test,), float(str(operand)), operator in _UPPER, side, related)


def _is_whole(value: Named | None, operand: object) -> bool:
    """Whether a named value is counted in whole days, months, years or rows against a number."""
    number = isinstance(operand, int | float) and not isinstance(operand, bool)
    return number and isinstance(value, Age | Between | CountOf)


def with_limit(computation: Computation, limit: Limit, by: int) -> Computation:
    """The computation with one limit so many days, or whole numbers, later."""
    return _exchanged_in(computation, limit, lambda test: limit.moved(test, by))


def without_limit(computation: Computation, limit: Limit) -> Computation:
    """The computation without the tests of one limit."""
    return _exchanged_in(computation, limit, lambda _: NOTHING_ASKED)


Exchange = Callable[[Test], Condition]


def _exchanged_in(computation: Computation, limit: Limit, exchange: Exchange) -> Computation:
    def exchanged(test: Test) -> Condition:
        shared = any(test is one for one in limit.tests)
        return exchange(test) if shared else test

    return replace(
        computation,
        denominator=exchanged_all(computation.denominator, exchanged),
        numerator=exchanged_all(computation.numerator, exchanged),
        parts=tuple(
            Part(part.id, exchanged_all(part.where, exchanged)) for part in computation.parts
        ),
    )


def exchanged_all(where: All, exchange: Exchange) -> All:
    """The conditions with their tests exchanged, those of related rows too."""
    return All(tuple(_exchanged(part, exchange) for part in where.conditions))


def _exchanged(node: Condition, exchange: Exchange) -> Condition:
    match node:
        case ColumnTest() | Lasts():
            return exchange(node)
        case All():
            return exchanged_all(node, exchange)
        case AnyOf(conditions):
            return AnyOf(tuple(_exchanged(part, exchange) for part in conditions))
        case Not(inner):
            return Not(_exchanged(inner, exchange))
        case Exists(related) | CountTest(related=related):
            where = exchanged_all(related.where, exchange)
            return replace(node, related=replace(related, where=where))
        case _:
            return node
