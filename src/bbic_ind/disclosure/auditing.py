"""Audit what is about to be published: everything that tells of too few, and what tells it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from bbic_ind.disclosure.attack import Table, leaks
from bbic_ind.disclosure.figures import Measure, Row, known, rows_of
from bbic_ind.disclosure.hiding import is_small, small_differences
from bbic_ind.disclosure.profile import Profile
from bbic_ind.disclosure.relations import sums_of
from bbic_ind.results import Status, groups


@dataclass(frozen=True)
class Exposure:
    """A cell that a reader knows too well, the limits of what it can be, and what tells it.

    Without ``measure`` the row itself is shown though it is too small; two ``rows`` are
    two readings of one figure that differ by too little.
    """

    rows: tuple[Row, ...]
    measure: Measure | None
    lowest: int
    highest: int
    sources: tuple[Row, ...] = ()


def audit(files: Mapping[str, pl.DataFrame], profile: Profile) -> list[Exposure]:
    """Attack the files together, as somebody who has them all could."""
    by = list(dict.fromkeys(name for frame in files.values() for name in groups(frame)))
    rows: list[Row] = []
    hidden: set[int] = set()
    first = 0
    for name, frame in files.items():
        rows += rows_of(frame, by, name, first)
        marked = frame["status"] == Status.SUPPRESSED
        hidden |= {first + number for number in marked.arg_true()}
        first += frame.height
    return [
        *_shown_though_small(rows, hidden, profile),
        *_too_alike(rows, hidden, profile),
        *_worked_out(rows, hidden, profile),
    ]


def _shown_though_small(
    rows: Iterable[Row], hidden: set[int], profile: Profile
) -> Iterable[Exposure]:
    for row in rows:
        if row.number not in hidden and is_small(row, profile):
            count = int(row.counts.get(Measure.NUMERATOR, 0))
            yield Exposure((row,), None, count, count)


def _too_alike(rows: Iterable[Row], hidden: set[int], profile: Profile) -> Iterable[Exposure]:
    for one, other, count in small_differences(rows, hidden, profile) if profile.variants else ():
        yield Exposure((one, other), None, count, count)


def _worked_out(rows: Sequence[Row], hidden: set[int], profile: Profile) -> Iterable[Exposure]:
    """Each hidden number that can be worked out, once though it stands in several files."""
    numbered = {row.number: row for row in rows}
    found: dict[object, Exposure] = {}
    for leak in leaks(Table(rows, sums_of(rows), hidden, known(rows)), profile):
        row = numbered[leak.row]
        sources = tuple(numbered[number] for number in sorted(leak.sources))
        exposure = Exposure((row,), leak.measure, leak.lowest, leak.highest, sources)
        found.setdefault(row.quantity(leak.measure), exposure)
    return found.values()
