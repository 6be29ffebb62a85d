"""Which figures a breach can change, and how far.

A figure is reckoned with the cells in doubt unknown, and with their rows gone; what is
undecided in the first and not in the second is the doubt that the breach causes.  Within
it the figure is moved both ways, while all other doubt stays as the value has it.  A
figure that counts within each subject is reckoned on the subjects of the breach alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.engine.checking import worlds
from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.figures import Counted, Figure, Id, adds_up, computable, counted
from bbic_ind.engine.checking.moves import Four, Move, moved, moved_without
from bbic_ind.engine.checking.touched import Thrice, touched_rows
from bbic_ind.engine.world import World
from bbic_ind.periods import Period


@dataclass(frozen=True)
class Effect:
    """What a breach does to one indicator's figure.

    ``move`` is that of the part that can move farthest, None where the amount cannot be
    reckoned.  ``rows`` has ``_i`` and ``units`` (how many units it puts in doubt) of each
    row that can change the figure, None where the rows cannot be told apart.  ``stops``
    says that the figure cannot be computed at all.
    """

    indicator: Indicator
    move: Move | None = None
    rows: pl.DataFrame | None = None
    stops: bool = False


@dataclass(frozen=True)
class _Views:
    """The tables as they are, with the cells unknown, and with their rows gone.

    ``part`` says that only the subjects of the breach are there.
    """

    before: World
    unknown: World
    gone: World
    part: bool


def effects(
    breaches: Sequence[Breach], indicators: Sequence[Indicator], world: World, period: Period
) -> list[tuple[Effect, ...]]:
    """The effects of each breach, on the indicators that read what it is about."""
    figures = [
        figure for one in indicators if (figure := computable(one, world, period)) is not None
    ]
    touched = [[figure for figure in figures if _reads(figure, breach)] for breach in breaches]
    moving = {figure.id: figure for group in touched for figure in group}
    now = {id_: counted(figure, world) for id_, figure in moving.items()}
    return [
        tuple(_of(breach, group, now, indicators, world))
        for breach, group in zip(breaches, touched, strict=True)
    ]


def _reads(figure: Figure, breach: Breach) -> bool:
    if breach.whole_rows or not breach.columns:
        return any(table == breach.table for table, _ in figure.uses)
    return any((breach.table, name) in figure.uses for name in breach.columns)


def _of(
    breach: Breach,
    touched: Sequence[Figure],
    now: Mapping[Id, Counted],
    indicators: Sequence[Indicator],
    world: World,
) -> Iterator[Effect]:
    if breach.stops:
        yield from (Effect(one, stops=True) for one in indicators if _is_stopped(one, breach))
    elif breach.hits.is_empty():
        yield from (Effect(figure.indicator) for figure in touched)
    elif touched:
        yield from _moving(breach, touched, now, world)


def _is_stopped(indicator: Indicator, breach: Breach) -> bool:
    return (indicator.pack, indicator.id) in breach.stops


def _moving(
    breach: Breach, touched: Sequence[Figure], now: Mapping[Id, Counted], world: World
) -> Iterator[Effect]:
    tables = {table for figure in touched for table, _ in figure.uses}
    tables |= {figure.computation.table for figure in touched} | {breach.table}
    needed = worlds.only(world, tables)
    alone = worlds.among(needed, breach)
    part = None if alone is None else _views(alone, breach, part=True)
    whole = None
    for figure in touched:
        views = part if adds_up(figure, world) else None
        if views is None:
            views = whole = whole or _views(needed, breach, part=False)
        effect = _effect(figure, breach, views, now[figure.id])
        if effect is not None:
            yield effect


def _views(world: World, breach: Breach, *, part: bool) -> _Views:
    unknown = world if breach.whole_rows else worlds.unknown(world, breach)
    return _Views(world, unknown, worlds.without(world, breach), part)


def _effect(figure: Figure, breach: Breach, views: _Views, now: Counted) -> Effect | None:
    before = counted(figure, views.before) if views.part else now
    unknown = before if breach.whole_rows else counted(figure, views.unknown)
    gone = counted(figure, views.gone)
    reckon = moved_without if breach.whole_rows else moved
    found = [
        reckon(figure.indicator.kind, part, Four(whole, *_parts(part, before, unknown, gone)))
        for part, whole in now.parts.items()
    ]
    moves = [move for move in found if move is not None]
    if not moves:
        return None
    rows = None
    if before.members and unknown.members and gone.members:
        thrice = Thrice(before.members, unknown.members, gone.members)
        rows = touched_rows(breach, thrice, views.before)
    return Effect(figure.indicator, max(moves, key=lambda move: move.width), rows)


def _parts(part: str, *counts: Counted) -> list[Mapping[str, float | None]]:
    return [one.parts.get(part, {}) for one in counts]
