"""Several worlds of a few subjects each, side by side in one, to reckon a figure once for all.

Each world has its own copies of its subjects and of their rows, known by ids of their own,
so nothing in one can be seen from another.  Tables that concern no subject are shared.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.worlds import altered, has_subject, subject_column
from bbic_ind.engine.episodes import merge_spans
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import ColumnType

WORLD, ORIGIN, SUBJECT = "_world", "_origin", "_subject"
_HIT = "_hit"
_APART = 2**32
"""More than there are subjects: what tells the numbers of one world from those of the next."""


@dataclass(frozen=True)
class Changed:
    """A world of the number ``name``: of the subjects of a breach alone, its cells or rows changed.

    It has those of the tables that concern subjects that are among ``tables``.  ``unknown``
    says that the cells are not registered, ``gone`` that the rows are not there.
    """

    name: int
    breach: Breach
    tables: frozenset[str]
    unknown: bool = False
    gone: bool = False


def numbered(world: World) -> World:
    """The world with every subject known by a number, since rows are joined by it over and over.

    Numbers as they are read stay what they are.
    """
    subject = world.model.subject
    if subject is None:
        return world
    named = {
        table: [
            name
            for name, column in world.table(table).columns.items()
            if name in frame.columns
            and subject.table == (column.refers_to or (table if name == "id" else ""))
        ]
        for table, frame in world.tables.items()
        if table in world.model.tables
    }
    kinds = {world.tables[table][name].dtype for table, names in named.items() for name in names}
    if kinds <= {pl.UInt32()}:
        return world
    ids = [world.tables[table][name].cast(pl.String) for table in named for name in named[table]]
    known = pl.Enum(pl.concat(ids).drop_nulls().unique().sort())
    changed = {
        table: world.tables[table].with_columns(
            pl.col(names).cast(pl.String).cast(known).to_physical().cast(pl.UInt32)
        )
        for table, names in named.items()
    }
    return altered(world, changed)


def is_few(world: World, breach: Breach) -> bool:
    """Whether the breach is about subjects, and not about most of them."""
    if not has_subject(world, breach.table):
        return False
    every = world.tables[breach.table][subject_column(world, breach.table)]
    return 2 * hit_rows(world, breach)[SUBJECT].n_unique() <= every.n_unique()


def hit_rows(world: World, breach: Breach) -> pl.DataFrame:
    """``_i`` and ``_subject`` of the rows that the breach is about."""
    key = subject_column(world, breach.table)
    hit = pl.col(ROW).is_in(breach.hits.implode())
    rows = world.tables[breach.table].filter(hit)
    return rows.select(ROW, pl.col(key).alias(SUBJECT))


def side_by_side(world: World, changes: Sequence[Changed]) -> World:
    """One world that holds them all.

    Its tables tell the ``_world``, the ``_subject`` and the ``_origin`` (``_i`` in the
    world as it is) of each row that concerns a subject.
    """
    hits = {change.name: hit_rows(world, change.breach) for change in changes}
    stacked = {
        table: _stacked(world, table, [one for one in changes if table in one.tables], hits)
        for table in frozenset[str]().union(*(change.tables for change in changes))
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
    """Those of the worlds that have one of the names, in these tables.

    Other tables keep all of them, as nothing of one world is seen from another.
    """
    named = pl.col(WORLD).is_in([*names])
    kept = {
        table: worlds.tables[table].filter(named) for table in tables if worlds.has(table, WORLD)
    }
    return replace(worlds, tables={**worlds.tables, **kept}, gaps={}, opens={})


def _named(name: int, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.lit(name, pl.Int64).alias(WORLD), pl.all())


def _stacked(
    world: World,
    table: str,
    changes: Sequence[Changed],
    hits: dict[int, pl.DataFrame],
) -> pl.DataFrame:
    frame = world.tables[table].with_columns(pl.col(subject_column(world, table)).alias(SUBJECT))
    asked = (_named(one.name, hits[one.name].select(SUBJECT).unique()) for one in changes)
    rows = pl.concat(asked).drop_nulls().join(frame, on=SUBJECT, how="inner")
    own = [change for change in changes if change.breach.table == table]
    if own:
        found = pl.concat(_named(change.name, hits[change.name]) for change in own)
        nobody = found.filter(pl.col(SUBJECT).is_null()).select(WORLD, ROW)
        alone = nobody.join(frame, on=ROW, how="inner").select(rows.columns)
        marks = found.select(WORLD, ROW, pl.lit(value=True).alias(_HIT))
        rows = _changed(pl.concat([rows, alone]).join(marks, on=[WORLD, ROW], how="left"), own)
    own_ids = _own_ids(world, table)
    return rows.sort(WORLD, ROW).rename({ROW: ORIGIN}).with_columns(own_ids).with_row_index(ROW)


def _changed(rows: pl.DataFrame, changes: Iterable[Changed]) -> pl.DataFrame:
    """The rows of each world as it changes them."""
    hit, gone, emptied = pl.col(_HIT).fill_null(value=False), [], dict[str, list[int]]()
    for change in changes:
        gone += [change.name] if change.gone else []
        for name in change.breach.columns if change.unknown else ():
            emptied.setdefault(name, []).append(change.name)
    return (
        rows.with_columns(
            pl.when(~(hit & pl.col(WORLD).is_in(names))).then(pl.col(name)).alias(name)
            for name, names in emptied.items()
            if name in rows.columns
        )
        .filter(~(hit & pl.col(WORLD).is_in(gone)))
        .drop(_HIT)
    )


def _own_ids(world: World, table: str) -> Iterator[pl.Expr]:
    """The ids and references of a table, told apart between the worlds.

    References to tables that all worlds share stay as they are.
    """
    subject = world.model.subject.table if world.model.subject else ""
    for name, column in world.table(table).columns.items():
        meant = column.refers_to or (table if name == "id" else "")
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
