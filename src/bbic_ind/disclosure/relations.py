"""How the quantities of a table hang together: which sums hold, as any reader can see.

- A row: those counted, undecided and the rest are the denominator.
- Groups: a total is the sum of its groups, for each breakdown, the others held fixed.
- Periods: a year is the sum of its quarters, tertials or months, or of the pieces that it
  is cut into where some of them are not published.
- A distribution: its parts, and those undecided, are the denominator.

A sum over groups or periods is taken to hold unless shown figures of the same series
contradict it, as they do where a total counts each unit once that stands in two groups.
Then the total is still no more than the sum, and no less than any addend.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bbic_ind.definitions.indicator import RATIOS
from bbic_ind.disclosure.figures import (
    Figure,
    Known,
    Measure,
    Place,
    Quantity,
    Row,
    Series,
)
from bbic_ind.disclosure.over_time import Division, divisions

Unknown = Quantity | str
"""What is not known: a quantity, or the slack of an inequality by its own name."""

Family = tuple[Figure, str] | tuple[()]
"""The sums of one figure over one breakdown, or over periods of one length."""

_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Sum:
    """``whole`` is the sum of ``parts``; sums of one ``family`` hold or fail together."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    family: Family = ()


@dataclass(frozen=True, slots=True)
class Equation:
    """Unknown terms that add up to ``constant``; ``sources`` are the rows that say so.

    Every unknown is at least zero.
    """

    terms: Mapping[Unknown, int]
    constant: float
    sources: frozenset[int]


def equations(
    rows: Sequence[Row],
    sums: Sequence[Sum],
    known: Mapping[Quantity, Known],
    names: Mapping[Series, Series],
    doubted: Collection[Family] | None = (),
) -> list[Equation]:
    """What is ``known`` says of what is not; ``sums`` are those of the rows.

    ``names`` says which series are one (:mod:`same_numbers`).  Sums of the ``doubted``
    families, all when None, are trusted to be no more than an upper limit.
    """
    book = _Book({named(quantity, names): told for quantity, told in reversed(list(known.items()))})
    sums = [_renamed(one, names) for one in sums]
    doubted = {
        one.family
        for one in sums
        if one.family and (doubted is None or one.family in doubted or book.denies(one))
    }
    found = [book.equation(one.whole, one.parts) for one in sums if one.family not in doubted]
    for one in sums:
        if one.family in doubted:
            found += book.inequalities(one)
    found += _distributions(rows, book, names)
    return [equation for equation in found if equation.terms]


def sums_of(rows: Sequence[Row]) -> list[Sum]:
    """Every sum that the quantities of the rows make, if their families hold."""
    return [*_within_rows(rows), *_over_places(rows)]


def denied(sums: Iterable[Sum], known: Mapping[Quantity, Known]) -> frozenset[Family]:
    """The families of sums that known figures contradict."""
    book = _Book(known)
    return frozenset(one.family for one in sums if one.family and book.denies(one))


def named(quantity: Quantity, names: Mapping[Series, Series]) -> Quantity:
    """The quantity under the name that stands for all its names."""
    series = names.get(quantity.series)
    return quantity if series is None else Quantity(series, quantity.place)


def _renamed(one: Sum, names: Mapping[Series, Series]) -> Sum:
    parts = tuple(named(part, names) for part in one.parts)
    return Sum(named(one.whole, names), parts, one.family)


@dataclass(frozen=True)
class _Book:
    """What is known, to put into sums."""

    known: Mapping[Quantity, Known]

    def equation(
        self, whole: Unknown, parts: Iterable[Unknown], slack: Iterable[Unknown] = ()
    ) -> Equation:
        """``whole`` + ``slack`` = the sum of ``parts``, with all known numbers put in."""
        terms: dict[Unknown, int] = {}
        constant, sources = 0.0, set()
        signed = [(whole, -1), *((one, -1) for one in slack), *((part, 1) for part in parts)]
        for unknown, sign in signed:
            told = self.known.get(unknown) if isinstance(unknown, Quantity) else None
            if told is None:
                terms[unknown] = terms.get(unknown, 0) + sign
            else:
                constant -= sign * told.value
                sources.add(told.row)
        left = {unknown: factor for unknown, factor in terms.items() if factor}
        return Equation(left, constant, frozenset(sources))

    def surplus(self, one: Sum) -> float | None:
        """How much more the parts are than the whole; None while something is unknown."""
        if any(quantity not in self.known for quantity in (one.whole, *one.parts)):
            return None
        return sum(self.known[part].value for part in one.parts) - self.known[one.whole].value

    def denies(self, one: Sum) -> bool:
        """Whether the sum is known not to hold, be the unknown parts ever so small."""
        if one.whole not in self.known:
            return False
        told = [self.known[part].value for part in one.parts if part in self.known]
        surplus = sum(told) - self.known[one.whole].value
        return surplus > _NOTHING or (len(told) == len(one.parts) and surplus < -_NOTHING)

    def inequalities(self, one: Sum) -> Iterator[Equation]:
        """The whole is at most the sum and at least each part."""
        yield self.equation(one.whole, one.parts, [f"over {one.whole} {one.family}"])
        for part in one.parts:
            yield self.equation(one.whole, [part, f"beside {part} {one.family}"])


def _within_rows(rows: Iterable[Row]) -> Iterator[Sum]:
    for row in rows:
        if Measure.COMPLEMENT in row.measures:
            told = (Measure.NUMERATOR, Measure.UNDECIDED, Measure.COMPLEMENT)
            parts = tuple(row.quantity(measure) for measure in told)
            yield Sum(row.quantity(Measure.DENOMINATOR), parts)


def _over_places(rows: Iterable[Row]) -> Iterator[Sum]:
    """The sums over groups and over periods, of each series.

    Two sides of a ratio are of different tables, so one may add up though the other does not.
    """
    places: dict[Series, dict[Place, None]] = {}  # in their order, the same every time
    sides: dict[Series, str] = {}
    for row in rows:
        for measure in row.measures:
            quantity = row.quantity(measure)
            places.setdefault(quantity.series, {})[quantity.place] = None
            sides[quantity.series] = measure if row.kind in RATIOS else "units"
    for series, found in places.items():
        for whole, parts, family in (*_groups(found), *divisions(found)):
            yield Sum(
                Quantity(series, whole),
                tuple(Quantity(series, part) for part in parts),
                (series.figure, f"{sides[series]} {family}"),
            )


def _groups(places: Collection[Place]) -> Iterator[Division]:
    """Each total with its groups, breakdown by breakdown."""
    divided: dict[tuple[int, Place], list[Place]] = {}
    for place in places:
        for axis, group in enumerate(place.groups):
            if group is not None:
                divided.setdefault((axis, _total(place, axis)), []).append(place)
    for (axis, total), parts in divided.items():
        if total in places:
            yield total, sorted(parts, key=str), f"by {axis}"


def _total(place: Place, axis: int) -> Place:
    groups = (*place.groups[:axis], None, *place.groups[axis + 1 :])
    return place._replace(groups=groups)


def _distributions(
    rows: Iterable[Row], book: _Book, names: Mapping[Series, Series]
) -> Iterator[Equation]:
    """The parts and the undecided make up the denominator, where no shown figure denies it."""
    divided: dict[tuple[Figure, Place], dict[Figure, Row]] = {}
    for row in rows:
        if row.kind == "distribution":
            key = (row.figure._replace(part=""), row.place)
            divided.setdefault(key, {}).setdefault(row.figure, row)
    by_figure = groupby(sorted(divided, key=str), key=lambda key: key[0])
    for _, keys in by_figure:
        tables = [list(divided[key].values()) for key in keys]
        if all(_can_be_whole(table, book, names) for table in tables):
            for table in tables:
                yield from _whole(table, book, names)


def _can_be_whole(table: Sequence[Row], book: _Book, names: Mapping[Series, Series]) -> bool:
    whole, parts, undecided = _quantities(table, names)
    surplus = book.surplus(Sum(whole, tuple(parts)))
    if surplus is None or any(quantity not in book.known for quantity in undecided):
        return True
    return 0 <= -surplus <= sum(book.known[quantity].value for quantity in undecided)


def _whole(table: Sequence[Row], book: _Book, names: Mapping[Series, Series]) -> Iterator[Equation]:
    """The denominator is the parts and a remainder; each undecided unit is in the remainder."""
    whole, parts, undecided = _quantities(table, names)
    remainder = f"remainder {whole}"
    yield book.equation(whole, [*parts, remainder])
    yield book.equation(remainder, undecided, [f"twice {whole}"])
    for quantity in undecided:
        yield book.equation(remainder, [quantity, f"elsewhere {quantity}"])


def _quantities(
    table: Sequence[Row], names: Mapping[Series, Series]
) -> tuple[Quantity, list[Quantity], list[Quantity]]:
    def of(measure: Measure) -> list[Quantity]:
        return [named(row.quantity(measure), names) for row in table]

    return of(Measure.DENOMINATOR)[0], of(Measure.NUMERATOR), of(Measure.UNDECIDED)
