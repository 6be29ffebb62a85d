"""Sort a table's rows: who belongs to the denominator, and what each numerator says of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions.conditions import (
    All,
    Condition,
    CountTest,
    DateExpression,
    Exists,
    Name,
)
from bbic_ind.definitions.indicator import Computation
from bbic_ind.definitions.walking import own_names, same_row
from bbic_ind.engine.breakdown import Grouping, placed_by, with_groups
from bbic_ind.engine.compiling import truth
from bbic_ind.engine.latest import only_latest
from bbic_ind.engine.logic import TRUE, Truth, all_of, any_of, column
from bbic_ind.engine.related import with_facts, with_named_values
from bbic_ind.engine.rows import Rows, with_references
from bbic_ind.engine.states import CERTAIN, WAITS, state
from bbic_ind.engine.world import ROW, World


@dataclass(frozen=True)
class Members:
    """The rows that belong or may belong to a denominator.

    ``rows.frame`` has ``_i``, the columns used, ``certain`` (belongs for sure), ``waits``
    (time will tell whether it belongs),
    ``by:<group>`` columns and one UInt8 column ``state:<part>`` a numerator, holding
    :class:`State`: whether the row belongs and counts.  A row that may come to belong can
    thus be undecided, and counts for a unit that belongs without it.
    """

    rows: Rows
    parts: tuple[str, ...]


def members(computation: Computation, world: World, groupings: Sequence[Grouping] = ()) -> Members:
    """Sort the rows of a computation's table."""
    placed = placed_by(computation)
    rows = _population(computation, world, groupings, placed)
    rows = with_named_values(rows, computation.let)
    rows, belonging = _belonging(rows, computation.denominator)
    parts = numerators(computation)
    rows = with_facts(rows, parts.values())
    rows = with_references(rows, {computation.value} if computation.value else set())
    answers = {part: truth(where, rows) for part, where in parts.items()}
    if computation.rest is not None:
        answers[computation.rest] = any_of(answers.values()).negated()
    rows = rows.with_frame(rows.frame.with_columns(_states(belonging, answers)))
    if computation.one_per is not None:
        rows = only_latest(rows, computation.one_per, answers, computation.value)
    return Members(with_groups(rows, list(groupings), placed), tuple(answers))


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
    used |= {*world.table(computation.table).ends}
    rows = Rows(world, computation.table, frame.select(n for n in frame.columns if n in used))
    asked = computation.denominator.conditions or computation.numerator.conditions
    simple = [part for part in asked if is_simple(part, computation)]
    return rows.with_frame(rows.frame.filter(column(truth(All(tuple(simple)), rows).may)))


def _names(computation: Computation) -> Iterable[Name]:
    conditions = [computation.denominator, *numerators(computation).values()]
    for node in (*conditions, *computation.let.values()):
        yield from own_names(node)
    yield from computation.gathered_by
    if computation.value is not None:
        yield computation.value


def is_simple(condition: Condition, computation: Computation) -> bool:
    """Whether a condition asks for plain columns of the row alone."""
    related = any(isinstance(part, Exists | CountTest) for part in same_row(condition))
    names = own_names(condition)
    return not related and all(
        len(name.path) == 1 and name.path[0] not in computation.let for name in names
    )


def _belonging(rows: Rows, denominator: All) -> tuple[Rows, Truth]:
    """The rows that may belong, and whether they do."""
    rows = with_facts(rows, [denominator])
    answer = truth(denominator, rows)
    frame = rows.frame.filter(column(answer.may)).with_columns(column(answer.must).alias(CERTAIN))
    rows = rows.with_frame(frame.with_columns(_waits(frame, answer).alias(WAITS)))
    return rows, TRUE if answer.is_decided else Truth(pl.col(CERTAIN), True, pl.col(WAITS))


def _waits(frame: pl.DataFrame, answer: Truth) -> pl.Expr:
    """Whether time will tell; it is asked of the rows in doubt alone, for they are few."""
    if answer.is_decided:
        return pl.lit(value=False)
    doubtful = frame.filter(~pl.col(CERTAIN))
    return pl.col(ROW).is_in(doubtful.filter(column(answer.pending))[ROW].implode())


def _states(belonging: Truth, answers: Mapping[str, Truth]) -> list[pl.Expr]:
    return [
        state(all_of([belonging, answer])).alias(f"state:{part}")
        for part, answer in answers.items()
    ]
