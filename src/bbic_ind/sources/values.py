"""Text cells read as answers, numbers and categories (and days, see ``dates``).

Every reader takes a tidied String series and gives a :class:`Parsed` of the same length.
A cell that says in words that the value is missing is null and not unreadable.  Nothing
is guessed: what cannot be read for certain is unreadable.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from bbic_ind.sources.dates import Order, parse_dates, parse_end_dates
from bbic_ind.sources.headers import normal
from bbic_ind.sources.parsing import MISSING, Parsed, by_words, completed, parsed

__all__ = [
    "MISSING",
    "Order",
    "Parsed",
    "parse_categories",
    "parse_dates",
    "parse_end_dates",
    "parse_numbers",
    "parse_yes_no",
]

_ANSWERS: Mapping[str, bool | None] = {
    **dict.fromkeys(MISSING),
    **dict.fromkeys(("ja", "j", "x", "1", "1.0", "true", "sant", "yes", "y"), True),
    **dict.fromkeys(("nej", "n", "0", "0.0", "false", "falskt", "no"), False),
}

_PLAIN = r"^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[Ee][+-]?\d+)?$"
_THOUSANDS = r"^[+-]?(?:\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+,\d+)$"

SURELY_PERCENT = 2.0
"""In a column of shares a number above this is a percentage; from 1 up to it nobody can tell."""


def parse_yes_no(text: pl.Series) -> Parsed:
    """Read answers as Boolean: Ja, J, X, 1, true; Nej, N, 0, false; in any case."""
    return by_words(text, _ANSWERS, normal, pl.Boolean())


def parse_categories(text: pl.Series, values: Sequence[str]) -> Parsed:
    """Read categories as an Enum of ``values``.

    A value is known by its :func:`~bbic_ind.sources.headers.normal` form, so
    ``Ärende inleds`` is ``ärende_inleds``.
    """
    own = {normal(value): value for value in values}
    return by_words(text, {**dict.fromkeys(MISSING), **own}, normal, pl.Enum(list(values)))


def parse_numbers(text: pl.Series, percent: bool = False) -> Parsed:
    """Read numbers as Float64: decimal comma or point, spaces between thousands.

    ``75 %`` is 0.75 everywhere.  With ``percent``, for a column of shares, a bare 75 is
    0.75 as well; a bare number above 1 and up to 2 could be either and is unreadable.
    """
    read = _shares if percent else _numbers
    values = completed(text, pl.repeat(None, text.len(), dtype=pl.Float64, eager=True), read)
    return parsed(text, values)


def _numbers(text: pl.Series) -> pl.Series:
    bare = text.str.strip_suffix("%").str.replace_all(r"\s+", " ").str.strip_chars()
    bare = bare.str.replace("−", "-", literal=True)
    plain, thousands = bare.str.contains(_PLAIN), bare.str.contains(_THOUSANDS)
    digits = bare.zip_with(~thousands, bare.str.replace_all(r" |\.(\d{3})", "$1"))
    values = digits.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    values = values.set(~(plain | thousands) | values.is_infinite(), None)
    return values.zip_with(~text.str.ends_with("%"), values / 100)


def _shares(text: pl.Series) -> pl.Series:
    values, bare = _numbers(text), ~text.str.ends_with("%")
    percent = bare & (values > SURELY_PERCENT)
    unsure = bare & (values > 1) & ~percent
    return values.zip_with(~percent.fill_null(False), values / 100).set(unsure, None)
