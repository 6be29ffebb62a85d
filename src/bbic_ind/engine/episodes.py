"""Merge the spans that belong together into episodes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from bbic_ind.definitions.parse_dates import parse_duration
from bbic_ind.engine.values import KNOWN_DAYS, LATEST, Value, expression, moved
from bbic_ind.model import Episodes, Model
from bbic_ind.periods import OPEN, Duration

_REACH, _STARTS, _EPISODE, _UNKNOWN = "_reach", "_starts", "_episode", "_unknown"
_PLACE = "_place"


_MIDDLE = 2**31
"""More than any day's number, and no day's is less than its negative."""


def merge_spans(
    episodes: Episodes, model: Model, tables: Mapping[str, pl.DataFrame]
) -> pl.DataFrame | None:
    """One row per episode: ``by``, ``opens`` and ``closes``.

    Those who have a span first in the tables come first, each with the earliest first.

    None where a merged table or a column it needs is not in the data.  Two spans join
    when the next opens at the latest ``merge_within`` after the latest close so far.
    An open span keeps its episode open.  A span whose close is unknown reaches no
    further than its opening, and leaves its episode's close unknown unless another span
    keeps it open.  Rows without ``by`` or without an opening belong to no episode.
    """
    spans = [_spans(episodes, model, name, tables.get(name)) for name in episodes.merge]
    found = [span for span in spans if span is not None]
    if len(found) < len(spans):
        return None
    return _merged(pl.concat(found), episodes)


def needed_columns(episodes: Episodes, model: Model) -> list[tuple[str, str]]:
    """The columns that the spans of an episode table are made of."""
    return [
        (name, column)
        for name in episodes.merge
        for column in (episodes.by, model.tables[name].opens, model.tables[name].closes)
        if column is not None
    ]


def grown(close: Value, extracted: date, within: Duration) -> Value:
    """The close of an episode that a span registered after E may yet join.

    Where a span that opens the day after E would still join, the episode closes on the day
    it now has or later, as time will tell.
    """
    known = pl.when(expression(close.lo).is_between(*KNOWN_DAYS)).then(close.lo)
    may_grow = (moved(known, [within]) > extracted).fill_null(value=False)
    hi = pl.when(may_grow).then(pl.lit(LATEST, pl.Date)).otherwise(close.hi)
    return replace(close, hi=hi)


def _spans(
    episodes: Episodes, model: Model, name: str, frame: pl.DataFrame | None
) -> pl.DataFrame | None:
    table = model.tables[name]
    if frame is None or not {episodes.by, table.opens, table.closes} <= set(frame.columns):
        return None
    return frame.select(
        pl.col(episodes.by),
        pl.col(table.opens or "").alias(episodes.opens),
        pl.col(table.closes or "").alias(episodes.closes),
    ).drop_nulls([episodes.by, episodes.opens])


def _merged(spans: pl.DataFrame, episodes: Episodes) -> pl.DataFrame:
    by, opens, closes = episodes.by, episodes.opens, episodes.closes
    gap = [parse_duration(episodes.merge_within)]
    another = (pl.col(by) != pl.col(by).shift(1)).fill_null(value=True)
    apart = pl.col(opens) > _unless_open(pl.col(_REACH), moved(pl.col(_REACH), gap))
    return (
        spans.lazy()
        .with_row_index(_PLACE)
        .sort(by, opens)
        .with_columns(another.alias(_STARTS), pl.col(closes).is_null().alias(_UNKNOWN))
        .with_columns(_latest_so_far(pl.max_horizontal(opens, closes)).shift(1).alias(_REACH))
        .with_columns((pl.col(_STARTS) | apart.fill_null(value=True)).alias(_STARTS))
        .with_columns(pl.col(_STARTS).cum_sum().alias(_EPISODE))
        .group_by(_EPISODE, maintain_order=True)
        .agg(
            pl.col(by).first(),
            pl.col(opens).first(),
            pl.col(closes).max(),
            pl.col(_UNKNOWN).any(),
            pl.col(_PLACE).min(),
        )
        .with_columns(pl.col(_PLACE).min().over(by))
        .sort(_PLACE, maintain_order=True)
        .select(
            by,
            opens,
            pl.when(pl.col(_UNKNOWN) & (pl.col(closes) != OPEN).fill_null(value=True))
            .then(pl.lit(None, pl.Date))
            .otherwise(pl.col(closes))
            .alias(closes),
        )
        .collect()
    )


def _latest_so_far(reach: pl.Expr) -> pl.Expr:
    """The latest day within the rows that start together, which stand in order.

    One number for both, the group before the day, needs no division into groups.
    """
    group = pl.col(_STARTS).cum_sum().cast(pl.Int64)
    days = reach.to_physical().cast(pl.Int64) + _MIDDLE
    latest = (group * (2 * _MIDDLE) + days).cum_max() % (2 * _MIDDLE) - _MIDDLE
    return latest.cast(pl.Int32).cast(pl.Date)


def _unless_open(reach: pl.Expr, later: pl.Expr) -> pl.Expr:
    """An open span reaches everything; moving its stand-in would be meaningless."""
    return pl.when(reach == OPEN).then(reach).otherwise(later)
