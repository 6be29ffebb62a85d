"""Values that may not be known: each lies between two ends.

A known day or number has both ends alike.  An end date that has not happened up to the
extraction date E lies after E.  A missing value lies anywhere, and says that it is missing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import polars as pl

from bbic_ind.engine.logic import TRUE, Flag, Truth, both, negate, some
from bbic_ind.periods import OPEN, Duration

EARLIEST, LATEST = date.min, OPEN
KNOWN_DAYS = (date(1000, 1, 1), date(9000, 1, 1))
"""Days outside these came from an unknown end, moved or not; no register reaches them."""
_OFFSETS = {"days": "d", "weeks": "w", "months": "mo", "years": "y"}

Kind = Literal["date", "number", "word", "yes_no"]
Between = Callable[[pl.Expr, pl.Expr], pl.Expr]

End = Any
"""One end of a value: an expression over rows, or a plain day, number or word.

Plain ends are the same for every row, and comparing two of them gives a plain bool, so
that what does not depend on the rows is settled before any row is looked at.
"""


@dataclass(frozen=True, slots=True)
class Value:
    """A column's or a named value's content for each row.

    Dates and numbers lie in ``lo``..``hi``, never null.  A word is the same expression
    at both ends, null where it is unknown.  ``missing`` says that the doubt comes from
    something not registered, ``absent`` that there is nothing the value could be of,
    ``registered`` whether a value is written down.
    """

    kind: Kind
    lo: End
    hi: End
    missing: Flag = False
    absent: Flag = False
    registered: Truth = TRUE

    @property
    def is_point(self) -> bool:
        """Whether both ends are the same expression, so that nothing is in doubt."""
        return self.lo is self.hi

    def moved(self, offsets: Sequence[Duration]) -> "Value":
        """A day moved by durations in order, month ends clamped."""
        if not offsets:
            return self
        lo, hi = moved(self.lo, offsets), moved(self.hi, offsets)
        return Value(
            "date", lo, lo if self.lo is self.hi else hi, self.missing, self.absent, self.registered
        )


def expression(end: End) -> pl.Expr:
    """The end as an expression over rows."""
    return end if isinstance(end, pl.Expr) else pl.lit(end)


def moved(day: End, offsets: Sequence[Duration]) -> End:
    """Move a day by durations in order."""
    for offset in offsets:
        if isinstance(day, date):
            day = _moved_day(day, offset)
        else:
            day = day.dt.offset_by(f"{offset.count}{_OFFSETS[offset.unit]}")
    return day


def _moved_day(day: date, offset: Duration) -> date:
    """An end of time stays where it is."""
    return day if day in (EARLIEST, LATEST) else offset.after(day)


def constant(kind: Kind, end: End) -> Value:
    """A fixed day, number or word, the same for every row."""
    return Value(kind, end, end)


def day_column(cell: pl.Expr, *, gaps: bool) -> Value:
    """A date column; ``gaps`` tells whether it holds nulls."""
    if not gaps:
        return Value("date", cell, cell)
    missing = cell.is_null()
    lo, hi = cell.fill_null(EARLIEST), cell.fill_null(LATEST)
    return Value("date", lo, hi, missing, registered=Truth.decided(negate(missing)))


def end_column(cell: pl.Expr, extracted: date, *, gaps: bool, open_ends: bool) -> Value:
    """An end_date column: OPEN lies after E, null is unknown."""
    if not open_ends:
        return day_column(cell, gaps=gaps)
    is_open = cell == OPEN
    lo = pl.when(is_open).then(pl.lit(extracted + timedelta(days=1), pl.Date)).otherwise(cell)
    if not gaps:
        return Value("date", lo, cell, registered=Truth.decided(~is_open))
    missing = cell.is_null()
    registered = Truth.decided((cell != OPEN).fill_null(value=False))
    return Value(
        "date", lo.fill_null(EARLIEST), cell.fill_null(LATEST), missing, registered=registered
    )


def number_column(cell: pl.Expr, bounds: tuple[float, float] | None, *, gaps: bool) -> Value:
    """A number column whose missing values lie within ``bounds``."""
    if not gaps:
        return Value("number", cell, cell)
    lowest, highest = bounds or (float("-inf"), float("inf"))
    missing = cell.is_null()
    return Value(
        "number",
        cell.fill_null(lowest),
        cell.fill_null(highest),
        missing,
        registered=Truth.decided(negate(missing)),
    )


def word_column(kind: Kind, cell: pl.Expr, *, gaps: bool) -> Value:
    """A text, category, id or yes/no column."""
    if not gaps:
        return Value(kind, cell, cell)
    missing = cell.is_null()
    return Value(kind, cell, cell, missing, registered=Truth.decided(negate(missing)))


MAYBE = Truth(must=False, may=True, pending=True)
"""Whether something holds that time alone will tell."""

NOT_YET = Truth(must=False, may=True, pending=True)
"""Whether an end that lies ahead is registered: time will tell, but nothing is missing.

Its answers are those of :data:`MAYBE`; which of the two it is says whether a value may lack.
"""


def unknown(kind: Kind, bounds: tuple[float, float] | None = None) -> Value:
    """A value of a row not registered yet: anything, a number within its ``bounds``."""
    if kind == "date":
        return Value("date", EARLIEST, LATEST, registered=MAYBE)
    if kind == "number":
        lowest, highest = bounds or (float("-inf"), float("inf"))
        return Value("number", lowest, highest, registered=MAYBE)
    nothing = pl.lit(None, pl.Boolean if kind == "yes_no" else pl.String)
    return Value(kind, nothing, nothing, registered=MAYBE)


def unknown_day_after(day: date, registered: Truth) -> Value:
    """A day of a row not registered yet, after ``day``."""
    return Value("date", day + timedelta(days=1), LATEST, registered=registered)


def nowhere(kind: Kind, bounds: tuple[float, float] | None = None) -> Value:
    """A column that the data lack: missing in every row."""
    value = unknown(kind, bounds)
    return Value(kind, value.lo, value.hi, missing=True, registered=Truth.decided(False))


def extreme(values: Sequence[Value], *, latest: bool) -> Value:
    """The latest, or the earliest, of several days."""
    lo = _extreme_end([value.lo for value in values], latest=latest)
    if all(value.is_point for value in values):
        return _derived("date", lo, lo, values)
    hi = _extreme_end([value.hi for value in values], latest=latest)
    return _derived("date", lo, hi, values)


def _extreme_end(ends: Sequence[End], *, latest: bool) -> End:
    if all(isinstance(end, date) for end in ends):
        return max(ends) if latest else min(ends)
    pick = pl.max_horizontal if latest else pl.min_horizontal
    return pick([expression(end) for end in ends])


def days_between(first: Value, last: Value) -> Value:
    """Days from the first to the last."""
    return _difference(first, last, lambda a, b: (b - a).dt.total_days())


def months_between(first: Value, last: Value) -> Value:
    """Completed months from the first to the last, month ends clamped."""
    return _difference(first, last, _completed_months)


def years_between(first: Value, last: Value) -> Value:
    """Completed years from the first to the last; 29 February counts as 28 in other years."""
    return _difference(first, last, lambda a, b: _completed_months(a, b).floordiv(12))


def _difference(first: Value, last: Value, between: Between) -> Value:
    hi = _finite_difference(first.lo, last.hi, between, float("inf"))
    if first.is_point and last.is_point:
        exact = between(expression(first.lo), expression(last.lo)).cast(pl.Float64)
        return _derived("number", exact, exact, (first, last))
    lo = _finite_difference(first.hi, last.lo, between, float("-inf"))
    return _derived("number", lo, hi, (first, last))


def _finite_difference(first: End, last: End, between: Between, otherwise: float) -> pl.Expr:
    earliest, latest = KNOWN_DAYS
    first, last = expression(first), expression(last)
    known = first.is_between(earliest, latest) & last.is_between(earliest, latest)
    number = between(first, last).cast(pl.Float64)
    return pl.when(known).then(number).otherwise(pl.lit(otherwise))


def _completed_months(first: pl.Expr, last: pl.Expr) -> pl.Expr:
    months = (last.dt.year() - first.dt.year()) * 12 + (
        last.dt.month().cast(pl.Int32) - first.dt.month().cast(pl.Int32)
    )
    due = pl.min_horizontal(first.dt.day(), last.dt.days_in_month())
    return months - (last.dt.day() < due).cast(pl.Int32)


def _derived(kind: Kind, lo: End, hi: End, sources: Sequence[Value]) -> Value:
    """A value computed from others: missing where the doubt comes from a missing source."""
    absent = some(source.absent for source in sources)
    if lo is hi:
        return Value(kind, lo, hi, False, absent, Truth.decided(negate(absent)))
    known = both(lo == hi, negate(absent))
    missing = both(some(source.missing for source in sources), lo != hi)
    return Value(kind, lo, hi, missing, absent, Truth.decided(known))
