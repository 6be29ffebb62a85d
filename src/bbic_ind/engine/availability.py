"""What a computation needs and the data lack, and what can be left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.conditions import (
    All,
    AnyOf,
    ColumnTest,
    Condition,
    CountTest,
    Exists,
    Lasts,
    Name,
    Not,
    OpenOn,
    Overlaps,
    Pick,
    Related,
    SumOf,
    Value,
)
from bbic_ind.definitions.indicator import Computation, Part, Term
from bbic_ind.definitions.uses import Use, uses
from bbic_ind.definitions.walking import names_of, related_of, same_row
from bbic_ind.engine.episodes import needed_columns
from bbic_ind.engine.world import World
from bbic_ind.model import Model

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Available:
    """A computation as far as the data allow it.

    ``missing`` names what it cannot do without (``table`` or ``table.column``),
    ``left_out`` the alternative sources that were left out.
    """

    computation: Computation
    missing: frozenset[str]
    left_out: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Kept:
    condition: Condition | None
    missing: frozenset[str] = _NONE
    left_out: frozenset[str] = _NONE


def available(computation: Computation, world: World) -> Available:
    """Leave out what may be left out, and name what is missing."""
    view = _View(world, computation.table, frozenset(computation.let))
    denominator = view.kept(computation.denominator)
    numerator = view.kept(computation.numerator)
    parts = [(part, view.kept(part.where)) for part in computation.parts]
    kept_terms = {term: _View(world, term.table).kept(term.where) for term in computation.terms}
    kept = [denominator, numerator, *(k for _, k in parts), *kept_terms.values()]
    lone = _lone_columns(computation, world)
    let = [view.value(value) for value in computation.let.values()]
    trimmed = replace(
        computation,
        denominator=_all(denominator),
        numerator=_all(numerator),
        parts=tuple(Part(part.id, _all(k)) for part, k in parts),
        numerator_terms=_terms(computation.numerator_terms, kept_terms),
        denominator_terms=_terms(computation.denominator_terms, kept_terms),
    )
    missing = _NONE.union(*(k.missing for k in kept), *let, lone)
    return Available(trimmed, missing, _NONE.union(*(k.left_out for k in kept)))


def indispensable(indicator: Indicator, model: Model) -> frozenset[Use]:
    """Those of the columns that an indicator reads without which a reading of it is not possible.

    Of a table that it cannot be without they are the columns that every export of it has, too.
    """
    computations = indicator.computations.values()
    used = uses(indicator, model)
    tables = {name: set(table.columns) for name, table in model.tables.items()}

    def stops(lacking: Mapping[str, set[str]]) -> bool:
        world = _with_columns({**tables, **lacking}, model)
        return any(available(one, world).missing for one in computations)

    firm = {table for table in dict(used) if stops({table: set()})}
    return frozenset(
        (table, name)
        for table, name in used
        if (table in firm and model.tables[table].columns[name].required)
        or stops({table: tables[table] - {name}})
    )


def _with_columns(columns: Mapping[str, set[str]], model: Model) -> World:
    """A world of tables with these columns and no rows, and the episodes made of them."""
    there = {name: own for name, own in columns.items() if own}
    for name, episodes in model.episodes.items():
        if all(column in columns[table] for table, column in needed_columns(episodes, model)):
            there[name] = {episodes.by, episodes.opens, episodes.closes}
    frames = {name: pl.DataFrame(schema=list(own)) for name, own in there.items()}
    return World(model, date.min, frames)


def _terms(terms: Iterable[Term], kept: dict[Term, _Kept]) -> tuple[Term, ...]:
    return tuple(replace(term, where=_all(kept[term])) for term in terms)


def _all(kept: _Kept) -> All:
    return kept.condition if isinstance(kept.condition, All) else All(())


def _lone_columns(computation: Computation, world: World) -> frozenset[str]:
    """What is missing of the columns that stand outside conditions."""
    view = _View(world, computation.table, frozenset(computation.let))
    names = (*computation.gathered_by, *([computation.value] if computation.value else []))
    missing = _NONE.union(*(view.name(name) for name in names))
    if computation.table:
        missing |= view.table()
    if (answers := computation.answers) is not None:
        missing |= view.columns((answers.question, answers.answer))
    for term in computation.terms:
        inside = _View(world, term.table)
        lone = [name for name in (term.of, term.unit) if name is not None]
        missing |= inside.table() | inside.columns(lone)
    return missing


@dataclass(frozen=True, slots=True)
class _View:
    """One table as a definition sees it: its columns, and the named values."""

    world: World
    of: str
    let: frozenset[str] = _NONE

    def kept(self, condition: Condition) -> _Kept:
        match condition:
            case All(conditions):
                return self._joined(condition, [self.kept(part) for part in conditions])
            case AnyOf(conditions):
                return self._alternatives(condition, [self.kept(part) for part in conditions])
            case Not(inner):
                below = self.kept(inner)
                return replace(below, condition=below.condition and Not(below.condition))
            case Exists(related) | CountTest(related=related):
                return self._related(condition, related)
            case OpenOn() | Overlaps() | Lasts():
                return _Kept(condition, self._span() | self._names(condition))
            case ColumnTest():
                return self._test(condition)

    def _joined(self, condition: All, parts: list[_Kept]) -> _Kept:
        conditions = tuple(part.condition for part in parts if part.condition is not None)
        kept = replace(condition, conditions=conditions) if conditions or not parts else None
        return _Kept(kept, _missing(parts), _left_out(parts))

    def _alternatives(self, condition: AnyOf, parts: list[_Kept]) -> _Kept:
        """With every alternative left out there is nothing to answer from."""
        conditions = tuple(part.condition for part in parts if part.condition is not None)
        if not conditions:
            return _Kept(condition, _missing(parts) | _left_out(parts))
        kept = replace(condition, conditions=conditions)
        return _Kept(kept, _missing(parts), _left_out(parts))

    def _test(self, test: ColumnTest) -> _Kept:
        if test.allow_missing:
            return _Kept(test)
        lacking = self._names(test)
        if lacking and test.if_available:
            return _Kept(None, left_out=lacking)
        return _Kept(test, lacking)

    def _related(self, condition: Exists | CountTest, related: Related) -> _Kept:
        inner, below = self._inside(related)
        if inner and related.if_available:
            return _Kept(None, left_out=inner)
        where = replace(related, where=_all(below))
        return _Kept(replace(condition, related=where), inner, below.left_out)

    def _inside(self, related: Related) -> tuple[frozenset[str], _Kept]:
        """What the related rows lack, and their conditions as far as they go."""
        inside = _View(self.world, related.table)
        below = inside.kept(related.where)
        matched = inside.columns(own for own, _ in related.match)
        ours = self.columns(own for _, own in related.match)
        asked = _NONE.union(*(self.name(Name(n.path)) for n in _needed_outside(related.where)))
        return inside.table() | matched | ours | asked | below.missing, below

    def value(self, value: Value) -> frozenset[str]:
        """What a named value lacks."""
        related = related_of(value)
        if related is None:
            return self._names(value)
        lacking, _ = self._inside(related)
        inside = _View(self.world, related.table)
        match value:
            case Pick(by=by, value=content):
                return lacking | inside.columns((by, content))
            case SumOf(of=of):
                return lacking | inside.columns((of,))
            case _:
                return lacking

    def table(self) -> frozenset[str]:
        """The table itself when the data lack it; what an episode table is made of."""
        if self.of in self.world.tables:
            return _NONE
        episodes = self.world.model.episodes.get(self.of)
        if episodes is None:
            return frozenset({self.of})
        needed = needed_columns(episodes, self.world.model)
        return _NONE.union(*(_View(self.world, table).columns((name,)) for table, name in needed))

    def columns(self, names: Iterable[str]) -> frozenset[str]:
        """Those of the columns that the data lack."""
        return _NONE.union(*(self.name(Name((name,))) for name in names))

    def name(self, name: Name) -> frozenset[str]:
        """The column a name leads to, where the data lack it."""
        if name.outer or (len(name.path) == 1 and name.path[0] in self.let):
            return _NONE
        if self.of not in self.world.tables:
            return self.table()
        if not self.world.has(self.of, name.path[0]):
            return frozenset({f"{self.of}.{name.path[0]}"})
        if len(name.path) == 1:
            return _NONE
        table, _ = self.world.described(self.of, name)
        return _View(self.world, table).columns((name.path[-1],))

    def _names(self, node: Condition | Value) -> frozenset[str]:
        return _NONE.union(*(self.name(name) for name in names_of(node)))

    def _span(self) -> frozenset[str]:
        return self.columns(self.world.table(self.of).ends)


def _needed_outside(where: All) -> set[Name]:
    """The names of the row outside that must be there: those no test lets be missing."""
    return {
        name
        for part in same_row(where)
        if not (isinstance(part, ColumnTest) and part.allow_missing)
        for name in names_of(part)
        if name.outer
    }


def _missing(parts: Iterable[_Kept]) -> frozenset[str]:
    return _NONE.union(*(part.missing for part in parts))


def _left_out(parts: Iterable[_Kept]) -> frozenset[str]:
    return _NONE.union(*(part.left_out for part in parts))
