"""Count sorted rows, or distinct units, group by group and in total."""

from collections.abc import Iterable, Sequence
from itertools import combinations

import polars as pl

from bbic_ind.engine.members import Members
from bbic_ind.engine.states import CERTAIN, WAITS, State
from bbic_ind.engine.world import ROW

_UNIT = "_unit"


def grouping_sets(by: Sequence[str]) -> list[tuple[str, ...]]:
    """Every combination of the breakdowns, from the grand total to all of them together."""
    return [chosen for size in range(len(by) + 1) for chosen in combinations(by, size)]


def tally(members: Members, unit: str | None, by: Sequence[str]) -> pl.DataFrame:
    """Count rows or distinct units, by part and group.

    One row per part and group, totals included (null group columns): ``part``,
    ``by:<group>``, ``numerator``, ``denominator``, ``missing``, ``pending``,
    ``denominator_undecided`` and how many of them wait for time, ``denominator_pending``.
    A total counts its units anew, so that a unit in two
    groups is one unit in the total.
    """
    frame = members.rows.frame
    if unit is not None:
        frame = frame.with_columns(unit_key(frame, unit))
    counted = [_counted(frame, members.parts, unit, chosen, by) for chosen in grouping_sets(by)]
    return pl.concat(counted)


def unit_key(frame: pl.DataFrame, unit: str) -> pl.Expr:
    """The unit of each row; a row that lacks one is a unit of its own."""
    if frame[unit].null_count() == 0:
        return pl.col(unit).alias(_UNIT)
    alone = pl.format("_row {}", pl.col(ROW))
    return pl.coalesce(pl.col(unit).cast(pl.String), alone).alias(_UNIT)


def _counted(
    frame: pl.DataFrame,
    parts: Sequence[str],
    unit: str | None,
    chosen: Sequence[str],
    by: Sequence[str],
) -> pl.DataFrame:
    keys = [f"by:{name}" for name in chosen]
    states = [f"state:{part}" for part in parts]
    if unit is not None:
        frame = frame.group_by([*keys, _UNIT]).agg(
            pl.col(CERTAIN, WAITS).any(), *(pl.col(state).max() for state in states)
        )
    certain = pl.col(CERTAIN)
    sums = [
        certain.sum().cast(pl.Int64).alias("denominator"),
        (~certain).sum().cast(pl.Int64).alias("denominator_undecided"),
        (~certain & pl.col(WAITS)).sum().cast(pl.Int64).alias("denominator_pending"),
        *(_state_sums(states)),
    ]
    totals = frame.group_by(keys).agg(sums) if keys else frame.select(sums)
    return pl.concat(_part(totals, part, by) for part in parts)


def _state_sums(states: Iterable[str]) -> Iterable[pl.Expr]:
    named = {"numerator": State.TRUE, "missing": State.MISSING, "pending": State.PENDING}
    for state in states:
        for name, value in named.items():
            counts = pl.col(CERTAIN) & (pl.col(state) == value)
            yield counts.sum().cast(pl.Int64).alias(f"{state}:{name}")


def _part(totals: pl.DataFrame, part: str, by: Sequence[str]) -> pl.DataFrame:
    state = f"state:{part}"
    return totals.select(
        pl.lit(part).alias("part"),
        *group_columns(totals, by),
        *(pl.col(f"{state}:{name}").alias(name) for name in ("numerator", "missing", "pending")),
        "denominator",
        "denominator_undecided",
        "denominator_pending",
    )


def group_columns(totals: pl.DataFrame, by: Sequence[str]) -> list[pl.Expr]:
    """Every group column, null where the frame is a total over it."""
    return [
        pl.col(key) if key in totals.columns else pl.lit(None, pl.String).alias(key)
        for key in (f"by:{name}" for name in by)
    ]
