"""The bounds of a unit hold whichever of its rows turn out to belong, and whatever they say."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from bbic_ind.periods import OPEN, parse_period

from .against_engine import Answers, dataset, of_engine, of_reference, parsed
from .random_rows import Tables
from .workshop import MODEL

Cell = Any
Pair = tuple[tuple[Cell, ...], ...]

YEAR = parse_period("2025")
KNOWN_TO, LATER = date(2025, 3, 10), date(2026, 12, 31)
COLUMNS = ("opened", "kind", "closed")
CAN_BE: tuple[dict[Cell, tuple[Cell, ...]], ...] = (
    {
        date(2025, 3, 1): (date(2025, 3, 1),),
        date(2025, 2, 20): (date(2025, 2, 20),),
        None: (date(2025, 3, 1), date(2025, 2, 20), date(2024, 12, 31)),
    },
    {"brake": ("brake",), None: ("brake", "wheel")},
    {
        date(2025, 3, 5): (date(2025, 3, 5),),
        OPEN: (date(2025, 3, 12), OPEN),
        None: (date(2025, 3, 5), date(2025, 4, 1)),
    },
)
"""What each cell of a repair can hold, and what it can turn out to be."""

PAIRS: dict[str, Pair] = {
    str(number): pair for number, pair in enumerate(product(product(*CAN_BE), repeat=2))
}
QUESTION = {
    "format": 1,
    "id": "1:1",
    "title": {"sv": "Fråga", "en": "Question"},
    "kind": "share",
    "period": "year",
    "from": "repairs",
    "unit": "rider",
    "denominator": [{"opened": {"during": "period"}}, {"kind": {"is": "brake"}}],
    "numerator": [{"closed": {"on_or_before": "opened + 10 days"}}],
}
ONLY_THE_LATEST = {**QUESTION, "one_per": {"column": "rider", "latest": "opened"}}
WHO_WAITS = {
    **ONLY_THE_LATEST,
    "denominator": [{"closed": {"during": "period"}}],
    "numerator": [{"opened": {"before": "2025-02-25"}}],
}
WHEN_IT_ENDS = {
    **QUESTION,
    "one_per": {"column": "rider", "latest": "closed"},
    "denominator": [{"opened": {"during": "period"}}],
    "numerator": [{"kind": {"is": "brake"}}],
}
HOW_LONG = {
    **{key: QUESTION[key] for key in ("format", "id", "title", "period", "from", "denominator")},
    "kind": "mean",
    "let": {"time": {"days": {"from": "opened", "to": "closed"}}},
    "one_per": {"column": "rider", "latest": "opened"},
    "value": "time",
}
questions = pytest.mark.parametrize(
    "question",
    [QUESTION, ONLY_THE_LATEST, WHO_WAITS, WHEN_IT_ENDS, HOW_LONG],
    ids=["any", "latest", "latest that waits", "latest to end", "length of the latest"],
)


@questions
def test_the_bounds_hold_however_the_rows_of_a_unit_turn_out(question: dict[str, Any]) -> None:
    before = _answers(question, _repairs(PAIRS), KNOWN_TO)
    outcomes = {f"{rider}/{n}": it for rider in PAIRS for n, it in enumerate(_ends(PAIRS[rider]))}
    after = _answers(question, _repairs(outcomes), LATER)
    certain = {rider for rider in PAIRS if before[rider]["denominator"]}

    assert len(certain) >= 180
    for outcome, pair in outcomes.items():
        rider = outcome.split("/")[0]
        if rider in certain:
            assert after[outcome]["denominator"] == 1, PAIRS[rider]
            assert _is_within(after[outcome]["value"], before[rider]), (PAIRS[rider], pair)


@questions
def test_the_engine_agrees_about_every_pair_of_rows(question: dict[str, Any]) -> None:
    indicator, rows = parsed(question, MODEL), _repairs(PAIRS)
    slow = of_reference(indicator, MODEL, (rows, KNOWN_TO), YEAR, ("rider",))
    fast = of_engine(indicator, MODEL, dataset(rows, MODEL, KNOWN_TO), YEAR, ("rider",))

    assert fast == slow


def _answers(question: dict[str, Any], rows: Tables, extracted: date) -> dict[str, dict[str, Any]]:
    found: Answers = of_engine(
        parsed(question, MODEL), MODEL, dataset(rows, MODEL, extracted), YEAR, ("rider",)
    )
    nobody = {"denominator": 0}
    return {rider: found.get(("", "", rider), nobody) for rider in _riders(rows)}


def _is_within(value: float | None, figure: dict[str, Any]) -> bool:
    """Whether a value, if it is known by then, lies within the bounds, if there are any."""
    if value is None:
        return True
    over = figure["low"] is None or figure["low"] <= value
    return over and (figure["high"] is None or value <= figure["high"])


def _riders(rows: Tables) -> list[str]:
    return [row["rider"] for row in rows["repairs"]]


def _ends(pair: Pair) -> list[Pair]:
    """Everything that the rows of a pair can turn out to be."""
    cells = [can_be[cell] for row in pair for can_be, cell in zip(CAN_BE, row, strict=True)]
    return [(it[: len(COLUMNS)], it[len(COLUMNS) :]) for it in product(*cells)]


def _repairs(pairs: dict[str, Pair]) -> Tables:
    """The pairs as repairs, each of a rider of its own."""
    columns = MODEL.tables["repairs"].columns
    rows = [
        {
            **dict.fromkeys(columns),
            "id": f"{rider}-{n}",
            "rider": rider,
            **dict(zip(COLUMNS, row, strict=True)),
        }
        for rider, pair in pairs.items()
        for n, row in enumerate(pair)
    ]
    return {**{table: [] for table in MODEL.tables}, "repairs": rows}
