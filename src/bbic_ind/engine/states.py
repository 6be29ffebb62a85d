"""What is known of a row: whether it belongs to a denominator, and counts in a numerator."""

from enum import IntEnum

import polars as pl

from bbic_ind.engine.logic import Truth, column

CERTAIN, WAITS = "certain", "waits"
"""The columns that say whether a row belongs for sure, and whether time will tell."""


class State(IntEnum):
    """What is known; the highest of a unit's rows is the unit's."""

    FALSE = 0
    MISSING = 1
    PENDING = 2
    TRUE = 3


def state(answer: Truth) -> pl.Expr:
    """The answer of each row as a :class:`State`, UInt8."""
    true = pl.when(column(answer.must)).then(literal(State.TRUE))
    if answer.is_decided:
        return true.otherwise(literal(State.FALSE))
    return (
        true.when(column(answer.pending))
        .then(literal(State.PENDING))
        .when(column(answer.may))
        .then(literal(State.MISSING))
        .otherwise(literal(State.FALSE))
    )


def literal(known: State) -> pl.Expr:
    """A state as an expression."""
    return pl.lit(known, pl.UInt8)
