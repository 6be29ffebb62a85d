"""Check the worked examples of a definition: known tables, columns, values and figures."""

from collections.abc import Iterator, Mapping
from typing import Any

from bbic_ind.definitions.indicator import Example, Indicator
from bbic_ind.errors import UsageError
from bbic_ind.model import Column, ColumnType, Model
from bbic_ind.periods import parse_day, parse_period
from bbic_ind.strict_yaml import did_you_mean, unknown_key
from bbic_ind.texts import Text, listed

UNKNOWN = "okänt"
"""How an example writes a value that is missing though its row is there."""

FIGURES = (
    "numerator",
    "denominator",
    "value",
    "low",
    "high",
    "missing",
    "pending",
    "denominator_undecided",
    "status",
    "final_from",
)

Found = Iterator[tuple[int, Text]]


def example_faults(indicator: Indicator, model: Model) -> Found:
    """Every fault in an indicator's examples, with its line."""
    for example in indicator.examples:
        for message in _faults(example, indicator, model):
            yield example.line, message


def _faults(example: Example, indicator: Indicator, model: Model) -> Iterator[Text]:
    try:
        parse_period(example.period)
    except UsageError as error:
        yield error.faults[0].message
    if example.extracted is not None and not _is_date(example.extracted):
        yield _bad_value("extracted", example.extracted, "ÅÅÅÅ-MM-DD")
    for table, rows in example.tables.items():
        if table not in model.tables:
            yield unknown_key(table, model.tables)
            continue
        for row in rows:
            yield from _row_faults(row, model.tables[table].columns)
    known = [*model.tables, *(f"{t}.{c}" for t, of in model.tables.items() for c in of.columns)]
    for name in example.without:
        if name not in known:
            yield unknown_key(name, known)
    yield from _expected_faults(example.expect, set(indicator.computations))


def _row_faults(row: Mapping[str, Any], columns: Mapping[str, Column]) -> Iterator[Text]:
    for name, written in row.items():
        if name not in columns:
            yield unknown_key(name, columns)
        elif written not in (None, UNKNOWN) and (wanted := _expected(columns[name], written)):
            yield _bad_value(name, str(written), wanted)


def _expected(column: Column, written: object) -> str:
    """What a cell should have held, or nothing when it is well."""
    match column.type:
        case ColumnType.DATE | ColumnType.END_DATE:
            return "" if _is_date(str(written)) else "ÅÅÅÅ-MM-DD"
        case ColumnType.CATEGORY:
            return "" if written in column.values else listed(list(column.values))
        case ColumnType.YES_NO:
            return "" if written in ("ja", "nej", True, False) else "ja, nej"
        case ColumnType.NUMBER:
            return "" if isinstance(written, int | float) else "ett tal / a number"
        case _:
            return ""


def _is_date(text: str) -> bool:
    try:
        parse_day(text)
    except ValueError:
        return False
    return True


def _expected_faults(expect: Mapping[str, Any], variants: set[str]) -> Iterator[Text]:
    for key, content in expect.items():
        if key not in ("parts", "variants"):
            if key not in FIGURES:
                yield unknown_key(key, FIGURES)
            continue
        if not _is_by_name(content):
            yield _not_by_name(key)
            continue
        for name, counts in content.items():
            if key == "variants" and name not in variants:
                sv, en = did_you_mean(name, variants)
                yield Text(f"varianten ”{name}” finns inte.{sv}", f'no variant "{name}".{en}')
            yield from _expected_faults(counts, set())


def _is_by_name(content: object) -> bool:
    """Whether every name has its figures."""
    return isinstance(content, Mapping) and all(isinstance(c, Mapping) for c in content.values())


def _bad_value(name: str, written: str, wanted: str) -> Text:
    return Text(
        f"exemplets ”{name}” kan inte vara ”{written}”. Väntade: {wanted}.",
        f'the example\'s "{name}" cannot be "{written}". Expected: {wanted}.',
    )


def _not_by_name(key: str) -> Text:
    return Text(
        f"exemplets ”{key}” ska ha talen för varje namn, till exempel {{namn: {{numerator: 1}}}}.",
        f'the example\'s "{key}" must have the figures of each name: {{name: {{numerator: 1}}}}.',
    )
