"""The same question put to the engine and to the slow evaluator, in one shape."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl

from bbic_ind.definitions.indicator import Indicator
from bbic_ind.definitions.parse_indicator import parse_indicator
from bbic_ind.engine import calculate
from bbic_ind.model import ADDRESS, SOURCE, Column, ColumnType, Dataset, Model
from bbic_ind.periods import Period
from bbic_ind.strict_yaml import Document

from .evaluator import evaluate, measured
from .random_rows import Tables

COUNTS = ("numerator", "denominator", "missing", "pending", "denominator_undecided")
VALUES = ("value", "low", "high")
Answers = dict[tuple[Any, ...], dict[str, Any]]


def parsed(question: dict[str, Any], model: Model) -> Indicator:
    return parse_indicator(Document(Path("question.yaml"), question, {}), "workshop", model)


def dataset(tables: Tables, model: Model, extracted: date) -> Dataset:
    """Canonical frames of the rows; a table without rows has every column."""
    return Dataset({name: frame(rows, model, name) for name, rows in tables.items()}, extracted)


def frame(rows: list[dict[str, Any]], model: Model, table: str) -> pl.DataFrame:
    columns = model.tables[table].columns
    present = [name for name in columns if not rows or name in rows[0]]
    series = [pl.Series(c, [row[c] for row in rows], kind(columns[c])) for c in present]
    numbers = range(2, len(rows) + 2)
    return pl.DataFrame(
        [
            *series,
            pl.Series(SOURCE, [0] * len(rows), pl.UInt32),
            pl.Series(ADDRESS, numbers, pl.UInt32),
        ]
    )


def kind(column: Column) -> Any:
    if column.type is ColumnType.CATEGORY:
        return pl.Enum(column.values)
    return {
        ColumnType.DATE: pl.Date,
        ColumnType.END_DATE: pl.Date,
        ColumnType.YES_NO: pl.Boolean,
        ColumnType.NUMBER: pl.Float64,
    }.get(column.type, pl.String)


def of_engine(
    indicator: Indicator, model: Model, data: Dataset, period: Period, by: tuple[str, ...] = ()
) -> Answers:
    results = calculate([indicator], model, data, [period], by)
    return {
        (row["variant"], row["part"], *(row[name] for name in by)): _plain(row)
        for row in results.iter_rows(named=True)
    }


def of_reference(
    indicator: Indicator,
    model: Model,
    data: tuple[Tables, date],
    period: Period,
    by: tuple[str, ...] = (),
) -> Answers:
    given, extracted = data
    return {
        (variant, figure["part"], *figure["groups"]): _plain(figure)
        for variant, computation in indicator.computations.items()
        for figure in evaluate(
            computation, indicator.kind, model, given, extracted, measured(indicator, period), by
        )
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The figures of a row, as near to each other as floats and fractions come."""
    numbers = {name: _rounded(row[name]) for name in (*COUNTS, *VALUES)}
    if row["status"] == "not_computable":
        return {"status": row["status"]}
    return {**numbers, "status": row["status"]}


def _rounded(number: Any) -> float | None:
    return None if number is None else round(float(Fraction(number)), 9)
