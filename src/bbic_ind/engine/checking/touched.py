"""Which rows of breaches can change a figure, and how many of its units each."""

from collections.abc import Sequence

import polars as pl

from bbic_ind.engine.checking.reckoning import DOUBTFUL, TRUE, Side
from bbic_ind.engine.checking.side_by_side import (
    BREACH,
    SUBJECT,
    TABLE,
    VIEW,
    WHOLE,
    View,
    breach_and_view,
)
from bbic_ind.engine.members import CERTAIN
from bbic_ind.engine.world import ROW

UNITS, SIDE = "units", "side"
_SUMS = (CERTAIN, TRUE, DOUBTFUL)


def touched_rows(sides: Sequence[Side], hits: pl.DataFrame) -> pl.DataFrame | None:
    """``_breach``, ``_i``, ``units`` and ``side`` of the rows that can change a figure.

    Rows of the figure's own tables are told by themselves, others by what changes for
    their subject; ``hits`` are the rows of the breaches.  None where the rows cannot be
    told apart.
    """
    found = [_of_side(side, hits) for side in sides]
    if not found or any(rows is None for rows in found):
        return None
    return pl.concat(rows for rows in found if rows is not None)


def _of_side(side: Side, hits: pl.DataFrame) -> pl.DataFrame | None:
    rows = side.rows.with_columns(breach_and_view())
    own, others = (hits.filter(where) for where in _own_and_others(side.table))
    found = _by_themselves(rows, own)
    if _is_nobodys(rows) or _is_nobodys(others):
        if not _is_unchanged(rows, others):
            return None
    else:
        found = pl.concat([found, _by_subject(rows, others)])
    return found.with_columns(pl.lit(side.name).alias(SIDE))


def _own_and_others(table: str) -> tuple[pl.Expr, pl.Expr]:
    return pl.col(TABLE) == table, pl.col(TABLE) != table


def _by_themselves(rows: pl.DataFrame, hits: pl.DataFrame) -> pl.DataFrame:
    """The rows of the breach that belong, or with their cells unknown are in doubt."""
    whole = pl.col(WHOLE) & _in(View.BEFORE) & pl.col(CERTAIN)
    cells = ~pl.col(WHOLE) & _in(View.UNKNOWN) & pl.col(DOUBTFUL)
    hit = rows.join(hits.select(BREACH, ROW, WHOLE), on=[BREACH, ROW], how="inner")
    return hit.filter(whole | cells).select(BREACH, ROW, pl.lit(1, pl.Int64).alias(UNITS))


def _by_subject(rows: pl.DataFrame, hits: pl.DataFrame) -> pl.DataFrame:
    """How many of each subject's units are otherwise, or in doubt because of the breach."""
    sums = [
        pl.col(name).filter(_in(view)).sum().cast(pl.Int64).alias(f"{name}{view}")
        for name in _SUMS
        for view in View
    ]
    of_each = rows.drop_nulls(SUBJECT).group_by(BREACH, SUBJECT).agg(sums)
    changes = [(_other(name) - pl.col(f"{name}{View.BEFORE}")).abs() for name in _SUMS]
    caused = _other(DOUBTFUL) - pl.col(f"{DOUBTFUL}{View.GONE}")
    return (
        hits.join(of_each, on=[BREACH, SUBJECT], how="inner")
        .select(BREACH, ROW, pl.max_horizontal(*changes, caused).alias(UNITS))
        .filter(pl.col(UNITS) > 0)
    )


def _other(name: str) -> pl.Expr:
    """A sum with the rows gone where they are in doubt themselves, else with cells unknown."""
    gone, unknown = (pl.col(f"{name}{view}") for view in (View.GONE, View.UNKNOWN))
    return pl.when(WHOLE).then(gone).otherwise(unknown)


def _is_nobodys(rows: pl.DataFrame) -> bool:
    return rows[SUBJECT].null_count() == rows.height


def _is_unchanged(rows: pl.DataFrame, hits: pl.DataFrame) -> bool:
    """Whether as many rows count as what they do, whatever the breaches of the hits."""
    theirs = rows.join(hits, on=BREACH, how="semi")
    views = [view for view in View if view is not View.UNKNOWN or not hits[WHOLE].any()]
    counts = [theirs.filter(_in(view)).select(pl.col(_SUMS).sum()) for view in views]
    return all(one.equals(counts[0]) for one in counts)


def _in(view: View) -> pl.Expr:
    return pl.col(VIEW) == view
