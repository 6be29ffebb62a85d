"""The series that are in a result frame: the rows of one figure, period by period."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import polars as pl

from bbic_ind.definitions.limits import Break
from bbic_ind.periods import Period, parse_period
from bbic_ind.results import FIGURE, Status, groups

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A figure in one of its periods, and what breaks its series just before."""

    row: Row
    period: Period
    breaks: tuple[Break, ...] = ()

    @property
    def value(self) -> float | None:
        """The figure; None is a gap: nothing to divide by, hidden, or not computable."""
        found: float | None = self.row["value"]
        return found

    @property
    def is_firm(self) -> bool:
        """Whether there is a figure that time will not change."""
        return self.value is not None and self.row["status"] == Status.FINAL

    @property
    def first(self) -> date:
        """The first day that the figure is about: of a snapshot the day it is measured."""
        day: date = self.row["period_start"]
        return day

    @property
    def last(self) -> date:
        """The last day that the figure is about."""
        day: date = self.row["period_end"]
        return day


Steps = tuple[Step, ...]


def all_steps(
    results: pl.DataFrame, breaks: Mapping[tuple[str, str], Sequence[Break]]
) -> Iterator[Steps]:
    """Every series of at least two periods of one unit, in the order of the results.

    ``breaks`` are those of each indicator, by pack and id.
    """
    found: dict[tuple[Any, ...], list[Step]] = {}
    names = (*FIGURE, *groups(results))
    periods = {label: parse_period(label) for label in results["period"].unique()}
    for row in results.iter_rows(named=True):
        period = periods[row["period"]]
        key = (*(row[name] for name in names), period.unit)
        found.setdefault(key, []).append(Step(row, period))
    for (pack, indicator, *_), steps in found.items():
        if len(steps) > 1:
            yield tuple(_broken(steps, breaks.get((pack, indicator), ())))


def _broken(steps: Iterable[Step], breaks: Sequence[Break]) -> Iterator[Step]:
    first, *others = sorted(steps, key=lambda step: step.period.start)
    yield first
    for before, step in pairwise([first, *others]):
        # A break within a period parts it from the one before and from the one after.
        between = tuple(one for one in breaks if before.first < one.first <= step.last)
        yield Step(step.row, step.period, between)
