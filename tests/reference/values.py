"""What is known of one value: an interval, and why it is no wider or narrower.

Days are counted as ordinals and numbers as fractions, so that both compare with the
infinities.  A word is known, or not known at all (both ends None).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import inf
from typing import Any

from bbic_ind.model import Column, ColumnType
from bbic_ind.periods import OPEN, Duration, add_months

WORDS = (ColumnType.ID, ColumnType.TEXT, ColumnType.CATEGORY, ColumnType.YES_NO)


@dataclass(frozen=True)
class Value:
    """The value lies in [lo, hi].

    ``registered`` is None for what a row that is not there yet may or may not hold.
    """

    lo: Any
    hi: Any
    missing: bool = False
    absent: bool = False
    registered: bool | None = True
    may_be_missing: bool = False

    @property
    def known(self) -> bool:
        return not self.absent and self.lo is not None and self.lo == self.hi


ABSENT = Value(None, None, absent=True, registered=False)


def point(it: Any) -> Value:
    return Value(it, it)


def a_day(day: date) -> Value:
    return point(day.toordinal())


def word(it: Any) -> str:
    """``ja`` and ``true`` are the same answer."""
    if isinstance(it, bool):
        return "ja" if it else "nej"
    return str(it)


def not_yet(extracted: date) -> Value:
    """It has not happened up to E, so it lies somewhere after E."""
    return Value(extracted.toordinal() + 1, inf, registered=False)


def anything(column: Column) -> tuple[Any, Any]:
    """The ends of a value nobody has told."""
    if column.type in WORDS:
        return None, None
    if column.type is ColumnType.NUMBER and column.range is not None:
        return Fraction(column.range[0]), Fraction(column.range[1])
    return -inf, inf


def untold(column: Column) -> Value:
    """A missing value."""
    lo, hi = anything(column)
    return Value(lo, hi, missing=True, registered=False)


def imagined(column: Column) -> Value:
    """What a row that is not registered yet may hold."""
    lo, hi = anything(column)
    return Value(lo, hi, registered=None, may_be_missing=True)


def unknown_outcome(column: Column, *, missing: bool) -> Value:
    """The value of a pick when it is not settled which row is picked."""
    ends = (None, None) if column.type in WORDS else (-inf, inf)
    return Value(ends[0], ends[1], missing=missing, registered=False)


def of_cell(cell: Any, column: Column, extracted: date) -> Value:
    """The value of a cell of a real row."""
    if cell is None:
        return untold(column)
    if column.type is ColumnType.END_DATE and (cell == OPEN or cell > extracted):
        return not_yet(extracted)
    if column.type.is_date:
        return a_day(cell)
    if column.type is ColumnType.NUMBER:
        return point(Fraction(cell))
    return point(word(cell))


def later(end: Any, duration: Duration) -> Any:
    """One end of a day's interval moved; infinities stay."""
    if end in (inf, -inf):
        return end
    return duration.after(date.fromordinal(end)).toordinal()


def moved(value: Value, offsets: Iterable[Duration]) -> Value:
    if value.absent:
        return value
    for offset in offsets:
        value = replace(value, lo=later(value.lo, offset), hi=later(value.hi, offset))
    return value


def _made_of(parts: Iterable[Value], lo: Any, hi: Any) -> Value:
    """A computed value: missing if a part is and it is not known all the same."""
    if lo == hi:
        return point(lo)
    return Value(lo, hi, missing=any(part.missing for part in parts), registered=False)


def absent_with(parts: list[Value]) -> Value:
    """What is made of an absent value is absent, and missing too if another part is."""
    return replace(ABSENT, missing=any(part.missing for part in parts))


def extreme(values: list[Value], *, latest: bool) -> Value:
    if any(value.absent for value in values):
        return absent_with(values)
    choose = max if latest else min
    return _made_of(values, choose(v.lo for v in values), choose(v.hi for v in values))


def days_between(first: date, last: date) -> int:
    return (last - first).days


def months_between(first: date, last: date) -> int:
    """The greatest n with first + n months <= last."""
    n = (last.year - first.year) * 12 + last.month - first.month + 1
    while add_months(first, n) > last:
        n -= 1
    return n


def years_between(first: date, last: date) -> int:
    """The greatest n with first + n years <= last."""
    n = last.year - first.year + 1
    while add_months(first, 12 * n) > last:
        n -= 1
    return n


LENGTHS = {"days": days_between, "months": months_between, "years": years_between}


def between(unit: str, first: Value, last: Value) -> Value:
    """The length from ``first`` to ``last``: shortest from the latest to the earliest."""
    if first.absent or last.absent:
        return absent_with([first, last])
    measure = LENGTHS[unit]

    def length(start: Any, end: Any, otherwise: Any) -> Any:
        if start in (inf, -inf) or end in (inf, -inf):
            return otherwise
        return Fraction(measure(date.fromordinal(start), date.fromordinal(end)))

    return _made_of((first, last), length(first.hi, last.lo, -inf), length(first.lo, last.hi, inf))
