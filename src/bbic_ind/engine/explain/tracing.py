"""Follow one row through a definition, condition by condition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import (
    All,
    AnyOf,
    Condition,
    CountTest,
    DateExpression,
    Exists,
    Name,
    Not,
    Related,
    Value,
)
from bbic_ind.definitions.walking import children, days_of, names_of, outer_names, own_names
from bbic_ind.engine.compiling import truth
from bbic_ind.engine.explain.cases import ID, id_of
from bbic_ind.engine.explain.doubts import asked_ends
from bbic_ind.engine.explain.finding import episode_spans
from bbic_ind.engine.explain.traced import (
    MOST_RELATED,
    Cell,
    Seen,
    Traced,
    TracedCase,
    TracedRow,
    Verdict,
)
from bbic_ind.engine.logic import Truth, column
from bbic_ind.engine.members import members, numerators
from bbic_ind.engine.pairs import beside, inner_rows
from bbic_ind.engine.related import with_facts, with_named_values
from bbic_ind.engine.rows import Rows, restored
from bbic_ind.engine.values import Value as Reckoned
from bbic_ind.engine.values import expression
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import ADDRESS, SOURCE


def trace(computation: Computation, row: int, world: World) -> TracedCase:
    """Follow the row ``_i`` of the computation's table."""
    frame = world.tables[computation.table].filter(pl.col(ROW) == row)
    parts = numerators(computation)
    rows = with_named_values(Rows(world, computation.table, frame), computation.let)
    rows = with_facts(rows, [computation.denominator, *parts.values()])
    follow = _Follower(computation.let)
    return TracedCase(
        id=frame.select(id_of(computation.table, frame, world)).item(),
        source=_optional(frame, SOURCE),
        row=_optional(frame, ADDRESS),
        denominator=follow(computation.denominator, rows),
        numerators=tuple((part, follow(where, rows)) for part, where in parts.items()),
        displaced=_is_displaced(computation, row, world),
        spans=episode_spans(computation.table, row, world),
    )


def _is_displaced(computation: Computation, row: int, world: World) -> bool:
    """Whether a later row of the same one is counted instead."""
    if computation.one_per is None:
        return False
    every, kept = (members(one, world) for one in (replace(computation, one_per=None), computation))
    return row in every.rows.frame[ROW] and row not in kept.rows.frame[ROW]


@dataclass(frozen=True)
class _Follower:
    """Follows conditions; ``let`` tells what the named values of the row rest on."""

    let: Mapping[str, Value]

    def __call__(self, condition: Condition, rows: Rows) -> Traced:
        """The condition's verdict on the one row."""
        verdict = _verdict(truth(condition, rows), rows)
        match condition:
            case All() | AnyOf() | Not():
                parts = tuple(self(part, rows) for part in children(condition))
                return Traced(condition, verdict, below=parts)
            case Exists(related) | CountTest(related=related):
                found = sorted(_related(related, rows), key=_nearness)
                nearest = tuple(found[:MOST_RELATED])
                return Traced(condition, verdict, related=nearest, candidates=len(found))
            case _:
                names = [
                    *names_of(condition),
                    *asked_ends(condition, rows),
                    *self._rests_on(condition),
                ]
                seen = tuple(_seen(name, rows) for name in dict.fromkeys(names))
                return Traced(condition, verdict, seen, _days(condition, rows))

    def _rests_on(self, condition: Condition) -> Iterator[Name]:
        """The columns of the row that the condition's named values are reckoned from."""
        for name in names_of(condition):
            value = self.let.get(name.path[0])
            if value is not None and not name.outer:
                yield from sorted(own_names(value), key=str)


def _verdict(answer: Truth, rows: Rows) -> Verdict:
    must, may, pending = rows.frame.select(
        column(answer.must).alias("must"),
        column(answer.may).alias("may"),
        column(answer.pending).alias("pending"),
    ).row(0)
    if must:
        return Verdict.YES
    if not may:
        return Verdict.NO
    return Verdict.PENDING if pending else Verdict.MISSING


def _days(condition: Condition, rows: Rows) -> tuple[date | None, ...]:
    """The days that the condition names, where they are known and tell of no subject."""
    return tuple(_day(day, rows) for day in days_of(condition))


def _day(day: DateExpression, rows: Rows) -> date | None:
    if isinstance(day.base, Name) and _names_subject(day.base, rows):
        return None
    known: date | None = rows.frame.select(_point(rows.day(day))).item()
    return known


def _point(value: Reckoned) -> pl.Expr:
    """The value where it is known, else null; an end without bounds may be no day at all."""
    lo, hi = expression(value.lo), expression(value.hi)
    return pl.when(lo == hi).then(lo).alias("point")


def _seen(name: Name, rows: Rows) -> Seen:
    value = rows.value(name)
    point, missing, absent = rows.frame.select(
        _point(value),
        column(value.missing).alias("missing"),
        column(value.absent).alias("absent"),
    ).row(0)
    known = point is not None and not absent and not missing
    hidden = _names_subject(name, rows)
    return Seen(
        name,
        point if known and not hidden else None,
        open=not known and not missing and not absent,
        absent=bool(absent),
        hidden=hidden,
        cell=_cell(name, rows),
    )


def _names_subject(name: Name, rows: Rows) -> bool:
    """Whether the value tells who someone is: a subject's id, or anything of its own table."""
    subject = rows.world.model.subject
    if subject is None or name.path[0] in rows.values:
        return False
    if name.outer:
        return name.path[-1] in (subject.key, subject.born, ID)
    table, column_ = rows.described(name)
    return subject.table in (table, column_.refers_to)


def _cell(name: Name, rows: Rows) -> Cell | None:
    """Where the value of a column stands; a named value stands nowhere."""
    if name.outer or (len(name.path) == 1 and name.path[0] in rows.values):
        return None
    table, own = rows.table, rows.frame
    if len(name.path) > 1:
        reference, world = name.path[0], rows.world
        table = world.column(rows.table, reference).refers_to or ""
        target = world.tables.get(table)
        if target is None or ID not in target.columns or reference not in own.columns:
            return None
        own = target.filter(pl.col(ID) == own[reference][0]).head(1)
    return Cell(table, name.path[-1], _optional(own, SOURCE), _optional(own, ADDRESS))


def _optional(frame: pl.DataFrame, name: str) -> int | None:
    return frame[name][0] if name in frame.columns and frame.height else None


def _related(related: Related, rows: Rows) -> Iterator[TracedRow]:
    """Every row that belongs to this one, whatever its conditions say."""
    asked = outer_names(related.where)
    outer = {name: rows.value(Name(name.path)) for name in asked}
    inner = with_facts(inner_rows(rows, related, ()), [related.where])
    pairs = beside(rows, related, inner.frame, outer)
    kept = {name: restored(value, str(name)) for name, value in outer.items()}
    for row in range(pairs.height):
        one = Rows(inner.world, inner.table, pairs[row], facts=inner.facts, outer=kept)
        conditions = tuple(_traced_inside(part, one) for part in related.where.conditions)
        yield TracedRow(
            related.table,
            pairs[row].select(id_of(related.table, pairs, rows.world)).item(),
            _optional(pairs[row], SOURCE),
            _optional(pairs[row], ADDRESS),
            _verdict(truth(related.where, one), one),
            conditions,
            episode_spans(related.table, pairs[row][ROW].item(), rows.world),
        )


def _traced_inside(condition: Condition, rows: Rows) -> Traced:
    """A related row's condition; what it asks of further rows is not followed."""
    if isinstance(condition, Exists | CountTest):
        return Traced(condition, _verdict(truth(condition, rows), rows))
    if parts := children(condition):
        below = tuple(_traced_inside(part, rows) for part in parts)
        return Traced(condition, _verdict(truth(condition, rows), rows), below=below)
    return _Follower({})(condition, rows)


def _nearness(row: TracedRow) -> tuple[int, int]:
    """Rows that hold first, then those that fail the fewest conditions."""
    order = list(Verdict)
    failing = sum(part.verdict is not Verdict.YES for part in row.conditions)
    return order.index(row.verdict) if row.verdict is Verdict.YES else 1, failing
