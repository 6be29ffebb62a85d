"""Sort a table's rows: who belongs to the denominator, and what each numerator says of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import polars as pl

from bbic_ind.definitions.conditions import (
    All,
    Condition,
    CountTest,
    DateExpression,
    Exists,
    Name,
)
from bbic_ind.definitions.indicator import Computation, OnePer
from bbic_ind.definitions.walking import own_names, same_row
from bbic_ind.engine.breakdown import Grouping, placed_by, with_groups
from bbic_ind.engine.compiling import truth
from bbic_ind.engine.logic import Truth, column
from bbic_ind.engine.related import with_facts, with_named_values
from bbic_ind.engine.rows import Rows, with_references
from bbic_ind.engine.values import expression
from bbic_ind.engine.world import ROW, World

CERTAIN, WAITS = "certain", "waits"


class State(IntEnum):
    """What is known of a row; the highest of a unit's rows is the unit's."""

    FALSE = 0
    MISSING = 1
    PENDING = 2
    TRUE = 3


@dataclass(frozen=True)
class Members:
    """The rows that belong or may belong to a denominator.

    ``rows.frame`` has ``_i``, the columns used, ``certain`` (belongs for sure), ``waits``
    (time will tell whether it belongs),
    ``by:<group>`` columns and one UInt8 column ``state:<part>`` a numerator, holding
    :class:`State`; FALSE on rows that are not certain.
    """

    rows: Rows
    parts: tuple[str, ...]


def members(computation: Computation, world: World, groupings: Sequence[Grouping] = ()) -> Members:
    """Sort the rows of a computation's table."""
    placed = placed_by(computation)
    rows = _population(computation, world, groupings, placed)
    rows = with_named_values(rows, computation.let)
    rows = _belonging(rows, computation.denominator)
    if computation.one_per is not None:
        rows = _one_per(rows, computation.one_per)
    parts = numerators(computation)
    rows = with_facts(rows, parts.values())
    rows = with_references(rows, {computation.value} if computation.value else set())
    answers = {part: truth(where, rows) for part, where in parts.items()}
    frame = rows.frame.with_columns(_states(answers))
    if computation.rest is not None:
        frame = frame.with_columns(_rest(parts).alias(f"state:{computation.rest}"))
        parts[computation.rest] = All(())
    rows = with_groups(rows.with_frame(frame), list(groupings), placed)
    return Members(rows, tuple(parts))


def numerators(computation: Computation) -> dict[str, All]:
    """The conditions counted, by part; the main figure has the empty name."""
    if computation.parts:
        return {part.id: part.where for part in computation.parts}
    return {"": computation.numerator}


def _population(
    computation: Computation,
    world: World,
    groupings: Sequence[Grouping],
    placed: DateExpression,
) -> Rows:
    """The table's rows that simple conditions do not rule out, with the columns used.

    Without a denominator nothing but the numerator counts, so it rules rows out itself.
    """
    frame = world.tables[computation.table]
    used = {name.path[0] for name in _names(computation)} | {ROW}
    used |= {grouping.reads.path[0] for grouping in groupings}
    if isinstance(placed.base, Name):
        used.add(placed.base.path[0])
    table = world.table(computation.table)
    used |= {name for name in (table.opens, table.closes) if name}
    used |= {computation.unit} if computation.unit else set()
    rows = Rows(world, computation.table, frame.select(n for n in frame.columns if n in used))
    asked = computation.denominator.conditions or computation.numerator.conditions
    simple = [part for part in asked if _is_simple(part, computation)]
    return rows.with_frame(rows.frame.filter(column(truth(All(tuple(simple)), rows).may)))


def _names(computation: Computation) -> Iterable[Name]:
    conditions = [computation.denominator, *numerators(computation).values()]
    for node in (*conditions, *computation.let.values()):
        yield from own_names(node)
    if computation.value is not None:
        yield computation.value
    if computation.one_per is not None:
        yield Name((computation.one_per.column,))
        yield computation.one_per.latest


def _is_simple(condition: Condition, computation: Computation) -> bool:
    """Whether a condition asks for plain columns of the row alone."""
    related = any(isinstance(part, Exists | CountTest) for part in same_row(condition))
    names = own_names(condition)
    return not related and all(
        len(name.path) == 1 and name.path[0] not in computation.let for name in names
    )


def _belonging(rows: Rows, denominator: All) -> Rows:
    rows = with_facts(rows, [denominator])
    answer = truth(denominator, rows)
    frame = rows.frame.filter(column(answer.may)).with_columns(column(answer.must).alias(CERTAIN))
    return rows.with_frame(frame.with_columns(_waits(frame, answer).alias(WAITS)))


def _waits(frame: pl.DataFrame, answer: Truth) -> pl.Expr:
    """Whether time will tell; it is asked of the rows in doubt alone, for they are few."""
    if answer.is_decided:
        return pl.lit(value=False)
    doubtful = frame.filter(~pl.col(CERTAIN))
    return pl.col(ROW).is_in(doubtful.filter(column(answer.pending))[ROW].implode())


def _one_per(rows: Rows, one_per: OnePer) -> Rows:
    """Keep the latest certain row of each; rows without the column, or not certain, stay."""
    rows = with_references(rows, {one_per.latest})
    by, latest = pl.col(one_per.column), rows.value(one_per.latest)
    single = pl.col(CERTAIN) & by.is_not_null()
    ranked = rows.frame.filter(single).with_columns(expression(latest.lo).alias("_latest"))
    kept = (
        ranked.sort("_latest", ROW)
        .unique(one_per.column, keep="last", maintain_order=False)
        .get_column(ROW)
    )
    return rows.with_frame(rows.frame.filter(~single | pl.col(ROW).is_in(kept.implode())))


def _states(answers: dict[str, Truth]) -> list[pl.Expr]:
    return [_state(answer).alias(f"state:{part}") for part, answer in answers.items()]


def _state(answer: Truth) -> pl.Expr:
    certain, must = pl.col(CERTAIN), column(answer.must)
    if answer.is_decided:
        return pl.when(certain & must).then(_literal(State.TRUE)).otherwise(_literal(State.FALSE))
    return (
        pl.when(certain & must)
        .then(_literal(State.TRUE))
        .when(certain & column(answer.pending))
        .then(_literal(State.PENDING))
        .when(certain & column(answer.may))
        .then(_literal(State.MISSING))
        .otherwise(_literal(State.FALSE))
    )


def _rest(parts: Iterable[str]) -> pl.Expr:
    """True where every part is false; as undecided as the parts where none is true."""
    highest = pl.max_horizontal(f"state:{part}" for part in parts)
    return (
        pl.when(pl.col(CERTAIN) & (highest == State.FALSE))
        .then(_literal(State.TRUE))
        .when(highest == State.TRUE)
        .then(_literal(State.FALSE))
        .otherwise(highest)
    )


def _literal(state: State) -> pl.Expr:
    return pl.lit(state, pl.UInt8)
