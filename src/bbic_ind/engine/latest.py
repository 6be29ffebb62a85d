"""Of several rows of one and the same only the latest counts, if it is known which it is."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from bbic_ind.definitions.conditions import Name
from bbic_ind.definitions.indicator import OnePer
from bbic_ind.engine.logic import Truth, column, either
from bbic_ind.engine.rows import Rows, with_references
from bbic_ind.engine.states import CERTAIN, WAITS, State, literal, state
from bbic_ind.engine.values import EARLIEST, End, Value, expression
from bbic_ind.engine.world import ROW

_FIRST, _LAST, _VAGUE = "_first", "_last", "_vague"
_KEPT, _SINCE = "_kept", "_since"
_LO, _HI, _LACKS = "_number.lo", "_number.hi", "_number.lacks"


def only_latest(
    rows: Rows, one_per: OnePer, answers: Mapping[str, Truth], number: Name | None
) -> Rows:
    """Keep the latest certain row of each, and the rows that may belong and be later still.

    Rows without the column stay.  ``answers`` are the parts of the numerator, by name,
    ``number`` what is added up.  Where another row may be the latest, the ``state:``
    columns of the row kept are undecided unless all of them say the same, and its number
    may be that of any of them.
    """
    rows = with_references(rows, {one_per.latest})
    frame = _ranked(rows.frame, rows.value(one_per.latest))
    of_one = frame.filter(pl.col(one_per.column).is_not_null())
    kept = _latest(of_one.filter(CERTAIN), one_per.column)
    others = of_one.filter(~pl.col(CERTAIN) | (pl.col(_FIRST) != pl.col(_LAST)))
    beside = others.join(kept, on=one_per.column).filter(pl.col(ROW) != pl.col(_KEPT))
    rivals = beside.filter(_may_be_later())
    earlier = beside.join(rivals, on=ROW, how="anti")
    replaced = of_one.filter(CERTAIN).join(kept, left_on=ROW, right_on=_KEPT, how="anti")
    gone = pl.concat([earlier[ROW], replaced[ROW]])
    left = rows.with_frame(rows.frame.filter(~pl.col(ROW).is_in(gone.implode())))
    if rivals.is_empty():
        return left
    themselves = rivals.select(pl.col(_KEPT).alias(ROW), _KEPT).unique()
    asked = frame.join(pl.concat([rivals.select(ROW, _KEPT), themselves]), on=ROW)
    left = left.with_frame(_with_states(left.frame, asked, answers))
    return left if number is None else _with_number(left, asked, number)


def _ranked(frame: pl.DataFrame, latest: Value) -> pl.DataFrame:
    """The rows with the first and the last day each can lie on, one without any before all."""
    vague = pl.col(_FIRST) != pl.col(_LAST)
    registered = ~column(either(latest.missing, latest.absent))
    ends = frame.with_columns(_end(latest, latest.lo, _FIRST), _end(latest, latest.hi, _LAST))
    return ends.with_columns((vague & registered).alias(_VAGUE))


def _end(latest: Value, end: End, name: str) -> pl.Expr:
    there = pl.when(~column(latest.absent)).then(expression(end))
    return there.otherwise(pl.lit(EARLIEST)).alias(name)


def _latest(certain: pl.DataFrame, by: str) -> pl.DataFrame:
    """``by``, the ``_kept`` row, the last in the file of several on one day, and its day."""
    ranked = certain.sort(_FIRST, ROW).unique(by, keep="last", maintain_order=False)
    return ranked.select(by, pl.col(ROW).alias(_KEPT), pl.col(_FIRST).alias(_SINCE))


def _may_be_later() -> pl.Expr:
    last, since = pl.col(_LAST), pl.col(_SINCE)
    return (last > since) | ((last == since) & (pl.col(ROW) > pl.col(_KEPT)))


def _with_states(
    left: pl.DataFrame, asked: pl.DataFrame, answers: Mapping[str, Truth]
) -> pl.DataFrame:
    """The rows left, undecided where what may be the latest does not all say the same."""
    parts = {f"state:{part}": state(answer) for part, answer in answers.items()}
    alone = asked.with_columns(answer.alias(part) for part, answer in parts.items())
    said = alone.group_by(_KEPT).agg(_agreed(part).alias(part) for part in parts)
    return left.update(said.rename({_KEPT: ROW}), on=ROW)


def _agreed(part: str) -> pl.Expr:
    """What all rows say, else undecided: pending if time will tell of any of them."""
    said = pl.col(part)
    waits = (pl.col(WAITS) | pl.col(_VAGUE) | (said == State.PENDING)).any()
    return (
        pl.when(said.min() == State.TRUE)
        .then(literal(State.TRUE))
        .when(said.max() == State.FALSE)
        .then(literal(State.FALSE))
        .when(waits)
        .then(literal(State.PENDING))
        .otherwise(literal(State.MISSING))
    )


def _with_number(left: Rows, asked: pl.DataFrame, name: Name) -> Rows:
    """The rows left, each with every number that what may be the latest can have."""
    number = left.value(name)
    lo, hi, absent = expression(number.lo), expression(number.hi), column(number.absent)
    missing = column(either(number.missing, number.absent))
    own = (
        pl.when(~absent).then(lo).otherwise(pl.lit(float("-inf"))).alias(_LO),
        pl.when(~absent).then(hi).otherwise(pl.lit(float("inf"))).alias(_HI),
        missing.alias(_LACKS),
    )
    waits = pl.col(WAITS) | pl.col(_VAGUE) | ((pl.col(_LO) != pl.col(_HI)) & ~pl.col(_LACKS))
    ends = (pl.col(_LO).min(), pl.col(_HI).max(), (~waits.any()).alias(_LACKS))
    said = asked.with_columns(own).group_by(_KEPT).agg(ends).rename({_KEPT: ROW})
    frame = left.frame.with_columns(own).update(said, on=ROW)
    any_of_them = Value("number", pl.col(_LO), pl.col(_HI), pl.col(_LACKS))
    return replace(left, frame=frame, values={**left.values, str(name): any_of_them})
