"""A result frame as quantities: what is counted, where, and whether the reader sees it.

A row of results is hidden or shown whole.  Shown, it gives away up to four quantities,
since the reader can subtract: the numerator, the undecided, those certainly not in the
numerator (the complement) and the denominator.

Some numbers count nobody: a cost, or the days that a mean is of.  Such an amount is judged
by how many cases it is made of, and is never too small itself.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import polars as pl

from bbic_ind.definitions.indicator import RATIOS
from bbic_ind.results import Status, groups


class Measure(StrEnum):
    """What of a row is a quantity of its own."""

    NUMERATOR = "numerator"
    UNDECIDED = "undecided"
    COMPLEMENT = "complement"
    DENOMINATOR = "denominator"


_WHOLE = tuple(Measure)
_COUNTED = (Measure.NUMERATOR, Measure.UNDECIDED)
_AVERAGED = (Measure.NUMERATOR, Measure.DENOMINATOR)

MEASURES: Mapping[str, tuple[Measure, ...]] = {
    "share": _WHOLE,
    "distribution": _WHOLE,
    "count": _COUNTED,
    **dict.fromkeys(RATIOS, (*_COUNTED, Measure.DENOMINATOR)),
    "mean": _AVERAGED,
    "median": _AVERAGED,
    "max": _AVERAGED,
    "min": _AVERAGED,
}
"""The quantities of each kind.

A ratio's denominator is another thing than what its numerator counts, so there is no
complement.  A kind that is not named here, such as yes/no answers, tells of no group of
people and is always shown.
"""


class Figure(NamedTuple):
    """One figure, whenever and of whatever group."""

    pack: str
    indicator: str
    variant: str
    part: str


class Place(NamedTuple):
    """The days and the group a figure is of; None in a group is the total over it."""

    start: date
    end: date
    groups: tuple[str | None, ...]


class Series(NamedTuple):
    """One quantity of a figure; the parts of a distribution have one denominator."""

    figure: Figure
    measure: Measure


class Quantity(NamedTuple):
    """A number that is known, can be worked out, or stays unknown."""

    series: Series
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """A row of results: where its numbers belong, and the numbers that it shows.

    ``counts`` is empty where the figures have been taken away.  ``cases`` says how many
    stand behind each of them, as far as it is known: a count is its own, and the
    ``amounts`` are those that are no counts.
    """

    number: int
    figure: Figure
    kind: str
    place: Place
    period: str
    quantities: Mapping[Measure, Quantity]
    counts: Mapping[Measure, float]
    cases: Mapping[Measure, float]
    amounts: frozenset[Measure]
    source: str = ""

    @property
    def measures(self) -> Collection[Measure]:
        """The quantities that a row of this kind holds."""
        return self.quantities.keys()

    def quantity(self, measure: Measure) -> Quantity:
        """Where a number of this row belongs."""
        return self.quantities[measure]


@dataclass(frozen=True, slots=True)
class Known:
    """A number that is published, and the row that tells it."""

    value: float
    row: int


Cases = Mapping[tuple[Figure, Place], Mapping[Measure, float]]
"""How many cases the amounts of a figure are made of."""


def cases_of(behind: pl.DataFrame) -> Cases:
    """The counts of :func:`~bbic_ind.engine.behind.behind`, by the row they belong to."""
    by = groups(behind)
    sides = (Measure.NUMERATOR, Measure.DENOMINATOR)
    return {
        _where(row, by): {side: row[side] for side in sides if row[side] is not None}
        for row in behind.iter_rows(named=True)
    }


def rows_of(
    results: pl.DataFrame,
    by: Collection[str] | None = None,
    source: str = "",
    first: int = 0,
    behind: Cases | None = None,
) -> list[Row]:
    """The rows that are subject to disclosure control, numbered from ``first``.

    ``by`` are the group columns to place them in, those of the frame if not given; a
    column that the frame lacks is a total over it.  A ratio is taken to count on both
    sides, but for the amounts that are ``behind``.
    """
    named = groups(results) if by is None else tuple(by)
    return [
        _row(number, row, (*_where(row, named), source), behind or {})
        for number, row in enumerate(results.iter_rows(named=True), start=first)
        if row["kind"] in MEASURES and row["status"] != Status.NOT_COMPUTABLE
    ]


def _where(row: Mapping[str, Any], by: tuple[str, ...]) -> tuple[Figure, Place]:
    figure = Figure(row["pack"], row["indicator"], row["variant"] or "", row["part"] or "")
    place = Place(row["period_start"], row["period_end"], tuple(row.get(name) for name in by))
    return figure, place


def _row(
    number: int, row: Mapping[str, Any], where: tuple[Figure, Place, str], behind: Cases
) -> Row:
    figure, place, source = where
    kind, counts = row["kind"], _counts(row)
    known = behind.get((figure, place), {}) if MEASURES[kind] != _AVERAGED else _averaged(row)
    amounts = frozenset(known)
    return Row(
        number,
        figure,
        kind,
        place,
        row["period"],
        quantities_of(figure, kind, place),
        counts,
        {measure: known.get(measure, count) for measure, count in counts.items()},
        amounts,
        source,
    )


def _averaged(row: Mapping[str, Any]) -> Mapping[Measure, float]:
    """How many numbers an average is of: those that have one."""
    lacking = (row["missing"] or 0) + (row["pending"] or 0)
    return {Measure.NUMERATOR: (row["denominator"] or 0) - lacking}


def quantities_of(figure: Figure, kind: str, place: Place) -> dict[Measure, Quantity]:
    """What a row of the kind holds; the parts of a distribution share the denominator."""
    whole = figure._replace(part="")
    return {
        measure: Quantity(
            Series(whole if measure == Measure.DENOMINATOR else figure, measure), place
        )
        for measure in MEASURES[kind]
    }


def _counts(row: Mapping[str, Any]) -> dict[Measure, float]:
    """The quantities that the row shows, with the complement worked out."""
    undecided = (row["missing"] or 0) + (row["pending"] or 0)
    shown = {Measure.NUMERATOR: row["numerator"], Measure.DENOMINATOR: row["denominator"]}
    if row["numerator"] is not None:
        shown[Measure.UNDECIDED] = undecided
        if row["denominator"] is not None:
            shown[Measure.COMPLEMENT] = row["denominator"] - row["numerator"] - undecided
    return {
        measure: float(shown[measure])
        for measure in MEASURES[row["kind"]]
        if shown.get(measure) is not None
    }


def amounts(rows: Iterable[Row]) -> set[Series]:
    """The series that count nobody."""
    return {row.quantity(measure).series for row in rows for measure in row.amounts}


def known(rows: Iterable[Row], hidden: Collection[int] = ()) -> dict[Quantity, Known]:
    """What the rows tell that are not ``hidden``; the first to tell a number is believed."""
    told: dict[Quantity, Known] = {}
    for row in rows:
        if row.number not in hidden:
            for measure, value in row.counts.items():
                told.setdefault(row.quantity(measure), Known(value, row.number))
    return told
