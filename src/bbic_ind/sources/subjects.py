"""The subjects of the figures: their own table, and pseudonyms instead of their numbers."""

from collections.abc import Mapping, Sequence

import polars as pl

from bbic_ind.model import ADDRESS, SOURCE, ColumnType, Model, Subject
from bbic_ind.sources.conversion import data_type
from bbic_ind.sources.identity import pseudonyms

Tables = Mapping[str, pl.DataFrame]


def with_subjects(
    tables: Tables, persons: Sequence[pl.DataFrame], model: Model
) -> dict[str, pl.DataFrame]:
    """The tables with a row for every subject, filled in from valid personal numbers."""
    subject = model.subject
    if subject is None or not persons:
        return dict(tables)
    known = pl.concat(persons).drop_nulls("normal").unique("normal", maintain_order=True)
    told = known.select(pl.col("normal").alias("id"), *_told(subject, model))
    own = tables.get(subject.table)
    if own is None:
        own = told.with_columns(
            pl.lit(None, pl.UInt32).alias(SOURCE), pl.lit(None, pl.UInt32).alias(ADDRESS)
        )
    else:
        own = own.join(told, on="id", how="full", coalesce=True, suffix=" told")
        own = _filled(own, told.columns[1:])
    return {**tables, subject.table: own}


def _told(subject: Subject, model: Model) -> list[pl.Expr]:
    """What a personal number tells, as the subject table's columns."""
    told = []
    if subject.born is not None:
        told.append(pl.col("born").alias(subject.born))
    if subject.sex is not None and len(subject.sex_values) == len(("female", "male")):
        column = model.tables[subject.table].columns[subject.sex]
        words = (pl.lit(subject.sex_values["female"]), pl.lit(subject.sex_values["male"]))
        sex = pl.when(pl.col("female")).then(words[0]).when(~pl.col("female")).then(words[1])
        told.append(sex.cast(data_type(column)).alias(subject.sex))
    return told


def _filled(own: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    for name in names:
        told = f"{name} told"
        if told in own.columns:
            own = own.with_columns(pl.coalesce(name, told).alias(name)).drop(told)
    return own


def pseudonymised(tables: Tables, model: Model, key: bytes | None) -> dict[str, pl.DataFrame]:
    """The tables with every subject's id replaced by its pseudonym."""
    at = [
        (table, name)
        for table, frame in tables.items()
        for name in frame.columns
        if names_subject(model, table, name)
    ]
    if not at:
        return dict(tables)
    replaced = dict(tables)
    given = pseudonyms([tables[table][name] for table, name in at], key)
    for (table, name), values in zip(at, given, strict=True):
        replaced[table] = replaced[table].with_columns(values.alias(name))
    return replaced


def names_subject(model: Model, table: str, name: str) -> bool:
    """Whether a column holds the subject's own id."""
    subject, column = model.subject, model.tables[table].columns.get(name)
    if subject is None or column is None or column.type is not ColumnType.ID:
        return False
    return (table == subject.table and name == "id") or column.refers_to == subject.table
