"""Periods that are published only in part, overlap, or count each unit once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbic_ind.disclosure.auditing import audit
from bbic_ind.disclosure.figures import Place
from bbic_ind.disclosure.hiding import protect
from bbic_ind.disclosure.over_time import divisions
from tests.disclosure.tables import KOLADA, PERIODS, frame, row
from tests.disclosure.test_random_tables import SOME

QUARTERS = [f"2025-Q{number}" for number in (1, 2, 3, 4)]


def counts(**numbers):
    """A row for each period, by its name without the year."""
    return [
        row((number, 0, 0) if number is not None else (), "count", period=_period(name))
        for name, number in numbers.items()
    ]


def _period(name):
    return "2025" if name == "year" else f"2025-{name}"


def found(*files):
    frames = {str(number): frame(rows) for number, rows in enumerate(files)}
    return {(one.rows[0].period, one.lowest, one.highest) for one in audit(frames, KOLADA)}


def test_a_year_less_three_quarters_is_the_fourth_that_nobody_shows():
    assert found(counts(year=42, Q1=20, Q2=10, Q3=10)) == {("2025-10-01–2025-12-31", 2, 2)}


def test_a_year_less_two_quarters_is_the_other_half():
    assert found(counts(year=32, Q1=20, Q2=10)) == {("2025-07-01–2025-12-31", 2, 2)}


def test_two_gaps_that_share_few_are_both_small():
    assert found(counts(year=32, Q1=20, Q3=10)) == {
        ("2025-04-01–2025-06-30", 0, 2),
        ("2025-10-01–2025-12-31", 0, 2),
    }


@pytest.mark.parametrize("rest", [0, 4])
def test_a_gap_of_nobody_or_of_enough_gives_nothing_away(rest):
    assert found(counts(year=30 + rest, Q1=20, Q2=10)) == set()


def test_what_is_left_of_a_year_limits_a_hidden_quarter():
    assert ("2025-Q2", 0, 2) in found(counts(year=22, Q1=20, Q2=None))


def test_a_year_in_one_file_and_its_quarters_in_others():
    files = [counts(year=42), counts(Q1=20, Q2=10), counts(Q3=10)]

    assert found(*files) == {("2025-10-01–2025-12-31", 2, 2)}


def test_two_spans_that_overlap_differ_by_their_ends():
    first = row((30, 0, 0), "count", period="2024")
    spans = {"2024": (first["period_start"], PERIODS["2025-Q1"][1])}
    wide = row((50, 0, 0), "count") | dict(
        zip(("period_start", "period_end"), spans["2024"], strict=True)
    )
    year = row((60, 0, 0), "count")
    later = row((38, 0, 0), "count") | {"period_start": PERIODS["2025-Q2"][0]}

    # The year less what comes after its first quarter is 22, so the year before is 28.
    assert found([wide, year, later, first | {"status": "suppressed", "numerator": None}]) >= {
        ("2024", 28, 28)
    }


def test_weeks_that_fill_a_month_are_of_one_length():
    days = [(1, 28), (1, 7), (8, 14), (15, 21), (22, 28)]
    spans = [(date(2027, 2, first), date(2027, 2, last)) for first, last in days]

    [(_, parts, kind)] = divisions(Place(first, last, ()) for first, last in spans)

    assert (len(parts), kind) == (4, "of 0 months")


def test_quarters_that_are_more_than_the_year_count_units_twice():
    assert found(counts(year=22, Q1=20, Q2=10, Q3=None)) == set()


def test_a_year_is_not_shown_with_quarters_that_leave_few():
    results = frame(counts(year=32, Q1=20, Q2=10))
    shown = protect(results, KOLADA).results

    assert shown["status"].to_list().count("suppressed") == 1


@SOME
@given(st.lists(st.integers(0, 7), min_size=4, max_size=4), st.sets(st.sampled_from(QUARTERS)))
def test_no_unpublished_quarters_can_be_subtracted(numbers, published):
    told = dict(zip(QUARTERS, numbers, strict=True))
    rows = [row((sum(numbers), 0, 0), "count")]
    rows += [row((told[name], 0, 0), "count", period=name) for name in sorted(published)]

    shown = protect(frame(rows), KOLADA).results
    seen = dict(shown.drop_nulls("numerator").select("period", "numerator").rows())

    if "2025" in seen and len(seen) == 1 + len(published):
        rest = seen.pop("2025") - sum(seen.values())
        assert rest == 0 or rest > KOLADA.small.last
    assert audit({"r": shown}, KOLADA) == []
