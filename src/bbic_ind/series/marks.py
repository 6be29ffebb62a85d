"""What is read off each figure by itself: its interval of chance, and its limit mark."""

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.limits import Limits
from bbic_ind.results import SHARES, Mark, groups, shaped
from bbic_ind.series.intervals import Interval, wilson

_Row = Mapping[str, Any]


def marked(
    results: pl.DataFrame, indicators: Iterable[Indicator], *, intervals: bool = False
) -> pl.DataFrame:
    """The results with ``limit`` where an indicator has limits, and ``ci_*`` if asked for.

    Give it protected results: what is hidden then has neither.
    """
    rows = list(results.iter_rows(named=True))
    added: dict[str, pl.Series] = {}
    limits = {(one.pack, one.id): one.limits for one in indicators if one.limits is not None}
    if limits:
        marks = [_mark(row, limits.get((row["pack"], row["indicator"]))) for row in rows]
        added["limit"] = pl.Series(marks, dtype=pl.String)
    if intervals:
        ends = [_interval(row) or (None, None) for row in rows]
        added["ci_low"] = pl.Series([low for low, _ in ends], dtype=pl.Float64)
        added["ci_high"] = pl.Series([high for _, high in ends], dtype=pl.Float64)
    return shaped(results.with_columns(**added), groups(results))


def _mark(row: _Row, limits: Limits | None) -> str | None:
    if limits is None or row["value"] is None or row["variant"]:
        return None
    if row["part"] not in (limits.parts or ("",)):
        return None
    return mark(limits, row["value"], row["low"], row["high"]).value


def mark(limits: Limits, value: float, low: float | None, high: float | None) -> Mark:
    """The colour of a figure, undecided where it may yet turn out to have another.

    Where only one bound is known there is none the other way; without both the value alone
    is judged.
    """
    if low is None and high is None:
        return Mark(limits.colour(value))
    low, high = -inf if low is None else low, inf if high is None else high
    between = (number for number in limits.numbers if low <= number <= high)
    colours = {limits.colour(number) for number in (low, value, high, *between)}
    return Mark(colours.pop()) if len(colours) == 1 else Mark.UNDECIDED


def _interval(row: _Row) -> Interval | None:
    if row["kind"] not in SHARES or row["value"] is None:
        return None
    return wilson(row["numerator"], row["denominator"])
