"""What leaves cases undecided: the tests that cannot be answered, and the values they lack."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import (
    All,
    AnyOf,
    ColumnTest,
    Condition,
    Lasts,
    Name,
    Not,
    OpenOn,
    Operator,
    Overlaps,
)
from bbic_ind.definitions.walking import children, names_of, own_names
from bbic_ind.engine.compiling import truth
from bbic_ind.engine.explain.cases import KEY, STANDING, Sorted, Standing, key_of
from bbic_ind.engine.logic import Flag
from bbic_ind.engine.members import numerators
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.states import CERTAIN, State
from bbic_ind.engine.values import expression
from bbic_ind.engine.world import ROW


@dataclass(frozen=True, slots=True)
class Doubt:
    """One test that is undecided in rows that are, and how many rows lack each of its values.

    ``side`` is ``denominator`` or ``numerator``; ``missing`` and ``pending`` count rows.
    """

    side: str
    condition: Condition
    missing: int
    pending: int
    lacking: tuple[tuple[Name, int], ...] = ()


def doubts(found: Sorted) -> list[Doubt]:
    """What drives the bounds, numerator first; nothing where every case is decided."""
    computation = found.computation
    undecided = _rows_of(found, Standing.MISSING, Standing.PENDING, Standing.UNCERTAIN)
    uncertain = undecided.with_frame(undecided.frame.filter(~pl.col(CERTAIN)))
    bounding = _rows_of(found, Standing.MISSING, Standing.PENDING)
    wheres = numerators(computation).values()
    return [
        *dict.fromkeys(
            d for where in wheres for d in _of("numerator", where, bounding, computation)
        ),
        *_of("denominator", computation.denominator, uncertain, computation),
        *_of_number(found),
    ]


def _rows_of(found: Sorted, *standings: Standing) -> Rows:
    """The undecided rows of the cases that count as one of these."""
    rows = found.members.rows
    states = [pl.col(f"state:{part}") for part in found.members.parts]
    undecided = [state.is_in([State.MISSING, State.PENDING]) for state in states]
    keys = found.cases.filter(pl.col(STANDING).is_in([*standings]))[KEY]
    theirs = key_of(found.computation, found.members).is_in(keys.implode())
    kept = theirs & (~pl.col(CERTAIN) | pl.any_horizontal(undecided))
    return rows.with_frame(rows.frame.filter(kept))


def _of(side: str, where: All, rows: Rows, computation: Computation) -> Iterator[Doubt]:
    if rows.frame.is_empty():
        return
    for leaf in leaves(where):
        answer = truth(leaf, rows)
        if answer.is_decided:
            continue
        waiting = _count(rows, answer.pending)
        undecided = _count(rows, answer.undecided)
        if undecided:
            lacking = tuple(_lacking(leaf, rows, computation))
            yield Doubt(side, leaf, undecided - waiting, waiting, lacking)


def _of_number(found: Sorted) -> Iterator[Doubt]:
    """The rows that count but whose number is not known."""
    name, rows = found.computation.value, found.members.rows
    if name is None:
        return
    by_standing = found.cases.filter(pl.col(STANDING).is_in([Standing.MISSING, Standing.PENDING]))
    counted = rows.frame.filter(pl.col(ROW).is_in(by_standing[ROW].implode()))
    number = rows.value(name)
    unknown = rows.with_frame(counted.filter(expression(number.lo) != expression(number.hi)))
    missing = _count(unknown, number.missing)
    if unknown.frame.height:
        asked = ColumnTest(name, Operator.MISSING, operand=False)
        yield Doubt("numerator", asked, missing, unknown.frame.height - missing)


def leaves(where: Condition) -> Iterator[Condition]:
    """The conditions that are not made of others on the same row."""
    if not isinstance(where, All | AnyOf | Not):
        yield where
    for part in children(where):
        yield from leaves(part)


def _lacking(leaf: Condition, rows: Rows, computation: Computation) -> Iterator[tuple[Name, int]]:
    """How many rows lack each column that the test asks about, or reckons a value from."""
    names = [*names_of(leaf), *asked_ends(leaf, rows)]
    for name in list(names):
        value = computation.let.get(name.path[0])
        names += sorted(own_names(value), key=str) if value is not None else []
    for name in dict.fromkeys(name for name in names if not name.outer):
        if count := _count(rows, rows.value(name).missing):
            yield name, count


def asked_ends(leaf: Condition, rows: Rows) -> list[Name]:
    """The columns that open and close the row, where the test asks for them."""
    asks = isinstance(leaf, OpenOn | Overlaps | Lasts)
    return [Name((end,)) for end in rows.world.table(rows.table).ends] if asks else []


def _count(rows: Rows, flag: Flag) -> int:
    if isinstance(flag, bool):
        return rows.frame.height if flag else 0
    return rows.frame.filter(flag).height
