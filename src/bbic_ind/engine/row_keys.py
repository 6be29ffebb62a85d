"""What a row is known by in any export: its own id and its subject's, or what dates it."""

from collections.abc import Iterator

import polars as pl

from bbic_ind.engine.world import World
from bbic_ind.model import ADDRESS, SOURCE

ROW_KEY = "_key"

_ID = "id"


def keyed_rows(table: str, world: World, other: World) -> pl.DataFrame:
    """The table's rows with ``_key``, and null ``_source`` and ``_row`` where they have none.

    ``other`` is the other export; subjects must have the same pseudonym in both.  Rows
    that nothing tells apart are numbered in the order they stand.
    """
    frame = world.tables[table]
    parts = list(_parts(table, world, other))
    known = pl.concat_str(parts, separator="|") if parts else pl.lit("")
    number = pl.lit(None, pl.UInt32)
    places = [number.alias(name) for name in (SOURCE, ADDRESS) if name not in frame.columns]
    keyed = frame.with_columns(known.alias(ROW_KEY), *places)
    again = pl.int_range(pl.len()).over(ROW_KEY)
    numbered = pl.when(again > 0).then(pl.format("{}#{}", ROW_KEY, again)).otherwise(ROW_KEY)
    return keyed.with_columns(numbered.alias(ROW_KEY))


def _parts(table: str, world: World, other: World) -> Iterator[pl.Expr]:
    """The row's id, its subject and the day it begins; of what an id alone tells, the id.

    A subject that has been given another number is then a correction of the row.
    """
    columns = world.tables[table].columns
    has_id = _ID in columns
    if has_id:
        yield _word(_ID)
    alone = _single_ids(table, world, other)
    by_id = pl.col(_ID).cast(pl.String).is_in(alone.implode()) if has_id else pl.lit(value=False)
    for name in subject_columns(table, world):
        if name in columns and name != _ID:
            yield pl.when(by_id).then(pl.lit("")).otherwise(_word(name))
    begins = world.table(table).begins
    if begins in columns:
        dated = pl.col(_ID).is_not_null() if has_id else pl.lit(value=False)
        yield pl.when(dated).then(pl.lit("")).otherwise(_word(begins))


def _word(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String).fill_null("")


def _single_ids(table: str, world: World, other: World) -> pl.Series:
    """The ids that one row alone has in either export, begun on the same day in both."""
    begins = world.table(table).begins or _ID
    if not all(one.has(table, name) for one in (world, other) for name in (_ID, begins)):
        return pl.Series(_ID, [], dtype=pl.String)
    first, second = (_single(one.tables[table], begins) for one in (world, other))
    return first.join(second, on=first.columns, how="inner")[_ID]


def _single(frame: pl.DataFrame, begins: str) -> pl.DataFrame:
    asked = [pl.col(name).cast(pl.String) for name in dict.fromkeys((_ID, begins))]
    return frame.select(asked).filter(pl.len().over(_ID) == 1).drop_nulls()


def subject_columns(table: str, world: World) -> list[str]:
    """The columns that name the subject of a row."""
    subject = world.model.subject
    if subject is None:
        return []
    columns = world.table(table).columns
    return [name for name, column in columns.items() if column.refers_to == subject.table]
