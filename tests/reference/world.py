"""The tables, the day they are known up to, and what a name stands for on a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from math import inf
from typing import Any

from bbic_ind.definitions.conditions import Anchor, DateExpression, Name
from bbic_ind.definitions.parse_dates import parse_duration
from bbic_ind.model import ColumnType, Model, Table
from bbic_ind.periods import OPEN, Period

from .episodes import Rows, episodes_of
from .values import Value, a_day, imagined, moved, not_yet, of_cell, untold


@dataclass(frozen=True)
class World:
    """Everything that an answer can depend on.

    A table that is not in ``tables`` is not in the data, nor is a column that no row of
    a table with rows has.
    """

    model: Model
    given: Mapping[str, Rows]
    extracted: date
    period: Period

    @cached_property
    def tables(self) -> dict[str, Rows]:
        real = {
            name: [self._as_known(name, row) for row in rows] for name, rows in self.given.items()
        }
        made = {
            name: episodes_of(shape, self.model, real)
            for name, shape in self.model.episodes.items()
            if all(self._can_be_merged(source, shape.by) for source in shape.merge)
        }
        return {**real, **made}

    def _can_be_merged(self, source: str, by: str) -> bool:
        shape = self.shape(source)
        needed = (by, shape.begins, shape.closes)
        return all(_has(self.given.get(source), column or "") for column in needed)

    def _as_known(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """An end after E is only a plan."""
        columns = self.shape(table).columns
        ends = {name for name, column in columns.items() if column.type is ColumnType.END_DATE}
        return {
            name: OPEN if name in ends and cell is not None and cell > self.extracted else cell
            for name, cell in row.items()
        }

    def shape(self, table: str) -> Table:
        shape = self.model.table(table)
        assert shape is not None, table
        return shape

    def target(self, table: str, reference: str) -> str:
        """The table that a reference points at; an episode's is that of the rows it is made of."""
        episodes = self.model.episodes.get(table)
        if episodes is not None:
            table = episodes.merge[0]
        target = self.shape(table).columns[reference].refers_to
        assert target is not None, (table, reference)
        return target

    def has(self, table: str, column: str) -> bool:
        return _has(self.tables.get(table), column)

    def rows(self, table: str) -> "list[Row]":
        return [Row(self, table, i, cells) for i, cells in enumerate(self.tables.get(table, []))]

    def anchor(self, anchor: Anchor) -> date:
        days = {
            Anchor.START: self.period.start,
            Anchor.END: self.period.end,
            Anchor.DAY: self.period.day,
        }
        return days[anchor]


def _has(rows: Rows | None, column: str) -> bool:
    return rows is not None and (not rows or any(column in row for row in rows))


@dataclass
class Row:
    """One row of a table, the row outside it, and the values named under ``let``."""

    world: World
    table: str
    index: int
    cells: Mapping[str, Any]
    outer: "Row | None" = None
    named: dict[str, Value] = field(default_factory=dict)
    is_imagined: bool = False

    def inside(self, outer: "Row") -> "Row":
        return Row(self.world, self.table, self.index, self.cells, outer)

    def is_same_as(self, other: "Row") -> bool:
        return (
            not self.is_imagined
            and not other.is_imagined
            and (self.table, self.index) == (other.table, other.index)
        )

    def value(self, name: Name) -> Value:
        if name.outer:
            assert self.outer is not None, name
            return self.outer.value(Name(name.path))
        if name.path[0] in self.named:
            return self.named[name.path[0]]
        if len(name.path) == 1:
            return self._column(name.path[0])
        return self._through(name.path)

    def day(self, expression: DateExpression) -> Value:
        base = expression.base
        if isinstance(base, Name):
            value = self.value(base)
        else:
            value = a_day(self.world.anchor(base) if isinstance(base, Anchor) else base)
        return moved(value, expression.offsets)

    def _column(self, name: str) -> Value:
        column = self.world.shape(self.table).columns[name]
        if not self.world.has(self.table, name):
            return untold(column)
        value = of_cell(self.cells.get(name), column, self.world.extracted)
        return replace(value, hi=inf) if self._may_grow(name, value) else value

    def _may_grow(self, name: str, value: Value) -> bool:
        """Whether it closes an episode that a span from tomorrow would still prolong."""
        episodes = self.world.model.episodes.get(self.table)
        if episodes is None or name != episodes.closes or not value.known:
            return False
        close = date.fromordinal(value.lo)
        return parse_duration(episodes.merge_within).after(close) > self.world.extracted

    def _through(self, path: tuple[str, ...]) -> Value:
        """The column of the row that the reference names, on and on."""
        reference = self._column(path[0])
        target = self.world.target(self.table, path[0])
        for row in self.world.rows(target):
            if reference.known and row._column("id") == reference:
                return row.value(Name(path[1:]))
        return self._nowhere(target, path[1:], reference)

    def _nowhere(self, target: str, path: tuple[str, ...], _reference: Value) -> Value:
        for step in path[:-1]:
            target = self.world.target(target, step)
        return untold(self.world.shape(target).columns[path[-1]])


class ImaginedRow(Row):
    """A row that may be registered after E: it matches, begins after E, and may hold anything."""

    def __init__(self, world: World, table: str, outer: Row, matched: Mapping[str, Value]) -> None:
        super().__init__(world, table, -1, {}, outer, is_imagined=True)
        self.matched = matched

    def _column(self, name: str) -> Value:
        shape = self.world.shape(self.table)
        column = shape.columns[name]
        if name in self.matched:
            return self.matched[name]
        if not self.world.has(self.table, name) and name != shape.begins:
            return untold(column)
        if name == shape.begins:
            return Value(not_yet(self.world.extracted).lo, inf)
        if column.type is ColumnType.END_DATE:
            return Value(not_yet(self.world.extracted).lo, inf, registered=None)
        return imagined(column)

    def _nowhere(self, target: str, path: tuple[str, ...], reference: Value) -> Value:
        value = super()._nowhere(target, path, reference)
        if reference.known:
            return value
        return Value(value.lo, value.hi, registered=None, may_be_missing=True)
