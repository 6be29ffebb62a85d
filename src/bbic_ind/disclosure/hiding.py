"""Hide what is too small, and as little more as keeps a reader from working it out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import polars as pl

from bbic_ind.disclosure import same_numbers
from bbic_ind.disclosure.attack import Leak, Part, Table, leaks
from bbic_ind.disclosure.components import components
from bbic_ind.disclosure.figures import (
    Figure,
    Measure,
    Place,
    Quantity,
    Row,
    Series,
    amounts,
    cases_of,
    known,
    rows_of,
)
from bbic_ind.disclosure.over_time import gaps
from bbic_ind.disclosure.profile import Profile
from bbic_ind.disclosure.relations import Sum, denied, sums_of
from bbic_ind.results import Status, figures
from bbic_ind.texts import Language, Text


@dataclass(frozen=True)
class Protected:
    """The results with the hidden rows emptied, and how many rows were hidden for what."""

    results: pl.DataFrame
    small: int
    shields: int


def protect(
    results: pl.DataFrame,
    profile: Profile,
    lang: Language = "sv",
    behind: pl.DataFrame | None = None,
) -> Protected:
    """Empty every row that is too small, and those that would give it away.

    ``behind`` tells how many cases amounts are made of (:mod:`bbic_ind.engine.behind`).
    A hidden row has status ``suppressed``, no figures, and a note that gives the reason.
    The note is the same whether the row itself is small or shields another: told apart,
    the reader could tell a one from a four.
    """
    rows = rows_of(results, behind=None if behind is None else cases_of(behind))
    small = {row.number for row in rows if is_small(row, profile)} | differing(rows, (), profile)
    hidden = _shielded([*rows, *gaps(rows)], small, profile)
    chosen = pl.int_range(pl.len()).is_in(sorted(hidden))
    emptied = results.with_columns(
        *(pl.when(~chosen).then(pl.col(name)).alias(name) for name in figures(results)),
        pl.when(chosen).then(pl.lit(Status.SUPPRESSED.value)).otherwise("status").alias("status"),
        pl.when(chosen).then(pl.lit(reason(profile)(lang))).otherwise("note").alias("note"),
    )
    return Protected(emptied, len(small), len(hidden) - len(small))


def reason(profile: Profile) -> Text:
    """Why a row is hidden, the same for all."""
    count, below = profile.shown_from, profile.denominator_below
    also = below > count
    sv = f"Färre än {count}" + (f" eller nämnare under {below}" if also else "")
    en = f"Fewer than {count}" + (f" or a denominator below {below}" if also else "")
    return Text(f"{sv}, eller skyddar en annan siffra.", f"{en}, or protects another figure.")


def is_small(row: Row, profile: Profile) -> bool:
    """Whether the row itself tells of too few: those counted, the others, or all of them."""
    count, others = row.cases.get(Measure.NUMERATOR), row.cases.get(Measure.COMPLEMENT)
    units = row.cases.get(Measure.DENOMINATOR)
    if units is not None and 0 < units < profile.denominator_below:
        return True
    if count is not None and profile.small.holds(count) and units != 0:
        return True
    if others is None or not units or count is None:
        return False
    return profile.small.holds(others) or profile.small.holds(units - count)


def differing(rows: Iterable[Row], hidden: Collection[int], profile: Profile) -> set[int]:
    """The later of two shown readings of a figure whose difference is a small count."""
    if not profile.variants:
        return set()
    return {later.number for _, later, _ in small_differences(rows, hidden, profile)}


def small_differences(
    rows: Iterable[Row], hidden: Collection[int], profile: Profile
) -> list[tuple[Row, Row, int]]:
    """Two shown readings of one figure in one place, and the small count between them."""
    same: dict[tuple[Figure, Place], list[Row]] = {}
    for row in rows:
        if row.number not in hidden and not is_small(row, profile):
            same.setdefault((row.figure._replace(variant=""), row.place), []).append(row)
    return [
        (one, other, number)
        for readings in same.values()
        for one, other in combinations(readings, 2)
        if (number := _difference(one, other, profile)) is not None
    ]


def _difference(one: Row, other: Row, profile: Profile) -> int | None:
    """The smallest of the small counts between two readings, whichever measure tells it."""
    shared = one.cases.keys() & other.cases.keys() - {Measure.UNDECIDED}
    between = (abs(one.cases[measure] - other.cases[measure]) for measure in shared)
    return min((int(count) for count in between if 0 < count <= profile.small.last), default=None)


def _shielded(rows: Sequence[Row], small: Collection[int], profile: Profile) -> set[int]:
    """The small rows and those hidden to shield them, until no attack succeeds.

    First one who knows which sums hold is kept out, then one who only sees what is shown;
    from figures that have to do with each other first, then from all of them.
    """
    everything = known(rows)
    alike = same_numbers.pairs(everything, amounts(rows))
    names = same_numbers.names(alike)
    across = same_numbers.sums(everything, amounts(rows))
    linked = components(rows, lambda row: _links(row, names, across))
    parts = [(part, [*sums_of(part), *_put_together(part, across)]) for part in linked]
    sums = [one for _, sums_ in parts for one in sums_]
    doubted = denied(sums, everything)
    hidden, safe = set(small), set[Part]()
    insider = partial(Table, alike=alike, doubted=doubted, safe=safe)
    reader = partial(Table, safe=safe)
    for attacker in (insider, reader):
        for part, sums_ in (*parts, (rows, sums)):
            _hide_until_safe(part, hidden, profile, partial(attacker, part, sums_))
    return hidden


_Across = Sequence[tuple[Series, tuple[Series, ...]]]
"""Amounts of one indicator that those of others add up to."""


def _links(row: Row, names: Mapping[Series, Series], across: _Across) -> set[Series]:
    """The series that a row has to do with; those of a sum through its whole."""
    own = {quantity.series for quantity in row.quantities.values()}
    wholes = {whole for whole, parts in across if own & {whole, *parts}}
    return {names.get(series, series) for series in own | wholes}


def _put_together(rows: Sequence[Row], across: _Across) -> Iterator[Sum]:
    """The sums of the rows over several indicators, place by place."""
    told = dict.fromkeys(quantity for row in rows for quantity in row.quantities.values())
    for whole, parts in across:
        for quantity in (one for one in told if one.series == whole):
            there = tuple(Quantity(part, quantity.place) for part in parts)
            if all(part in told for part in there):
                yield Sum(quantity, there)


def _hide_until_safe(
    rows: Sequence[Row], hidden: set[int], profile: Profile, table: Callable[..., Table]
) -> None:
    """Add to ``hidden`` until no attack on the table succeeds."""
    by_number = {row.number: row for row in rows}
    while found := leaks(table(hidden, known(rows, hidden)), profile, hasty=True):
        shields = _shields(found, by_number, hidden, profile)
        if not shields:
            return
        hidden |= shields


def _shields(
    found: Iterable[Leak], rows: dict[int, Row], hidden: Collection[int], profile: Profile
) -> set[int]:
    """One more row to hide for each leak, of those that give it away.

    Those with no choice go first: the row that one must hide may be enough for others.
    """
    chosen: set[int] = set()
    told = [(leak, leak.sources - set(hidden)) for leak in found]
    for leak, shown in sorted(told, key=lambda one: len(one[1])):
        if shown and not shown & chosen:
            chosen.add(min(shown, key=lambda number: _cost(rows[number], leak.measure, profile)))
    return chosen


_Cost = tuple[bool, int, bool, int, float, int]


def _cost(row: Row, measure: Measure, profile: Profile) -> _Cost:
    """Little help, totals, main figures, long periods and many units cost the most to hide."""
    figure, place = row.figure, row.place
    units = max(row.cases.values())
    helps = row.counts.get(measure, units) >= profile.width
    totals = sum(group is None for group in place.groups)
    days = (place.end - place.start).days
    size = row.cases.get(Measure.NUMERATOR, units) if figure.part else units
    return not helps, totals, not figure.variant, days, size, row.number
