"""Random small tables of the workshop, with values missing and ends open."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from bbic_ind.model import Column, ColumnType, Model
from bbic_ind.periods import OPEN, add_months

from .episodes import Rows

Draw = Callable[[st.SearchStrategy[Any]], Any]
Tables = dict[str, Rows]

DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        "2024-02-29",
        "2024-10-31",
        "2024-12-31",
        "2025-01-01",
        "2025-02-28",
        "2025-03-01",
        "2025-03-15",
        "2025-06-30",
        "2025-07-01",
        "2025-10-31",
        "2025-11-01",
        "2025-12-31",
        "2026-01-01",
        "2026-02-28",
    )
)
BIRTHS = tuple(
    date.fromisoformat(day)
    for day in ("1950-05-01", "2007-03-01", "2008-02-29", "2015-11-01", "2025-01-01")
)
MOST_ROWS = {"repairs": 4, "rentals": 3, "visits": 3, "mechanics": 3, "riders": 3, "bicycles": 2}
IDS = {"riders": "ABC", "bicycles": ("C1", "C2")}
days = st.one_of(
    st.sampled_from(DAYS),
    st.builds(
        lambda day, n: day + timedelta(days=n), st.sampled_from(DAYS), st.sampled_from([-1, 1, 14])
    ),
)


@st.composite
def tables(draw: Draw, model: Model) -> Tables:
    """Every table with every column."""
    return {name: _rows(draw, model, name) for name in model.tables}


def _rows(draw: Draw, model: Model, name: str) -> Rows:
    most = MOST_ROWS.get(name, 3)
    return [_row(draw, model, name, i) for i in range(draw(st.integers(0, most)))]


def _row(draw: Draw, model: Model, table: str, index: int) -> dict[str, Any]:
    shape = model.tables[table]
    row = {
        column: _id(table, index) if column == "id" else draw(cells(column, it))
        for column, it in shape.columns.items()
    }
    closes, begins = row.get(shape.closes or ""), row.get(shape.begins or "")
    if shape.closes and closes is not None and begins is not None:
        row[shape.closes] = max(closes, begins)
    return row


def _id(table: str, index: int) -> str:
    names = IDS.get(table)
    return names[index] if names else f"{table[0].upper()}{index + 1}"


def cells(name: str, column: Column) -> st.SearchStrategy[Any]:
    """Values of a column; about one in six is missing."""
    values = _values(name, column)
    return st.one_of(*[values] * 5, st.none())


def _values(name: str, column: Column) -> st.SearchStrategy[Any]:
    if column.type is ColumnType.END_DATE:
        return st.one_of(days, days, st.just(OPEN))
    if column.type is ColumnType.DATE:
        return st.sampled_from(BIRTHS) if name == "born" else days
    if column.type is ColumnType.YES_NO:
        return st.booleans()
    if column.type is ColumnType.NUMBER:
        lowest, highest = column.range or (-2, 40)
        numbers = (lowest, 0.25, 0.5, 1, 2, 30, highest)
        return st.sampled_from([float(n) for n in numbers if lowest <= n <= highest])
    return st.sampled_from(_words(name, column))


def _words(name: str, column: Column) -> tuple[str, ...]:
    if column.type is ColumnType.CATEGORY:
        return column.values
    words = {
        "workshop": ("north", "south"),
        "brand": ("monark", "A"),
        "question": ("open_sundays", "free_lamps"),
    }
    if name in words:
        return words[name]
    return {"riders": ("A", "B", "C"), "bicycles": ("C1", "C2")}.get(
        column.refers_to or "", ("R1", "R2")
    )


@st.composite
def gaps(draw: Draw, model: Model) -> list[str]:
    """Tables and columns that the data lack; most often none."""
    if draw(st.integers(0, 9)) < 7:
        return []
    names = list(model.tables)
    names += [f"{t}.{c}" for t in names for c in model.tables[t].columns if c != "id"]
    return draw(st.lists(st.sampled_from(names), min_size=1, max_size=3))


def without(given: Tables, lacking: list[str]) -> Tables:
    """The tables less what the data lack; a table with no rows keeps its columns."""
    return {
        name: [
            {column: cell for column, cell in row.items() if f"{name}.{column}" not in lacking}
            for row in rows
        ]
        for name, rows in given.items()
        if name not in lacking
    }


def busy_year(given: Tables) -> Tables:
    """The same with every repair that has a day handed in during 2025, and one more."""
    more = [{**row, "id": f"{row['id']}-2", "closed": OPEN} for row in given["repairs"]]
    return {**given, "repairs": [_in_2025(row) for row in [*given["repairs"], *more]]}


def _in_2025(row: dict[str, Any]) -> dict[str, Any]:
    opened = row["opened"] and add_months(row["opened"], 12 * (2025 - row["opened"].year))
    closed = row["closed"] and opened and max(row["closed"], opened)
    return {**row, "opened": opened, "closed": closed}
