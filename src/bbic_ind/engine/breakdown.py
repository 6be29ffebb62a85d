"""Group rows by a column of theirs, or by what their subject is."""

from dataclasses import dataclass
from itertools import chain
from typing import TypeGuard

import polars as pl

from bbic_ind.definitions.conditions import (
    PERIOD,
    All,
    Anchor,
    ColumnTest,
    DateExpression,
    Name,
    OpenOn,
    Operator,
)
from bbic_ind.definitions.indicator import Computation
from bbic_ind.engine.rows import Rows, with_references
from bbic_ind.engine.values import expression, years_between
from bbic_ind.model import Breakdown

MISSING_GROUP = "uppgift saknas"
OTHER_AGES = "övriga åldrar"


@dataclass(frozen=True, slots=True)
class Grouping:
    """A breakdown that a table can be grouped by: its name and what it reads."""

    name: str
    reads: Name
    breakdown: Breakdown | None = None


def grouping(rows: Rows, name: str) -> Grouping | None:
    """How the rows can be grouped by ``name``, or None where they cannot.

    A column of the table itself comes first, then a breakdown of the subject.
    """
    world, table = rows.world, rows.table
    if world.has(table, name):
        return Grouping(name, Name((name,)))
    breakdown, subject = world.model.breakdowns.get(name), world.model.subject
    if breakdown is None or subject is None or not world.has(subject.table, breakdown.column):
        return None
    if table == subject.table:
        return Grouping(name, Name((breakdown.column,)), breakdown)
    if not world.has(table, subject.key):
        return None
    return Grouping(name, Name((subject.key, breakdown.column)), breakdown)


def with_groups(rows: Rows, groupings: list[Grouping], placed: DateExpression) -> Rows:
    """Add a String column ``by:<name>`` for each grouping; ages are those on ``placed``."""
    placing = {placed.base} if isinstance(placed.base, Name) else set()
    rows = with_references(rows, {grouping.reads for grouping in groupings} | placing)
    columns = [_group(rows, grouping, placed) for grouping in groupings]
    return rows.with_frame(rows.frame.with_columns(columns))


def _group(rows: Rows, grouping: Grouping, placed: DateExpression) -> pl.Expr:
    bands = grouping.breakdown.bands if grouping.breakdown else {}
    if bands:
        group = _banded(rows, grouping.reads, placed, bands)
    else:
        group = pl.col(str(grouping.reads)).cast(pl.String)
    return group.fill_null(MISSING_GROUP).alias(f"by:{grouping.name}")


def _banded(
    rows: Rows, born: Name, placed: DateExpression, bands: dict[str, tuple[int, int]]
) -> pl.Expr:
    age = years_between(rows.value(born), rows.day(placed))
    years, known = expression(age.lo), expression(age.lo) == expression(age.hi)
    group = pl.lit(OTHER_AGES)
    for label, (first, last) in bands.items():
        group = pl.when(years.is_between(first, last)).then(pl.lit(label)).otherwise(group)
    return pl.when(known).then(group)


def placed_by(computation: Computation) -> DateExpression:
    """The day that places a row in the period: declared, or read off the denominator."""
    if computation.dated is not None:
        return computation.dated
    asked = _flat(All(computation.denominator.conditions or computation.numerator.conditions))
    within = (DateExpression(one.name) for one in asked if _is_in_the_period(one))
    open_on = (one.day for one in asked if isinstance(one, OpenOn))
    return next(chain(within, open_on), DateExpression(Anchor.END))


def _is_in_the_period(condition: object) -> TypeGuard[ColumnTest]:
    return (
        isinstance(condition, ColumnTest)
        and condition.operator is Operator.DURING
        and condition.operand == PERIOD
    )


def _flat(condition: All) -> list[object]:
    found: list[object] = []
    for part in condition.conditions:
        found += _flat(part) if isinstance(part, All) else [part]
    return found
