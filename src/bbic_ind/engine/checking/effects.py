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
from bbic_ind.definitions.uses import Use, presumed_uses
from bbic_ind.engine.checking import worlds
from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.figures import Figure, Id, adds_up, readings
from bbic_ind.engine.checking.moves import Four, Move, moved, moved_by_more, moved_without
from bbic_ind.engine.checking.reckoning import (
    Parts,
    Sorted,
    counted,
    counted_in_each,
    sides,
    sort,
    sorted_in_each,
)
from bbic_ind.engine.checking.side_by_side import (
    BREACH,
    Seen,
    View,
    beside,
    few,
    hit_rows,
    name_of,
    narrowed,
    numbered,
    side_by_side,
)
from bbic_ind.engine.checking.touched import touched_rows
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import ColumnType
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
    hits = hit_rows(world, {n: one for n, one in enumerate(breaches) if touched[n]})
    found = _few(breaches, touched, world, hits)
    return [
        tuple(_of(_Asked(number, breach, world, hits), group, now, found, indicators))
        for number, (breach, group) in enumerate(zip(breaches, touched, strict=True))
    ]


@dataclass(frozen=True)
class _Now:
    """A figure as it is: its rows sorted, and its counts."""

    rows: Sequence[Sorted]
    parts: Parts

    @classmethod
    def of(cls, figure: Figure, world: World) -> "_Now":
        rows = sort(figure, world)
        return cls(rows, counted(figure, rows, world))


@dataclass(frozen=True)
class Thrice:
    """A figure in each view of a breach, and the rows of the breach that can change it."""

    views: Mapping[View, Parts]
    rows: pl.DataFrame | None


def _moved_by(breach: Breach, figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if _reads(figure, breach)]


def _reads(figure: Figure, breach: Breach) -> bool:
    if breach.whole_rows or not breach.columns:
        return any(table == breach.table for table, _ in figure.uses)
    return any((breach.table, name) in figure.uses for name in breach.columns)


Found = dict[tuple[int, Id], Thrice]
"""Figures reckoned in each view, by the number of a breach and the figure's id."""


def _few(
    breaches: Sequence[Breach],
    touched: Sequence[Sequence[Figure]],
    world: World,
    hits: pl.DataFrame,
) -> Found:
    """The figures that add up, on the subjects of each breach that is about few of them."""
    rare = sorted(number for number in few(world, hits) if not breaches[number].stops)
    summed = {n: [figure for figure in touched[n] if adds_up(figure, world)] for n in rare}
    asked = {number: figures for number, figures in summed.items() if figures}
    if not asked:
        return {}
    seen = [one for number in asked for one in _seen(number, breaches, asked[number], world)]
    adding = {figure.id: figure for figures in asked.values() for figure in figures}.values()
    uses = frozenset[Use]().union(*(figure.uses for figure in adding))
    stacked = side_by_side(narrowed(world, uses), seen, hits)
    found: Found = {}
    for figure in adding:
        numbers = [number for number, figures in asked.items() if figure in figures]
        names = [one.name for one in seen if one.number in numbers]
        rows = sorted_in_each(figure, beside(stacked, names, figure.tables))
        parts = counted_in_each(figure, rows)
        changed = touched_rows(sides(rows), hits.filter(pl.col(BREACH).is_in(numbers)))
        for number in numbers:
            views = {view: parts.get(name_of(number, view), {}) for view in View}
            mine = changed.filter(pl.col(BREACH) == number) if changed is not None else None
            found[number, figure.id] = Thrice(views, mine)
    return found


def _seen(
    number: int, breaches: Sequence[Breach], figures: Sequence[Figure], world: World
) -> Iterator[Seen]:
    breach = breaches[number]
    read = set[str]().union(*(figure.read for figure in figures))
    tables = frozenset(worlds.with_merged(world, {*read, breach.table}))
    yield from (Seen(number, breach, view, tables) for view in _views(breach))


def _views(breach: Breach) -> list[View]:
    """Rows in doubt as a whole are there or not; their cells are what they are."""
    return [view for view in View if view is not View.UNKNOWN or not breach.whole_rows]


@dataclass(frozen=True)
class _Asked:
    """A breach by its number, in a world, with the rows that breaches hit."""

    number: int
    breach: Breach
    world: World
    hits: pl.DataFrame

    @cached_property
    def worlds(self) -> dict[View, World]:
        """The whole world otherwise, for figures that do not add up."""
        otherwise = {View.UNKNOWN: worlds.unknown, View.GONE: worlds.without}
        views = [view for view in _views(self.breach) if view in otherwise]
        return {view: otherwise[view](self.world, self.breach) for view in views}

    def leaves_open(self, columns: Iterable[str]) -> bool:
        """Whether what a row belongs with is not known: an id in doubt, no day in an episode."""
        types = {self.world.column(self.breach.table, name).type for name in columns}
        return ColumnType.ID in types or self._is_in_no_episode(columns)

    def _is_in_no_episode(self, columns: Iterable[str]) -> bool:
        """Whether a row hit lacks the day it opens, and is left out of the episodes for it."""
        table, rows = self.breach.table, self.world.tables[self.breach.table]
        opens = self.world.table(table).opens
        merged = any(table in one.merge for one in self.world.model.episodes.values())
        if not merged or opens is None or opens not in columns:
            return False
        left_out = rows.filter(pl.col(opens).is_null())[ROW]
        return bool(left_out.is_in(self.breach.hits.implode()).any())

    def thrice(self, figure: Figure, now: _Now) -> Thrice:
        """The figure in each view of the whole world."""
        rows = {view: sort(figure, world) for view, world in self.worlds.items()}
        parts = {view: counted(figure, rows[view], self.worlds[view]) for view in rows}
        each = [sides(found, name_of(self.number, view)) for view, found in rows.items()]
        as_it_is = sides(now.rows, name_of(self.number, View.BEFORE))
        together = [one.with_rows(others) for one, *others in zip(as_it_is, *each, strict=True)]
        mine = self.hits.filter(pl.col(BREACH) == self.number)
        return Thrice({View.BEFORE: now.parts, **parts}, touched_rows(together, mine))


def _of(
    asked: _Asked,
    touched: Sequence[Figure],
    now: Mapping[Id, _Now],
    found: Found,
    indicators: Sequence[Indicator],
) -> Iterator[Effect]:
    breach = asked.breach
    if breach.stops:
        stopped = [one for one in indicators if (one.pack, one.id) in breach.stops]
        yield from (Effect(one, stops=True) for one in stopped)
        return
    for figure in touched:
        as_it_is = now[figure.id]
        if breach.hits.is_empty():
            yield _by_more(breach, figure, as_it_is.parts)
            continue
        thrice = found.get((asked.number, figure.id)) or asked.thrice(figure, as_it_is)
        effect, presumed = _effect(figure, breach, thrice, as_it_is.parts), _presumed(figure, asked)
        if presumed and (effect is None or asked.leaves_open(presumed)):
            yield Effect(figure.indicator, figure.variant)
        elif effect:
            yield effect


def _presumed(figure: Figure, asked: _Asked) -> set[str]:
    """The columns in doubt where the figure takes it for an answer that nothing is registered."""
    breach = asked.breach
    presumed = set(presumed_uses(figure.computation, asked.world.model))
    return {
        name
        for name in breach.columns
        if (breach.table, name) in presumed and not breach.whole_rows
    }


def _by_more(breach: Breach, figure: Figure, now: Parts) -> Effect:
    """What rows never registered can do to a figure that counts such rows, at the most."""
    counted_here = figure.tables == {breach.table} and breach.lacking > 0
    found = [
        moved_by_more(figure.indicator.kind, part, whole, breach.lacking)
        for part, whole in (now.items() if counted_here else ())
    ]
    return Effect(figure.indicator, figure.variant, _farthest_first(found))


def _farthest_first(moves: Iterable[Move | None]) -> tuple[Move, ...]:
    found = (move for move in moves if move is not None)
    return tuple(sorted(found, key=lambda move: move.width, reverse=True))


def _effect(figure: Figure, breach: Breach, thrice: Thrice, now: Parts) -> Effect | None:
    reckon = moved_without if breach.whole_rows else moved
    found = []
    for part, whole in now.items():
        before, unknown, gone = (thrice.views.get(view, {}).get(part, {}) for view in View)
        found.append(reckon(figure.indicator.kind, part, Four(whole, before, unknown, gone)))
    moves = _farthest_first(found)
    return Effect(figure.indicator, figure.variant, moves, thrice.rows) if moves else None
