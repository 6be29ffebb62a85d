"""What was known on the extraction date: the future cut away from finished rows."""

from collections.abc import Mapping, Sequence
from datetime import date

from bbic_ind.model import Model, Table
from bbic_ind.periods import OPEN
from generator.town import Row

SAID_AT_THE_END = {
    "aktualiseringar": ("beslut",),
    "utredningar": (
        "beslut",
        "förlängd",
        "barnsamtal",
        "enskilt_möte",
        "hälsouppgifter",
        "skoluppgifter",
    ),
    "beslut": ("insats",),
    "insatser": ("måluppfyllelse",),
    "placeringar": ("avslutsorsak",),
}
"""Columns that are filled in when a row closes, so an open row has none of them."""


def known_on(day: date, tables: Mapping[str, Sequence[Row]], model: Model) -> dict[str, list[Row]]:
    """The rows that had begun by ``day``, as they looked then, oldest first."""
    return {
        name: _known(day, rows, model.tables[name], SAID_AT_THE_END.get(name, ()))
        for name, rows in tables.items()
    }


def _known(day: date, rows: Sequence[Row], table: Table, at_end: Sequence[str]) -> list[Row]:
    begun = [row for row in rows if (_begins(row, table) or day) <= day]
    in_order = sorted(begun, key=lambda row: _begins(row, table) or date.min)
    return [_as_it_looked(day, row, table, at_end) for row in in_order]


def _begins(row: Row, table: Table) -> date | None:
    return row.get(table.begins) if table.begins else None


def _as_it_looked(day: date, row: Row, table: Table, at_end: Sequence[str]) -> Row:
    ahead = {
        column: OPEN if column == table.closes else None
        for column, value in row.items()
        if isinstance(value, date) and value > day and column != "gäller"
    }
    unsaid = dict.fromkeys(at_end) if table.closes and _is_open(row, table, day) else {}
    return {**row, **ahead, **unsaid}


def _is_open(row: Row, table: Table, day: date) -> bool:
    end = row[table.closes] if table.closes else None
    return end is not None and end > day
