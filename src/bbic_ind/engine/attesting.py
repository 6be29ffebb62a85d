"""What stands beside the yes/no answers that counted: who attested them, what they rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.engine.availability import available
from bbic_ind.engine.explain.replies import replies
from bbic_ind.engine.world import World, prepare
from bbic_ind.model import ADDRESS, SOURCE, Dataset, Model
from bbic_ind.periods import Period


def attested(
    indicators: Iterable[Indicator],
    model: Model,
    dataset: Dataset,
    period: Period,
    columns: Sequence[str],
) -> dict[tuple[str, str], pl.DataFrame]:
    """The rows that answer the items of each yes/no indicator, by pack and indicator.

    Columns: ``item``, ``reply``, ``valid``, ``counts``, ``_source``, ``_row`` and those of
    ``columns`` that the data have.  Rows of an item that agree all count.  An indicator
    whose table the data lack is not in the mapping.
    """
    asking = [indicator for indicator in indicators if indicator.computation.answers is not None]
    world = prepare(model, _only({one.computation.table for one in asking}, dataset))
    found = {}
    for indicator in asking:
        seen = world.during(period, snapshot=indicator.period == "snapshot")
        if not available(indicator.computation, seen).missing:
            found[indicator.pack, indicator.id] = _rows(indicator, seen, columns)
    return found


def _only(tables: set[str], dataset: Dataset) -> Dataset:
    return replace(dataset, tables={n: t for n, t in dataset.tables.items() if n in tables})


def _rows(indicator: Indicator, world: World, columns: Sequence[str]) -> pl.DataFrame:
    computation = indicator.computation
    if computation.answers is None:
        raise ValueError(indicator.id)
    there = world.tables[computation.table]
    shown = [name for name in columns if name in there.columns]
    return replies(computation, computation.answers, world).join(
        there.select(SOURCE, ADDRESS, *shown), on=[SOURCE, ADDRESS], how="left", nulls_equal=True
    )
