"""Where our figure lies among those of other municipalities: the spread, and what chance gives."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, median, quantiles
from typing import Any

import polars as pl

PERCENT = 100
INNER, OUTER = 0.95, 0.998
"""How often a figure that differs by chance alone stays within the two pairs of limits."""

_FEWEST = 4
"""So many values it takes to tell of quarters of them."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another municipality's value; ``count`` is what it rests on, where that is known."""

    code: str
    value: float
    count: float | None


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest, the quarters and the highest of some values; None where they are too few."""

    lowest: float
    quarter: float | None
    middle: float
    three_quarters: float | None
    highest: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Our figure of one key figure, year and gender, with the others' values.

    ``is_share`` tells that it is a share in percent of ``count``.  ``value`` is None where
    there is none to show, for the reason that ``status`` gives.
    """

    kpi: str
    year: int
    gender: str
    value: float | None
    count: float | None
    status: str
    is_share: bool
    others: tuple[Other, ...]

    @property
    def spread(self) -> Spread | None:
        """The spread of the others' values; None without others."""
        values = [other.value for other in self.others]
        if not values:
            return None
        cut = quantiles(values, n=4, method="inclusive") if len(values) >= _FEWEST else None
        ends = (cut[0], cut[2]) if cut else (None, None)
        return Spread(min(values), ends[0], median(values), ends[1], max(values))

    def by_chance(self, confidence: float = INNER) -> tuple[float, float] | None:
        """What chance gives a share of our size that truly is as the middle of the others."""
        if not self.is_share or not self.count or self.spread is None:
            return None
        return funnel(self.spread.middle, self.count, confidence)

    @property
    def differs(self) -> bool | None:
        """Whether our share is further from the middle than chance gives; None if unknown."""
        limits = self.by_chance(OUTER)
        if limits is None or self.value is None:
            return None
        return not limits[0] <= self.value <= limits[1]


def funnel(middle: float, count: float, confidence: float) -> tuple[float, float]:
    """Limits of a share in percent of ``count`` units around ``middle``, within 0-100.

    D. J. Spiegelhalter, "Funnel plots for comparing institutional performance",
    Statistics in Medicine 24 (2005), pp. 1185-1202: the normal approximation.

    >>> [round(end, 1) for end in funnel(50, 100, 0.95)]
    [40.2, 59.8]
    """
    share = middle / PERCENT
    half = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(share * (1 - share) / count)
    low, high = max(0.0, share - half), min(1.0, share + half)
    return low * PERCENT, high * PERCENT


def place(
    own: pl.DataFrame,
    saved: pl.DataFrame,
    shares: Collection[str],
    among: Collection[str] | None = None,
) -> list[Placed]:
    """Our figures (columns of the table for Kolada) beside the saved values of the same year.

    ``shares`` are the key figures that are shares; ``among`` the codes to compare with, all
    if None.  We are not among the others.
    """
    ours = set(own["municipality"])
    kept = saved.filter(~pl.col("municipality").is_in(list(ours)))
    if among is not None:
        kept = kept.filter(pl.col("municipality").is_in(list(among)))
    others = kept.partition_by("kpi", "year", "gender", as_dict=True)
    return [_placed(row, others, shares) for row in own.to_dicts()]


def _placed(
    row: Mapping[str, Any], others: Mapping[tuple[Any, ...], pl.DataFrame], shares: Collection[str]
) -> Placed:
    found = others.get((row["kpi"], row["year"], row["gender"]))
    return Placed(
        row["kpi"],
        row["year"],
        row["gender"],
        row["value"],
        row["count"],
        row["status"],
        row["kpi"] in shares,
        _others(found) if found is not None else (),
    )


def _others(values: pl.DataFrame) -> tuple[Other, ...]:
    """By code, never by value: nobody is ranked."""
    rows: Sequence[tuple[Any, ...]] = values.sort("municipality").rows()
    return tuple(Other(row[1], row[4], row[5]) for row in rows)
