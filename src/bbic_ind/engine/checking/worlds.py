"""The same tables otherwise: some cells unknown, or some rows gone."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import polars as pl

from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.episodes import merge_spans
from bbic_ind.engine.world import ROW, World

Tables = Mapping[str, pl.DataFrame]


def changed(world: World, breach: Breach) -> World:
    """The cells that the breach is about not registered, or its rows gone."""
    frame = world.tables[breach.table]
    kept = ~pl.col(ROW).is_in(breach.hits.implode())
    if breach.whole_rows:
        return altered(world, {breach.table: frame.filter(kept)})
    known = [name for name in breach.columns if name in frame.columns]
    emptied = [pl.when(kept).then(pl.col(name)).alias(name) for name in known]
    return altered(world, {breach.table: frame.with_columns(emptied)})


def with_merged(world: World, tables: Collection[str]) -> set[str]:
    """The tables of these names and those their episodes are merged from."""
    episodes = world.model.episodes
    return set(tables).union(*(episodes[name].merge for name in tables if name in episodes))


def subject_column(world: World, table: str) -> str:
    """The column of a table that names its rows' subject; empty where none does."""
    subject = world.model.subject
    if subject is None:
        return ""
    return "id" if table == subject.table else subject.key


def has_subject(world: World, table: str) -> bool:
    """Whether each row of a table in the data is about a subject."""
    return world.has(table, subject_column(world, table))


def altered(world: World, others: Tables) -> World:
    """The world with other rows in some tables, and the episodes that follow from them."""
    tables = {**world.tables, **others}
    for name, episodes in world.model.episodes.items():
        if name in tables and set(episodes.merge) & set(others):
            merged = merge_spans(episodes, world.model, tables)
            if merged is not None:
                tables[name] = merged.with_row_index(ROW)
    return replace(world, tables=tables, gaps={}, opens={})
