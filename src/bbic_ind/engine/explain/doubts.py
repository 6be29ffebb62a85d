"""What leaves cases undecided: the tests that cannot be answered, and the values they lack."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions.conditions import (
    All,
    AnyOf,
    Condition,
    Lasts,
    Name,
    Not,
    OpenOn,
    Overlaps,
)
from bbic_ind.definitions.walking import children, names_of
from bbic_ind.engine.compiling import truth
from bbic_ind.engine.explain.cases import Sorted
from bbic_ind.engine.logic import Flag
from bbic_ind.engine.members import CERTAIN, State, numerators
from bbic_ind.engine.rows import Rows


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
    rows = found.members.rows
    states = [pl.col(f"state:{part}") for part in found.members.parts]
    open_state = [state.is_in([State.MISSING, State.PENDING]) for state in states]
    undecided = rows.with_frame(rows.frame.filter(pl.any_horizontal(open_state)))
    uncertain = rows.with_frame(rows.frame.filter(~pl.col(CERTAIN)))
    wheres = numerators(found.computation).values()
    in_numerator = (doubt for where in wheres for doubt in _of("numerator", where, undecided))
    in_denominator = _of("denominator", found.computation.denominator, uncertain)
    return list(dict.fromkeys([*in_numerator, *in_denominator]))


def _of(side: str, where: All, rows: Rows) -> Iterator[Doubt]:
    if rows.frame.is_empty():
        return
    for leaf in leaves(where):
        answer = truth(leaf, rows)
        if answer.is_decided:
            continue
        waiting = _count(rows, answer.pending)
        undecided = _count(rows, answer.undecided)
        if undecided:
            yield Doubt(side, leaf, undecided - waiting, waiting, tuple(_lacking(leaf, rows)))


def leaves(where: Condition) -> Iterator[Condition]:
    """The conditions that are not made of others on the same row."""
    if not isinstance(where, All | AnyOf | Not):
        yield where
    for part in children(where):
        yield from leaves(part)


def _lacking(leaf: Condition, rows: Rows) -> Iterator[tuple[Name, int]]:
    names = [*names_of(leaf), *_ends(leaf, rows)]
    for name in dict.fromkeys(name for name in names if not name.outer):
        if count := _count(rows, rows.value(name).missing):
            yield name, count


def _ends(leaf: Condition, rows: Rows) -> list[Name]:
    """The columns that open and close the row, where the test asks for them."""
    table = rows.world.table(rows.table)
    ends = (table.opens, table.closes) if isinstance(leaf, OpenOn | Overlaps | Lasts) else ()
    return [Name((end,)) for end in ends if end is not None]


def _count(rows: Rows, flag: Flag) -> int:
    if isinstance(flag, bool):
        return rows.frame.height if flag else 0
    return rows.frame.filter(flag).height
