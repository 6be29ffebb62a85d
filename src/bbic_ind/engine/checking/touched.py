"""Which rows of a breach put units of a figure in doubt, and how many each."""

import polars as pl

from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.worlds import subject_column
from bbic_ind.engine.members import CERTAIN, Members, State
from bbic_ind.engine.world import ROW, World

UNITS = "units"
_KEY, _GONE = "_key", "_gone"


def touched_rows(
    breach: Breach, unknown: Members | None, gone: Members | None, world: World
) -> pl.DataFrame | None:
    """``_i`` and ``units`` of the rows that can change the figure.

    Rows of the figure's own table are told by themselves, others by their subject.  None
    where they cannot be told apart.
    """
    if unknown is None or gone is None:
        return None
    if unknown.rows.table == breach.table:
        return _of_the_table(breach, unknown)
    if breach.whole_rows:
        return None
    return _of_the_subjects(breach, unknown, gone, world)


def _of_the_table(breach: Breach, unknown: Members) -> pl.DataFrame:
    hit = pl.col(ROW).is_in(breach.hits.implode())
    counts = hit if breach.whole_rows else hit & _doubtful(unknown)
    return unknown.rows.frame.filter(counts).select(ROW, pl.lit(1, pl.Int64).alias(UNITS))


def _of_the_subjects(
    breach: Breach, unknown: Members, gone: Members, world: World
) -> pl.DataFrame | None:
    own = subject_column(world, breach.table)
    frame = world.tables[breach.table]
    theirs = _by_subject(unknown, UNITS)
    others = _by_subject(gone, _GONE)
    if own not in frame.columns or theirs is None or others is None:
        return None
    more = (pl.col(UNITS) - pl.col(_GONE).fill_null(0)).alias(UNITS)
    caused = theirs.join(others, on=_KEY, how="left").with_columns(more).filter(pl.col(UNITS) > 0)
    hits = frame.filter(pl.col(ROW).is_in(breach.hits.implode()))
    keyed = hits.select(ROW, pl.col(own).alias(_KEY))
    return keyed.join(caused, on=_KEY, how="inner").select(ROW, UNITS)


def _doubtful(members: Members) -> pl.Expr:
    undecided = [
        pl.col(f"state:{part}").is_in([State.MISSING, State.PENDING]) for part in members.parts
    ]
    return ~pl.col(CERTAIN) | pl.any_horizontal(undecided)


def _by_subject(members: Members, name: str) -> pl.DataFrame | None:
    """How many doubtful rows each subject has, as column ``name``."""
    rows = members.rows
    whole = rows.world.tables[rows.table]
    key = subject_column(rows.world, rows.table)
    if key not in whole.columns:
        return None
    keys = whole.select(ROW, pl.col(key).alias(_KEY))
    doubtful = rows.frame.filter(_doubtful(members)).select(ROW)
    return (
        doubtful.join(keys, on=ROW, how="left")
        .group_by(_KEY)
        .agg(pl.len().cast(pl.Int64).alias(name))
    )
