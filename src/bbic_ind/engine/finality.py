"""From which extraction date a figure is final: read off the limits in its definition.

An answer that waits for time to pass is settled once the day it is compared with has
passed.  Where no such day can be told from the definition and the period, there is none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bbic_ind.definitions.conditions import (
    All,
    Anchor,
    ColumnTest,
    Condition,
    CountTest,
    DateExpression,
    Exists,
    Extreme,
    Lasts,
    Name,
    OpenOn,
    Operator,
    Overlaps,
    Pick,
    Related,
    Span,
    Value,
)
from bbic_ind.definitions.indicator import Computation
from bbic_ind.definitions.parse_dates import parse_duration
from bbic_ind.definitions.walking import children, days_of, related_of
from bbic_ind.engine.world import World
from bbic_ind.model import ColumnType

ALREADY = date.min
_UPPER = (Operator.BEFORE, Operator.ON_OR_BEFORE)


def final_from(computation: Computation, world: World) -> date | None:
    """The first extraction date at which nothing can be pending, or None where none can be told."""
    if computation.answers is not None:
        return world.last
    settled = [_View(world, term.table).settled(term.where) for term in computation.terms]
    if computation.table:
        settled += _of_rows(computation, world)
    return _latest([world.last, *settled])


def _of_rows(computation: Computation, world: World) -> list[date | None]:
    open_view = _View(world, computation.table, let=computation.let)
    belonging = open_view.settled(computation.denominator)
    view = open_view.knowing(computation.denominator)
    counted = [computation.numerator, *(part.where for part in computation.parts)]
    settled = [view.settled(condition) for condition in counted]
    used = [view.value_settled(value) for value in computation.let.values()]
    if computation.value is not None:
        settled.append(view.name_settled(computation.value))
    return [belonging, *settled, *used]


def _latest(days: Iterable[date | None]) -> date | None:
    """The latest of the days, None if one of them cannot be told."""
    found = list(days)
    known = [day for day in found if day is not None]
    return max(known, default=ALREADY) if len(known) == len(found) else None


@dataclass(frozen=True)
class _View:
    """What is known of the days of a table's rows.

    ``bounds`` holds the latest day that some of them can be.  An end date is *fixed*,
    known to have happened, only when it has such a bound; a plain date always is.
    """

    world: World
    table: str
    let: Mapping[str, Value] = field(default_factory=dict)
    bounds: Mapping[Name, date] = field(default_factory=dict)
    outer: "_View | None" = None

    def knowing(self, condition: All) -> "_View":
        """The same rows once the condition certainly holds."""
        bounds = dict(self.bounds)
        for part in _conjuncts(condition):
            for name, bound in self.bounded(part):
                bounds[name] = min(bound, bounds.get(name, bound))
        return _View(self.world, self.table, self.let, bounds, self.outer)

    def bounded(self, condition: Condition) -> list[tuple[Name, date]]:
        """The names that a condition gives a latest day, with that day."""
        match condition:
            case ColumnTest(name, Operator.DURING, Span(_, last)):
                bound = self.latest(last)
            case ColumnTest(name, operator, DateExpression() as day) if operator in _UPPER:
                bound = self.latest(day)
            case OpenOn(day):
                name = Name((self.world.table(self.table).opens or "",))
                bound = self.latest(day)
            case _:
                return []
        return [(name, bound)] if bound is not None else []

    def latest(self, day: DateExpression) -> date | None:
        """The latest a day can be."""
        base = day.base
        if isinstance(base, Name):
            found = self.latest_of(base)
        else:
            found = self.world.anchor(base) if isinstance(base, Anchor) else base
        for offset in day.offsets:
            found = None if found is None else offset.after(found)
        return found

    def latest_of(self, name: Name) -> date | None:
        """The latest a column or named value can be."""
        if name.outer:
            return self.outer.latest_of(Name(name.path)) if self.outer else None
        value = self.let.get(name.path[0])
        if isinstance(value, Extreme):
            ends = [self.latest(day) for day in value.days]
            known = [end for end in ends if end is not None]
            return _latest(ends) if value.latest else min(known, default=None)
        if isinstance(value, Pick):
            inside = _View(self.world, value.related.table, outer=self)
            return inside.knowing(value.related.where).latest_of(Name((value.value,)))
        return self.bounds.get(name)

    def is_fixed(self, day: DateExpression) -> bool:
        """Whether the day has happened, or is known to be missing."""
        return not isinstance(day.base, Name) or self.is_known(day.base)

    def is_known(self, name: Name) -> bool:
        """Whether a column or named value has happened, or is known to be missing."""
        if name.outer:
            return self.outer is not None and self.outer.is_known(Name(name.path))
        value = self.let.get(name.path[0])
        if isinstance(value, Extreme):
            bounded = self.latest_of(name) is not None
            return bounded or all(self.is_fixed(day) for day in value.days)
        if value is not None:
            return True
        _, own = self.world.described(self.table, name)
        return own.type is not ColumnType.END_DATE or name in self.bounds

    def settled(self, condition: Condition) -> date | None:
        """The day from which the condition waits for nothing."""
        match condition:
            case ColumnTest():
                return self._test_settled(condition)
            case OpenOn(day):
                return self._joined(self.latest(day))
            case Overlaps(span):
                return self._joined(self.latest(span.first), before=True)
            case Lasts():
                return self._lasts_settled(condition)
            case Exists(related) | CountTest(related=related):
                return self._related_settled(related)
            case _:
                return _latest(self.settled(part) for part in children(condition))

    def _test_settled(self, test: ColumnTest) -> date | None:
        if test.operator is Operator.MISSING:
            return ALREADY
        left = DateExpression(test.name)
        if isinstance(test.operand, Span):
            return self._compared(left, test.operand.first, test.operand.last)
        if isinstance(test.operand, DateExpression):
            return self._compared(left, test.operand)
        return ALREADY if self.is_fixed(left) else None

    def _compared(self, left: DateExpression, *others: DateExpression) -> date | None:
        """Of two days one may lie ahead, if it is known how late the other can be."""
        if self.is_fixed(left):
            ahead = [other for other in others if not self.is_fixed(other)]
            return self.latest(left) if ahead else ALREADY
        if all(self.is_fixed(other) for other in others):
            settled = _latest(self.latest(other) for other in others)
            return self._joined(settled) if self._closes(left) else settled
        return None

    def _joined(self, day: date | None, *, before: bool = False) -> date | None:
        """The day from which no span to come can move a close on that day, or before it."""
        episodes = self.world.model.episodes.get(self.table)
        if day is None or episodes is None:
            return day
        last = day - timedelta(days=1) if before else day
        return max(day, parse_duration(episodes.merge_within).after(last))

    def _lasts_settled(self, condition: Lasts) -> date | None:
        ends = [condition.within.last] if condition.within else []
        ends += [condition.until] if condition.until else []
        known = [day for end in ends if (day := self.latest(end)) is not None]
        opens = self.bounds.get(Name((self.world.table(self.table).opens or "",)))
        if opens is not None:
            known.append(condition.duration.after(opens))
        return self._joined(min(known, default=None), before=True)

    def _closes(self, day: DateExpression) -> bool:
        """Whether a day is the close of an episode."""
        episodes = self.world.model.episodes.get(self.table)
        return episodes is not None and day.base == Name((episodes.closes,))

    def _related_settled(self, related: Related) -> date | None:
        inside = _View(self.world, related.table, outer=self)
        real = inside.settled(related.where)
        if self.world.table(related.table).begins is None:
            return real
        coming = [
            bound
            for part in _conjuncts(related.where)
            for name, bound in inside.bounded(part)
            if inside.lies_ahead(name)
        ]
        return _latest([real, min(coming)]) if coming else None

    def lies_ahead(self, name: Name) -> bool:
        """Whether the column of a row registered after E can only lie after E."""
        table = self.world.table(self.table)
        if name.outer or len(name.path) > 1:
            return False
        return name.path[0] == table.begins or (
            table.columns[name.path[0]].type is ColumnType.END_DATE
        )

    def value_settled(self, value: Value) -> date | None:
        """The day from which a named value waits for nothing."""
        if (related := related_of(value)) is not None:
            return self._related_settled(related)
        if isinstance(value, Extreme):
            return ALREADY
        return ALREADY if all(self.is_fixed(day) for day in days_of(value)) else None

    def name_settled(self, name: Name) -> date | None:
        """The day from which a number waits for nothing."""
        value = self.let.get(name.path[0])
        return ALREADY if value is None else self.value_settled(value)


def _conjuncts(condition: All) -> list[Condition]:
    found: list[Condition] = []
    for part in condition.conditions:
        found += _conjuncts(part) if isinstance(part, All) else [part]
    return found
