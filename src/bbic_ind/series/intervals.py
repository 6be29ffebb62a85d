"""How far chance alone can move a share or a count, and the difference between two."""

from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)

Interval = tuple[float, float]


def wilson(count: float, units: float) -> Interval:
    """The 95 % score interval of the share ``count / units``, without continuity correction.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927), pp. 209-212; method 3 of
    R. G. Newcombe, Statistics in Medicine 17 (1998), pp. 857-872.

    >>> [round(end, 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    middle = count + _Z**2 / 2
    spread = _Z * sqrt(count * (units - count) / units + _Z**2 / 4)
    low, high = (end / (units + _Z**2) for end in (middle - spread, middle + spread))
    # At the ends of the scale the formula is exact only on paper.
    return (0.0 if count == 0 else low, 1.0 if count == units else high)


def newcombe(count: float, units: float, count_before: float, units_before: float) -> Interval:
    """The 95 % interval of a share less an earlier one, of different units: hybrid score.

    R. G. Newcombe, "Interval estimation for the difference between independent proportions",
    Statistics in Medicine 17 (1998), pp. 873-890, method 10.

    >>> [round(end, 4) for end in newcombe(56, 70, 48, 80)]
    [0.0524, 0.3339]
    """
    return _apart(
        (count / units, wilson(count, units)),
        (count_before / units_before, wilson(count_before, units_before)),
    )


def poisson(count: float) -> Interval:
    """The 95 % score interval of the mean that a count is drawn from: ``|count - m| = z √m``.

    >>> [round(end, 4) for end in poisson(5)]
    [2.1357, 11.7058]
    """
    middle, spread = count + _Z**2 / 2, _Z * sqrt(count + _Z**2 / 4)
    return (0.0 if count == 0 else middle - spread, middle + spread)


def counted_apart(count: float, before: float) -> Interval:
    """The 95 % interval of a count less an earlier one, each of as much time.

    >>> [round(end, 1) for end in counted_apart(32, 21)]
    [-3.5, 26.0]
    """
    return _apart((count, poisson(count)), (before, poisson(before)))


def _apart(now: tuple[float, Interval], before: tuple[float, Interval]) -> Interval:
    """The interval of the difference of two numbers, of the interval of each.

    G. Y. Zou and A. Donner, "Construction of confidence limits about effect measures: a
    general approach", Statistics in Medicine 27 (2008), pp. 1693-1702.
    """
    (value, (low, high)), (old, (old_low, old_high)) = now, before
    return (
        value - old - sqrt((value - low) ** 2 + (old_high - old) ** 2),
        value - old + sqrt((high - value) ** 2 + (old - old_low) ** 2),
    )
