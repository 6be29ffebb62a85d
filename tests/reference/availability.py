"""What a computation asks for that the data lack, and what is then left out of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bbic_ind.definitions.conditions import (
    Age,
    All,
    AnyOf,
    Between,
    ColumnTest,
    Condition,
    CountTest,
    DateExpression,
    Exists,
    Extreme,
    Lasts,
    Name,
    Not,
    OpenOn,
    Overlaps,
    Pick,
    Related,
    Span,
    SumOf,
)
from bbic_ind.definitions.indicator import Computation
from bbic_ind.definitions.parse_dates import parse_name

from .world import World

Lacking = frozenset[str]
NOTHING: Lacking = frozenset()


@dataclass(frozen=True)
class Scope:
    """The table a name belongs to, and those outside it."""

    world: World
    table: str
    named: frozenset[str] = frozenset()
    outer: "Scope | None" = None

    def lacking(self, name: Name) -> Iterator[str]:
        if name.outer:
            assert self.outer is not None
            yield from self.outer.lacking(Name(name.path))
        elif name.path[0] not in self.named:
            yield from self._lacking_path(self.table, name.path)

    def _lacking_path(self, table: str, path: tuple[str, ...]) -> Iterator[str]:
        if not self.world.has(table, path[0]):
            yield f"{table}.{path[0]}"
        if len(path) > 1:
            target = self.world.target(table, path[0])
            yield from self._lacking_path(target, ("id",))
            yield from self._lacking_path(target, path[1:])

    def lacking_in(self, day: Any) -> Iterator[str]:
        """What a name, a day or a span needs; a literal needs nothing."""
        if isinstance(day, Name):
            yield from self.lacking(day)
        elif isinstance(day, DateExpression):
            yield from self.lacking_in(day.base)
        elif isinstance(day, Span):
            yield from self.lacking_in(day.first)
            yield from self.lacking_in(day.last)

    def lacking_span(self) -> Iterator[str]:
        shape = self.world.shape(self.table)
        for column in (shape.begins, shape.closes):
            yield from self.lacking(Name((column or "",)))


@dataclass(frozen=True)
class Kept:
    """What is left of a condition (None: nothing), what it lacks, and what was left out for."""

    condition: Any
    lacking: Lacking = NOTHING
    left_out: Lacking = NOTHING


def keep(condition: Condition, scope: Scope) -> Kept:  # noqa: C901, PLR0911 - one case per node
    match condition:
        case ColumnTest():
            lacking = {*scope.lacking(condition.name), *scope.lacking_in(condition.operand)}
            needed = NOTHING if condition.allow_missing else frozenset(lacking)
            return _unless(condition.if_available, condition, needed)
        case All(conditions):
            kept = [keep(each, scope) for each in conditions]
            return _joined(condition, kept)
        case AnyOf(conditions):
            kept = [keep(each, scope) for each in conditions]
            if conditions and all(each.condition is None for each in kept):
                return Kept(condition, frozenset().union(*(each.left_out for each in kept)))
            return _joined(condition, kept)
        case Not(inner):
            kept_inner = keep(inner, scope)
            if kept_inner.condition is None:
                return kept_inner
            return replace(kept_inner, condition=Not(kept_inner.condition))
        case Exists(related) | CountTest(related):
            kept_related = keep_related(related, scope)
            if kept_related.condition is None:
                return kept_related
            return replace(
                kept_related, condition=replace(condition, related=kept_related.condition)
            )
        case OpenOn(day):
            return Kept(condition, frozenset({*scope.lacking_span(), *scope.lacking_in(day)}))
        case Overlaps(span):
            return Kept(condition, frozenset({*scope.lacking_span(), *scope.lacking_in(span)}))
        case Lasts(_, _, within, until):
            lacking = {
                *scope.lacking_span(),
                *scope.lacking_in(within),
                *scope.lacking_in(until),
            }
            return Kept(condition, frozenset(lacking))
    raise TypeError(condition)


def _unless(
    if_available: bool, condition: Any, lacking: Lacking, left_out: Lacking = NOTHING
) -> Kept:
    if if_available and lacking:
        return Kept(None, NOTHING, lacking)
    return Kept(condition, lacking, left_out)


def _joined(condition: Any, kept: list[Kept]) -> Kept:
    return Kept(
        replace(condition, conditions=tuple(k.condition for k in kept if k.condition is not None)),
        frozenset().union(*(each.lacking for each in kept)),
        frozenset().union(*(each.left_out for each in kept)),
    )


def keep_related(related: Related, scope: Scope, *columns: str) -> Kept:
    """The same for related rows; ``columns`` of them are needed too."""
    inside = Scope(scope.world, related.table, outer=scope)
    where = keep(related.where, inside)
    lacking = set(where.lacking)
    if related.table not in scope.world.tables:
        lacking.add(related.table)
    for inner, outer in related.match:
        lacking |= {*inside.lacking(parse_name(inner)), *scope.lacking(parse_name(outer))}
    for column in columns:
        lacking |= {*inside.lacking(parse_name(column))}
    return _unless(
        related.if_available,
        replace(related, where=where.condition),
        frozenset(lacking),
        where.left_out,
    )


def _keep_value(value: Any, scope: Scope) -> Kept:
    match value:
        case Age(born, on):
            return Kept(value, frozenset({*scope.lacking_in(born), *scope.lacking_in(on)}))
        case Between(_, first, last):
            return Kept(value, frozenset({*scope.lacking_in(first), *scope.lacking_in(last)}))
        case Extreme(_, days):
            return Kept(value, frozenset(n for day in days for n in scope.lacking_in(day)))
    columns: tuple[str, ...] = ()
    if isinstance(value, Pick):
        columns = (value.by, value.value)
    if isinstance(value, SumOf):
        columns = (value.of,)
    kept = keep_related(value.related, scope, *columns)
    return replace(kept, condition=replace(value, related=kept.condition))


def keep_computation(computation: Computation, world: World) -> tuple[Computation, Lacking]:
    """The computation without what is left out, and the columns and tables it lacks."""
    if computation.numerator_terms:
        return _keep_ratio(computation, world)
    scope = Scope(world, computation.table, frozenset(computation.let))
    lets = {name: _keep_value(value, scope) for name, value in computation.let.items()}
    denominator = keep(computation.denominator, scope)
    numerator = keep(computation.numerator, scope)
    parts = {part.id: keep(part.where, scope) for part in computation.parts}
    lacking = set() if computation.table in world.tables else {computation.table}
    lacking |= {*_other_columns(computation, scope)}
    for kept in (*lets.values(), denominator, numerator, *parts.values()):
        lacking |= kept.lacking
    changed = replace(
        computation,
        let={name: kept.condition for name, kept in lets.items()},
        denominator=denominator.condition,
        numerator=numerator.condition,
        parts=tuple(replace(p, where=parts[p.id].condition) for p in computation.parts),
    )
    return changed, frozenset(lacking)


def _other_columns(computation: Computation, scope: Scope) -> Iterator[str]:
    if computation.unit is not None:
        yield from scope.lacking(parse_name(computation.unit))
    if computation.one_per is not None:
        yield from scope.lacking(parse_name(computation.one_per.column))
        yield from scope.lacking(computation.one_per.latest)
    if computation.value is not None:
        yield from scope.lacking(computation.value)
    answers = computation.answers
    if answers is not None:
        for column in (answers.question, answers.answer):  # without a date every answer holds
            yield from scope.lacking(parse_name(column))


def _keep_ratio(computation: Computation, world: World) -> tuple[Computation, Lacking]:
    lacking: set[str] = set()

    def kept(terms: Any) -> tuple[Any, ...]:
        changed = []
        for term in terms:
            scope = Scope(world, term.table)
            where = keep(term.where, scope)
            lacking.update(where.lacking)
            if term.table not in world.tables:
                lacking.add(term.table)
            for column in (term.of, term.unit):
                if column is not None:
                    lacking.update(scope.lacking(parse_name(column)))
            changed.append(replace(term, where=where.condition))
        return tuple(changed)

    changed = replace(
        computation,
        numerator_terms=kept(computation.numerator_terms),
        denominator_terms=kept(computation.denominator_terms),
    )
    return changed, frozenset(lacking)
