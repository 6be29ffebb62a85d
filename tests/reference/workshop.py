"""A small workshop to ask questions about: indicators and rows written as plain data."""

from datetime import date
from pathlib import Path
from typing import Any

from bbic_ind.definitions.indicator import Indicator
from bbic_ind.definitions.parse_indicator import parse_indicator
from bbic_ind.model import ColumnType, load_model
from bbic_ind.periods import OPEN, Period, parse_period
from bbic_ind.strict_yaml import Document

from .evaluator import Figure, evaluate, measured

MODEL = load_model(Path(__file__).parent / "model.yaml")
YEAR = parse_period("2025")
LONG_AFTER = date(2027, 12, 31)


def indicator(kind: str = "share", period: str = "year", **keys: Any) -> Indicator:
    """An indicator of plain data, parsed as if it stood in a file (``from_`` is ``from``)."""
    data = {
        "format": 1,
        "id": "1:1",
        "title": {"sv": "Fråga", "en": "Question"},
        "kind": kind,
        "period": period,
        **{key.rstrip("_"): value for key, value in keys.items()},
    }
    return parse_indicator(Document(Path("question.yaml"), data, {}), "workshop", MODEL)


def filled(**tables: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Tables whose rows have every column: days as text, an end that is not written is open."""
    return {name: [_filled_row(name, row) for row in tables.get(name, [])] for name in MODEL.tables}


def _filled_row(name: str, row: dict[str, Any]) -> dict[str, Any]:
    columns = MODEL.tables[name].columns
    assert set(row) <= set(columns), row
    cells = {}
    for column, shape in columns.items():
        empty = OPEN if shape.type is ColumnType.END_DATE else None
        cell = row.get(column, empty)
        is_day = shape.type.is_date and isinstance(cell, str)
        cells[column] = date.fromisoformat(cell) if is_day else cell
    return cells


def answer(
    asked: Indicator,
    tables: dict[str, list[dict[str, Any]]],
    extracted: date | str = LONG_AFTER,
    period: Period = YEAR,
    by: tuple[str, ...] = (),
) -> list[Figure]:
    """The figures of the main reading."""
    known_to = date.fromisoformat(extracted) if isinstance(extracted, str) else extracted
    return evaluate(
        asked.computation, asked.kind, MODEL, tables, known_to, measured(asked, period), by
    )


def state(
    condition: Any,
    repair: dict[str, Any],
    extracted: date | str = LONG_AFTER,
    let: dict[str, Any] | None = None,
    **others: list[dict[str, Any]],
) -> str:
    """What one condition is of one repair: true, false, missing or pending."""
    conditions = condition if isinstance(condition, list) else [condition]
    asked = indicator(
        from_="repairs",
        denominator=[{"id": {"is": "THIS"}}],
        numerator=conditions,
        let=let or {},
    )
    repairs = [{"rider": "A", **repair, "id": "THIS"}, *others.pop("repairs", [])]
    (figure,) = answer(asked, filled(repairs=repairs, **others), extracted)
    assert figure["denominator"] == 1, figure
    if figure["numerator"]:
        return "true"
    return next((word for word in ("missing", "pending") if figure[word]), "false")
