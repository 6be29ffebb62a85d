"""Which figures a breach can change, and how far.

A figure is reckoned with the cells in doubt unknown, and with their rows gone; what is
undecided in the first and not in the second is the doubt that the breach causes.  Within
it the figure is moved both ways, while all other doubt stays as the value has it.  A
figure that counts within each subject is reckoned on the subjects of the breach alone,
and for all breaches at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.engine.checking import worlds
from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.figures import (
    Counted,
    Figure,
    Id,
    adds_up,
    counted,
    counted_in_each,
    readings,
)
from bbic_ind.engine.checking.moves import Four, Move, moved, moved_without
from bbic_ind.engine.checking.side_by_side import (
    Changed,
    beside,
    hit_rows,
    is_few,
    side_by_side,
)
from bbic_ind.engine.checking.touched import Thrice, touched_rows
from bbic_ind.engine.world import World
from bbic_ind.periods import Period


@dataclass(frozen=True)
class Effect:
    """What a breach does to one reading of an indicator.

    ``moves`` are those of the parts that can move, those that can move farthest first;
    empty where the amounts cannot be reckoned.  ``rows`` has ``_i``, ``units`` (how many
    units it puts in doubt) and ``side`` (of a ratio) of each row that can change the
    figure, None where the rows cannot be told apart.  ``stops`` says that the figure
    cannot be computed at all.
    """

    indicator: Indicator
    variant: str = ""
    moves: tuple[Move, ...] = ()
    rows: pl.DataFrame | None = None
    stops: bool = False

    @property
    def move(self) -> Move | None:
        """The move of the part that can move farthest."""
        return self.moves[0] if self.moves else None


def effects(
    breaches: Sequence[Breach], indicators: Sequence[Indicator], world: World, period: Period
) -> list[tuple[Effect, ...]]:
    """The effects of each breach, on the readings of indicators that read what it is about."""
    figures = list(readings(indicators, world, period))
    touched = [_moved_by(breach, figures) for breach in breaches]
    few = _few(breaches, touched, world)
    groups = [
        [(figure, few.get(number, {}).get(figure.id)) for figure in group]
        for number, group in enumerate(touched)
    ]
    whole = {figure.id for group in groups for figure, thrice in group if thrice is None}
    moving = {figure.id: figure for group in touched for figure in group}
    now = {id_: counted(one, world, with_rows=id_ in whole) for id_, one in moving.items()}
    return [
        tuple(_of(breach, group, now, indicators, world))
        for breach, group in zip(breaches, groups, strict=True)
    ]


def _moved_by(breach: Breach, figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if _reads(figure, breach)]


def _reads(figure: Figure, breach: Breach) -> bool:
    if breach.whole_rows or not breach.columns:
        return any(table == breach.table for table, _ in figure.uses)
    return any((breach.table, name) in figure.uses for name in breach.columns)


Found = dict[int, dict[Id, Thrice]]
"""Figures reckoned three times, by the number of a breach and the figure's id."""


Touched = Sequence[tuple[Figure, Thrice | None]]
"""The figures that read what a breach is about, as reckoned on its subjects if they can be."""


def _few(breaches: Sequence[Breach], touched: Sequence[Sequence[Figure]], world: World) -> Found:
    """The figures that add up, on the subjects of each breach that is about few of them."""
    asked = {
        number: [figure for figure in figures if adds_up(figure, world)]
        for number, (breach, figures) in enumerate(zip(breaches, touched, strict=True))
        if figures and not breach.stops and not breach.hits.is_empty() and is_few(world, breach)
    }
    wanted = {figure.id: figure for figures in asked.values() for figure in figures}
    changes = [
        change
        for number, figures in asked.items()
        for change in _changes(number, breaches[number], figures, world)
    ]
    stacked = side_by_side(world, changes) if changes else world
    found: Found = {number: {} for number in asked}
    for id_, figure in wanted.items():
        numbers = [number for number, figures in asked.items() if figure in figures]
        names = [name for number in numbers for name in _names(number)]
        each = counted_in_each(figure, beside(stacked, names))
        for number in numbers:
            found[number][id_] = _thrice(breaches[number], *(each.get(n) for n in _names(number)))
    return found


def _names(number: int) -> tuple[str, str, str]:
    """The names of the worlds of a breach: as it is, with the cells unknown, the rows gone."""
    return f"{number}0", f"{number}1", f"{number}2"


def _changes(
    number: int, breach: Breach, figures: Sequence[Figure], world: World
) -> Iterator[Changed]:
    before, unknown, gone = _names(number)
    read = {table for figure in figures for table, _ in figure.uses}
    counts = {table for figure in figures for table in figure.tables}
    tables = frozenset(worlds.with_merged(world, {*read, *counts, breach.table}))
    yield Changed(before, breach, tables)
    if not breach.whole_rows:
        yield Changed(unknown, breach, tables, unknown=True)
    yield Changed(gone, breach, tables, gone=True)


def _thrice(
    breach: Breach, before: Counted | None, unknown: Counted | None, gone: Counted | None
) -> Thrice:
    nothing = Counted({})
    as_it_is = before or nothing
    return Thrice(as_it_is, as_it_is if breach.whole_rows else unknown or nothing, gone or nothing)


def _of(
    breach: Breach,
    touched: Touched,
    now: Mapping[Id, Counted],
    indicators: Sequence[Indicator],
    world: World,
) -> Iterator[Effect]:
    if breach.stops:
        stopped = [one for one in indicators if (one.pack, one.id) in breach.stops]
        yield from (Effect(one, stops=True) for one in stopped)
    elif breach.hits.is_empty():
        yield from (Effect(figure.indicator, figure.variant) for figure, _ in touched)
    elif touched:
        yield from _moving(breach, touched, now, world)


def _moving(
    breach: Breach, touched: Touched, now: Mapping[Id, Counted], world: World
) -> Iterator[Effect]:
    views: list[World] = []
    for figure, few in touched:
        before = now[figure.id]
        if few is None:
            views = views or [worlds.unknown(world, breach), worlds.without(world, breach)]
            others = [counted(figure, one, with_rows=True) for one in views]
        thrice = few or _thrice(breach, before, *others)
        if effect := _effect(figure, breach, thrice, before, world):
            yield effect


def _effect(
    figure: Figure, breach: Breach, thrice: Thrice, now: Counted, world: World
) -> Effect | None:
    reckon = moved_without if breach.whole_rows else moved
    counts = (thrice.before.parts, thrice.unknown.parts, thrice.gone.parts)
    found = [
        reckon(figure.indicator.kind, part, Four(whole, *(one.get(part, {}) for one in counts)))
        for part, whole in now.parts.items()
    ]
    moves = sorted((m for m in found if m is not None), key=lambda m: m.width, reverse=True)
    if not moves:
        return None
    hits = hit_rows(world, breach) if worlds.has_subject(world, breach.table) else None
    rows = touched_rows(breach, thrice, hits)
    return Effect(figure.indicator, figure.variant, tuple(moves), rows)
