"""How many of the earlier periods the data reaches back over."""

from collections.abc import Sequence
from itertools import takewhile

import polars as pl

from bbic_ind.periods import Period
from bbic_ind.results import FIGURE

_ENOUGH = 0.5


def reached(results: pl.DataFrame, periods: Sequence[Period]) -> list[Period]:
    """The last period, and those before it back to where the data thins out.

    An export often begins some years ago, and a year it does not hold would be shown as
    empty.  A period is kept if at least half of the figures that have a value in the last
    one have a value in it too.  Answers to questions do not count: they hold for years.
    """
    *before, last = sorted(periods, key=lambda period: period.start)
    valued = _valued(results, last)
    enough = _ENOUGH * valued.height
    kept = takewhile(lambda period: _shared(results, period, valued) >= enough, reversed(before))
    return [*reversed(list(kept)), last] if valued.height else [last]


def _valued(results: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The figures that have a value in a period."""
    has_value = pl.col("value").is_not_null() & (pl.col("kind") != "yes_no")
    return results.filter((pl.col("period") == period.label) & has_value).select(FIGURE)


def _shared(results: pl.DataFrame, period: Period, valued: pl.DataFrame) -> int:
    return _valued(results, period).join(valued, on=FIGURE, how="semi").height
