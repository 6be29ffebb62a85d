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
from bbic_ind.engine.states import CERTAIN
from bbic_ind.engine.world import ROW

UNITS, SIDE = "units", "side"
_SUMS = (CERTAIN, TRUE, DOUBTFUL)


def touched_rows(sides: Sequence[Side], hits: pl.DataFrame) -> pl.DataFrame | None:
    """``_breach``, ``_i``, ``units`` and ``side`` of the rows that can change a figure.

    Rows of the figure's own tables are told by themselves, those that it asks about by
    what changes for their subject; ``hits`` are the rows of the breaches.  None where the
    rows cannot be told apart.
    """
    found = [_of_side(side, hits) for side in sides]
    if not found or any(rows is None for rows in found):
        return None
    return pl.concat(rows for rows in found if rows is not None)


def _of_side(side: Side, hits: pl.DataFrame) -> pl.DataFrame | None:
    rows = side.rows.with_columns(breach_and_view())
    own = hits.filter(pl.col(TABLE) == side.table)
    others = hits.filter(pl.col(BREACH).is_in(side.asking))
    found = _by_themselves(rows, own)
    if _is_nobodys(rows) or _is_nobodys(others):
        if not _is_unchanged(rows, others):
            return None
    else:
        found = pl.concat([found, _by_subject(rows, others)])
    return found.group_by(BREACH, ROW, maintain_order=True).agg(
        pl.col(UNITS).max(), pl.lit(side.name).alias(SIDE)
    )


def _by_themselves(rows: pl.DataFrame, hits: pl.DataFrame) -> pl.DataFrame:
    """The rows of the breach that belong, or with their cells unknown are in doubt."""
    whole = pl.col(WHOLE) & _in(View.BEFORE) & pl.col(CERTAIN)
    cells = ~pl.col(WHOLE) & _in(View.CHANGED) & pl.col(DOUBTFUL)
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
    changes = [(pl.col(f"{n}{View.CHANGED}") - pl.col(f"{n}{View.BEFORE}")).abs() for n in _SUMS]
    in_doubt = pl.when(~pl.col(WHOLE)).then(pl.col(f"{DOUBTFUL}{View.CHANGED}"))
    return (
        hits.join(of_each, on=[BREACH, SUBJECT], how="inner")
        .select(BREACH, ROW, pl.max_horizontal(*changes, in_doubt).alias(UNITS))
        .filter(pl.col(UNITS) > 0)
    )


def _is_nobodys(rows: pl.DataFrame) -> bool:
    return rows[SUBJECT].null_count() == rows.height


def _is_unchanged(rows: pl.DataFrame, hits: pl.DataFrame) -> bool:
    """Whether as many rows count as what they do, whatever the breaches of the hits."""
    theirs = rows.join(hits, on=BREACH, how="semi")
    before, after = (theirs.filter(_in(v)).select(pl.col(_SUMS).sum()) for v in View)
    return before.equals(after) and (not after[DOUBTFUL].item() or bool(hits[WHOLE].all()))


def _in(view: View) -> pl.Expr:
    return pl.col(VIEW) == view
