"""What a row is known by in any export: its own id and its subject's, or what dates it."""

import polars as pl

from bbic_ind.engine.world import World
from bbic_ind.model import ADDRESS, SOURCE

ROW_KEY = "_key"


def keyed_rows(table: str, world: World) -> pl.DataFrame:
    """The table's rows with ``_key``, and null ``_source`` and ``_row`` where they have none.

    Subjects must have the same pseudonym in both exports.  Rows that nothing tells apart
    are numbered in the order they stand.
    """
    frame = world.tables[table]
    ids = [name for name in ("id", *subject_columns(table, world)) if name in frame.columns]
    parts = [pl.col(name).cast(pl.String).fill_null("") for name in dict.fromkeys(ids)]
    begins = world.table(table).begins
    if begins in frame.columns and "id" in frame.columns:
        undated = pl.col("id").is_not_null()
        day = pl.col(begins).cast(pl.String).fill_null("")
        parts.append(pl.when(undated).then(pl.lit("")).otherwise(day))
    elif begins in frame.columns:
        parts.append(pl.col(begins).cast(pl.String).fill_null(""))
    known = pl.concat_str(parts, separator="|") if parts else pl.lit("")
    number = pl.lit(None, pl.UInt32)
    places = [number.alias(name) for name in (SOURCE, ADDRESS) if name not in frame.columns]
    keyed = frame.with_columns(known.alias(ROW_KEY), *places)
    again = pl.int_range(pl.len()).over(ROW_KEY)
    numbered = pl.when(again > 0).then(pl.format("{}#{}", ROW_KEY, again)).otherwise(ROW_KEY)
    return keyed.with_columns(numbered.alias(ROW_KEY))


def subject_columns(table: str, world: World) -> list[str]:
    """The columns that name the subject of a row."""
    subject = world.model.subject
    if subject is None:
        return []
    columns = world.table(table).columns
    return [name for name, column in columns.items() if column.refers_to == subject.table]
