"""The plain layout: canonical tables, columns and values, as CSV, workbook or YAML."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bbic_ind.model import Column, ColumnType, Model
from bbic_ind.periods import OPEN
from generator.town import Row
from generator.workbooks import Sheet

UNKNOWN_END = "Uppgift saknas"
"""Written where an end is not registered; an empty cell says that it has not come."""


def shown(value: Any, column: Column) -> Any:
    """A value as the plain layout writes it: dates and numbers kept, the rest text."""
    if column.type is ColumnType.END_DATE:
        return {OPEN: "", None: UNKNOWN_END}.get(value, value)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return "" if value is None else value


def columns_of(rows: Sequence[Row]) -> list[str]:
    """The columns of the rows, links aside, in the order they were made."""
    return [name for name in dict.fromkeys(key for row in rows for key in row) if name[0] != "_"]


def plain_rows(table: str, rows: Sequence[Row], columns: Sequence[str], model: Model) -> list[Any]:
    """The rows with their values as the plain layout writes them."""
    known = model.tables[table].columns
    return [[shown(row.get(name), known[name]) for name in columns] for row in rows]


def plain_sheet(
    table: str, rows: Sequence[Row], model: Model, columns: Sequence[str] = ()
) -> Sheet:
    """A sheet named as the table with its own column names as headings."""
    chosen = columns or columns_of(rows)
    return Sheet(table, chosen, plain_rows(table, rows, chosen, model))


def write_csv(path: Path, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A file as a Swedish Excel writes it: semicolons, UTF-8 with BOM, CR LF."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headings)
        writer.writerows(rows)


def write_plain_csv(folder: Path, table: str, rows: Sequence[Row], model: Model) -> None:
    """One table as a CSV file named after it."""
    columns = columns_of(rows)
    write_csv(folder / f"{table}.csv", columns, plain_rows(table, rows, columns, model))


def write_plain_yaml(folder: Path, table: str, rows: Sequence[Row]) -> None:
    """One table as a YAML file that a person can fill in by hand; empty answers left out."""
    lines = [f"{table}:"]
    for row in rows:
        said = {name: _yaml(value) for name, value in row.items() if value is not None}
        lines.append("  - " + "\n    ".join(f"{name}: {value}" for name, value in said.items()))
    (folder / f"{table}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _yaml(value: bool | date | str) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return f'"{value}"' if ":" in str(value) else str(value)
