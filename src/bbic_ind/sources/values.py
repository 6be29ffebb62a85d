"""Text cells read as dates, answers, numbers and categories, whole columns at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from bbic_ind.periods import OPEN
from bbic_ind.sources.headers import normal

Order = Literal["ymd", "dmy", "mdy"]

MISSING = ("", "-", ".", "..", "uppgift saknas", "null")
_YES = {"ja": True, "j": True, "x": True, "1": True, "1.0": True, "true": True, "sant": True}
_NO = {"nej": False, "n": False, "0": False, "0.0": False, "false": False, "falskt": False}


@dataclass(frozen=True)
class Parsed:
    """A column of values and, per row, whether it held something that cannot be read."""

    values: pl.Series
    unreadable: pl.Series


def _parsed(text: pl.Series, values: pl.Series) -> Parsed:
    held = ~text.str.to_lowercase().is_in(MISSING).fill_null(True)
    return Parsed(values, values.is_null() & held)


def parse_dates(text: pl.Series, order: Order = "ymd") -> Parsed:
    """Read dates."""
    day = text.str.slice(0, 10)
    values = day.str.to_date("%Y-%m-%d", strict=False)
    values = values.fill_null(text.str.to_date("%Y%m%d", strict=False))
    return _parsed(text, values)


def parse_end_dates(text: pl.Series, order: Order = "ymd") -> Parsed:
    """Read dates on which something ended."""
    parsed = parse_dates(text, order)
    return Parsed(parsed.values.zip_with(text.is_not_null(), _open(text)), parsed.unreadable)


def _open(text: pl.Series) -> pl.Series:
    return pl.repeat(OPEN, text.len(), dtype=pl.Date, eager=True)


def parse_yes_no(text: pl.Series) -> Parsed:
    """Read yes and no."""
    answers = text.str.to_lowercase().replace_strict(
        _YES | _NO, default=None, return_dtype=pl.Boolean
    )
    return _parsed(text, answers)


def parse_numbers(text: pl.Series, percent: bool = False) -> Parsed:
    """Read numbers; ``percent`` makes 75 and 75 % into 0.75."""
    plain = text.str.replace_all(r"[\s%]", "").str.replace(",", ".")
    values = plain.cast(pl.Float64, strict=False)
    values = values / 100 if percent else values
    return _parsed(text, values)


def parse_categories(
    text: pl.Series, values: Sequence[str], mapping: Mapping[str, str] | None = None
) -> Parsed:
    """Read categories as an Enum of ``values``; ``mapping`` gives the export's own words."""
    words = {normal(value): value for value in values}
    words |= {normal(word): value for word, value in (mapping or {}).items()}
    seen = text.unique().drop_nulls().to_list()
    known = {word: words[normal(word)] for word in seen if normal(word) in words}
    found = text.replace_strict(known, default=None, return_dtype=pl.Enum(list(values)))
    return _parsed(text, found)
