"""Figures that take the lack of a value for an answer, so that emptying its cell is no doubt."""

import polars as pl

from bbic_ind.definitions.conditions import All
from bbic_ind.definitions.indicator import RATIOS
from bbic_ind.definitions.uses import asked_uses, condition_uses, presumed_uses
from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.figures import Figure, adds_up
from bbic_ind.engine.checking.side_by_side import SUBJECT, TABLE
from bbic_ind.engine.checking.worlds import has_subject, subject_column, with_merged
from bbic_ind.engine.compiling import truth
from bbic_ind.engine.logic import column
from bbic_ind.engine.members import is_simple
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import ColumnType


def presumes(figure: Figure, breach: Breach, world: World) -> bool:
    """Whether the figure would presume something of the cells in doubt, if they were empty.

    Of several rows in doubt as a whole some may be there: so it is where others are asked
    about them, or one is chosen among them.
    """
    if not breach.whole_rows:
        return bool(_presumed(figure, breach, world))
    chosen = figure.computation.one_per is not None
    return breach.hits.len() > 1 and (chosen or asks_about(figure, breach, world))


def asks_about(figure: Figure, breach: Breach, world: World) -> bool:
    """Whether rows that the figure counts are asked about other rows that the breach is of."""
    counted = [term.computation for _, term in figure.sides] or [figure.computation]
    asked = {use for one in counted for use in asked_uses(one, world.model)}
    return breach.is_about(asked)


def may_count(figure: Figure, breach: Breach, hits: pl.DataFrame, world: World) -> pl.DataFrame:
    """The rows of the ``hits`` that no other value keeps out, whatever their cells in doubt say."""
    computation = figure.computation
    if computation.table != breach.table or breach.whole_rows or asks_about(figure, breach, world):
        return hits
    settled = [
        part
        for part in computation.denominator.conditions
        if is_simple(part, computation)
        and not breach.is_about(condition_uses(part, computation, world.model))
    ]
    rows = Rows(figure.seen(world), breach.table, world.tables[breach.table])
    possible = rows.frame.filter(column(truth(All(tuple(settled)), rows).may))
    return hits.join(possible, on=ROW, how="semi")


def _presumed(figure: Figure, breach: Breach, world: World) -> set[str]:
    presumed = set(presumed_uses(figure.computation, world.model))
    return {name for name in breach.columns if (breach.table, name) in presumed}


def is_bounded(figure: Figure, breach: Breach, world: World) -> bool:
    """Whether the breach moves what its own subjects count for and nothing else.

    With an id in doubt nobody knows whom a row concerns.
    """
    columns = () if breach.whole_rows else _presumed(figure, breach, world)
    ids = [name for name in columns if world.column(breach.table, name).type is ColumnType.ID]
    counts = adds_up(figure, world) and figure.indicator.kind not in RATIOS
    return counts and not ids and has_subject(world, breach.table)


def units_of(figure: Figure, hits: pl.DataFrame, world: World) -> int:
    """How many units the subjects of the ``hits`` can have, at the most.

    A row hit that has no subject is a unit of its own.
    """
    computation, table = figure.computation, figure.computation.table
    merged = with_merged(world, {table}) & set(world.model.tables)
    single = {computation.unit, computation.one_per.column if computation.one_per else None}
    nobodys = hits.filter(pl.col(TABLE).is_in(merged), pl.col(SUBJECT).is_null()).height
    subjects = hits.select(SUBJECT).drop_nulls().unique()
    if single != {None}:
        return subjects.height + nobodys
    keyed = ((world.tables[one], subject_column(world, one)) for one in merged)
    rows = (frame.join(subjects, left_on=key, right_on=SUBJECT, how="semi") for frame, key in keyed)
    return sum(found.height for found in rows) + nobodys
