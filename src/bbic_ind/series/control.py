"""Control charts: what a series does of itself, and what is more than that.

The charts and rules are those of L. P. Provost and S. K. Murray, The Health Care Data
Guide (2011): an individuals chart (XmR) for any number and a p-chart for a share.  Of
their five rules the fifth, fifteen points close to the centre line, is left out: it tells
of how data were gathered rather than of what they are about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import copysign, inf, isclose, sqrt
from statistics import fmean

FEWEST_POINTS = 12
"""Fewer points say too little of how much a series varies of itself."""

_SIGMAS = 3
_NEAR = 2
_PER_MOVING_RANGE = 2.66 / _SIGMAS
"""One sigma as part of the mean moving range of two: 1 / 1.128 (Shewhart 1931)."""

_SAME = 1e-12
"""Below it lies what adding up binary fractions leaves behind."""

_RUN = 8
_TREND_STEPS = 5


class Rule(StrEnum):
    """What a point takes part in that chance would seldom give."""

    OUTSIDE = "outside"
    """It lies outside the control limits."""
    SHIFT = "shift"
    """It is one of eight or more in a row on the same side of the centre line."""
    TREND = "trend"
    """It is one of six or more in a row that rise, or fall."""
    NEAR_LIMIT = "near_limit"
    """It is one of two, of three in a row, in the outer third on the same side or beyond."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a series; ``count`` and ``units`` are what a share was worked out from."""

    value: float
    count: float = 0
    units: float = 0


@dataclass(frozen=True, slots=True)
class Band:
    """What a series does of itself at one point: its centre, and one sigma to either side."""

    centre: float
    sigma: float
    floor: float = -inf
    ceiling: float = inf

    @property
    def lower(self) -> float:
        """The lower control limit, no lower than a value can be."""
        return max(self.floor, self.centre - _SIGMAS * self.sigma)

    @property
    def upper(self) -> float:
        """The upper control limit, no higher than a value can be."""
        return min(self.ceiling, self.centre + _SIGMAS * self.sigma)

    def sigmas(self, value: float) -> float:
        """How many sigmas a value lies from the centre, negative below it."""
        distance = value - self.centre
        if isclose(value, self.centre, rel_tol=_SAME):
            return 0.0
        return distance / self.sigma if self.sigma else copysign(inf, distance)


Points = Sequence[Point | None]
"""Points that follow one another without a period between; None is a gap."""


def xmr_bands(points: Points, baseline: Points) -> list[Band | None]:
    """The bands of an individuals chart: mean of the baseline, and 2.66 mean moving ranges.

    A gap has no band, and gives no moving range.  Where no value is negative, nor is a limit.
    """
    values = [point.value for point in baseline if point is not None]
    ranges = [abs(b.value - a.value) for a, b in pairwise(baseline) if a and b]
    if not ranges:
        return [None] * len(points)
    floor = 0.0 if all(point.value >= 0 for point in points if point) else -inf
    band = Band(fmean(values), _PER_MOVING_RANGE * fmean(ranges), floor)
    return [band if point else None for point in points]


def p_bands(points: Points, baseline: Points) -> list[Band | None]:
    """The bands of a p-chart: the baseline's common share, wider where the units are fewer."""
    units = sum(point.units for point in baseline if point)
    if not units:
        return [None] * len(points)
    share = sum(point.count for point in baseline if point) / units
    return [
        Band(share, sqrt(share * (1 - share) / point.units), 0.0, 1.0) if point else None
        for point in points
    ]


def signals(points: Points, bands: Sequence[Band | None]) -> list[tuple[Rule, ...]]:
    """The rules that each point breaks; a gap breaks none, and ends every row of points."""
    pairs = list(zip(points, bands, strict=True))
    values = [point.value if point and band else None for point, band in pairs]
    sigmas = [band.sigmas(point.value) if point and band else None for point, band in pairs]
    broken = {
        Rule.OUTSIDE: {i for i, s in enumerate(sigmas) if s is not None and abs(s) > _SIGMAS},
        Rule.SHIFT: _shifted([_side(s) for s in sigmas]),
        Rule.TREND: _trending(values),
        Rule.NEAR_LIMIT: _near_limit(sigmas),
    }
    return [tuple(rule for rule in Rule if i in broken[rule]) for i in range(len(points))]


def _side(number: float | None) -> int | None:
    return None if number is None else (number > 0) - (number < 0)


def _shifted(sides: Sequence[int | None]) -> set[int]:
    return {i for row in _rows(sides) if len(row) >= _RUN for i in row}


def _trending(values: Sequence[float | None]) -> set[int]:
    steps = [None if a is None or b is None else _side(b - a) for a, b in pairwise(values)]
    rows = (row for row in _rows(steps) if len(row) >= _TREND_STEPS)
    return {i for row in rows for step in row for i in (step, step + 1)}


def _rows(sides: Sequence[int | None]) -> list[list[int]]:
    """The places of the sides that follow one another alike.

    A zero, a point on the centre line or no step at all, neither counts nor ends a row.
    """
    rows: list[list[int]] = []
    last: int | None = None
    for place, side in enumerate(sides):
        if side == 0:
            continue
        if side is not None:
            if side != last:
                rows.append([])
            rows[-1].append(place)
        last = side
    return rows


def _near_limit(sigmas: Sequence[float | None]) -> set[int]:
    found: set[int] = set()
    for first in range(len(sigmas) - 2):
        three = [(first + n, sigmas[first + n]) for n in range(3)]
        for sign in (1, -1):
            far = {place for place, s in three if s is not None and s * sign > _NEAR}
            if len(far) > 1 and all(s is not None for _, s in three):
                found |= far
    return found
