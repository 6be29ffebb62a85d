"""Which rows of a breach can change a figure, and how many of its units each."""

from dataclasses import dataclass

import polars as pl

from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.reckoning import DOUBTFUL, TRUE, Counted, Side
from bbic_ind.engine.checking.side_by_side import SUBJECT
from bbic_ind.engine.members import CERTAIN
from bbic_ind.engine.world import ROW

UNITS, SIDE = "units", "side"
_SUMS = (CERTAIN, TRUE, DOUBTFUL)


@dataclass(frozen=True)
class Thrice:
    """A figure as it is, with the cells unknown, and with their rows gone."""

    before: Counted
    unknown: Counted
    gone: Counted


def touched_rows(breach: Breach, thrice: Thrice, hits: pl.DataFrame | None) -> pl.DataFrame | None:
    """``_i``, ``units`` and ``side`` of the rows that can change the figure.

    Rows of the figure's own tables are told by themselves, others by what changes for
    their subject; ``hits`` has ``_i`` and ``_subject`` of the rows of the breach, None
    where they concern no subject.  None where the rows cannot be told apart.
    """
    found = [_of_side(breach, side, thrice, hits) for side in thrice.unknown.sides]
    if not found or any(rows is None for rows in found):
        return None
    return pl.concat(rows for rows in found if rows is not None)


def _of_side(
    breach: Breach, side: Side, thrice: Thrice, hits: pl.DataFrame | None
) -> pl.DataFrame | None:
    if side.table == breach.table:
        counts = pl.col(CERTAIN) if breach.whole_rows else pl.col(DOUBTFUL)
        rows = side.rows.filter(pl.col(ROW).is_in(breach.hits.implode()) & counts)
        return _told(rows.with_columns(pl.lit(1, pl.Int64).alias(UNITS)), side)
    if hits is None or side.rows[SUBJECT].null_count() == side.rows.height:
        return _told(_NOBODY, side) if _is_unchanged(side, thrice) else None
    changed = _changed_subjects(side, thrice, whole_rows=breach.whole_rows)
    return _told(hits.join(changed, on=SUBJECT, how="inner"), side)


_NOBODY = pl.DataFrame(schema={ROW: pl.UInt32, UNITS: pl.Int64})


def _is_unchanged(side: Side, thrice: Thrice) -> bool:
    """Whether as many rows count as what they do, whatever the breach."""
    counts = [_same(side, one).select(pl.col(_SUMS).sum()) for one in (thrice.before, thrice.gone)]
    return all(one.equals(side.rows.select(pl.col(_SUMS).sum())) for one in counts)


def _told(rows: pl.DataFrame, side: Side) -> pl.DataFrame:
    return rows.select(ROW, UNITS, pl.lit(side.name).alias(SIDE))


def _changed_subjects(side: Side, thrice: Thrice, *, whole_rows: bool) -> pl.DataFrame:
    """How many of each subject's units are otherwise, or in doubt because of the breach."""
    before, gone = (_by_subject(_same(side, one)) for one in (thrice.before, thrice.gone))
    other, pairs = gone if whole_rows else _by_subject(side.rows), [(n, f"{n}_o") for n in _SUMS]
    joined = before.join(other, on=SUBJECT, how="full", suffix="_o", coalesce=True)
    joined = joined.join(gone, on=SUBJECT, how="left", suffix="_g").fill_null(0)
    changes = [(pl.col(one) - pl.col(two)).abs() for one, two in pairs]
    caused = pl.lit(0) if whole_rows else pl.col(f"{DOUBTFUL}_o") - pl.col(f"{DOUBTFUL}_g")
    units = pl.max_horizontal(*changes, caused).cast(pl.Int64).alias(UNITS)
    return joined.select(SUBJECT, units).filter(pl.col(UNITS) > 0)


def _same(side: Side, counted: Counted) -> pl.DataFrame:
    """The rows of the same side in another world; none where it has none."""
    found = [one.rows for one in counted.sides if (one.name, one.table) == (side.name, side.table)]
    return found[0] if found else side.rows.clear()


def _by_subject(rows: pl.DataFrame) -> pl.DataFrame:
    """How many rows of each subject are certain, true and in doubt."""
    sums = [pl.col(name).cast(pl.Int64).sum() for name in _SUMS]
    return rows.drop_nulls(SUBJECT).group_by(SUBJECT).agg(sums)
