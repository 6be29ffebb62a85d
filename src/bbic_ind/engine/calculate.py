"""Compute every figure asked for, and say how final each is."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions import Computation, Indicator
from bbic_ind.definitions.uses import computation_tables, counting_uses
from bbic_ind.engine import notes
from bbic_ind.engine.availability import Available, available
from bbic_ind.engine.counting import empty_figures, figures, with_noughts
from bbic_ind.engine.finality import final_from
from bbic_ind.engine.world import World, prepare
from bbic_ind.model import Dataset, Model
from bbic_ind.periods import Period
from bbic_ind.texts import Language, Text


@dataclass(frozen=True, slots=True)
class _Asked:
    """One reading of one indicator in one period, and how it is to be shown."""

    indicator: Indicator
    variant: str
    computation: Computation
    period: Period
    by: tuple[str, ...]
    lang: Language


def calculate(
    indicators: Sequence[Indicator],
    model: Model,
    dataset: Dataset,
    periods: Sequence[Period],
    by: Sequence[str] = (),
    lang: Language = "sv",
) -> pl.DataFrame:
    """Every figure asked for.

    One row per indicator, variant, part, period and group, with the columns ``pack``
    to ``note`` of a result, and a String column for each of ``by`` (null in a total)
    before ``numerator``.  What cannot be computed gives rows that say why.
    """
    return calculate_in(prepare(model, dataset, indicators), indicators, periods, by, lang)


def calculate_in(
    world: World,
    indicators: Sequence[Indicator],
    periods: Sequence[Period],
    by: Sequence[str] = (),
    lang: Language = "sv",
) -> pl.DataFrame:
    """As :func:`calculate`, from tables that are already prepared."""
    series = [
        [_Asked(indicator, variant, computation, one, tuple(by), lang) for one in periods]
        for indicator in indicators
        for variant, computation in indicator.computations.items()
    ]
    with ThreadPoolExecutor(_AT_ONCE) as working:
        found = working.map(lambda asked: [*_through(asked, world)], series)
        return pl.concat(figure for one in found for figure in one)


_AT_ONCE = 2
"""Readings computed at once: Polars lets other threads run, and most machines have two cores."""


def _through(asked: Sequence[_Asked], world: World) -> Iterator[pl.DataFrame]:
    """One reading period by period; a group that was counted before and is not now is nought."""
    earlier: pl.DataFrame | None = None
    for one in asked:
        seen = world.during(one.period, snapshot=one.indicator.period == "snapshot")
        found = available(one.computation, seen)
        if found.missing:
            yield _described(empty_figures(one.computation), one, found, seen)
            continue
        counts = figures(one.indicator.kind, found.computation, seen, one.by)
        if one.indicator.kind == "count" and one.by:
            counts = with_noughts(counts, earlier)
            earlier = counts
        yield _described(counts, one, found, seen)


def _described(counts: pl.DataFrame, asked: _Asked, found: Available, world: World) -> pl.DataFrame:
    """The counts with what they are, how final they are and what to note about them."""
    lacking = [name for name in asked.by if f"by:{name}" not in counts.columns]
    counts = counts.with_columns(
        *(pl.lit(None, pl.String).alias(f"by:{name}") for name in lacking),
    )
    counts = counts.with_columns(_status(asked, found, world, counts.columns).alias("status"))
    settled = None if found.missing else final_from(found.computation, world)
    groups = [pl.col(f"by:{name}").alias(name) for name in asked.by]
    return _in_order(counts, asked, world).select(
        pl.lit(asked.indicator.pack).alias("pack"),
        pl.lit(asked.indicator.id).alias("indicator"),
        pl.lit(asked.variant).alias("variant"),
        "part",
        pl.lit(asked.indicator.title(asked.lang)).alias("title"),
        pl.lit(asked.indicator.kind).alias("kind"),
        pl.lit(asked.period.label).alias("period"),
        pl.lit(world.first, pl.Date).alias("period_start"),
        pl.lit(world.last, pl.Date).alias("period_end"),
        *groups,
        pl.col("numerator", "denominator", "value", "low", "high").cast(pl.Float64),
        pl.col("missing", "pending", "denominator_undecided").cast(pl.Int64),
        "status",
        pl.when(pl.col("status") == "preliminary")
        .then(pl.lit(settled, pl.Date))
        .alias("final_from"),
        _noted(asked, _notes(asked, found, lacking, world), counts.columns).alias("note"),
    )


def _noted(asked: _Asked, said: list[Text], counted: Collection[str]) -> pl.Expr:
    """The notes of the figure, and what is to say of some of its rows only."""
    told, unbounded, unlike = (
        pl.lit(notes.joined([*said, *more], asked.lang))
        for more in ((), (notes.NO_BOUNDS,), (notes.UNLIKE,))
    )
    if "disagree" in counted:
        return pl.when("disagree").then(unlike).otherwise(told)
    bounded = pl.any_horizontal(pl.col("low", "high").is_not_null())
    lacks_bounds = pl.col("value").is_not_null() & ~bounded
    return pl.when(lacks_bounds).then(unbounded).otherwise(told)


def _in_order(counts: pl.DataFrame, asked: _Asked, world: World) -> pl.DataFrame:
    """Totals before their groups, bands as the model has them, other groups by their text."""
    keys = [key for name in asked.by for key in (_place_of_band(name, world), pl.col(f"by:{name}"))]
    return counts.sort(keys, nulls_last=False, maintain_order=True) if keys else counts


def _place_of_band(name: str, world: World) -> pl.Expr:
    """Where a group stands among the bands it is one of; after them all if it is none."""
    breakdown = world.model.breakdowns.get(name)
    bands = {label: place for place, label in enumerate(breakdown.bands if breakdown else ())}
    group = pl.col(f"by:{name}")
    if not bands:
        return group.is_not_null().cast(pl.Int64)
    place = group.replace_strict(bands, default=len(bands), return_dtype=pl.Int64)
    return pl.when(group.is_not_null()).then(place)


def _status(asked: _Asked, found: Available, world: World, counted: list[str]) -> pl.Expr:
    """A group's parts share one denominator, so they are final together."""
    if found.missing:
        return pl.lit("not_computable")
    groups = [f"by:{name}" for name in asked.by]
    counts = [name for name in ("pending", "denominator_pending") if name in counted]
    waiting = pl.sum_horizontal(counts).sum()
    waiting = waiting.over(groups) if groups else waiting
    over = pl.lit(world.extracted >= world.last) & (waiting == 0)
    status = pl.when(over).then(pl.lit("final")).otherwise(pl.lit("preliminary"))
    if asked.indicator.kind == "count":
        return status
    if asked.computation.answers is not None:
        return pl.when(pl.col("value").is_null()).then(pl.lit("unanswered")).otherwise(status)
    return pl.when(pl.col("denominator") == 0).then(pl.lit("empty")).otherwise(status)


def _at_large(computation: Computation, world: World) -> Iterator[Text]:
    """Which rows nobody can tell where they belong: no bounds take in what they may change."""
    looked_at = computation_tables(computation)
    for name in (name for name in world.model.episodes if name in looked_at):
        if rows := world.in_no_episode(name):
            yield notes.in_no_episode(rows, world.model.episodes[name].by, name)
        if loose := world.with_loose_end(name):
            yield notes.loose_ends(loose, name)
    for table, name in sorted(set(counting_uses(computation, world.model))):
        if rows := world.lacking(table, name):
            yield notes.without_id(rows, table, name)
        if rows := world.leading_nowhere(table, name):
            yield notes.leading_nowhere(rows, table, name)


def _notes(asked: _Asked, found: Available, lacking: list[str], world: World) -> list[Text]:
    if found.missing:
        return [notes.not_in_the_data(found.missing)]
    said = [notes.left_out(found.left_out)] if found.left_out else []
    said += _at_large(found.computation, world)
    if lacking:
        said.append(notes.not_divided(lacking))
    if len(lacking) < len(asked.by) and asked.computation.unit is not None:
        said.append(notes.distinct_units(asked.computation.unit))
    return said
