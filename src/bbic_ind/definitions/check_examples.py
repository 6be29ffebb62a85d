"""Check the worked examples of a definition: known tables, columns, values and figures."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
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
    if example.extracted is not None and parse_day(example.extracted) is None:
        yield _bad_value("extracted", example.extracted, _DATE)
    for table, rows in example.tables.items():
        if table not in model.tables:
            yield unknown_key(table, model.tables)
            continue
        for row in rows:
            yield from _row_faults(row, model.tables[table].columns)
    yield from _without_faults(example.without, model)
    yield from _expected_faults(example.expect, indicator)


def _without_faults(without: Collection[str], model: Model) -> Iterator[Text]:
    if not without:  # as most often: the names of all columns need not be gathered
        return
    known = [*model.tables, *(f"{t}.{c}" for t, of in model.tables.items() for c in of.columns)]
    yield from (unknown_key(name, known) for name in without if name not in known)


def _row_faults(row: Mapping[str, Any], columns: Mapping[str, Column]) -> Iterator[Text]:
    for name, written in row.items():
        if name not in columns:
            yield unknown_key(name, columns)
        elif written not in (None, UNKNOWN) and (wanted := _expected(columns[name], written)):
            yield _bad_value(name, str(written), wanted)


def _expected(column: Column, written: object) -> Text | None:
    """What a cell should have held, or nothing when it is well."""
    match column.type:
        case ColumnType.DATE | ColumnType.END_DATE:
            return None if parse_day(str(written)) else _DATE
        case ColumnType.CATEGORY:
            return None if written in column.values else Text(*[listed(list(column.values))] * 2)
        case ColumnType.YES_NO:
            return None if written in ("ja", "nej", True, False) else Text("ja, nej", "ja, nej")
        case ColumnType.NUMBER:
            return None if isinstance(written, int | float) else _NUMBER
        case _:
            return None


_DATE = Text("ett datum som finns, ÅÅÅÅ-MM-DD", "a date that there is, YYYY-MM-DD")
_NUMBER = Text("ett tal", "a number")


def _expected_faults(expect: Mapping[str, Any], indicator: Indicator) -> Iterator[Text]:
    """What is wrong with the figures expected of the indicator, or of one of its variants."""
    parts = indicator.computation.part_ids
    figures = {key: figure for key, figure in expect.items() if key not in ("parts", "variants")}
    yield from _figure_faults(figures)
    if parts and figures:
        yield _of_each_part(parts[0])
    variants = [variant.name for variant in indicator.variants]
    in_variant = partial(_expected_faults, indicator=indicator)
    for key, known, inside in (
        ("parts", parts, _figure_faults),
        ("variants", variants, in_variant),
    ):
        content = expect.get(key, {})
        if not _is_by_name(content):
            yield _not_by_name(key)
            continue
        for name, counts in content.items():
            if name not in known:
                yield _no_such(key, name, known)
            yield from inside(counts)


def _figure_faults(figures: Mapping[str, Any]) -> Iterator[Text]:
    for key, figure in figures.items():
        if key not in FIGURES:
            yield unknown_key(key, FIGURES)
        elif key not in ("status", "final_from") and not isinstance(figure, int | float | None):
            yield _bad_value(key, str(figure), _NUMBER)


def _is_by_name(content: object) -> bool:
    """Whether every name has its figures."""
    return isinstance(content, Mapping) and all(isinstance(c, Mapping) for c in content.values())


def _bad_value(name: str, written: str, wanted: Text) -> Text:
    return Text(
        f"exemplets ”{name}” kan inte vara ”{written}”. Väntade: {wanted.sv}.",
        f'the example\'s "{name}" cannot be "{written}". Expected: {wanted.en}.',
    )


def _no_such(key: str, name: str, known: Iterable[str]) -> Text:
    what, (sv, en) = _WHAT[key], did_you_mean(name, known)
    return Text(f"{what.sv} ”{name}” finns inte.{sv}", f'there is no {what.en} "{name}".{en}')


_WHAT = {"parts": Text("delen", "part"), "variants": Text("varianten", "variant")}


def _of_each_part(part: str) -> Text:
    return Text(
        f"måttet har delar: skriv talen för varje del, till exempel {{parts: {{{part}: ...}}}}.",
        f"the measure has parts: write the figures of each, as in {{parts: {{{part}: ...}}}}.",
    )


def _not_by_name(key: str) -> Text:
    return Text(
        f"exemplets ”{key}” ska ha talen för varje namn, till exempel {{namn: {{numerator: 1}}}}.",
        f'the example\'s "{key}" must have the figures of each name: {{name: {{numerator: 1}}}}.',
    )
