"""The same tables otherwise: some cells unknown, some rows gone, some subjects alone."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import polars as pl

from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.episodes import merge_spans
from bbic_ind.engine.world import ROW, World

Tables = Mapping[str, pl.DataFrame]


def unknown(world: World, breach: Breach) -> World:
    """The cells that the breach is about, not registered."""
    frame = world.tables[breach.table]
    hit = pl.col(ROW).is_in(breach.hits.implode())
    known = [name for name in breach.columns if name in frame.columns]
    emptied = [pl.when(~hit).then(pl.col(name)).alias(name) for name in known]
    return altered(world, {breach.table: frame.with_columns(emptied)})


def without(world: World, breach: Breach) -> World:
    """The rows that the breach is about, not there."""
    frame = world.tables[breach.table]
    return altered(world, {breach.table: frame.filter(~pl.col(ROW).is_in(breach.hits.implode()))})


def only(world: World, tables: Collection[str]) -> World:
    """The tables of these names and those their episodes are merged from."""
    episodes = world.model.episodes
    wanted = set(tables).union(*(episodes[name].merge for name in tables if name in episodes))
    kept = {name: frame for name, frame in world.tables.items() if name in wanted}
    return replace(world, tables=kept)


def among(world: World, breach: Breach) -> World | None:
    """The rows of the breach's subjects, and all of the tables that concern no subject.

    None where that is no smaller world: the rows have no subject, or most have.
    """
    subject = world.model.subject
    frame = world.tables[breach.table]
    name = None if subject is None else subject_column(world, breach.table)
    if name is None or name not in frame.columns:
        return None
    hit = pl.col(ROW).is_in(breach.hits.implode())
    subjects = frame.filter(hit)[name].unique()
    if 2 * len(subjects) > frame[name].n_unique():
        return None
    chosen = {}
    for table in world.tables:
        key = subject_column(world, table)
        if table in world.model.tables and key in world.tables[table].columns:
            belongs = pl.col(key).is_in(subjects.implode()).fill_null(value=False)
            mine = belongs | hit if table == breach.table else belongs
            chosen[table] = world.tables[table].filter(mine)
    return altered(world, chosen)


def subject_column(world: World, table: str) -> str:
    """The column of a table that names its rows' subject; empty where none does."""
    subject = world.model.subject
    if subject is None:
        return ""
    return "id" if table == subject.table else subject.key


def altered(world: World, changed: Tables) -> World:
    """The world with other rows in some tables, and the episodes that follow from them."""
    tables = {**world.tables, **changed}
    for name, episodes in world.model.episodes.items():
        if name in tables and set(episodes.merge) & set(changed):
            merged = merge_spans(episodes, world.model, tables)
            if merged is not None:
                tables[name] = merged.with_row_index(ROW)
    return replace(world, tables=tables, gaps={}, opens={})
