"""A table's rows with the named values reckoned for them so far; what names resolve to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from bbic_ind.definitions.conditions import Anchor, DateExpression, Name
from bbic_ind.engine.episodes import grown
from bbic_ind.engine.logic import TRUE, Truth
from bbic_ind.engine.values import (
    NOT_YET,
    Kind,
    Value,
    constant,
    day_column,
    end_column,
    expression,
    nowhere,
    number_column,
    unknown,
    unknown_day_after,
    word_column,
)
from bbic_ind.engine.world import World
from bbic_ind.model import Column, ColumnType

_PARTS = ("lo", "hi", "missing", "absent", "registered")


def kind_of(column_type: ColumnType) -> Kind:
    """How the values of a column are compared."""
    if column_type.is_date:
        return "date"
    kinds: dict[ColumnType, Kind] = {ColumnType.NUMBER: "number", ColumnType.YES_NO: "yes_no"}
    return kinds.get(column_type, "word")


@dataclass(frozen=True)
class Rows:
    """Rows of one table, as conditions see them.

    ``values`` are the named values; ``facts`` what has been worked out about related
    rows, by node; ``outer`` the names of the row outside, already columns of ``frame``.
    """

    world: World
    table: str
    frame: pl.DataFrame
    values: Mapping[str, Value] = field(default_factory=dict)
    facts: Mapping[object, Truth] = field(default_factory=dict)
    outer: Mapping[Name, Value] = field(default_factory=dict)

    def with_frame(self, frame: pl.DataFrame) -> "Rows":
        """The same rows with more columns, or fewer rows."""
        return replace(self, frame=frame)

    def value(self, name: Name) -> Value:
        """What a name stands for in each row."""
        if name.outer:
            return self.outer[name]
        if str(name) in self.values:
            return self.values[str(name)]
        return self._column(name)

    def day(self, expression: DateExpression) -> Value:
        """What a day expression stands for in each row."""
        base = expression.base
        if isinstance(base, Name):
            value = self.value(base)
        else:
            value = constant("date", self.world.anchor(base) if isinstance(base, Anchor) else base)
        return value.moved(expression.offsets)

    def _column(self, name: Name) -> Value:
        table, own = self.described(name)
        cell = pl.col(str(name))
        if str(name) not in self.frame.columns:
            return nowhere(kind_of(own.type), own.range)
        gaps = len(name.path) > 1 or self.world.has_gaps(table, name.path[-1])
        if own.type is ColumnType.END_DATE:
            open_ends = self.world.has_open_ends(table, name.path[-1])
            end = end_column(cell, self.world.extracted, gaps=gaps, open_ends=open_ends)
            within = self.world.growth(table, name.path[-1])
            return end if within is None else grown(end, self.world.extracted, within)
        if own.type is ColumnType.DATE:
            return day_column(cell, gaps=gaps)
        if own.type is ColumnType.NUMBER:
            return number_column(cell, own.range, gaps=gaps)
        return word_column(kind_of(own.type), cell, gaps=gaps)

    def described(self, name: Name) -> tuple[str, Column]:
        """The table and the description of the column a name ends at."""
        return self.world.described(self.table, name)


@dataclass(frozen=True)
class ImaginedRow:
    """A row of ``table`` that may be registered after E, seen from the rows outside it.

    ``match`` pairs its columns with those of the rows outside that they equal.
    """

    rows: Rows
    table: str
    match: tuple[tuple[str, str], ...] = ()

    @property
    def world(self) -> World:
        """The world the row would be registered in."""
        return self.rows.world

    def value(self, name: Name) -> Value:
        """Anything, but for what it is matched by and the dates that can only lie after E."""
        if name.outer:
            return self.rows.value(Name(name.path))
        if (outside := self.matched(name)) is not None:
            return self.rows.value(outside)
        _, own = self.world.described(self.table, name)
        if len(name.path) == 1 and name.path[0] == self.world.table(self.table).begins:
            return unknown_day_after(self.world.extracted, registered=TRUE)
        if len(name.path) == 1 and own.type is ColumnType.END_DATE:
            return unknown_day_after(self.world.extracted, registered=NOT_YET)
        return unknown(kind_of(own.type), own.range)

    def matched(self, name: Name) -> Name | None:
        """The name outside that a name of this row means the same as, if it is matched."""
        for own, outside in self.match:
            meant = Name((outside, *name.path[1:]))
            if name.path[0] == own and self.world.leads(self.rows.table, meant):
                return meant
        return None

    def day(self, expression: DateExpression) -> Value:
        """What a day expression stands for."""
        if isinstance(expression.base, Name):
            return self.value(expression.base).moved(expression.offsets)
        return self.rows.day(expression)


def stored(value: Value, prefix: str) -> list[pl.Expr]:
    """The value's parts as columns named after ``prefix``, to be joined elsewhere."""
    parts = (value.lo, value.hi, value.missing, value.absent, value.registered.must)
    return [
        expression(part).alias(f"{prefix}.{name}")
        for part, name in zip(parts, _PARTS, strict=True)
        if _is_needed(value, name)
    ]


def restored(value: Value, prefix: str) -> Value:
    """The value as the columns that :func:`stored` made of it."""

    def flag(name: str, part: pl.Expr | bool) -> pl.Expr | bool:
        return part if isinstance(part, bool) else pl.col(f"{prefix}.{name}")

    lo = pl.col(f"{prefix}.lo")
    hi = lo if value.lo is value.hi else pl.col(f"{prefix}.hi")
    registered = Truth.decided(flag("registered", value.registered.must))
    return Value(
        value.kind,
        lo,
        hi,
        flag("missing", value.missing),
        flag("absent", value.absent),
        registered,
    )


def _is_needed(value: Value, part: str) -> bool:
    if part == "lo":
        return True
    if part == "hi":
        return value.hi is not value.lo
    flag = value.registered.must if part == "registered" else getattr(value, part)
    return not isinstance(flag, bool)


def with_references(rows: Rows, names: set[Name]) -> Rows:
    """Add the columns that lie behind a reference (``ref.column``), by a left join.

    A row whose reference is empty or leads nowhere gets a missing value.
    """
    frame = rows.frame
    for name in names:
        new = len(name.path) > 1 and str(name) not in frame.columns
        if new and rows.world.leads(rows.table, name):
            frame = _referred(rows, frame, name)
    return rows.with_frame(frame)


def _referred(rows: Rows, frame: pl.DataFrame, name: Name) -> pl.DataFrame:
    reference, target_column = name.path
    table, _ = rows.described(name)
    world = rows.world
    known = world.has(table, target_column) and world.has(table, "id")
    if not known or reference not in frame.columns:
        return frame
    target = world.tables[table].select(
        pl.col("id").alias(reference), pl.col(target_column).alias(str(name))
    )
    joined = frame.join(target, on=reference, how="left", maintain_order="left")
    if joined.height == frame.height:
        return joined
    single = target.unique(reference, keep="first", maintain_order=True)
    return frame.join(single, on=reference, how="left", maintain_order="left")
