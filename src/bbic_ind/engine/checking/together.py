"""Figures that add up, reckoned for many breaches at once, on the subjects of each alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions.uses import Use
from bbic_ind.engine.checking import worlds
from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.figures import Figure, Id, adds_up
from bbic_ind.engine.checking.presuming import presumes
from bbic_ind.engine.checking.reckoning import Parts, counted_in_each, sides, sorted_in_each
from bbic_ind.engine.checking.settling import settled
from bbic_ind.engine.checking.side_by_side import (
    BREACH,
    Seen,
    View,
    beside,
    few,
    name_of,
    narrowed,
    side_by_side,
)
from bbic_ind.engine.checking.touched import touched_rows
from bbic_ind.engine.world import World


@dataclass(frozen=True)
class Twice:
    """A figure in each view of a breach, and the rows of the breach that can change it."""

    views: Mapping[View, Parts]
    rows: pl.DataFrame | None


Found = dict[tuple[int, Id], Twice]
"""Figures reckoned in each view, by the number of a breach and the figure's id."""


def together(
    breaches: Sequence[Breach],
    touched: Sequence[Sequence[Figure]],
    world: World,
    hits: pl.DataFrame,
) -> Found:
    """The figures that add up, for each breach that is about few subjects.

    ``touched`` are the figures that each breach can move, ``hits`` the rows of all.
    """
    asked = _adding_up(breaches, touched, world, few(world, hits))
    if not asked:
        return {}
    figures = {figure.id: figure for own in asked.values() for figure in own}.values()
    uses = frozenset[Use]().union(*(figure.uses for figure in figures))
    seen = [one for number, own in asked.items() for one in _seen(number, breaches, own, world)]
    stacked = side_by_side(narrowed(world, uses), seen, hits)
    return {
        (number, figure.id): twice
        for figure in figures
        for number, twice in _in_each(
            figure, {n: breaches[n] for n, own in asked.items() if figure in own}, stacked, hits
        )
    }


def _adding_up(
    breaches: Sequence[Breach],
    touched: Sequence[Sequence[Figure]],
    world: World,
    numbers: Collection[int],
) -> dict[int, list[Figure]]:
    """The figures that add up, by the numbers of the breaches that can move them."""
    found = {
        n: [f for f in touched[n] if adds_up(f, world) and not presumes(f, breaches[n], world)]
        for n in sorted(numbers)
        if not breaches[n].stops
    }
    return {number: figures for number, figures in found.items() if figures}


def _seen(
    number: int, breaches: Sequence[Breach], figures: Sequence[Figure], world: World
) -> Iterator[Seen]:
    breach = breaches[number]
    read = set[str]().union(*(figure.read for figure in figures))
    tables = frozenset(worlds.with_merged(world, {*read, breach.table}))
    yield from (Seen(number, breach, view, tables) for view in View)


def _in_each(
    figure: Figure, breaches: Mapping[int, Breach], stacked: World, hits: pl.DataFrame
) -> Iterator[tuple[int, Twice]]:
    """A figure for each of several breaches, by their numbers."""
    names = [name_of(number, view) for number in breaches for view in View]
    each = sorted_in_each(figure, beside(stacked, names, figure.tables))
    rows = settled(each, hits, breaches, alone=True)
    parts = counted_in_each(figure, rows)
    changed = touched_rows(sides(rows), hits.filter(pl.col(BREACH).is_in([*breaches])))
    for number in breaches:
        views = {view: parts.get(name_of(number, view), {}) for view in View}
        mine = changed.filter(pl.col(BREACH) == number) if changed is not None else None
        yield number, Twice(views, mine)
