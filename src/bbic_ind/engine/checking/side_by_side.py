"""Several worlds of a few subjects each, side by side in one, to reckon a figure once for all.

Each world has its own copies of its subjects and of their rows, known by ids of their own,
so nothing in one can be seen from another.  Tables that concern no subject are shared.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import accumulate

import polars as pl

from bbic_ind.definitions.uses import Use
from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.worlds import altered, has_subject, subject_column
from bbic_ind.engine.episodes import merge_spans
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import Column, ColumnType

WORLD, ORIGIN, SUBJECT = "_world", "_origin", "_subject"
BREACH, VIEW, TABLE, WHOLE = "_breach", "_view", "_table", "_whole"
_HIT = "_hit"
_NOBODY = pl.lit(None, pl.UInt32).alias(SUBJECT)
_HITS = {BREACH: pl.Int64, TABLE: pl.String, WHOLE: pl.Boolean, ROW: pl.UInt32}
_APART = 2**32
"""More than there are subjects: what tells the numbers of one world from those of the next."""


class View(IntEnum):
    """A world as it is, and with the cells of a breach not registered, or its rows gone."""

    BEFORE = 0
    CHANGED = 1


@dataclass(frozen=True)
class Seen:
    """A world of the subjects of a breach alone, the breach known by its number.

    It has those of the tables that concern subjects that are among ``tables``.
    """

    number: int
    breach: Breach
    view: View
    tables: frozenset[str]

    @property
    def name(self) -> int:
        """The number of the world."""
        return name_of(self.number, self.view)


def name_of(number: int, view: View) -> int:
    """The number of the world of a breach's number in a view."""
    return number * len(View) + view


def breach_and_view() -> tuple[pl.Expr, pl.Expr]:
    """What the number of a world tells."""
    return (pl.col(WORLD) // len(View)).alias(BREACH), (pl.col(WORLD) % len(View)).alias(VIEW)


def numbered(world: World) -> World:
    """The world with every subject known by a serial number, which leaves room for a world's."""
    named = [*_naming_subjects(world)]
    if not named:
        return world
    serials = _serials([world.tables[table][name] for table, name in named])
    changed = dict(world.tables)
    for (table, name), serial in zip(named, serials, strict=True):
        changed[table] = changed[table].with_columns(serial.alias(name))
    return altered(world, {table: changed[table] for table, _ in named})


def _naming_subjects(world: World) -> Iterator[tuple[str, str]]:
    """The columns of the data that hold ids of subjects, each with its table."""
    subject = world.model.subject
    for table in world.tables:
        columns = world.model.tables[table].columns if table in world.model.tables else {}
        for name, column in columns.items():
            if subject and world.has(table, name) and _meant(table, name, column) == subject.table:
                yield table, name


def _meant(table: str, name: str, column: Column) -> str:
    """The table whose ids a column holds; empty where it holds none that others refer to."""
    return column.refers_to or (table if name == "id" else "")


def _serials(columns: Sequence[pl.Series]) -> list[pl.Series]:
    """The place of each id among all that the columns hold (UInt32), column by column."""
    places = pl.concat(columns).rank("dense").cast(pl.UInt32)
    starts = accumulate((column.len() for column in columns), initial=0)
    return [places.slice(at, one.len()) for at, one in zip(starts, columns, strict=False)]


def hit_rows(world: World, breaches: Mapping[int, Breach]) -> pl.DataFrame:
    """The rows that breaches are about, each breach known by its number.

    ``_breach``, ``_table`` and ``_whole`` (whether the rows themselves are in doubt) tell
    the breach, ``_i`` and ``_subject`` the row, the latter null where it has none.
    """
    none = pl.DataFrame(schema=_HITS)
    hits = pl.concat([none, *(_of_breach(number, one) for number, one in breaches.items())])
    found = [
        rows.join(_subjects(world, str(table)), on=ROW, how="left", maintain_order="left")
        for (table,), rows in hits.partition_by(TABLE, as_dict=True).items()
    ]
    return pl.concat([none.with_columns(_NOBODY), *found])


def _of_breach(number: int, breach: Breach) -> pl.DataFrame:
    return (
        breach.rows.drop_nulls(ROW)
        .select(ROW)
        .unique(maintain_order=True)
        .select(
            pl.lit(number, pl.Int64).alias(BREACH),
            pl.lit(breach.table).alias(TABLE),
            pl.lit(breach.whole_rows).alias(WHOLE),
            ROW,
        )
    )


def _subjects(world: World, table: str) -> pl.DataFrame:
    subject = pl.col(subject_column(world, table)) if has_subject(world, table) else _NOBODY
    return world.tables[table].select(ROW, subject.alias(SUBJECT))


def few(world: World, hits: pl.DataFrame) -> set[int]:
    """The breaches that are about subjects, and not about most of those in the table."""
    counted = hits.group_by(BREACH, TABLE).agg(pl.col(SUBJECT).n_unique()).rows()
    every = {
        table: _subjects(world, table)[SUBJECT].n_unique()
        for table in {table for _, table, _ in counted}
        if has_subject(world, table)
    }
    return {number for number, table, found in counted if 2 * found <= every.get(table, 0)}


def narrowed(world: World, uses: Collection[Use]) -> World:
    """The world with the columns used, those that date the rows, and the ids referred to."""
    columns = {name: table.columns for name, table in world.model.tables.items()}
    meant = {columns[table][name].refers_to for table, name in uses if table in columns}
    kept = {
        table: world.tables[table].select(
            name
            for name in world.tables[table].columns
            if (table, name) in uses
            or name in (ROW, shape.begins, shape.closes, subject_column(world, table))
            or (name == "id" and table in meant)
        )
        for table, shape in world.model.tables.items()
        if table in world.tables
    }
    return replace(world, tables={**world.tables, **kept})


def side_by_side(world: World, seen: Sequence[Seen], hits: pl.DataFrame) -> World:
    """One world that holds them all.

    Its tables tell the ``_world``, the ``_subject`` and the ``_origin`` (``_i`` in the
    world as it is) of each row that concerns a subject.
    """
    stacked = {
        table: _stacked(world, table, [one for one in seen if table in one.tables], hits)
        for table in frozenset[str]().union(*(one.tables for one in seen))
        if table in world.model.tables and has_subject(world, table)
    }
    tables = {**world.tables, **stacked}
    for name, episodes in world.model.episodes.items():
        of_worlds = set(episodes.merge) <= set(stacked)
        merged = merge_spans(episodes, world.model, stacked) if of_worlds else None
        if merged is not None:
            tables[name] = merged.with_row_index(ROW).with_columns(*_read_off(episodes.by))
    return replace(world, tables=tables, gaps={}, opens={})


def beside(worlds: World, names: Collection[int], tables: Collection[str]) -> World:
    """Those of the worlds that have one of the names, in the tables that are counted.

    Other tables keep all of them, as nothing of one world is seen from another.
    """
    named = pl.col(WORLD).is_in([*names])
    kept = {
        table: worlds.tables[table].filter(named) for table in tables if worlds.has(table, WORLD)
    }
    return replace(worlds, tables={**worlds.tables, **kept}, gaps={}, opens={})


def _stacked(world: World, table: str, seen: Sequence[Seen], hits: pl.DataFrame) -> pl.DataFrame:
    frame = world.tables[table].with_columns(pl.col(subject_column(world, table)).alias(SUBJECT))
    names = pl.DataFrame([(one.name, one.number) for one in seen], [WORLD, BREACH], orient="row")
    whose = names.join(hits.select(BREACH, SUBJECT).drop_nulls().unique(), on=BREACH)
    rows = frame.join(whose.select(WORLD, SUBJECT), on=SUBJECT, maintain_order="left")
    own = hits.filter(pl.col(TABLE) == table)
    if not own.is_empty():
        found = names.join(own, on=BREACH).select(WORLD, ROW, SUBJECT)
        nobody = found.filter(pl.col(SUBJECT).is_null()).select(WORLD, ROW)
        alone = nobody.join(frame, on=ROW).select(rows.columns)
        marks = found.select(WORLD, ROW, pl.lit(value=True).alias(_HIT))
        changed = [o for o in seen if o.breach.table == table and o.view is View.CHANGED]
        rows = _changed(pl.concat([rows, alone]).join(marks, on=[WORLD, ROW], how="left"), changed)
    own_ids = _own_ids(world, table)
    return rows.rename({ROW: ORIGIN}).with_columns(own_ids).with_row_index(ROW)


def _changed(rows: pl.DataFrame, seen: Iterable[Seen]) -> pl.DataFrame:
    """The rows of each world as it changes them."""
    hit, emptied = pl.col(_HIT).fill_null(value=False), dict[str, list[int]]()
    for one in seen:
        for name in () if one.breach.whole_rows else one.breach.columns:
            emptied.setdefault(name, []).append(one.name)
    gone = pl.col(WORLD).is_in([one.name for one in seen if one.breach.whole_rows])
    return (
        rows.with_columns(
            pl.when(~(hit & pl.col(WORLD).is_in(names))).then(pl.col(name)).alias(name)
            for name, names in emptied.items()
            if name in rows.columns
        )
        .filter(~(hit & gone))
        .drop(_HIT)
    )


def _own_ids(world: World, table: str) -> Iterator[pl.Expr]:
    """The ids and references of a table, told apart between the worlds.

    References to tables that all worlds share stay as they are.
    """
    subject = world.model.subject.table if world.model.subject else ""
    for name, column in world.table(table).columns.items():
        meant = _meant(table, name, column)
        if not world.has(table, name) or column.type is not ColumnType.ID:
            continue
        if meant == subject:
            yield (pl.col(WORLD) * _APART + pl.col(name)).alias(name)
        elif not meant or has_subject(world, meant):
            yield pl.format("{}|{}", WORLD, name).alias(name)


def _read_off(key: str) -> list[pl.Expr]:
    """The world and the subject that the subject's number tells."""
    return [
        (pl.col(key) // _APART).alias(WORLD),
        (pl.col(key) % _APART).cast(pl.UInt32).alias(SUBJECT),
    ]
