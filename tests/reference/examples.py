"""The worked examples of a definition, counted by the slow evaluator."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from bbic_ind.definitions.indicator import Example, Indicator
from bbic_ind.model import Column, ColumnType, Model
from bbic_ind.periods import OPEN, Period, add_months, parse_period

from .evaluator import Figure, evaluate, measured

UNKNOWN = "okänt"
COUNTS = ("missing", "pending", "denominator_undecided")


def mismatches(indicator: Indicator, example: Example, model: Model) -> list[str]:
    """What the example expects and the evaluator does not give, one line each."""
    period = measured(indicator, parse_period(example.period))
    tables, extracted = tables_of(example, model), extracted_of(example, period)
    variants = example.expect.get("variants", {})
    wrong = []
    for name, computation in indicator.computations.items():
        expected = example.expect if name == "" else variants.get(name)
        if expected is not None:
            figures = evaluate(computation, indicator.kind, model, tables, extracted, period)
            wrong += [f"{name} {line}".strip() for line in _compare(expected, figures, name == "")]
    return wrong


def extracted_of(example: Example, period: Period) -> date:
    if example.extracted is not None:
        return date.fromisoformat(example.extracted)
    return add_months(period.end, 24)


def tables_of(example: Example, model: Model) -> dict[str, list[dict[str, Any]]]:
    """Every table of the model, all of its columns filled, without those the example lacks."""
    return {
        name: [
            {
                column: cell(row.get(column), shape)
                for column, shape in table.columns.items()
                if f"{name}.{column}" not in example.without
            }
            for row in example.tables.get(name, ())
        ]
        for name, table in model.tables.items()
        if name not in example.without
    }


def cell(text: Any, column: Column) -> Any:
    """The value of one cell of an example."""
    if text is None:
        return OPEN if column.type is ColumnType.END_DATE else None
    if text == UNKNOWN:
        return None
    if column.type.is_date:
        return date.fromisoformat(text)
    if column.type is ColumnType.NUMBER:
        return Fraction(str(text))
    if column.type is ColumnType.YES_NO:
        return text in ("ja", True)
    return str(text)


def _compare(expected: Mapping[str, Any], figures: list[Figure], whole: bool) -> list[str]:
    if "parts" in expected:
        given = {figure["part"]: figure for figure in figures}
        return [
            f"{part}: {line}"
            for part, numbers in expected["parts"].items()
            for line in _differences(numbers, given[part], whole)
        ]
    return _differences(expected, figures[0], whole)


def _differences(expected: Mapping[str, Any], given: Figure, whole: bool) -> list[str]:
    """A count that is not written is 0, but in a variant it is not compared."""
    wanted = {**(dict.fromkeys(COUNTS, 0) if whole else {}), **expected}
    if given["status"] == "not_computable":
        wanted = dict(expected)
    return [
        f"{key} {given[key]} != {value}"
        for key, value in wanted.items()
        if key in given and not _same(given[key], value)
    ]


def _same(given: Any, expected: Any) -> bool:
    if isinstance(given, int | Fraction | float) and isinstance(expected, int | float):
        return abs(float(given) - float(expected)) < 1e-9
    return bool(given == expected)
