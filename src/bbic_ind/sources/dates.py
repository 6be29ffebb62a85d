"""Text cells read as calendar days.

A time of day is cut off and a time zone never moves the day.  ``99991231`` and its like
say *no end*, ``00000000`` and its like say *no date*.
"""

from datetime import date
from typing import Literal

import polars as pl

from bbic_ind.periods import OPEN
from bbic_ind.sources.parsing import Parsed, completed, parsed, says_missing

Order = Literal["ymd", "dmy", "mdy", "ym"]

FIRST_DAY, LAST_DAY = date(1850, 1, 1), date(2150, 12, 31)
"""A date outside these is a slip of the pen and is not read."""

FIRST_SERIAL, LAST_SERIAL = 18264, 73415
"""Excel's numbers for 1950-01-01 and 2100-12-31; a bare number outside them is no date."""

_ISO = len("2025-11-01")

_EPOCH_SERIAL = 25569
"""Excel's number for 1970-01-01; after February 1900 its false leap day matters no more."""

_NO_END = r"^(?:9999-?\d\d-?\d\d|9999-?99-?99|2999-?12-?31)(?:\.0$|\D.*\d\d:\d\d|$)"
_NONE_YET = ("-", "–", "—", "null", "(null)")
"""Marks of an empty cell, which in a column of ends is known to be *not yet*."""

_NO_DATE = r"^(?:0000-?00-?00|0001-?01-?01|0)(?:\.0$|\D.*\d\d:\d\d|$)"
_CLOCK = (
    r"(?:[T ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)? ?(?:[AaPp][Mm])? ?"
    r"(?:Z|[+-]\d{2}:?\d{2})?|\.0)$"
)
_YEAR_FIRST = r"^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})$"
_TOGETHER = r"^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?:\d{4}|\d{6})?$"
_MONTH = r"^(\d{4})[-/]?(\d{2})$"
_YEAR_LAST = {
    "dmy": r"^(?<d>\d{1,2})[-/. ](?<m>\d{1,2})[-/. ](?<y>\d{4})$",
    "mdy": r"^(?<m>\d{1,2})[-/. ](?<d>\d{1,2})[-/. ](?<y>\d{4})$",
}


def parse_dates(text: pl.Series, order: Order = "ymd") -> Parsed:
    """Read days as Date.

    ``order`` says what a date means that does not begin with its year; with ``ymd``
    such a date is unreadable.  With ``ym`` a month, ``2025-03`` or ``202503``, is its
    first day.  *No end* is no day: it reads as missing here.
    """
    return parsed(text, _days(text, order), _says_no_day)


def parse_end_dates(text: pl.Series, order: Order = "ymd") -> Parsed:
    """Read the days on which something ended as Date.

    An empty cell, a dash or *no end* is ``OPEN``.  Null is unknown: a text that cannot be
    read, *no date*, or words such as ``Uppgift saknas``.
    """
    ended = completed(text, _days(text, order), _no_end)
    read = parsed(text, ended, _says_no_day)
    return Parsed(_open_where(text.is_null(), ended), read.unreadable)


def _days(text: pl.Series, order: Order) -> pl.Series:
    return completed(text, _as_databases_write(text), lambda left: _otherwise(left, order))


def _as_databases_write(text: pl.Series) -> pl.Series:
    """Read ``2025-11-01`` and ``2025-11-01 00:00:00``, which most columns hold throughout."""
    if (text.str.len_bytes() == _ISO).all():
        return _likely(text.str.to_date("%Y-%m-%d", strict=False))
    day, clock = text.str.slice(0, 10), text.str.slice(10)
    whole = (clock == "") | (clock == " 00:00:00")
    if not whole.all():
        whole |= clock.str.contains(f"^{_CLOCK}")
    days = day.str.to_date("%Y-%m-%d", strict=False)
    return _likely(days.set(~(whole & (day.str.len_bytes() == _ISO)).fill_null(False), None))


def _otherwise(text: pl.Series, order: Order) -> pl.Series:
    day = text.str.replace(_CLOCK, "")
    if order == "ym":
        day = day.str.replace(_MONTH, "${1}-${2}-01")
    patterns = [_YEAR_FIRST, _TOGETHER, *_last_year_patterns(order)]
    days = _serials(text)
    for pattern in patterns:
        days = days.fill_null(_matching(day, pattern))
    return days


def _last_year_patterns(order: Order) -> list[str]:
    if order not in _YEAR_LAST:
        return []
    # Read with its year first, a compact day of 1900-2150 has no possible month: no conflict.
    return [_YEAR_LAST[order], _YEAR_LAST[order].replace("[-/. ]", "").replace("{1,2}", "{2}")]


def _matching(text: pl.Series, pattern: str) -> pl.Series:
    part = text.str.extract_groups(pattern).struct
    iso = part.field("y") + "-" + part.field("m").str.zfill(2) + "-" + part.field("d").str.zfill(2)
    return _likely(iso.str.to_date("%Y-%m-%d", strict=False))


def _serials(text: pl.Series) -> pl.Series:
    number = text.str.extract(r"^(\d{5})(?:[.,]\d+)?$").cast(pl.Int32)
    number = number.set(~number.is_between(FIRST_SERIAL, LAST_SERIAL), None)
    return (number - _EPOCH_SERIAL).cast(pl.Date)


def _likely(days: pl.Series) -> pl.Series:
    return days.set(~days.is_between(FIRST_DAY, LAST_DAY), None)


def _no_end(text: pl.Series) -> pl.Series:
    says = text.str.contains(_NO_END) | text.str.to_lowercase().is_in(_NONE_YET)
    return _open_where(says, pl.repeat(None, text.len(), dtype=pl.Date, eager=True))


def _says_no_day(text: pl.Series) -> pl.Series:
    return says_missing(text) | text.str.contains(_NO_END) | text.str.contains(_NO_DATE)


def _open_where(mask: pl.Series, days: pl.Series) -> pl.Series:
    return pl.select(pl.when(mask).then(pl.lit(OPEN)).otherwise(days).alias(days.name)).to_series()
