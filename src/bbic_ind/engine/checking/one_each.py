"""What rows do to a figure, subject by subject, where each subject has one row in doubt."""

from collections.abc import Iterator, Sequence

import polars as pl

from bbic_ind.engine.checking.reckoning import Sorted
from bbic_ind.engine.checking.side_by_side import SUBJECT
from bbic_ind.engine.states import CERTAIN, State
from bbic_ind.engine.world import ROW

Changes = tuple[float, float]
"""By how much a count falls and rises, at the most: the first is no more than nought."""


def has_one_each(hits: pl.DataFrame) -> bool:
    """Whether no subject has several of the rows, and every row has a subject."""
    subjects = hits[SUBJECT]
    return subjects.null_count() == 0 and subjects.n_unique() == subjects.len()


def changes(
    before: Sequence[Sorted], after: Sequence[Sorted]
) -> Iterator[tuple[str, Changes, Changes]]:
    """Each part, and what its numerator and its denominator can change by.

    The rows of each subject are there or gone, whatever those of the others.
    """
    for was, is_ in zip(before, after, strict=True):
        both = _of_each(was).join(_of_each(is_), on=SUBJECT, how="full", suffix="_after")
        for part in was.members.parts:
            yield part, _change(both, f"state:{part}"), _change(both, CERTAIN)


def _of_each(found: Sorted) -> pl.DataFrame:
    """How many units of each subject belong, and how many count in each part."""
    states = [f"state:{part}" for part in found.members.parts]
    counted = found.members.rows.frame.select(ROW, CERTAIN, pl.col(states) == State.TRUE)
    rows = counted.join(found.places().select(ROW, SUBJECT), on=ROW).drop_nulls(SUBJECT)
    sums = rows.group_by(SUBJECT).agg(pl.col(CERTAIN, *states).sum().cast(pl.Float64))
    if found.computation.unit is None:
        return sums
    return sums.with_columns(pl.col(CERTAIN, *states).clip(upper_bound=1.0))


def _change(both: pl.DataFrame, name: str) -> Changes:
    changed = both[f"{name}_after"].fill_null(0.0) - both[name].fill_null(0.0)
    return float(changed.clip(upper_bound=0.0).sum()), float(changed.clip(0.0).sum())
