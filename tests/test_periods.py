"""Periods as the user writes them, and the days they hold."""

from datetime import date
from itertools import pairwise

import pytest

from bbic_ind.errors import UsageError
from bbic_ind.periods import MonthDay, parse_day, parse_period, parse_periods, unit_of


@pytest.mark.parametrize(
    ("label", "unit", "first", "last"),
    [
        ("2025", "year", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-H1", "half_year", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-H2", "half_year", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025-T3", "tertial", date(2025, 9, 1), date(2025, 12, 31)),
        ("2025-Q2", "quarter", date(2025, 4, 1), date(2025, 6, 30)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-W01", "week", date(2024, 12, 30), date(2025, 1, 5)),
        ("2020-W53", "week", date(2020, 12, 28), date(2021, 1, 3)),
    ],
)
def test_a_period_has_the_days_its_label_says(label, unit, first, last):
    period = parse_period(label)

    assert (period.label, period.unit, period.start, period.end) == (label, unit, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "2025-H3",
        "2025-H0",
        "2025-T4",
        "2025-Q5",
        "2025-13",
        "2025-00",
        "2025-W00",
        "2025-W53",
        "2025-W7",
        "2025-7",
        "2025-V07",
        "2025-07-01",
        "25",
    ],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(UsageError):
        parse_period(text)


def test_a_year_is_measured_on_its_snapshot_day():
    assert parse_period("2025", MonthDay(2, 1)).day == date(2025, 2, 1)


@pytest.mark.parametrize("label", ["2025-H1", "2025-06"])
def test_a_shorter_period_is_measured_on_its_last_day(label):
    assert parse_period(label, MonthDay(2, 1)).day == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("span", "labels"),
    [
        ("2024..2025", ["2024", "2025"]),
        ("2024-H2..2025-H2", ["2024-H2", "2025-H1", "2025-H2"]),
        ("2024-T3..2025-T1", ["2024-T3", "2025-T1"]),
        ("2024-Q4..2025-Q1", ["2024-Q4", "2025-Q1"]),
        ("2024-12..2025-01", ["2024-12", "2025-01"]),
        ("2020-W52..2021-W01", ["2020-W52", "2020-W53", "2021-W01"]),
    ],
)
def test_a_range_holds_every_period_from_the_first_to_the_last(span, labels):
    assert [period.label for period in parse_periods([span])] == labels


@pytest.mark.parametrize(
    "span", ["2025..2024", "2024..2025-06", "2024-Q1..2024-H2", "2024-12..2025-W01"]
)
def test_a_range_has_ends_of_one_kind_with_the_first_earliest(span):
    with pytest.raises(UsageError):
        parse_periods([span])


def test_weeks_of_a_year_follow_each_other_without_a_gap():
    weeks = parse_periods(["2025-W01..2025-W52"])

    assert all((b.start - a.end).days == 1 for a, b in pairwise(weeks))


def test_labels_of_one_unit_sort_by_their_first_day():
    weeks = parse_periods(["2019-W50..2021-W03"])

    assert sorted(week.label for week in weeks) == [week.label for week in weeks]


def test_a_label_alone_tells_its_unit():
    assert unit_of("2025-W07") == "week"


@pytest.mark.parametrize("text", ["2026-W05-7", "20260201", "2026-2-1", " 2026-02-01"])
def test_a_day_is_written_with_year_month_and_day_and_in_no_other_way(text):
    assert parse_day(text) is None
