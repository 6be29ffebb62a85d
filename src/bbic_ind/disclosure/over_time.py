"""How periods hang together: which shorter ones make up a longer one, published or not.

A period is cut where any other begins or ends inside it.  A piece that nobody publishes is
worked out just the same: a year less two of its quarters is the other half year.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count, groupby, pairwise

from bbic_ind.disclosure.figures import Figure, Measure, Place, Row, quantities_of

Division = tuple[Place, list[Place], str]
"""A whole, its parts, and what the parts are."""

_DAY = timedelta(days=1)
_MONTH = 30.4


def divisions(places: Iterable[Place]) -> Iterator[Division]:
    """Each period with those of one length that fill it, else with the pieces it is cut into."""
    for within in _in_one_group(places):
        cuts = _cuts(within)
        for whole in within:
            pieces = _pieces(whole, cuts)
            if len(pieces) > 1:
                filling = list(_filling(whole, within))
                yield from filling or [(whole, pieces, "of pieces")]


def gaps(rows: Sequence[Row]) -> list[Row]:
    """A row for each piece of a period that no row is of; numbered below zero, without counts."""
    figures: dict[tuple[Figure, str, frozenset[Measure]], dict[Place, None]] = {}
    for row in rows:
        figures.setdefault((row.figure, row.kind, row.amounts), {})[row.place] = None
    numbers = count(-1, -1)
    return [
        _gap(next(numbers), *figure, place)
        for figure, places in figures.items()
        for place in _unpublished(places)
    ]


def _gap(number: int, figure: Figure, kind: str, amounts: frozenset[Measure], place: Place) -> Row:
    label, quantities = f"{place.start}–{place.end}", quantities_of(figure, kind, place)
    return Row(number, figure, kind, place, label, quantities, {}, {}, amounts)


def _unpublished(places: Collection[Place]) -> list[Place]:
    found: dict[Place, None] = {}
    for within in _in_one_group(places):
        cuts = _cuts(within)
        found.update(dict.fromkeys(piece for whole in within for piece in _pieces(whole, cuts)))
    return [place for place in found if place not in places]


def _in_one_group(places: Iterable[Place]) -> Iterator[list[Place]]:
    """The periods of each group, in order; a period of its own is no part of another."""
    in_order = sorted(places, key=lambda place: (str(place.groups), place.start, place.end))
    for _, grouped in groupby(in_order, key=lambda place: place.groups):
        yield list(grouped)


def _cuts(places: Iterable[Place]) -> list[date]:
    """The days where a period begins, or the one before has ended, in order."""
    return sorted({day for place in places for day in (place.start, place.end + _DAY)})


def _pieces(whole: Place, cuts: Sequence[date]) -> list[Place]:
    after = whole.end + _DAY
    days = [whole.start, *(day for day in cuts if whole.start < day < after), after]
    return [whole._replace(start=first, end=last - _DAY) for first, last in pairwise(days)]


def _filling(whole: Place, places: Iterable[Place]) -> Iterator[Division]:
    """The periods of one length in months that follow each other through the whole."""
    lengths: dict[int, list[Place]] = {}
    for place in places:
        if place != whole and whole.start <= place.start and place.end <= whole.end:
            lengths.setdefault(_months(place), []).append(place)
    for months, parts in lengths.items():
        if _fills(parts, whole):
            yield whole, parts, f"of {months} months"


def _months(place: Place) -> int:
    """The nearest number of months: none for a week, wherever the month turns."""
    return round((place.end - place.start).days / _MONTH)


def _fills(parts: Sequence[Place], whole: Place) -> bool:
    """Whether the parts, in order, follow each other from the first day to the last."""
    ends = [whole.start - _DAY, *(part.end for part in parts)]
    starts = [*(part.start for part in parts), whole.end + _DAY]
    return all(start == end + _DAY for end, start in zip(ends, starts, strict=True))
