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
    counted = _is_counted(STANDING, PART if PART in both.columns else "")
    then = _is_counted(f"{STANDING}_then", f"{PART}_then" if f"{PART}_then" in both.columns else "")
    belongs, belongs_then = _belongs(STANDING), _belongs(f"{STANDING}_then")
    told = both.with_columns(
        (~belongs & belongs_then).alias("into_denominator"),
        (belongs & ~belongs_then).alias("out_of_denominator"),
        (then.is_not_null() & counted.ne_missing(then)).alias("into_numerator"),
        (counted.is_not_null() & counted.ne_missing(then)).alias("out_of_numerator"),
        pl.coalesce(ROW, f"{ROW}_then").alias("_moved"),
    )
    moved = told.filter(pl.any_horizontal(_FLAGS)).sort("_moved")
    sums = moved.select(pl.col(_FLAGS).sum()).row(0, named=True)
    return Moves(**sums, rows=tuple(moved["_moved"].head(_MOST)))


_FLAGS = ("into_denominator", "out_of_denominator", "into_numerator", "out_of_numerator")


def _is_counted(standing: str, part: str) -> pl.Expr:
    """The part in which the case is counted, null where it is not."""
    where = pl.col(part) if part else pl.lit("")
    return pl.when(pl.col(standing) == Standing.COUNTED).then(where)


def _belongs(standing: str) -> pl.Expr:
    return (pl.col(standing) != Standing.UNCERTAIN).fill_null(value=False)
