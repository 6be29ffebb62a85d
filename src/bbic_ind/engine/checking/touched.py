"""Which rows of a breach can change a figure, and how many of its units each."""

from dataclasses import dataclass

import polars as pl

from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.worlds import subject_column
from bbic_ind.engine.members import CERTAIN, Members, State
from bbic_ind.engine.world import ROW, World

UNITS = "units"
_KEY = "_key"
_SUMS = ("certain", "true", "doubtful")


@dataclass(frozen=True)
class Thrice:
    """The rows of a figure as they are, with the cells unknown, and with their rows gone."""

    before: Members
    unknown: Members
    gone: Members


def touched_rows(breach: Breach, rows: Thrice, world: World) -> pl.DataFrame | None:
    """``_i`` and ``units`` of the rows that can change the figure.

    Rows of the figure's own table are told by themselves, others by what changes for
    their subject.  None where they cannot be told apart.
    """
    if rows.unknown.rows.table == breach.table:
        return _of_the_table(breach, rows.unknown)
    key = subject_column(world, breach.table)
    frame = world.tables[breach.table]
    if key not in frame.columns:
        return None
    changed = _changed_subjects(rows, whole_rows=breach.whole_rows)
    if changed is None:
        return None
    hits = frame.filter(pl.col(ROW).is_in(breach.hits.implode()))
    keyed = hits.select(ROW, pl.col(key).alias(_KEY))
    return keyed.join(changed, on=_KEY, how="inner").select(ROW, UNITS)


def _of_the_table(breach: Breach, unknown: Members) -> pl.DataFrame:
    counts = pl.col(CERTAIN) if breach.whole_rows else _doubtful(unknown)
    hit = pl.col(ROW).is_in(breach.hits.implode())
    return unknown.rows.frame.filter(hit & counts).select(ROW, pl.lit(1, pl.Int64).alias(UNITS))


def _changed_subjects(rows: Thrice, *, whole_rows: bool) -> pl.DataFrame | None:
    """How many of each subject's units are otherwise, or in doubt because of the breach."""
    before, unknown, gone = (_by_subject(one) for one in (rows.before, rows.unknown, rows.gone))
    if before is None or unknown is None or gone is None:
        return None
    other, pairs = (gone if whole_rows else unknown), [(f"{name}", f"{name}_o") for name in _SUMS]
    joined = before.join(other, on=_KEY, how="full", suffix="_o", coalesce=True)
    joined = joined.join(gone, on=_KEY, how="left", suffix="_g").fill_null(0)
    changes = [(pl.col(one) - pl.col(two)).abs() for one, two in pairs]
    caused = pl.lit(0) if whole_rows else pl.col("doubtful_o") - pl.col("doubtful_g")
    units = pl.max_horizontal(*changes, caused).cast(pl.Int64).alias(UNITS)
    return joined.select(_KEY, units).filter(pl.col(UNITS) > 0)


def _by_subject(members: Members) -> pl.DataFrame | None:
    """How many rows of each subject are certain, true and in doubt."""
    rows = members.rows
    whole = rows.world.tables[rows.table]
    key = subject_column(rows.world, rows.table)
    if key not in whole.columns:
        return None
    keys = whole.select(ROW, pl.col(key).alias(_KEY)).drop_nulls(_KEY)
    states = [pl.col(f"state:{part}") == State.TRUE for part in members.parts]
    counts = (pl.col(CERTAIN), pl.any_horizontal(states), _doubtful(members))
    flags = [flag.cast(pl.Int64).alias(name) for name, flag in zip(_SUMS, counts, strict=True)]
    found = rows.frame.select(ROW, *flags).join(keys, on=ROW, how="inner")
    return found.group_by(_KEY).agg(pl.col(name).sum() for name in _SUMS)


def _doubtful(members: Members) -> pl.Expr:
    undecided = [
        pl.col(f"state:{part}").is_in([State.MISSING, State.PENDING]) for part in members.parts
    ]
    return ~pl.col(CERTAIN) | pl.any_horizontal(undecided)
