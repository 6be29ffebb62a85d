"""Personal identity numbers wherever they turn up: recognised in any text, and hidden.

Names cannot be recognised; they are kept out by never reading what may hold them, and by
not showing texts that only a few rows have.
"""

import re

HIDDEN = "***"
"""What is shown in place of a number, in both languages."""

_YEAR, _MONTH = r"(?:18|19|20)?\d\d", r"(?:0\d|1[0-2])"
_YEAR_MONTH = _YEAR + _MONTH
_DAY = r"(?:[06][1-9]|[1278]\d|[39][01]|60)"
_BIRTH = rf"(?:{_YEAR_MONTH}{_DAY}|{_YEAR}-{_MONTH}-{_DAY})"
_BETWEEN = r"\s{0,3}[-+./_\u00ad\u2010-\u2015\u2212]?\s{0,3}"
_NO_DAY = r"(?!\d|-\d\d-\d)"
"""After the number: in ``2025-01-01-2025-12-31`` the year of another day is none."""
_SHAPE = re.compile(rf"(?<!\d){_BIRTH}{_BETWEEN}[\dA-Z]\d{{3}}{_NO_DAY}", re.IGNORECASE)
_WRITTEN = re.compile(rf"{_YEAR_MONTH}{_DAY}[-+ ]?[\dA-Za-z]{{4}}")
_DIGITS = 10
_LARGEST_DIGIT = 9


def is_number(text: str) -> bool:
    """Whether a whole text looks like a personal or co-ordination number, masked ones too.

    >>> is_number("2025001234"), is_number("110263-XXXX")
    (False, True)
    """
    return _WRITTEN.fullmatch(text.strip()) is not None


def holds_number(text: str) -> bool:
    """Whether what looks like a personal number stands anywhere in a text, however divided.

    >>> holds_number("B 110263.XXXX"), holds_number("2025-01-01-2025-12-31")
    (False, False)
    """
    return _SHAPE.search(text) is not None


def without_numbers(text: str) -> str:
    """The text with its personal numbers hidden; a time of day after a date is none.

    >>> without_numbers("uttag 202601011200.xlsx")
    'uttag 202601011200.xlsx'
    """
    return _SHAPE.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    return HIDDEN if _is_checked(match.group()) else match.group()


def _is_checked(number: str) -> bool:
    """Whether the last ten digits, every second doubled, have digit sums that add up to tens.

    An interim number, which has a letter, has no check digit.
    """
    if any(sign.isalpha() for sign in number):
        return True
    digits = [int(sign) for sign in number if sign.isdigit()][-_DIGITS:]
    doubled = (2 * digit for digit in digits[::2])
    sums = (digit - 9 if digit > _LARGEST_DIGIT else digit for digit in doubled)
    return (sum(sums) + sum(digits[1::2])) % 10 == 0
