"""Why a case moved: the row came, went, was corrected, or something around it changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

import polars as pl

from bbic_ind.definitions.uses import Use
from bbic_ind.engine.explain.cases import ID, SPANS, addressed, id_of
from bbic_ind.engine.row_keys import ROW_KEY, keyed_rows, subject_columns
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import ADDRESS, SOURCE, ColumnType
from bbic_ind.periods import OPEN

Row = Mapping[str, Any]

_ID = "_own_id"


class Reason(StrEnum):
    """Why a case moved.

    *late*: not in the old export though dated before it was made.  *new*: dated after.
    *removed*: in the old export only.  *happened*: an end that came after the old export.
    *correction*: a value is another.  *other_rows*: nothing on the row itself, but on rows
    it is judged by.  *time*: nothing but the day up to which the data is known.
    *definition*: nothing in the data, but what is counted.
    """

    LATE = "late"
    NEW = "new"
    REMOVED = "removed"
    CORRECTION = "correction"
    HAPPENED = "happened"
    OTHER_ROWS = "other_rows"
    TIME = "time"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is another; both are None where it may not be shown."""

    column: str
    old: Any
    new: Any
    hidden: bool


@dataclass(frozen=True, slots=True)
class Why:
    """The reason, the case's own id, where its row stood and stands, and what changed.

    For other rows ``tables`` names theirs.
    """

    reason: Reason
    id: str | None
    old: tuple[int | None, int | None]
    new: tuple[int | None, int | None]
    changes: tuple[Change, ...] = ()
    tables: tuple[str, ...] = ()


Worlds = tuple[World, World]


def reasons(
    keys: pl.Series,
    table: str,
    used: Collection[Use],
    worlds: Worlds,
    *,
    same_definition: bool,
) -> list[Why]:
    """The reason for each row key of a table, in their order."""
    old, new = (_rows(table, *pair, keys) for pair in (worlds, worlds[::-1]))
    seen = _Judged(table, used, worlds, same_definition)
    return [seen.why(old.get(key), new.get(key)) for key in keys.to_list()]


def _rows(table: str, world: World, other: World, keys: pl.Series) -> dict[str, Row]:
    """The rows with these keys, each with its own id and place; episodes with their first's."""
    rows = keyed_rows(table, world, other).filter(pl.col(ROW_KEY).is_in(keys.implode()))
    if table in world.model.episodes:
        rows = _placed_by_span(rows, table, world)
    else:
        rows = rows.with_columns(id_of(table, rows, world).alias(_ID))
    return {row[ROW_KEY]: row for row in rows.to_dicts()}


def _placed_by_span(rows: pl.DataFrame, table: str, world: World) -> pl.DataFrame:
    first = (
        addressed(rows.select(ROW), table, world)
        .select(ROW, pl.col(SPANS).list.first())
        .unnest(SPANS)
        .select(ROW, pl.col(ID).alias(_ID), SOURCE, ADDRESS)
    )
    return rows.drop(SOURCE, ADDRESS).join(first, on=ROW, how="left", maintain_order="left")


@dataclass(frozen=True)
class _Judged:
    """What the rows of one table are judged by, on both sides."""

    table: str
    used: Collection[Use]
    worlds: Worlds
    same_definition: bool

    def why(self, old: Row | None, new: Row | None) -> Why:
        row = new or old or {}
        changes = tuple(self._changes(old, new)) if old and new else ()
        tables = self._tables(row) if old and new and not changes else ()
        reason = self._reason(old, new, changes, tables)
        return Why(reason, row.get(_ID), _place(old), _place(new), changes, tables)

    def _reason(
        self, old: Row | None, new: Row | None, changes: Sequence[Change], tables: Sequence[str]
    ) -> Reason:
        if new is None:
            return Reason.REMOVED
        if old is None:
            return self._came(new)
        if changes:
            return Reason.HAPPENED if all(map(self._happened, changes)) else Reason.CORRECTION
        if tables:
            return Reason.OTHER_ROWS
        return Reason.TIME if self.same_definition else Reason.DEFINITION

    def _came(self, new: Row) -> Reason:
        begins = new.get(self.worlds[1].table(self.table).begins or "")
        known = self.worlds[0].extracted
        return Reason.NEW if begins is not None and begins > known else Reason.LATE

    def _happened(self, change: Change) -> bool:
        """Whether an open end has come, on a day that the old export could not know."""
        came = isinstance(change.new, date) and change.new != OPEN
        return change.old == OPEN and came and change.new > self.worlds[0].extracted

    def _changes(self, old: Row, new: Row) -> Iterator[Change]:
        shape = self.worlds[1].table(self.table)
        asked = {column for table, column in self.used if table == self.table}
        shared = old.keys() & new.keys() & (asked or {*shape.ends})
        for name, column in shape.columns.items():
            if name in shared and old[name] != new[name]:
                hidden = column.type in (ColumnType.ID, ColumnType.TEXT)
                before, after = (None, None) if hidden else (old[name], new[name])
                yield Change(name, before, after, hidden)

    def _tables(self, row: Row) -> tuple[str, ...]:
        """The other tables whose rows about this case are not what they were."""
        found = (self._around.get(link, frozenset()) for link in self._links(row))
        return tuple(sorted({table for tables in found for table in tables}))

    def _links(self, row: Row) -> Iterator[str]:
        """What other rows may know this row by: its subject and its own id."""
        for name in subject_columns(self.table, self.worlds[1]):
            yield f"subject {row.get(name)}"
        yield f"{self.table} {row.get('id')}"

    @cached_property
    def _around(self) -> dict[str, frozenset[str]]:
        """By what rows are linked by, the other tables with rows that are not what they were."""
        found: dict[str, frozenset[str]] = {}
        for table in {table for table, _ in self.used} - {self.table}:
            for link in self._changed_in(table):
                found[link] = found.get(link, frozenset()) | {table}
        return found

    def _changed_in(self, table: str) -> set[str]:
        """The links of a table's rows that are not the same on both sides."""
        old, new = (self._compared(table, *pair) for pair in (self.worlds, self.worlds[::-1]))
        if old is None or new is None:
            return set()
        shared = [name for name in old.columns if name in new.columns]
        values = [name for name in shared if name != "_links"]
        either = [
            one.join(other.select(values), on=values, how="anti", nulls_equal=True)
            for one, other in ((old, new), (new, old))
        ]
        return {link for frame in either for links in frame["_links"].to_list() for link in links}

    def _compared(self, table: str, world: World, other: World) -> pl.DataFrame | None:
        """The used values of a table's rows, with what they are linked by."""
        if table not in world.tables or table not in other.tables:
            return None
        rows = keyed_rows(table, world, other)
        asked = [name for of, name in self.used if of == table and name in rows.columns]
        return rows.select(ROW_KEY, *sorted(asked), _linked(table, rows.columns, world))


def _linked(table: str, known: Iterable[str], world: World) -> pl.Expr:
    """A list of what a row is about: its subject and the rows that it refers to."""
    subjects = subject_columns(table, world)
    links = [pl.format("subject {}", name) for name in subjects if name in known]
    links += [
        pl.format("{} {}", pl.lit(column.refers_to), name)
        for name, column in world.table(table).columns.items()
        if column.refers_to and name in known and name not in subjects
    ]
    nothing = pl.lit("", pl.String)
    return pl.concat_list([link.fill_null("") for link in links] or [nothing]).alias("_links")


def _place(row: Row | None) -> tuple[int | None, int | None]:
    return (row[SOURCE], row[ADDRESS]) if row else (None, None)
