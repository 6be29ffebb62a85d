"""Which quantities are one and the same under two names, or others put together.

Two indicators may rest on one denominator, and what one counts may be the complement of
what another counts.  Then one of them shown gives the other away.  No definition is
asked: whoever reads the tables sees which numbers go together, and so does this.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from bbic_ind.disclosure.figures import Known, Measure, Place, Quantity, Series

_ROUNDED = 1e-6

_Told = dict[Series, dict[Place, float]]


def pairs(
    known: Mapping[Quantity, Known], amounts: Collection[Series] = ()
) -> list[tuple[Series, Series]]:
    """The series that tell the same numbers wherever both are known, totals included.

    Counts are only held against counts of the same denominator: others agree by chance.
    Amounts seldom do, so they are held against each other.
    """
    told: _Told = {}
    for quantity, number in known.items():
        told.setdefault(quantity.series, {})[quantity.place] = number.value
    denominators = [series for series in told if series.measure == Measure.DENOMINATOR]
    found = list(_equal(denominators, told))
    found += _equal([series for series in told if series in amounts], told)
    base = names(found)
    counts: dict[Series, list[Series]] = {}
    for series in told:
        if series.measure in (Measure.NUMERATOR, Measure.COMPLEMENT):
            shared = Series(series.figure._replace(part=""), Measure.DENOMINATOR)
            if shared in told:
                counts.setdefault(base.get(shared, shared), []).append(series)
    for alike in counts.values():
        found += _equal(alike, told)
    return found


def sums(
    known: Mapping[Quantity, Known], amounts: Collection[Series]
) -> list[tuple[Series, tuple[Series, ...]]]:
    """The amounts that are what others add up to wherever all are known, totals included.

    Tried are amounts that stand after one another, as the kinds of a whole do.
    """
    told: _Told = {}
    for quantity, number in known.items():
        if quantity.series in amounts:
            told.setdefault(quantity.series, {})[quantity.place] = number.value
    alike: dict[tuple[str, ...], list[Series]] = {}
    for series in told:
        figure = series.figure
        key = (figure.pack, figure.variant, figure.part, series.measure)
        alike.setdefault(key, []).append(series)
    return [
        (whole, parts)
        for table in alike.values()
        for parts in _runs(table)
        for whole in table
        if whole not in parts and _adds_up(told[whole], [told[part] for part in parts])
    ]


def _runs(series: list[Series]) -> Iterator[tuple[Series, ...]]:
    """Two or more that stand after one another."""
    for first, last in combinations(range(len(series)), 2):
        yield tuple(series[first : last + 1])


def _adds_up(whole: Mapping[Place, float], parts: list[Mapping[Place, float]]) -> bool:
    common = whole.keys() & set[Place].intersection(*(set(part) for part in parts))
    if any(abs(whole[place] - _sum_at(parts, place)) > _ROUNDED for place in common):
        return False
    tops = {place for place in whole if not any(place.groups)}
    return bool(tops) and tops <= common and any(whole[place] for place in tops)


def _sum_at(parts: Iterable[Mapping[Place, float]], place: Place) -> float:
    return sum(part[place] for part in parts)


def _equal(series: list[Series], told: _Told) -> Iterator[tuple[Series, Series]]:
    for one, other in combinations(series, 2):
        if _agree(told[one], told[other]):
            yield one, other


def _agree(one: Mapping[Place, float], other: Mapping[Place, float]) -> bool:
    """Whether all common numbers are equal, and the totals among them are more than nothing.

    Without the totals the numbers could differ in the very groups that are hidden.
    """
    common = one.keys() & other.keys()
    if any(one[place] != other[place] for place in common):
        return False
    tops = {place for place in one.keys() | other.keys() if not any(place.groups)}
    return bool(tops) and tops <= common and any(one[place] for place in tops)


def names(alike: Iterable[tuple[Series, Series]]) -> dict[Series, Series]:
    """One name for each set of series that are the same."""
    name: dict[Series, Series] = {}

    def find(series: Series) -> Series:
        while series in name:
            series = name[series]
        return series

    for one, other in alike:
        first, second = find(one), find(other)
        if first != second:
            name[second] = first
    return {series: find(series) for series in name}
