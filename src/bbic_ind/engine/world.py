"""Everything a computation can look at: the prepared tables, the period and the day E."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.conditions import Anchor, Name
from bbic_ind.definitions.parse_dates import parse_duration
from bbic_ind.definitions.uses import tables as tables_of
from bbic_ind.engine.episodes import merge_spans
from bbic_ind.model import Column, ColumnType, Dataset, Model, Table
from bbic_ind.periods import OPEN, Duration, Period

ROW = "_i"
"""UInt32: a row's place in its prepared table; identifies the row within a run."""


@dataclass(frozen=True)
class World:
    """The prepared tables of a run, seen in one period.

    ``tables`` maps names, episodes included, to frames as in :class:`Dataset` with the
    row number ``_i`` added and planned end dates after E set to OPEN.  ``first``,
    ``last`` and ``day`` are what ``period.start``, ``period.end`` and ``day`` stand for.
    """

    model: Model
    extracted: date
    tables: Mapping[str, pl.DataFrame]
    first: date = date.min
    last: date = date.min
    day: date = date.min
    gaps: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False)
    opens: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False)
    grows: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False)
    strays: dict[str, int] = field(default_factory=dict, compare=False)
    loose: dict[str, int] = field(default_factory=dict, compare=False)
    astray: dict[tuple[str, str], int] = field(default_factory=dict, compare=False)

    def during(self, period: Period, *, snapshot: bool) -> "World":
        """The same tables in a period, or on its measurement day."""
        if snapshot:
            return replace(self, first=period.day, last=period.day, day=period.day)
        return replace(self, first=period.start, last=period.end, day=period.day)

    def anchor(self, anchor: Anchor) -> date:
        """The date an anchor stands for."""
        return {Anchor.START: self.first, Anchor.END: self.last, Anchor.DAY: self.day}[anchor]

    def table(self, name: str) -> Table:
        """The model's description of a table or episode table."""
        found = self.model.table(name)
        if found is None:
            raise KeyError(name)
        return found

    def column(self, table: str, name: str) -> Column:
        """The model's description of a column."""
        return self.table(table).columns[name]

    def described(self, table: str, name: Name) -> tuple[str, Column]:
        """The table and the description of the column that a name of ``table`` ends at."""
        for reference in name.path[:-1]:
            table = self.column(table, reference).refers_to or table
        return table, self.column(table, name.path[-1])

    def leads(self, table: str, name: Name) -> bool:
        """Whether a name of ``table`` ends at a column of the model."""
        try:
            self.described(table, name)
        except KeyError:
            return False
        return True

    def has(self, table: str, name: str) -> bool:
        """Whether the data have the column."""
        return table in self.tables and name in self.tables[table].columns

    def has_gaps(self, table: str, name: str) -> bool:
        """Whether the column holds a missing value."""
        key = (table, name)
        if key not in self.gaps:
            self.gaps[key] = self.tables[table][name].null_count() > 0
        return self.gaps[key]

    def lacking(self, table: str, name: str) -> int:
        """How many rows of a table of the data lack a value in a column."""
        return self.tables[table][name].null_count() if self.has(table, name) else 0

    def leading_nowhere(self, table: str, name: str) -> int:
        """How many rows of a table name an id that is not in the table it refers to."""
        if (table, name) not in self.astray:
            target = self.column(table, name).refers_to or ""
            known = self.has(table, name) and self.has(target, "id")
            self.astray[table, name] = self._not_in(table, name, target) if known else 0
        return self.astray[table, name]

    def _not_in(self, table: str, name: str, target: str) -> int:
        ids = self.tables[target]["id"].implode()
        return int((~self.tables[table][name].drop_nulls().is_in(ids)).sum())

    def in_no_episode(self, name: str) -> int:
        """How many rows lack what gathers them into the episodes of that name."""
        if name not in self.strays:
            merged = self.model.episodes[name].merge
            self.strays[name] = sum(self._ungathered(name, table) for table in merged)
        return self.strays[name]

    def _ungathered(self, name: str, table: str) -> int:
        columns = [self.model.episodes[name].by, self.model.tables[table].opens or ""]
        if not any(self.has_gaps(table, column) for column in columns):
            return 0
        lacks = pl.any_horizontal(pl.col(columns).is_null())
        return int(self.tables[table].select(lacks.sum()).item())

    def with_loose_end(self, name: str) -> int:
        """How many episodes of that name end nobody knows when, and may reach the next."""
        if name not in self.loose:
            episodes = self.model.episodes[name]
            unknown, by = pl.col(episodes.closes).is_null(), pl.col(episodes.by)
            found = (unknown & (by == by.shift(-1))).sum()
            gaps = name in self.tables and self.has_gaps(name, episodes.closes)
            self.loose[name] = int(self.tables[name].select(found).item()) if gaps else 0
        return self.loose[name]

    def growth(self, table: str, name: str) -> Duration | None:
        """How long after this close another span joins, if one yet to come may join any row."""
        episodes = self.model.episodes.get(table)
        if episodes is None or name != episodes.closes:
            return None
        within = parse_duration(episodes.merge_within)
        key = (table, name)
        if key not in self.grows:
            closes = self.tables[table][name]
            latest = closes.filter(closes < OPEN).max()
            self.grows[key] = isinstance(latest, date) and within.after(latest) > self.extracted
        return within if self.grows[key] else None

    def has_open_ends(self, table: str, name: str) -> bool:
        """Whether the end_date column holds an end that has not happened."""
        key = (table, name)
        if key not in self.opens:
            self.opens[key] = self.tables[table][name].max() == OPEN
        return self.opens[key]


def prepare(model: Model, dataset: Dataset, wanted: Iterable[Indicator] | None = None) -> World:
    """Make a dataset ready to compute on, with the episodes that the ``wanted`` look at, or all."""
    looked_at = None if wanted is None else set[str]().union(*map(tables_of, wanted))
    tables = {
        name: _prepared(frame, model.tables[name], dataset.extracted)
        for name, frame in dataset.tables.items()
        if name in model.tables
    }
    for name, episodes in model.episodes.items():
        if looked_at is not None and name not in looked_at:
            continue
        merged = merge_spans(episodes, model, tables)
        if merged is not None:
            tables[name] = merged.with_row_index(ROW)
    return World(model, dataset.extracted, tables)


def _prepared(frame: pl.DataFrame, table: Table, extracted: date) -> pl.DataFrame:
    """Number the rows; an end date after E is a plan, so it has not happened."""
    ends = [
        name
        for name, column in table.columns.items()
        if column.type is ColumnType.END_DATE and name in frame.columns
    ]
    planned = [
        pl.when(pl.col(name) > pl.lit(extracted, pl.Date))
        .then(pl.lit(OPEN, pl.Date))
        .otherwise(pl.col(name))
        .alias(name)
        for name in ends
    ]
    return frame.with_columns(planned).with_row_index(ROW)
