"""How many rows each condition leaves, in order and each alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import All, Condition
from bbic_ind.engine.compiling import truth
from bbic_ind.engine.explain.cases import Sorted, is_open_ended
from bbic_ind.engine.logic import Truth, all_of, column
from bbic_ind.engine.members import numerators
from bbic_ind.engine.related import with_facts, with_named_values
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.states import CERTAIN
from bbic_ind.engine.world import ROW, World


@dataclass(frozen=True, slots=True)
class Step:
    """One condition: the rows left after it and those before, and the rows it leaves alone.

    ``left`` and ``alone`` are certain, ``left_doubtful`` and ``alone_doubtful`` undecided.
    """

    condition: Condition
    left: int
    left_doubtful: int
    alone: int
    alone_doubtful: int


@dataclass(frozen=True, slots=True)
class Stage:
    """The steps from ``start`` rows to those that satisfy every condition.

    ``side`` is ``denominator`` or ``numerator``, ``part`` the part of a distribution.
    """

    side: str
    start: int
    steps: tuple[Step, ...]
    part: str = ""


def attrition(found: Sorted, world: World) -> list[Stage]:
    """The stages of a computation: into the denominator, and from there into each numerator."""
    computation = found.computation
    if is_open_ended(computation):
        rows = _all_rows(computation, computation.numerator, world)
        return [_stage("numerator", rows, computation.numerator)]
    rows = _all_rows(computation, computation.denominator, world)
    return [_stage("denominator", rows, computation.denominator), *_into_numerators(found)]


def _all_rows(computation: Computation, where: All, world: World) -> Rows:
    """Every row of the table, with what the conditions ask of other tables."""
    rows = Rows(world, computation.table, world.tables[computation.table])
    return with_facts(with_named_values(rows, computation.let), [where])


def _into_numerators(found: Sorted) -> Iterator[Stage]:
    rows = found.members.rows
    certain = rows.with_frame(rows.frame.filter(CERTAIN))
    for part, where in numerators(found.computation).items():
        if where.conditions:
            yield _stage("numerator", certain, where, part)


def _stage(side: str, rows: Rows, where: All, part: str = "") -> Stage:
    answers = [truth(condition, rows) for condition in where.conditions]
    together = [all_of(answers[: number + 1]) for number in range(len(answers))]
    flags = [*_flags("left", together), *_flags("alone", answers)]
    sums = rows.frame.select(ROW, *flags).select(pl.all().exclude(ROW).sum()).row(0, named=True)
    steps = (
        Step(condition, *(sums[f"{name}{number}"] for name in _NAMES))
        for number, condition in enumerate(where.conditions)
    )
    return Stage(side, rows.frame.height, tuple(steps), part)


_NAMES = ("left", "left_doubtful", "alone", "alone_doubtful")


def _flags(name: str, answers: Sequence[Truth]) -> Iterator[pl.Expr]:
    for number, answer in enumerate(answers):
        yield column(answer.must).alias(f"{name}{number}")
        yield column(answer.undecided).alias(f"{name}_doubtful{number}")
