"""The value of the first or the last related row."""

from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions.conditions import Name, Pick
from bbic_ind.engine.logic import Flag, Truth, both, column, either, every, negate
from bbic_ind.engine.pairs import MUST, OUTER, PENDING, Pairs, pair
from bbic_ind.engine.rows import ImaginedRow, Rows, restored, stored
from bbic_ind.engine.values import EARLIEST, LATEST, Kind, Value
from bbic_ind.engine.world import ROW

_BY, _OF = "_w.by.", "_w.of."


def picked(
    rows: Rows, prefix: str, pick: Pick, inner: Rows, by: Value, content: Value
) -> tuple[Rows, Value]:
    """The value named ``prefix`` in each outer row.

    Those rows contend that nothing certain comes after (before, for the first).  With a
    doubtful contender the value is unknown; with none it is absent.
    """
    pairs = pair(rows, pick.related, inner, {"by": _spelled(by), "of": _spelled(content)})
    best = _best(_contenders(pairs.frame, last=pick.last), last=pick.last)
    found = best.rename(
        lambda name: f"{prefix}.{name.removeprefix(_OF)}" if name != OUTER else name
    )
    joined = rows.frame.join(found, left_on=ROW, right_on=OUTER, how="left", maintain_order="left")
    rows = rows.with_frame(joined)
    value = _outcome(rows, prefix, pick, pairs, content.kind)
    # Kept as columns of its own: asked for in many places, the outcome is worked out once.
    kept = f"{prefix}.picked"
    return rows.with_frame(joined.with_columns(stored(value, kept))), restored(value, kept)


def _spelled(value: Value) -> Value:
    """The same value with every part an expression, so that all of them are stored."""
    registered = Truth.decided(column(value.registered.must))
    hi = value.hi if value.hi is not value.lo else value.lo.alias("_")
    return Value(value.kind, value.lo, hi, column(value.missing), column(value.absent), registered)


def _contenders(frame: pl.DataFrame, *, last: bool) -> pl.DataFrame:
    """Keep the related rows that no certain one beats; ``edge`` is the best certain end."""
    lo, hi = pl.col(f"{_BY}lo"), pl.col(f"{_BY}hi")
    certain = pl.when(pl.col(MUST))
    if last:
        edge = certain.then(lo).max().over(OUTER)
        beats = pl.col("edge").is_null() | (hi >= pl.col("edge"))
    else:
        edge = certain.then(hi).min().over(OUTER)
        beats = pl.col("edge").is_null() | (lo <= pl.col("edge"))
    return frame.with_columns(edge.alias("edge")).filter(beats)


def _best(contenders: pl.DataFrame, *, last: bool) -> pl.DataFrame:
    """The winner of each outer row, and whether any contender is doubtful."""
    lo, hi = pl.col(f"{_BY}lo"), pl.col(f"{_BY}hi")
    vague = pl.col(MUST) & (lo != hi)
    registered = pl.col(f"{_OF}registered")
    order = [lo, registered, pl.col(ROW)] if last else [lo, ~registered, pl.col(ROW)]
    taken = pl.exclude(OUTER, ROW, MUST, PENDING, "doubt", "waits", "edge", f"^{_BY}.*$")
    return (
        contenders.with_columns(
            (~pl.col(MUST) | vague).alias("doubt"),
            (pl.col(PENDING) | (vague & ~pl.col(f"{_BY}missing"))).alias("waits"),
        )
        .sort(*order)
        .group_by(OUTER)
        .agg(
            taken.last() if last else taken.first(),
            pl.col("doubt").any(),
            pl.col("waits").any(),
            pl.col("edge").first(),
        )
    )


@dataclass(frozen=True)
class _Column:
    """The columns of the outer rows that hold the winner."""

    prefix: str

    def __call__(self, part: str) -> pl.Expr:
        return pl.col(f"{self.prefix}.{part}")

    def flag(self, part: str) -> pl.Expr:
        return self(part).fill_null(value=False)


def _outcome(rows: Rows, prefix: str, pick: Pick, pairs: Pairs, kind: Kind) -> Value:
    winner = _Column(prefix)
    future = both(pairs.imagined, _future_contends(rows, pick, winner))
    unknown = either(either(winner.flag("doubt"), future), pairs.unmatched)
    there = either(winner("doubt").is_not_null(), either(future, pairs.unmatched))
    waits = both(either(future, winner.flag("waits")), negate(pairs.unmatched))
    gap = both(negate(unknown), winner.flag("missing"))
    missing = either(both(unknown, negate(waits)), gap)
    registered = every((there, negate(unknown), winner.flag("registered")))
    lo, hi = _ends(kind, winner, either(unknown, negate(there)))
    return Value(kind, lo, hi, missing, negate(there), Truth.decided(registered))


def _future_contends(rows: Rows, pick: Pick, winner: _Column) -> Flag:
    """Whether a row registered after E could still be the one picked."""
    by, edge = ImaginedRow(rows, pick.related.table).value(Name((pick.by,))), winner("edge")
    return either(edge.is_null(), by.hi >= edge if pick.last else by.lo <= edge)


def _ends(kind: Kind, winner: _Column, unknown: Flag) -> tuple[pl.Expr, pl.Expr]:
    doubtful = column(unknown)
    if kind in ("word", "yes_no"):
        word = pl.when(~doubtful).then(winner("lo"))
        return word, word
    least: pl.Expr = pl.lit(EARLIEST, pl.Date) if kind == "date" else pl.lit(float("-inf"))
    most: pl.Expr = pl.lit(LATEST, pl.Date) if kind == "date" else pl.lit(float("inf"))
    lo = pl.when(doubtful).then(least).otherwise(winner("lo"))
    hi = pl.when(doubtful).then(most).otherwise(winner("hi"))
    return lo, hi
