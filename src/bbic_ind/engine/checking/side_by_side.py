"""Several worlds of a few subjects each, side by side in one, to reckon a figure once for all.

Each world has its own copies of its subjects and of their rows, known by ids of their own,
so nothing in one can be seen from another.  Tables that concern no subject are shared.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.worlds import has_subject, subject_column
from bbic_ind.engine.episodes import merge_spans
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import ColumnType

WORLD, ORIGIN, SUBJECT = "_world", "_origin", "_subject"
_HIT = "_hit"
_APART = 2**32
"""More than there are subjects: what tells the numbers of one world from those of the next."""


@dataclass(frozen=True)
class Changed:
    """A world called ``name``: of the subjects of a breach alone, its cells or rows changed.

    It has those of the tables that concern subjects that are among ``tables``.  ``unknown``
    says that the cells are not registered, ``gone`` that the rows are not there.
    """

    name: str
    breach: Breach
    tables: frozenset[str]
    unknown: bool = False
    gone: bool = False


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
    return rows.select(ROW, pl.col(key).cast(pl.String).alias(SUBJECT))


def side_by_side(world: World, changes: Sequence[Changed]) -> World:
    """One world that holds them all.

    Its tables tell the ``_world``, the ``_subject`` and the ``_origin`` (``_i`` in the
    world as it is) of each row that concerns a subject.
    """
    hits = {change.name: hit_rows(world, change.breach) for change in changes}
    subjects = pl.concat([rows.select(SUBJECT) for rows in hits.values()])
    who = subjects.to_series().drop_nulls().unique().sort()
    stacked = {
        table: _stacked(world, table, [one for one in changes if table in one.tables], hits, who)
        for table in frozenset[str]().union(*(change.tables for change in changes))
        if table in world.model.tables and has_subject(world, table)
    }
    tables = {**world.tables, **stacked}
    for name, episodes in world.model.episodes.items():
        of_worlds = set(episodes.merge) <= set(stacked)
        merged = merge_spans(episodes, world.model, stacked) if of_worlds else None
        if merged is not None:
            tables[name] = merged.with_row_index(ROW).with_columns(*_read_off(episodes.by, who))
    return replace(world, tables=tables, gaps={}, opens={})


def beside(worlds: World, names: Collection[str], tables: Collection[str]) -> World:
    """Those of the worlds that have one of the names, and those of the tables."""
    named = pl.col(WORLD).is_in([*names])
    kept = {
        table: frame.filter(named) if WORLD in frame.columns else frame
        for table, frame in worlds.tables.items()
        if table in tables
    }
    return replace(worlds, tables=kept, gaps={}, opens={})


def _named(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.lit(name).alias(WORLD), pl.all())


def _stacked(
    world: World,
    table: str,
    changes: Sequence[Changed],
    hits: dict[str, pl.DataFrame],
    who: pl.Series,
) -> pl.DataFrame:
    frame = world.tables[table].with_columns(
        pl.col(subject_column(world, table)).cast(pl.String).alias(SUBJECT)
    )
    asked = (_named(one.name, hits[one.name].select(SUBJECT).unique()) for one in changes)
    rows = pl.concat(asked).drop_nulls().join(frame, on=SUBJECT, how="inner")
    own = [change for change in changes if change.breach.table == table]
    if own:
        found = pl.concat(_named(change.name, hits[change.name]) for change in own)
        nobody = found.filter(pl.col(SUBJECT).is_null()).select(WORLD, ROW)
        alone = nobody.join(frame, on=ROW, how="inner").select(rows.columns)
        marks = found.select(WORLD, ROW, pl.lit(value=True).alias(_HIT))
        rows = _changed(pl.concat([rows, alone]).join(marks, on=[WORLD, ROW], how="left"), own)
    own_ids = _own_ids(world, table, who)
    return rows.sort(WORLD, ROW).rename({ROW: ORIGIN}).with_columns(own_ids).with_row_index(ROW)


def _changed(rows: pl.DataFrame, changes: Iterable[Changed]) -> pl.DataFrame:
    """The rows of each world as it changes them."""
    hit, gone, emptied = pl.col(_HIT).fill_null(value=False), [], dict[str, list[str]]()
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


def _own_ids(world: World, table: str, who: pl.Series) -> Iterator[pl.Expr]:
    """The ids and references of a table, told apart between the worlds.

    References to tables that all worlds share stay as they are.
    """
    subject = world.model.subject.table if world.model.subject else ""
    for name, column in world.table(table).columns.items():
        meant = column.refers_to or (table if name == "id" else "")
        if not world.has(table, name) or column.type is not ColumnType.ID:
            continue
        if meant == subject:
            yield _numbered(name, who)
        elif not meant or has_subject(world, meant):
            yield pl.format("{}|{}", WORLD, name).alias(name)


def _numbered(name: str, who: pl.Series) -> pl.Expr:
    """A subject's id as a number, since rows are sorted and joined by it over and over."""
    place = pl.col(name).cast(pl.String).cast(pl.Enum(who), strict=False).to_physical()
    return (pl.col(WORLD).cast(pl.Int64) * _APART + place).alias(name)


def _read_off(key: str, who: pl.Series) -> list[pl.Expr]:
    """The world and the subject that the subject's number tells."""
    return [
        (pl.col(key) // _APART).cast(pl.String).alias(WORLD),
        pl.lit(who).gather(pl.col(key) % _APART).alias(SUBJECT),
    ]
