"""What a suggestion does to the figures: the same figures with it and without."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.uses import uses
from bbic_ind.engine import calculate
from bbic_ind.errors import ProfileError, SourceError
from bbic_ind.model import Model
from bbic_ind.periods import MonthDay, latest_complete_year, parse_period
from bbic_ind.results import Status
from bbic_ind.sources.delivery import Delivery, told_apart
from bbic_ind.sources.profiles import profile_of
from bbic_ind.sources.reading import read_delivery
from bbic_ind.sources.wanted import needed
from bbic_ind.suggesting.suggestion import Suggestion, profile_data

OWN = "egen"
"""The name that a profile has while it is tried out."""

SNAPSHOT = MonthDay.parse("11-01")


@dataclass(frozen=True, slots=True)
class Figure:
    """The main figure of an indicator, or None in place of counts that cannot be computed.

    ``beside`` are the counts of its other parts and of its variants.
    """

    numerator: float | None
    denominator: float | None
    missing: int
    computable: bool
    beside: tuple[object, ...] = ()


NOT_COMPUTABLE = Figure(None, None, 0, computable=False)

Row = Mapping[str, Any]
Figures = Mapping[str, Figure]
Moves = Mapping[str, tuple[Figure, Figure]]


@dataclass(frozen=True)
class Bench:
    """A delivery on which profiles are tried out, and the indicators that show the effect."""

    delivery: Delivery
    base: str | None
    profiles: Path
    indicators: Sequence[Indicator]
    extracted: date | None

    @property
    def model(self) -> Model:
        """The tables to fill."""
        return self.delivery.model

    def with_(self, accepted: Iterable[Suggestion]) -> Delivery:
        """The delivery as it is read by a profile of these suggestions."""
        data = profile_data(self.base, accepted)
        own = profile_of(data, OWN, self.profiles, self.model)
        layouts = (self.delivery.plain, own)
        return told_apart(self.delivery.sheets, layouts, self.model, self.extracted, asked=True)

    def figures(self, delivery: Delivery, table: str = "") -> Figures:
        """The figure of each indicator, or of those that one table is read for."""
        asked: list[Indicator] = []
        wanted: dict[str, set[str]] = {}
        for indicator in self.indicators:
            used: dict[str, set[str]] = {}
            for name, column in uses(indicator, self.model):
                used.setdefault(name, set()).add(column)
            if not table or table in needed(used, self.model, delivery.layouts):
                asked.append(indicator)
                for name, columns in used.items():
                    wanted.setdefault(name, set()).update(columns)
        return _figures(delivery, asked, wanted)


def _figures(
    delivery: Delivery, asked: Sequence[Indicator], wanted: Mapping[str, Collection[str]]
) -> Figures:
    nothing = {i.id: NOT_COMPUTABLE for i in asked}
    if not asked:
        return nothing
    try:
        whole = replace(delivery, sheets=list(delivery.sheets))
        dataset = read_delivery(whole, wanted=wanted).dataset
    except (SourceError, ProfileError):
        return nothing
    period = parse_period(str(latest_complete_year(dataset.extracted)), SNAPSHOT)
    results = calculate(asked, delivery.model, dataset, [period])
    rows: dict[str, list[Row]] = {}
    for row in results.sort(pl.col("variant") != "", maintain_order=True).to_dicts():
        rows.setdefault(row["indicator"], []).append(row)
    return {**nothing, **{id_: _figure(*found) for id_, found in rows.items()}}


def _figure(row: Row, *others: Row) -> Figure:
    beside = tuple(_counts(one) for one in others if one["status"] != Status.NOT_COMPUTABLE)
    if row["status"] == Status.NOT_COMPUTABLE:
        return replace(NOT_COMPUTABLE, beside=beside)
    return Figure(*_counts(row), computable=True, beside=beside)


def _counts(row: Row) -> tuple[Any, Any, Any]:
    return row["numerator"], row["denominator"], row["missing"] or 0


def moved(before: Figures, after: Figures) -> Moves:
    """The figures that differ, before and after, by id."""
    return {id_: (was, after[id_]) for id_, was in before.items() if was != after[id_]}
