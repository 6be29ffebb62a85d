"""Read the small texts of a definition: days, durations and names."""

import re
from datetime import date

from bbic_ind.definitions.conditions import Anchor, DateExpression, Name
from bbic_ind.periods import Duration, Unit, parse_day

_UNITS: dict[str, Unit] = {
    "day": "days",
    "days": "days",
    "week": "weeks",
    "weeks": "weeks",
    "month": "months",
    "months": "months",
    "year": "years",
    "years": "years",
}
_NAME = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
_OFFSET = re.compile(r"\s*([+-])\s*(\d{1,4})\s+(\w+)")
_BASE = re.compile(rf"\s*(\d{{4}}-\d{{2}}-\d{{2}}|{_NAME})")
_NAMED = re.compile(_NAME)
_DURATION = re.compile(r"(\d{1,4})\s+(\w+)")


class Unreadable(ValueError):  # noqa: N818 - it names the text, not a failure of ours
    """The text is not what the place asks for."""


class NoSuchDay(Unreadable):
    """The text is written as a day that no calendar has."""


def parse_name(text: str) -> Name:
    """Read ``column``, ``ref.column`` or ``this.column``.

    >>> str(parse_name("this.utfall")), parse_name("this.utfall").outer
    ('this.utfall', True)
    """
    if not _NAMED.fullmatch(text):
        raise Unreadable(text)
    path = tuple(text.split("."))
    if path[0] == "this":
        if len(path) == 1:
            raise Unreadable(text)
        return Name(path[1:], outer=True)
    return Name(path)


def parse_date(text: str) -> DateExpression:
    """Read a day: ``name``, ``period.end``, ``day`` or ``2025-07-01``, plus or minus durations.

    >>> parse_date("period.end + 14 days").offsets
    (Duration(count=14, unit='days'),)
    """
    base = _BASE.match(text)
    if base is None:
        raise Unreadable(text)
    offsets = []
    rest = text[base.end() :]
    while rest.strip():
        match = _OFFSET.match(rest)
        if match is None or match[3] not in _UNITS:
            raise Unreadable(text)
        offsets.append(Duration(int(f"{match[1]}{match[2]}"), _UNITS[match[3]]))
        rest = rest[match.end() :]
    return DateExpression(_base(base[1]), tuple(offsets))


def _base(text: str) -> Name | Anchor | date:
    if text in (*Anchor,):
        return Anchor(text)
    if not text[0].isdigit():
        return parse_name(text)
    day = parse_day(text)
    if day is None:
        raise NoSuchDay(text)
    return day


def parse_duration(text: str) -> Duration:
    """Read a length of time such as ``6 months``.

    >>> parse_duration("2 weeks")
    Duration(count=2, unit='weeks')
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None or match[2] not in _UNITS:
        raise Unreadable(text)
    return Duration(int(match[1]), _UNITS[match[2]])
