"""Tests on single values, at their limits."""

import pytest

from .workshop import state

DEADLINE = {"closed": {"on_or_before": "opened + 14 days"}}
FOUR_MONTHS = {"closed": {"on_or_before": "opened + 4 months"}}
HALF_A_YEAR = {"lasts": {"at_least": "6 months"}}


def test_the_fourteenth_day_is_within_14_days() -> None:
    assert state(DEADLINE, {"opened": "2025-03-01", "closed": "2025-03-15"}) == "true"


def test_the_fifteenth_day_is_not_within_14_days() -> None:
    assert state(DEADLINE, {"opened": "2025-03-01", "closed": "2025-03-16"}) == "false"


def test_four_months_from_31_october_end_on_28_february() -> None:
    assert state(FOUR_MONTHS, {"opened": "2024-10-31", "closed": "2025-02-28"}) == "true"


def test_1_march_is_later_than_four_months_from_31_october() -> None:
    assert state(FOUR_MONTHS, {"opened": "2024-10-31", "closed": "2025-03-01"}) == "false"


def test_four_months_from_31_october_end_on_29_february_in_a_leap_year() -> None:
    assert state(FOUR_MONTHS, {"opened": "2023-10-31", "closed": "2024-02-29"}) == "true"


@pytest.mark.parametrize(
    ("limit", "expected"),
    [("opened + 1 month + 1 day", "true"), ("opened + 1 day + 1 month", "false")],
)
def test_offsets_are_added_from_left_to_right(limit: str, expected: str) -> None:
    repair = {"opened": "2025-01-30", "closed": "2025-03-01"}
    assert state({"closed": {"on_or_before": limit}}, repair) == expected


def test_an_open_end_is_pending_the_day_before_the_limit() -> None:
    assert state(DEADLINE, {"opened": "2025-03-01"}, "2025-03-14") == "pending"


def test_an_open_end_is_too_late_on_the_day_of_the_limit() -> None:
    assert state(DEADLINE, {"opened": "2025-03-01"}, "2025-03-15") == "false"


def test_an_end_after_the_extraction_date_is_only_a_plan() -> None:
    planned = {"opened": "2025-03-01", "closed": "2025-03-15"}
    assert state(DEADLINE, planned, "2025-03-14") == "pending"


def test_an_end_on_the_extraction_date_has_happened() -> None:
    ended = {"opened": "2025-03-01", "closed": "2025-03-15"}
    assert state(DEADLINE, ended, "2025-03-15") == "true"


def test_an_unknown_end_is_missing() -> None:
    assert state(DEADLINE, {"opened": "2025-03-01", "closed": None}) == "missing"


def test_a_missing_start_makes_the_limit_missing_even_where_the_end_is_open() -> None:
    assert state(DEADLINE, {}, "2025-03-01") == "missing"


@pytest.mark.parametrize(
    ("operator", "before", "same", "after"),
    [
        ("before", "true", "false", "false"),
        ("on_or_before", "true", "true", "false"),
        ("on_or_after", "false", "true", "true"),
        ("after", "false", "false", "true"),
    ],
)
def test_order_of_days(operator: str, before: str, same: str, after: str) -> None:
    asked = {"promised": {operator: "2025-06-15"}}
    days = ("2025-06-14", "2025-06-15", "2025-06-16")
    assert [state(asked, {"promised": day}) for day in days] == [before, same, after]


@pytest.mark.parametrize(
    ("operator", "extracted", "expected"),
    [
        ("on_or_before", "2025-06-14", "pending"),
        ("on_or_before", "2025-06-15", "false"),
        ("before", "2025-06-13", "pending"),
        ("before", "2025-06-14", "false"),
        ("after", "2025-06-14", "pending"),
        ("after", "2025-06-15", "true"),
        ("on_or_after", "2025-06-13", "pending"),
        ("on_or_after", "2025-06-14", "true"),
    ],
)
def test_an_open_end_lies_the_day_after_extraction_at_the_earliest(
    operator: str, extracted: str, expected: str
) -> None:
    assert state({"closed": {operator: "2025-06-15"}}, {}, extracted) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-12-31", "false"),
        ("2025-01-01", "true"),
        ("2025-12-31", "true"),
        ("2026-01-01", "false"),
        (None, "missing"),
    ],
)
def test_a_period_is_closed_at_both_ends(day: str | None, expected: str) -> None:
    assert state({"promised": {"during": "period"}}, {"promised": day}) == expected


def test_an_open_end_may_yet_fall_in_the_period_on_its_last_day_but_one() -> None:
    assert state({"closed": {"during": "period"}}, {}, "2025-12-30") == "pending"


def test_an_open_end_cannot_fall_in_a_period_that_is_over() -> None:
    assert state({"closed": {"during": "period"}}, {}, "2025-12-31") == "false"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"is": "brake"}, "true"),
        ({"is": "wheel"}, "false"),
        ({"is_not": "wheel"}, "true"),
        ({"is_not": "brake"}, "false"),
        ({"one_of": ["brake", "wheel"]}, "true"),
        ({"one_of": ["frame", "wheel"]}, "false"),
    ],
)
def test_words(asked: dict[str, object], expected: str) -> None:
    assert state({"kind": asked}, {"kind": "brake"}) == expected


@pytest.mark.parametrize("asked", [{"is": "brake"}, {"is_not": "brake"}, {"one_of": ["brake"]}])
def test_a_missing_word_is_missing_either_way(asked: dict[str, object]) -> None:
    assert state({"kind": asked}, {}) == "missing"


def test_a_missing_word_is_allowed_where_that_is_asked_for() -> None:
    assert state({"kind": {"is_not": "brake", "allow_missing": True}}, {}) == "true"


def test_an_open_end_is_not_missing_for_allow_missing() -> None:
    asked = {"closed": {"on_or_before": "2025-06-15", "allow_missing": True}}
    assert state(asked, {}, "2025-06-15") == "false"


@pytest.mark.parametrize("word", ["ja", True])
def test_yes_can_be_written_both_ways(word: object) -> None:
    assert state({"urgent": {"is": word}}, {"urgent": True}) == "true"


@pytest.mark.parametrize(
    ("operator", "expected"),
    [("less_than", "false"), ("at_most", "true"), ("at_least", "true"), ("more_than", "false")],
)
def test_a_number_at_its_limit(operator: str, expected: str) -> None:
    assert state({"cost": {operator: 100}}, {"cost": 100.0}) == expected


def test_a_missing_number_lies_within_the_range_of_its_column() -> None:
    assert state({"score": {"at_most": 1}}, {}) == "true"


def test_a_missing_number_may_be_anything_inside_its_range() -> None:
    assert state({"score": {"more_than": 0}}, {}) == "missing"


def test_a_missing_number_without_a_range_may_be_anything() -> None:
    assert state({"cost": {"at_most": 10**9}}, {}) == "missing"


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("kind", None, "true"),
        ("kind", "brake", "false"),
        ("closed", None, "true"),
        ("closed", "2025-05-01", "false"),
        ("closed", "9999-12-31", "true"),
        ("closed", "2029-05-01", "true"),
    ],
)
def test_whether_a_value_is_registered_is_always_decided(
    column: str, cell: object, expected: str
) -> None:
    assert state({column: {"missing": True}}, {column: cell}) == expected


def test_a_reference_takes_the_value_of_the_row_it_names() -> None:
    bicycles = [{"id": "C1", "brand": "crescent"}, {"id": "C2", "brand": "monark"}]
    asked = {"bicycle.brand": {"is": "monark"}}
    assert state(asked, {"bicycle": "C2"}, bicycles=bicycles) == "true"


@pytest.mark.parametrize("reference", [None, "C9"])
def test_a_reference_to_no_row_is_missing(reference: str | None) -> None:
    asked = {"bicycle.brand": {"is": "monark"}}
    assert state(asked, {"bicycle": reference}, bicycles=[{"id": "C1"}]) == "missing"


@pytest.mark.parametrize(
    ("closed", "expected"),
    [("2025-10-31", "false"), ("2025-11-01", "false"), ("2025-11-02", "true"), (None, "missing")],
)
def test_what_closes_on_the_day_is_not_open_on_it(closed: str | None, expected: str) -> None:
    span = {"opened": "2025-01-01", "closed": closed}
    assert state({"open_on": "day"}, span) == expected


def test_what_opens_on_the_day_is_open_on_it() -> None:
    assert state({"open_on": "day"}, {"opened": "2025-11-01"}) == "true"


def test_what_is_not_closed_may_close_before_a_day_to_come() -> None:
    assert state({"open_on": "day"}, {"opened": "2025-01-01"}, "2025-10-31") == "pending"


def test_what_is_not_closed_on_the_day_is_open_on_it() -> None:
    assert state({"open_on": "day"}, {"opened": "2025-01-01"}, "2025-11-01") == "true"


@pytest.mark.parametrize(
    ("opened", "closed", "expected"),
    [
        ("2024-01-01", "2024-12-31", "false"),
        ("2024-01-01", "2025-01-01", "true"),
        ("2025-12-31", "2026-05-01", "true"),
        ("2026-01-01", "2026-05-01", "false"),
    ],
)
def test_one_shared_day_is_an_overlap(opened: str, closed: str, expected: str) -> None:
    assert state({"overlaps": "period"}, {"opened": opened, "closed": closed}) == expected


@pytest.mark.parametrize(("closed", "expected"), [("2025-12-30", "false"), ("2025-12-31", "true")])
def test_1_july_to_31_december_is_six_months(closed: str, expected: str) -> None:
    assert state(HALF_A_YEAR, {"opened": "2025-07-01", "closed": closed}) == expected


@pytest.mark.parametrize(
    ("operator", "expected"),
    [("at_least", "true"), ("more_than", "false"), ("at_most", "true"), ("less_than", "false")],
)
def test_six_months_to_the_day(operator: str, expected: str) -> None:
    span = {"opened": "2025-07-01", "closed": "2025-12-31"}
    assert state({"lasts": {operator: "6 months"}}, span) == expected


def test_only_the_part_within_the_period_counts() -> None:
    asked = {"lasts": {"at_least": "6 months", "within": "period"}}
    assert state(asked, {"opened": "2024-01-01", "closed": "2025-06-29"}) == "false"
    assert state(asked, {"opened": "2024-01-01", "closed": "2025-06-30"}) == "true"


def test_until_ends_the_span_there_at_the_latest() -> None:
    asked = {"lasts": {"at_least": "6 months", "until": "2025-06-29"}}
    assert state(asked, {"opened": "2025-01-01", "closed": "2025-12-31"}) == "false"


def test_an_open_span_may_yet_last_long_enough() -> None:
    assert state(HALF_A_YEAR, {"opened": "2025-07-01"}, "2025-12-29") == "pending"


def test_an_open_span_has_lasted_long_enough_when_its_last_needed_day_has_passed() -> None:
    assert state(HALF_A_YEAR, {"opened": "2025-07-01"}, "2025-12-30") == "true"


def test_all_is_pending_if_one_part_waits_and_another_is_missing() -> None:
    both = [{"kind": {"is": "brake"}}, {"closed": {"during": "period"}}]
    assert state(both, {}, "2025-06-01") == "pending"


def test_any_with_a_false_and_a_missing_part_is_missing() -> None:
    either = {"any": [{"kind": {"is": "brake"}}, {"urgent": {"is": "ja"}}]}
    assert state(either, {"urgent": False}) == "missing"


def test_not_keeps_what_is_pending() -> None:
    assert state({"not": {"closed": {"during": "period"}}}, {}, "2025-06-01") == "pending"
