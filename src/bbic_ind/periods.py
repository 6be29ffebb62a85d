"""Calendar days, months and the periods a figure is computed for.

Months follow lag (1930:173) om beräkning av lagstadgad tid, 1 §: the same day of the
month, or the month's last day where there is no such day.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bbic_ind.errors import Fault, UsageError
from bbic_ind.texts import Text

OPEN = date.max
"""Stands in an end_date column for *has not happened*; a missing value there is unknown."""

_WEEK = 7

Unit = Literal["days", "weeks", "months", "years"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in one unit; negative counts backwards."""

    count: int
    unit: Unit

    def after(self, day: date) -> date:
        """The day this long after ``day``, month ends clamped.

        >>> Duration(4, "months").after(date(2024, 10, 31))
        datetime.date(2025, 2, 28)
        >>> Duration(-1, "years").after(date(2024, 2, 29))
        datetime.date(2023, 2, 28)
        """
        if self.unit in ("days", "weeks"):
            return day + timedelta(days=self.count * (_WEEK if self.unit == "weeks" else 1))
        return add_months(day, self.count * (YEAR if self.unit == "years" else 1))


def add_months(day: date, months: int) -> date:
    """``day`` moved by calendar months, clamped to the month's last day."""
    index = day.year * YEAR + day.month - 1 + months
    year, month = divmod(index, YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


PeriodUnit = Literal["year", "half_year", "tertial", "quarter", "month", "week"]


@dataclass(frozen=True, slots=True)
class Period:
    """A closed span of days with the measurement day of its snapshot indicators.

    ``label`` is how the user writes it: ``2025``, ``2025-H1``, ``2025-T2``, ``2025-Q1``,
    ``2025-03``, ``2025-W07``.
    """

    label: str
    start: date
    end: date
    day: date

    @property
    def unit(self) -> PeriodUnit:
        """How long the period is: periods of one unit make a series."""
        return unit_of(self.label)


def parse_day(text: str) -> date | None:
    """The day that is written ``2026-02-01``, year first; None for any other way, or no day.

    >>> parse_day("2026-02-01"), parse_day("20260201"), parse_day("2026-02-30")
    (datetime.date(2026, 2, 1), None, None)
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None


def unit_of(label: str) -> PeriodUnit:
    """The unit of a period, told by its label alone.

    >>> unit_of("2025"), unit_of("2025-03"), unit_of("2025-W07")
    ('year', 'month', 'week')
    """
    return _UNITS[re.sub(r"\d", "", label)]


_UNITS: dict[str, PeriodUnit] = {
    "": "year",
    "-H": "half_year",
    "-T": "tertial",
    "-Q": "quarter",
    "-": "month",
    "-W": "week",
}


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the year, the measurement day of yearly snapshots (1 November unless set)."""

    month: int = 11
    day: int = 1

    @classmethod
    def parse(cls, text: str) -> "MonthDay":
        """Read ``11-01``; ``02-29`` is refused, for most years lack it."""
        match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)
        try:
            month, day = (int(part) for part in match.groups()) if match else (0, 0)
            date(2025, month, day)
        except ValueError:
            raise UsageError(_bad_snapshot(text)) from None
        return cls(month, day)


def _bad_snapshot(text: str) -> Fault:
    return Fault(
        "--snapshot",
        Text(
            f"”{text}” är ingen dag på året. Skriv månad och dag, till exempel 11-01.",
            f'"{text}" is not a day of the year. Write month and day, for example 11-01.',
        ),
    )


YEAR = 12
"""The months of a year."""

_YEARS = range(1900, 9000)
_MONTHS: dict[PeriodUnit, int] = {
    "year": YEAR,
    "half_year": 6,
    "tertial": 4,
    "quarter": 3,
    "month": 1,
}
_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<part>[HTQ]\d|W?\d{2}))?")


def parse_period(text: str, snapshot: MonthDay | None = None) -> Period:
    """Read one period, written as a ``Period.label``; weeks are those of ISO 8601.

    A yearly period is measured on ``snapshot`` (default 1 November), a shorter one on
    its last day.

    >>> parse_period("2025-T2").start, parse_period("2025-T2").end
    (datetime.date(2025, 5, 1), datetime.date(2025, 8, 31))
    >>> parse_period("2025-W01").start
    datetime.date(2024, 12, 30)
    >>> parse_period("2025").day
    datetime.date(2025, 11, 1)
    """
    label = text.strip().upper()
    match = _WRITTEN.fullmatch(label)
    if match is None or int(match["year"]) not in _YEARS:
        raise UsageError(_bad_period(text))
    year, part = int(match["year"]), int((match["part"] or "1").lstrip("HTQW"))
    try:
        start, end = _days(unit_of(label), year, part)
    except ValueError:
        raise UsageError(_bad_period(text)) from None
    on = snapshot or MonthDay()
    return Period(label, start, end, date(year, on.month, on.day) if match["part"] is None else end)


def _days(unit: PeriodUnit, year: int, part: int) -> tuple[date, date]:
    """First and last day of the year's so-manieth part; ValueError where it has no such part."""
    if unit == "week":
        monday = date.fromisocalendar(year, part, 1)
        return monday, monday + timedelta(days=_WEEK - 1)
    months = _MONTHS[unit]
    start = date(year, (part - 1) * months + 1, 1)
    return start, add_months(start, months) - timedelta(days=1)


def parse_periods(texts: Sequence[str], snapshot: MonthDay | None = None) -> list[Period]:
    """Read periods and ranges (``2021..2025``, ``2025-01..2025-06``), in the order given."""
    found: dict[str, Period] = {}
    for text in texts:
        first, dots, last = text.partition("..")
        span = _between(first, last, snapshot) if dots else [parse_period(text, snapshot)]
        found.update({period.label: period for period in span})
    return list(found.values())


def _between(first: str, last: str, snapshot: MonthDay | None) -> list[Period]:
    period, final = parse_period(first, snapshot), parse_period(last, snapshot)
    if period.unit != final.unit or final.start < period.start:
        raise UsageError(
            Fault(
                "--period",
                Text(
                    f"”{first}..{last}” är inget spann. Båda ändar ska vara av samma slag "
                    "och den första tidigast, till exempel 2021..2025.",
                    f'"{first}..{last}" is not a range. Both ends must be of the same kind '
                    "and the first the earliest, for example 2021..2025.",
                ),
            )
        )
    periods = [period]
    while periods[-1].start < final.start:
        periods.append(parse_period(_next_label(periods[-1]), snapshot))
    return periods


def _next_label(period: Period) -> str:
    first = period.end + timedelta(days=1)
    if period.unit == "week":
        return f"{first:%G-W%V}"
    if period.unit in ("year", "month"):
        return f"{first:%Y}" if period.unit == "year" else f"{first:%Y-%m}"
    letter = period.label[5]
    return f"{first:%Y}-{letter}{(first.month - 1) // _MONTHS[period.unit] + 1}"


def _bad_period(text: str) -> Fault:
    known = "2025, 2025-H1, 2025-T1, 2025-Q1, 2025-03, 2025-W07"
    return Fault(
        "--period",
        Text(
            f"”{text}” är ingen period. Skriv {known} eller 2021..2025.",
            f'"{text}" is not a period. Write {known} or 2021..2025.',
        ),
    )


def latest_complete_year(extracted: date) -> int:
    """The latest calendar year that has ended on or before the extraction date."""
    return extracted.year if (extracted.month, extracted.day) == (12, 31) else extracted.year - 1
