"""Which figures a breach can change, and how far.

A figure is reckoned with the cells in doubt unknown, or with their rows gone.  What is
then undecided of the rows that the breach can touch is moved both ways, while all other
doubt stays as the value has it.  Where a cell that is not there is taken for an answer,
all that the subjects of the breach count for is moved instead, if they can be told apart.
A figure that counts within each subject is reckoned on the subjects of the breach alone,
and for all breaches at once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.engine.checking import worlds
from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.figures import AVERAGES, Figure, Id, is_by_subject, readings
from bbic_ind.engine.checking.moves import (
    Move,
    Three,
    moved,
    moved_anyhow,
    moved_between,
    moved_by_more,
    moved_without,
)
from bbic_ind.engine.checking.one_each import changes, has_one_each
from bbic_ind.engine.checking.presuming import (
    asks_about,
    is_bounded,
    may_count,
    presumes,
    units_of,
)
from bbic_ind.engine.checking.reckoning import (
    Parts,
    Sorted,
    counted,
    sides,
    sort,
)
from bbic_ind.engine.checking.settling import settled, without_subjects
from bbic_ind.engine.checking.side_by_side import (
    BREACH,
    View,
    hit_rows,
    name_of,
    numbered,
)
from bbic_ind.engine.checking.together import Found, Twice, together
from bbic_ind.engine.checking.touched import touched_rows
from bbic_ind.engine.checking.worlds import has_subject
from bbic_ind.engine.world import ROW, World
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
    found = together(breaches, touched, world, hits)
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


def _moved_by(breach: Breach, figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if breach.is_about(figure.uses)]


@dataclass(frozen=True)
class _Asked:
    """A breach by its number, in a world, with the rows that breaches hit."""

    number: int
    breach: Breach
    world: World
    hits: pl.DataFrame

    @cached_property
    def changed(self) -> World:
        """The whole world otherwise, for figures that do not add up."""
        return worlds.changed(self.world, self.breach)

    @cached_property
    def own(self) -> pl.DataFrame:
        """The rows that the breach hits."""
        return self.hits.filter(pl.col(BREACH) == self.number)

    def twice(self, figure: Figure, now: _Now) -> Twice:
        """The figure in the whole world, as it is and changed."""
        before, after = (name_of(self.number, view) for view in View)
        alone = is_by_subject(figure, self.world) and has_subject(self.world, self.breach.table)
        me = {self.number: self.breach}
        was = settled(now.rows, self.own, me, before, alone=alone)
        rows = settled(sort(figure, self.changed), self.own, me, after, alone=alone)
        # Settling leaves out the rows of an average whose number is not known.
        average = figure.indicator.kind in AVERAGES
        settled_now = counted(figure, was, self.world) if average else now.parts
        views = {View.BEFORE: settled_now, View.CHANGED: counted(figure, rows, self.changed)}
        both = zip(sides(was, before), sides(rows, after), strict=True)
        together = [one.with_rows([other]) for one, other in both]
        return Twice(views, touched_rows(together, self.own))

    def parts(self, figure: Figure, now: _Now) -> Collection[str]:
        """The parts that the breach can move: of answers, those of the questions it hits."""
        answers = figure.computation.answers
        if answers is None:
            return now.parts
        hit = self.world.tables[self.breach.table].join(self.own, on=ROW, how="semi")
        return set(now.parts) & set(hit[answers.question].cast(pl.String))

    def anyhow(self, figure: Figure, now: _Now) -> Iterator[Move | None]:
        """The moves when the subjects of the breach may be any, counting or not."""
        if self.breach.whole_rows and has_one_each(self.own):
            found = changes(now.rows, sort(figure, self.changed))
            for part, above, below in found:
                yield moved_between(figure.indicator.kind, part, now.parts[part], above, below)
            return
        own = may_count(figure, self.breach, self.own, self.world)
        rows = without_subjects(now.rows, own, name_of(self.number, View.BEFORE))
        others, most = counted(figure, rows, self.world), units_of(figure, own, self.world)
        for part, whole in now.parts.items():
            twice = Three(whole, whole, others[part])
            yield moved_anyhow(figure.indicator.kind, part, twice, most)


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
            yield _by_more(breach, figure, as_it_is.parts, asked.world)
            continue
        moves, rows = _moves(asked, figure, as_it_is, found)
        if moves is None or moves:
            yield Effect(figure.indicator, figure.variant, moves or (), rows)


def _moves(
    asked: _Asked, figure: Figure, now: _Now, found: Found
) -> tuple[tuple[Move, ...] | None, pl.DataFrame | None]:
    """The moves, None if they cannot be reckoned, and the rows that make them if told apart."""
    breach, world, kind = asked.breach, asked.world, figure.indicator.kind
    if presumes(figure, breach, world):
        bounded = is_bounded(figure, breach, world)
        return (_farthest_first(asked.anyhow(figure, now)) if bounded else None), None
    twice = found.get((asked.number, figure.id)) or asked.twice(figure, now)
    before, changed = (twice.views.get(view, {}) for view in View)
    threes = {
        part: Three(now.parts[part], before.get(part, {}), changed.get(part, {}))
        for part in asked.parts(figure, now)
    }
    alone = not figure.sides and figure.computation.unit is None
    moves = (
        moved_without(kind, part, three, breach.hits.len(), alone=alone)
        if breach.whole_rows
        else moved(kind, part, three)
        for part, three in threes.items()
    )
    return _farthest_first(moves), twice.rows


def _by_more(breach: Breach, figure: Figure, now: Parts, world: World) -> Effect:
    """What rows never registered can do to a figure that counts such rows, at the most."""
    computation, kind = figure.computation, figure.indicator.kind
    counted_here = figure.tables == {breach.table} and breach.lacking > 0
    by_itself = not computation.one_per and not asks_about(figure, breach, world)
    found = [
        moved_by_more(kind, part, whole, breach.lacking, of_units=computation.unit is not None)
        for part, whole in (now.items() if counted_here and by_itself else ())
    ]
    return Effect(figure.indicator, figure.variant, _farthest_first(found))


def _farthest_first(moves: Iterable[Move | None]) -> tuple[Move, ...]:
    found = (move for move in moves if move is not None)
    return tuple(sorted(found, key=lambda move: move.width, reverse=True))
