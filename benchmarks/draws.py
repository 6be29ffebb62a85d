"""Columns drawn at random: every value follows from its row's number and what it is for."""

from collections.abc import Mapping
from datetime import date
from zlib import crc32

import polars as pl

SEED = 2025
FIRST, EXTRACTED = date(2021, 1, 1), date(2026, 2, 1)
DAYS = (EXTRACTED - FIRST).days


def draw(at: pl.Expr, what: str, below: int) -> pl.Expr:
    """A number from 0 up to ``below``, the same for the same row and purpose."""
    return at.hash(SEED << 32 | crc32(what.encode())) % below


def pick(at: pl.Expr, what: str, weights: Mapping[str | None, int]) -> pl.Expr:
    """One of the words, by weights that add up to 100; None is a missing value."""
    words = pl.Series([word for word, weight in weights.items() for _ in range(weight)])
    return pl.lit(words).gather(draw(at, what, words.len()))


def yes_no(at: pl.Expr, what: str, yes: int, missing: int = 5) -> pl.Expr:
    """Whether, with so many per cent yes and so many missing."""
    drawn = draw(at, what, 100)
    return pl.when(drawn < 100 - missing).then(drawn < yes)


def ident(letter: str, at: pl.Expr, first: int = 1_000_000) -> pl.Expr:
    return pl.format(letter + "{}", at + first)


def later(day: pl.Expr, at: pl.Expr, what: str, low: int, high: int) -> pl.Expr:
    """A day so many days after another."""
    return plus(day, low + draw(at, what, high - low))


def so_far(day: pl.Expr) -> pl.Expr:
    """The day if it has come, else nothing."""
    return pl.when(day <= EXTRACTED).then(day)


def plus(day: pl.Expr, days: pl.Expr) -> pl.Expr:
    return (day.cast(pl.Int32) + days.cast(pl.Int32)).cast(pl.Date)


def any_day(at: pl.Expr, what: str) -> pl.Expr:
    return plus(pl.lit(FIRST), draw(at, what, DAYS))


def unit(at: pl.Expr) -> pl.Expr:
    return pl.format("Enhet {}", draw(at, "unit", 12) + 1)
