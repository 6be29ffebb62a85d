"""The engine and the slow evaluator give the same answer to any question on any data."""

from datetime import date
from typing import Any

from hypothesis import assume, given, note
from hypothesis import strategies as st

from bbic_ind.definitions.check import check_indicator
from bbic_ind.definitions.indicator import RATIOS
from bbic_ind.periods import Period, parse_period

from .against_engine import Answers, dataset, of_engine, of_reference, parsed
from .questions import KINDS, questions
from .random_rows import Tables, days, gaps, tables, without
from .workshop import MODEL

PERIODS = [parse_period(text) for text in ("2025", "2025-Q1", "2025-06", "2024")]
extractions = st.one_of(days, st.sampled_from([date(2024, 6, 1), date(2027, 12, 31)]))
breakdowns = st.sampled_from(
    [(), (), (), ("workshop",), ("sex",), ("agegroup",), ("sex", "workshop")]
)
OF_THE_SUBJECT = {"repairs", "rentals", "visits"}


@given(questions(MODEL), tables(MODEL), gaps(MODEL), extractions, st.sampled_from(PERIODS))
def test_the_engine_agrees_with_the_slow_evaluator(
    question: dict[str, Any],
    rows: Tables,
    lacking: list[str],
    extracted: date,
    period: Period,
) -> None:
    rows = without(rows, lacking)
    compare(question, rows, extracted, period, ())


GROUPED = tuple(kind for kind in KINDS if kind != "yes_no")


@given(questions(MODEL, GROUPED), tables(MODEL), extractions, st.sampled_from(PERIODS), breakdowns)
def test_the_engine_agrees_on_every_group(
    question: dict[str, Any],
    rows: Tables,
    extracted: date,
    period: Period,
    by: tuple[str, ...],
) -> None:
    compare(question, rows, extracted, period, by if can_be_grouped(question) else ())


def can_be_grouped(question: dict[str, Any]) -> bool:
    if question["kind"] in RATIOS:
        terms = [*question["numerator"], *question["denominator"]]
        return all(content["in"] in OF_THE_SUBJECT for t in terms for content in t.values())
    return question["from"] in OF_THE_SUBJECT


def compare(
    question: dict[str, Any], rows: Tables, extracted: date, period: Period, by: tuple[str, ...]
) -> None:
    indicator = parsed(question, MODEL)
    note(f"E {extracted}, {period.label}, by {by}")
    faults = [fault.line("en") for fault in check_indicator(indicator, MODEL)]
    assume(not any("can satisfy the conditions together" in fault for fault in faults))
    assert faults == []

    assert disagreements(question, rows, extracted, period, by) == {}


def disagreements(
    question: dict[str, Any],
    rows: Tables,
    extracted: date,
    period: Period,
    by: tuple[str, ...] = (),
) -> dict[Any, Any]:
    """What the engine and the slow evaluator answer differently."""
    indicator = parsed(question, MODEL)
    expected = of_reference(indicator, MODEL, (rows, extracted), period, by)
    given_by_engine = of_engine(indicator, MODEL, dataset(rows, MODEL, extracted), period, by)
    return differences(expected, given_by_engine)


def differences(expected: Answers, given_by_engine: Answers) -> dict[Any, Any]:
    """What differs, as reference and engine; a group with nobody in it need not be told."""
    keys = expected.keys() | given_by_engine.keys()
    pairs = {key: (expected.get(key), given_by_engine.get(key)) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1] and not _empty(pair)}


def _empty(pair: tuple[Any, Any]) -> bool:
    """One side leaves the group out and the other counts nothing in it."""
    told = [side for side in pair if side is not None]
    nobody = ("numerator", "denominator", "missing", "pending", "denominator_undecided")
    return len(told) == 1 and not any(told[0].get(name) for name in nobody)
