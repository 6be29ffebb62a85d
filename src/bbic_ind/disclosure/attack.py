"""Attack a table as a reader could: what can be worked out of what has been hidden."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import ceil, floor

from bbic_ind.disclosure import intervals, same_numbers
from bbic_ind.disclosure.components import components
from bbic_ind.disclosure.elimination import ContradictionError, eliminate
from bbic_ind.disclosure.figures import Known, Measure, Quantity, Row, Series, amounts
from bbic_ind.disclosure.intervals import Interval
from bbic_ind.disclosure.profile import Profile
from bbic_ind.disclosure.relations import (
    Equation,
    Family,
    Sum,
    Unknown,
    equations,
    named,
    sums_of,
)
from bbic_ind.disclosure.settling import Outcome, Settled, settle

_NEAR = 1e-5


@dataclass(frozen=True, slots=True)
class Leak:
    """A hidden number that must lie from ``lowest`` to ``highest``, since ``sources`` say so."""

    row: int
    measure: Measure
    lowest: int
    highest: int
    sources: frozenset[int]


Part = frozenset[tuple[frozenset[tuple[Unknown, int]], float]]
"""Equations that share unknowns, as they stand."""


@dataclass(frozen=True)
class Table:
    """Rows, those that are to stay hidden, and what is shown all the same.

    Rows numbered below zero are shown by nobody (:mod:`over_time`), and must not come out
    as too small.
    ``alike`` are series known to be one, and ``doubted`` sums known not to hold, from
    elsewhere than the shown figures.  ``safe`` remembers the parts that withstood an
    attack, for the next one on the same table.
    """

    rows: Sequence[Row]
    sums: Sequence[Sum]
    hidden: Collection[int]
    known: Mapping[Quantity, Known]
    alike: Sequence[tuple[Series, Series]] = ()
    doubted: Collection[Family] = ()
    safe: set[Part] = field(default_factory=set)


def leaks(table: Table, profile: Profile, *, hasty: bool = False) -> list[Leak]:
    """Every hidden number that is known too well by the profile.

    When ``hasty``, those that can be subtracted by hand are enough, if there are any.
    Without the extra library only what can be added up and subtracted is found, and
    what shares a small sum; not how closely several sums together enclose a number.
    """
    names = same_numbers.names(
        [*table.alike, *same_numbers.pairs(table.known, amounts(table.rows))]
    )
    attack = _Attack(table, profile, names)
    asked = attack.asked()
    outcome = settle(equations(table.rows, table.sums, table.known, names, table.doubted))
    found = attack.by_hand(asked, outcome)
    if hasty and found:
        return found
    return found + [
        leak
        for part in components(outcome.remaining, lambda one: one.terms)
        for leak in attack.on_part(asked, part)
    ]


_Limits = tuple[Unknown, Interval]
_Asked = Mapping[Quantity, Sequence[tuple[Row, Measure]]]


@dataclass(frozen=True)
class _Attack:
    table: Table
    profile: Profile
    names: Mapping[Series, Series]

    def by_hand(self, asked: _Asked, outcome: Outcome) -> list[Leak]:
        """What is shown under another name, follows at once, or is limited by a small sum."""
        shown = self._shown()
        exact = {**dict(_points(outcome.settled)), **shown}
        limits = chain(exact.items(), _shares(outcome.remaining).items())
        return [*self._judged(asked, limits)]

    def on_part(self, asked: _Asked, part: Sequence[Equation]) -> list[Leak]:
        """What follows from equations that share unknowns, taken together."""
        key = frozenset((frozenset(one.terms.items()), one.constant) for one in part)
        if key in self.table.safe:
            return []
        try:
            found = [*self._judged(asked, self._limits(part, asked))]
        except ContradictionError:
            found = self._doubting(asked, part)
        if not found:
            self.table.safe.add(key)
        return found

    def _doubting(self, asked: _Asked, part: Sequence[Equation]) -> list[Leak]:
        """What follows when the sums that contradict each other are taken as limits only."""
        unknown = {
            one.series for equation in part for one in equation.terms if isinstance(one, Quantity)
        }
        rows = [row for row in self.table.rows if self._series(row) & unknown]
        outcome = settle(equations(rows, sums_of(rows), self.table.known, {}, None))
        try:
            limits = chain(_points(outcome.settled), self._limits(outcome.remaining, asked))
            return [*self._judged(asked, limits)]
        except ContradictionError:
            return []  # the shown figures are no table at all

    def _series(self, row: Row) -> set[Series]:
        return {named(row.quantity(measure), self.names).series for measure in row.measures}

    def _shown(self) -> dict[Unknown, Interval]:
        return {
            named(quantity, self.names): Interval(told.value, told.value, frozenset({told.row}))
            for quantity, told in self.table.known.items()
        }

    def asked(self) -> dict[Quantity, list[tuple[Row, Measure]]]:
        """The numbers to find out, each with the hidden rows that hold it."""
        asked: dict[Quantity, list[tuple[Row, Measure]]] = {}
        for row in self.table.rows:
            if row.number in self.table.hidden or row.number < 0:
                for measure in row.measures:
                    if measure != Measure.UNDECIDED and not _of_nobody(row, measure):
                        quantity = named(row.quantity(measure), self.names)
                        asked.setdefault(quantity, []).append((row, measure))
        return asked

    def _limits(self, part: Sequence[Equation], asked: _Asked) -> Iterable[_Limits]:
        if intervals.is_available():
            return intervals.narrow(part, asked, self.profile.width)
        return _points(eliminate(part))

    def _judged(self, asked: _Asked, limits: Iterable[_Limits]) -> Iterator[Leak]:
        for unknown, interval in limits:
            for row, measure in asked.get(unknown, ()) if isinstance(unknown, Quantity) else ():
                if (leak := self._leak(row, measure, interval)) is not None:
                    yield leak

    def _leak(self, row: Row, measure: Measure, limits: Interval) -> Leak | None:
        if limits.highest is None:
            return None
        lowest, highest = ceil(limits.lowest - _NEAR), floor(limits.highest + _NEAR)
        if highest - lowest >= self.profile.width or highest < self._least(measure):
            return None
        if measure not in row.amounts and self._is_enough(row, measure, lowest, highest):
            return None
        return Leak(row.number, measure, lowest, highest, limits.sources)

    def _is_enough(self, row: Row, measure: Measure, lowest: int, highest: int) -> bool:
        """Whether the count may be known: a large denominator, and what nobody has hidden."""
        if measure == Measure.DENOMINATOR and lowest >= self.profile.denominator_below:
            return True
        return row.number < 0 and highest > self._greatest(measure)

    def _least(self, measure: Measure) -> int:
        """The smallest number that is worth hiding: nobody is not, unless the profile says so."""
        return 1 if measure == Measure.DENOMINATOR else self.profile.small.first

    def _greatest(self, measure: Measure) -> int:
        """The greatest number that is too small."""
        below = self.profile.denominator_below
        return below - 1 if measure == Measure.DENOMINATOR else self.profile.small.last


def _of_nobody(row: Row, measure: Measure) -> bool:
    """Whether it is an amount that is shown by nobody: how many it is made of is not known."""
    return row.number < 0 and measure in row.amounts


def _points(settled: Mapping[Unknown, Settled]) -> Iterator[_Limits]:
    for unknown, point in settled.items():
        yield unknown, Interval(point.value, point.value, point.sources)


def _shares(remaining: Iterable[Equation]) -> dict[Unknown, Interval]:
    """The limits of what shares a sum with others: no addend is more than the sum."""
    found: dict[Unknown, Interval] = {}
    for unknown, interval in _upper_limits(remaining):
        known = found.get(unknown)
        if known is None or (known.highest or 0) > (interval.highest or 0):
            found[unknown] = interval
    return found


def _upper_limits(remaining: Iterable[Equation]) -> Iterator[tuple[Unknown, Interval]]:
    for equation in remaining:
        if len({factor > 0 for factor in equation.terms.values()}) == 1:
            for unknown, factor in equation.terms.items():
                yield unknown, Interval(0.0, equation.constant / factor, equation.sources)
