"""Audit what is about to be published: everything that tells of too few, and what tells it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from bbic_ind.disclosure.attack import Table, leaks
from bbic_ind.disclosure.figures import Measure, Row, known, rows_of
from bbic_ind.disclosure.hiding import is_small, small_differences
from bbic_ind.disclosure.over_time import gaps
from bbic_ind.disclosure.profile import Profile
from bbic_ind.disclosure.relations import sums_of
from bbic_ind.results import Status, figures, groups


@dataclass(frozen=True)
class Exposure:
    """A cell that a reader knows too well, the limits of what it can be, and what tells it.

    Without ``measure`` the row itself is shown though it is too small; two ``rows`` are
    two readings of one figure that differ by too little.  ``left`` are the columns that a
    suppressed row still has a figure in.
    """

    rows: tuple[Row, ...]
    measure: Measure | None
    lowest: int
    highest: int
    sources: tuple[Row, ...] = ()
    left: tuple[str, ...] = ()


def audit(files: Mapping[str, pl.DataFrame], profile: Profile) -> list[Exposure]:
    """Attack the files together, as somebody who has them all could."""
    by = list(dict.fromkeys(name for frame in files.values() for name in groups(frame)))
    rows: list[Row] = []
    hidden: set[int] = set()
    left: dict[int, tuple[str, ...]] = {}
    first = 0
    for name, frame in files.items():
        rows += rows_of(frame, by, name, first)
        for number, columns in _suppressed(frame):
            hidden.add(first + number)
            left[first + number] = columns
        first += frame.height
    rows = _with_amounts_told(rows)
    return [
        *_left_over(rows, left),
        *_shown_though_small(rows, hidden, profile),
        *_too_alike(rows, hidden, profile),
        *_worked_out(rows, hidden, profile),
    ]


def _with_amounts_told(rows: Sequence[Row]) -> list[Row]:
    """The rows, what is no whole number anywhere taken for an amount and not for a count.

    A file does not tell how many such an amount is made of.
    """
    broken = {
        (row.figure, measure)
        for row in rows
        for measure, number in row.counts.items()
        if not number.is_integer()
    }
    return [
        _with_amounts(row, {m for m in row.measures if (row.figure, m) in broken}) for row in rows
    ]


def _with_amounts(row: Row, measures: set[Measure]) -> Row:
    found = measures - row.amounts
    cases = {measure: many for measure, many in row.cases.items() if measure not in found}
    return replace(row, amounts=row.amounts | found, cases=cases) if found else row


def _suppressed(results: pl.DataFrame) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The number of each suppressed row, and the columns that still hold a figure there."""
    numbered = results.with_row_index("#").filter(pl.col("status") == Status.SUPPRESSED)
    columns = figures(results)
    for number, *cells in numbered.select("#", *columns).iter_rows():
        yield number, tuple(n for n, cell in zip(columns, cells, strict=True) if cell is not None)


def _left_over(rows: Iterable[Row], left: Mapping[int, tuple[str, ...]]) -> Iterable[Exposure]:
    for row in rows:
        if columns := left.get(row.number):
            yield Exposure((row,), None, 0, 0, left=columns)


def _shown_though_small(
    rows: Iterable[Row], hidden: set[int], profile: Profile
) -> Iterable[Exposure]:
    for row in rows:
        if row.number not in hidden and is_small(row, profile):
            count = int(row.cases.get(Measure.NUMERATOR, 0))
            yield Exposure((row,), None, count, count)


def _too_alike(rows: Iterable[Row], hidden: set[int], profile: Profile) -> Iterable[Exposure]:
    for one, other, count in small_differences(rows, hidden, profile) if profile.variants else ():
        yield Exposure((one, other), None, count, count)


def _worked_out(rows: Sequence[Row], hidden: set[int], profile: Profile) -> Iterable[Exposure]:
    """Each number not shown that can be worked out, once though it stands in several files."""
    rows = [*rows, *gaps(rows)]
    numbered = {row.number: row for row in rows}
    found: dict[object, Exposure] = {}
    for leak in leaks(Table(rows, sums_of(rows), hidden, known(rows)), profile):
        row = numbered[leak.row]
        sources = tuple(numbered[number] for number in sorted(leak.sources))
        exposure = Exposure((row,), leak.measure, leak.lowest, leak.highest, sources)
        found.setdefault(row.quantity(leak.measure), exposure)
    return found.values()
