"""Which cases change side when something is reckoned otherwise."""

from dataclasses import dataclass

import polars as pl

from bbic_ind.engine.explain.cases import KEY, PART, STANDING, Sorted, Standing
from bbic_ind.engine.world import ROW

_MOST = 5


@dataclass(frozen=True, slots=True)
class Moves:
    """How many cases come in and go out, of the denominator and of what is counted.

    ``rows`` are the ``_i`` of the first cases that move.
    """

    into_denominator: int
    out_of_denominator: int
    into_numerator: int
    out_of_numerator: int
    rows: tuple[int, ...]

    @property
    def any(self) -> bool:
        """Whether any case moves."""
        return bool(self.rows)


def moves(base: Sorted, other: Sorted) -> Moves | None:
    """What becomes of the cases of ``base`` in ``other``; None where they are not of one kind."""
    alike = (base.computation.table, base.computation.unit) == (
        other.computation.table,
        other.computation.unit,
    )
    if not alike:
        return None
    keys = [KEY, PART] if base.computation.parts and base.computation.unit else [KEY]
    both = base.cases.join(other.cases, on=keys, how="full", coalesce=True, suffix="_then")
    counted = _is_counted(STANDING, PART)
    then = _is_counted(f"{STANDING}_then", PART if PART in keys else f"{PART}_then")
    belongs, belongs_then = _belongs(base), _belongs(other)
    told = both.with_columns(
        (~belongs & belongs_then).alias("into_denominator"),
        (belongs & ~belongs_then).alias("out_of_denominator"),
        (then.is_not_null() & counted.ne_missing(then)).alias("into_numerator"),
        (counted.is_not_null() & counted.ne_missing(then)).alias("out_of_numerator"),
        pl.coalesce(ROW, f"{ROW}_then").alias("_moved"),
    )
    moved = told.filter(pl.any_horizontal(_FLAGS)).sort("_moved")
    sums = {flag: moved.filter(flag).n_unique(_COUNTED_BY[flag]) for flag in _FLAGS}
    return Moves(**sums, rows=tuple(moved["_moved"].unique(maintain_order=True).head(_MOST)))


_COUNTED_BY = {
    "into_denominator": [KEY],
    "out_of_denominator": [KEY],
    "into_numerator": [KEY, PART],
    "out_of_numerator": [KEY, PART],
}
_FLAGS = tuple(_COUNTED_BY)


def _is_counted(standing: str, part: str) -> pl.Expr:
    """The part in which the case is counted, null where it is not."""
    return pl.when(pl.col(standing) == Standing.COUNTED).then(pl.col(part))


def _belongs(found: Sorted) -> pl.Expr:
    """Whether the unit belongs, in whichever part."""
    units = found.cases.filter(pl.col(STANDING) != Standing.UNCERTAIN)[KEY]
    return pl.col(KEY).is_in(units.implode())
