"""Run the worked examples of a definition."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from bbic_ind.definitions import Example, Indicator
from bbic_ind.definitions.check_examples import UNKNOWN
from bbic_ind.engine.calculate import calculate
from bbic_ind.model import ADDRESS, SOURCE, Column, ColumnType, Dataset, Model, Table, data_type
from bbic_ind.periods import OPEN, Duration, Period, parse_period
from bbic_ind.texts import Text, counted

_YES_NO = {"ja": True, "nej": False, True: True, False: False}
_ZERO = ("missing", "pending", "denominator_undecided")


def run_example(indicator: Indicator, example: Example, model: Model) -> list[Text]:
    """What the example expects and does not get, each as one line; empty when all is well."""
    period = parse_period(example.period)
    dataset = example_dataset(example, model, period)
    results = calculate([indicator], model, dataset, [period])
    return list(_mismatches(results, "", example.expect))


def example_dataset(example: Example, model: Model, period: Period) -> Dataset:
    """The example's tables with every column of the model, but for what it does ``without``."""
    extracted = (
        date.fromisoformat(example.extracted)
        if example.extracted
        else Duration(2, "years").after(period.end)
    )
    tables = {
        name: _frame(table, example.tables.get(name, ()), _dropped(example, name))
        for name, table in model.tables.items()
        if name not in example.without
    }
    return Dataset(tables, extracted)


def _dropped(example: Example, table: str) -> set[str]:
    return {name.removeprefix(f"{table}.") for name in example.without}


def _frame(table: Table, rows: tuple[Mapping[str, Any], ...], without: set[str]) -> pl.DataFrame:
    columns = {
        name: pl.Series(name, [_cell(column, row, name) for row in rows], data_type(column))
        for name, column in table.columns.items()
        if name not in without
    }
    addresses = {
        SOURCE: pl.Series(SOURCE, [0] * len(rows), pl.UInt32),
        ADDRESS: pl.Series(ADDRESS, range(1, len(rows) + 1), pl.UInt32),
    }
    return pl.DataFrame({**columns, **addresses})


def _cell(column: Column, row: Mapping[str, Any], name: str) -> Any:
    written = row.get(name)
    if written == UNKNOWN:
        return None
    if column.type is ColumnType.END_DATE and written is None:
        return OPEN
    if written is None:
        return None
    if column.type.is_date:
        return date.fromisoformat(str(written))
    if column.type is ColumnType.YES_NO:
        return _YES_NO[written]
    return float(written) if column.type is ColumnType.NUMBER else str(written)


def _mismatches(results: pl.DataFrame, variant: str, expect: Mapping[str, Any]) -> Iterator[Text]:
    rows = results.filter(pl.col("variant") == variant)
    parts = expect.get("parts", {})
    for part, counts in parts.items():
        yield from _compared(rows, variant, part, counts)
    plain = {key: value for key, value in expect.items() if key not in ("parts", "variants")}
    if plain:
        yield from _compared(rows, variant, "", plain)
    for name, counts in expect.get("variants", {}).items():
        yield from _mismatches(results, name, counts)


def _compared(
    rows: pl.DataFrame, variant: str, part: str, expected: Mapping[str, Any]
) -> Iterator[Text]:
    found = rows.filter(pl.col("part") == part).to_dicts()
    where = "".join(f"{name}: " for name in (variant, part) if name)
    if len(found) != 1:
        number = len(found)
        yield Text(
            f"{where}{counted(number, 'rad', 'rader')}, väntat 1",
            f"{where}{counted(number, 'row', 'rows')}, expected 1",
        )
        return
    zeros = {} if expected.get("status") == "not_computable" else dict.fromkeys(_ZERO, 0)
    for key, value in {**zeros, **expected}.items():
        if key not in found[0] or not _equal(found[0][key], value):
            got, wanted = _written(found[0].get(key)), _written(value)
            yield Text(
                f"{where}{key} blev {got}, väntat {wanted}",
                f"{where}{key} became {got}, expected {wanted}",
            )


def _written(figure: object) -> str:
    """A figure as an example writes it."""
    if figure is None:
        return "null"
    return f"{figure:g}" if isinstance(figure, float) else str(figure)


def _equal(found: object, expected: object) -> bool:
    if isinstance(found, float) and isinstance(expected, int | float):
        return abs(found - expected) < 1e-9  # noqa: PLR2004 - the size of rounding in a float
    if isinstance(found, date):
        return found.isoformat() == str(expected)
    return found == expected
