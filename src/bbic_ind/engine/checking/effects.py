"""Which figures a breach can change, and how far.

A figure is reckoned with the cells in doubt unknown, and with their rows gone; what is
undecided in the first and not in the second is the doubt that the breach causes.  Within
it the figure is moved both ways, while all other doubt stays as the value has it.  A
figure that counts within each subject is reckoned on the subjects of the breach alone,
and for all breaches at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.engine.checking import worlds
from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.figures import Figure, Id, adds_up, readings
from bbic_ind.engine.checking.moves import Four, Move, moved, moved_by_more, moved_without
from bbic_ind.engine.checking.reckoning import (
    Counted,
    Sorted,
    counted,
    counted_among,
    counted_in_each,
    sort,
    with_rows,
)
from bbic_ind.engine.checking.side_by_side import (
    WORLD,
    Changed,
    beside,
    hit_rows,
    is_few,
    numbered,
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
    world = numbered(world)
    figures = list(readings(indicators, world, period))
    touched = [_moved_by(breach, figures) for breach in breaches]
    moving = {figure.id: figure for group in touched for figure in group}
    now = {id_: _Now.of(figure, world) for id_, figure in moving.items()}
    few = _few(breaches, touched, now, world)
    return [
        tuple(_of(breach, group, now, few.get(number, {}), indicators, world))
        for number, (breach, group) in enumerate(zip(breaches, touched, strict=True))
    ]


@dataclass(frozen=True)
class _Now:
    """A figure as it is: its rows sorted, and its counts."""

    rows: Sequence[Sorted]
    counts: Counted

    @classmethod
    def of(cls, figure: Figure, world: World) -> "_Now":
        rows = sort(figure, world)
        return cls(rows, counted(figure, rows, world))


def _moved_by(breach: Breach, figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if _reads(figure, breach)]


def _reads(figure: Figure, breach: Breach) -> bool:
    if breach.whole_rows or not breach.columns:
        return any(table == breach.table for table, _ in figure.uses)
    return any((breach.table, name) in figure.uses for name in breach.columns)


Found = dict[int, dict[Id, Thrice]]
"""Figures reckoned three times, by the number of a breach and the figure's id."""


def _few(
    breaches: Sequence[Breach],
    touched: Sequence[Sequence[Figure]],
    now: Mapping[Id, _Now],
    world: World,
) -> Found:
    """The figures that add up, on the subjects of each breach that is about few of them."""
    asked = {
        number: [figure for figure in figures if adds_up(figure, world)]
        for number, (breach, figures) in enumerate(zip(breaches, touched, strict=True))
        if figures and not breach.stops and not breach.hits.is_empty() and is_few(world, breach)
    }
    if not asked:
        return {}
    changes = [
        change
        for number, figures in asked.items()
        for change in _changes(number, breaches[number], figures, world)
    ]
    stacked = side_by_side(world, changes)
    who = {number: _who(breaches[number], number, world) for number in asked}
    found: Found = {number: {} for number in asked}
    for figure in {figure.id: figure for figures in asked.values() for figure in figures}.values():
        numbers = [number for number, figures in asked.items() if figure in figures]
        names = [name for number in numbers for name in _names(number)]
        each = counted_in_each(figure, beside(stacked, names, figure.read))
        mine = pl.concat(who[number] for number in numbers)
        before = counted_among(figure, now[figure.id].rows, mine)
        for number in numbers:
            views = (before.get(str(number)), *(each.get(str(name)) for name in _names(number)))
            found[number][figure.id] = _thrice(breaches[number], *views)
    return found


def _who(breach: Breach, name: int, world: World) -> pl.DataFrame:
    """Whom the breach is about, in the world of that number."""
    named = pl.lit(name, pl.Int64).alias(WORLD), pl.lit(breach.table).alias("table")
    return hit_rows(world, breach).with_columns(*named)


def _names(number: int) -> tuple[int, int]:
    """The numbers of the worlds of a breach: with the cells unknown, and the rows gone."""
    return 2 * number, 2 * number + 1


def _changes(
    number: int, breach: Breach, figures: Sequence[Figure], world: World
) -> Iterator[Changed]:
    unknown, gone = _names(number)
    read = set[str]().union(*(figure.read for figure in figures))
    tables = frozenset(worlds.with_merged(world, {*read, breach.table}))
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
    touched: Sequence[Figure],
    now: Mapping[Id, _Now],
    few: Mapping[Id, Thrice],
    indicators: Sequence[Indicator],
    world: World,
) -> Iterator[Effect]:
    if breach.stops:
        stopped = [one for one in indicators if (one.pack, one.id) in breach.stops]
        yield from (Effect(one, stops=True) for one in stopped)
    elif breach.hits.is_empty():
        yield from (_by_more(breach, figure, now[figure.id].counts) for figure in touched)
    elif touched:
        views = _Views(breach, world)
        hits = hit_rows(world, breach) if worlds.has_subject(world, breach.table) else None
        for figure in touched:
            as_it_is = now[figure.id]
            thrice = few.get(figure.id) or views.thrice(figure, as_it_is)
            if effect := _effect(figure, breach, thrice, as_it_is.counts, hits):
                yield effect


def _by_more(breach: Breach, figure: Figure, now: Counted) -> Effect:
    """What rows never registered can do to a figure that counts such rows, at the most."""
    counted_here = figure.tables == {breach.table} and breach.lacking > 0
    found = [
        moved_by_more(figure.indicator.kind, part, whole, breach.lacking)
        for part, whole in (now.parts.items() if counted_here else ())
    ]
    return Effect(figure.indicator, figure.variant, _farthest_first(found))


def _farthest_first(moves: Iterable[Move | None]) -> tuple[Move, ...]:
    found = (move for move in moves if move is not None)
    return tuple(sorted(found, key=lambda move: move.width, reverse=True))


@dataclass(frozen=True)
class _Views:
    """The whole world otherwise, for figures that do not add up."""

    breach: Breach
    world: World

    @cached_property
    def others(self) -> tuple[World, World]:
        """With the cells unknown, and with their rows gone."""
        return worlds.unknown(self.world, self.breach), worlds.without(self.world, self.breach)

    def thrice(self, figure: Figure, now: _Now) -> Thrice:
        """The figure as it is and in both."""
        others = [(sort(figure, world), world) for world in self.others]
        counts = [with_rows(counted(figure, rows, world), rows) for rows, world in others]
        return _thrice(self.breach, with_rows(now.counts, now.rows), *counts)


def _effect(
    figure: Figure, breach: Breach, thrice: Thrice, now: Counted, hits: pl.DataFrame | None
) -> Effect | None:
    reckon = moved_without if breach.whole_rows else moved
    counts = (thrice.before.parts, thrice.unknown.parts, thrice.gone.parts)
    found = [
        reckon(figure.indicator.kind, part, Four(whole, *(one.get(part, {}) for one in counts)))
        for part, whole in now.parts.items()
    ]
    moves = _farthest_first(found)
    if not moves:
        return None
    return Effect(figure.indicator, figure.variant, moves, touched_rows(breach, thrice, hits))
