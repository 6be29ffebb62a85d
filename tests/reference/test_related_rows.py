"""Rows of other tables: which count, which wait, and which is picked."""

import pytest

from .workshop import state

TALK = {"rider": "A", "happened": "2025-05-01", "purpose": "talk"}
FOLLOWED_UP = {
    "exists": {
        "in": "visits",
        "where": [{"happened": {"after": "this.closed", "on_or_before": "this.closed + 14 days"}}],
    }
}
DONE = {"opened": "2025-01-01", "closed": "2025-06-01"}


def visit(**cells: object) -> dict[str, object]:
    return {"rider": "A", **cells}


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        ("2025-06-01", "false"),
        ("2025-06-02", "true"),
        ("2025-06-15", "true"),
        ("2025-06-16", "false"),
    ],
)
def test_a_follow_up_window(happened: str, expected: str) -> None:
    assert state(FOLLOWED_UP, DONE, visits=[visit(happened=happened)]) == expected


@pytest.mark.parametrize(
    ("extracted", "expected"), [("2025-06-14", "pending"), ("2025-06-15", "false")]
)
def test_a_visit_may_be_registered_as_long_as_the_window_is_open(
    extracted: str, expected: str
) -> None:
    assert state(FOLLOWED_UP, DONE, extracted) == expected


def test_a_real_visit_settles_what_an_imagined_one_could() -> None:
    real = [visit(happened="2025-06-02")]
    assert state(FOLLOWED_UP, DONE, "2025-06-05", visits=real) == "true"


def test_a_visit_without_a_day_is_missing() -> None:
    assert state(FOLLOWED_UP, DONE, visits=[visit()]) == "missing"


def test_what_an_imagined_visit_may_settle_is_pending_though_a_real_one_lacks_its_day() -> None:
    assert state(FOLLOWED_UP, DONE, "2025-06-05", visits=[visit()]) == "pending"


def test_another_riders_visit_does_not_count() -> None:
    other = [visit(rider="B", happened="2025-06-02")]
    assert state(FOLLOWED_UP, DONE, visits=other) == "false"


def test_a_visit_without_a_rider_never_matches() -> None:
    nobody = [visit(rider=None, happened="2025-06-02")]
    assert state(FOLLOWED_UP, DONE, visits=nobody) == "false"


def test_a_repair_without_a_rider_is_missing_whatever_the_visits() -> None:
    assert state(FOLLOWED_UP, {**DONE, "rider": None}) == "missing"


def test_none_is_not_exists() -> None:
    assert state({"none": FOLLOWED_UP["exists"]}, DONE, "2025-06-14") == "pending"


def test_a_table_without_a_day_of_its_own_has_no_imagined_row() -> None:
    asked = {"exists": {"in": "bicycles", "match": {"id": "bicycle"}}}
    assert state(asked, {"bicycle": "C1"}, "2025-01-01") == "false"


def test_match_pairs_the_columns_it_names() -> None:
    asked = {"exists": {"in": "bicycles", "match": {"id": "bicycle"}}}
    assert state(asked, {"bicycle": "C1"}, bicycles=[{"id": "C1"}]) == "true"


def test_a_row_is_not_related_to_itself() -> None:
    assert state({"exists": {"in": "repairs"}}, {"opened": "2025-01-01"}, "9000-01-01") == "pending"
    before = {"exists": {"in": "repairs", "where": [{"opened": {"on_or_before": "2025-12-31"}}]}}
    assert state(before, {"opened": "2025-01-01"}) == "false"


def test_another_row_of_the_same_table_is_related() -> None:
    before = {"exists": {"in": "repairs", "where": [{"opened": {"on_or_before": "2025-12-31"}}]}}
    assert state(before, {}, repairs=[{"id": "R2", "rider": "A", "opened": "2025-01-01"}]) == "true"


def test_an_imagined_row_begins_after_the_extraction_date() -> None:
    asked = {"exists": {"in": "visits", "where": [{"happened": {"on_or_before": "2025-05-01"}}]}}
    assert state(asked, {}, "2025-04-30") == "pending"
    assert state(asked, {}, "2025-05-01") == "false"


def test_an_imagined_row_ends_after_the_extraction_date() -> None:
    asked = {"exists": {"in": "rentals", "where": [{"ended": {"on_or_before": "2025-05-01"}}]}}
    assert state(asked, {}, "2025-04-30") == "pending"
    assert state(asked, {}, "2025-05-01") == "false"


@pytest.mark.parametrize("missing", [True, False])
def test_an_imagined_row_may_or_may_not_hold_a_value(missing: bool) -> None:
    asked = {
        "exists": {
            "in": "visits",
            "where": [
                {"happened": {"on_or_before": "2025-05-01"}},
                {"satisfied": {"missing": missing}},
            ],
        }
    }
    assert state(asked, {}, "2025-04-30") == "pending"


def test_inside_a_nested_exists_this_is_the_row_just_outside() -> None:
    asked = {
        "exists": {
            "in": "rentals",
            "where": [
                {"started": {"on_or_before": "2025-03-31"}},
                {
                    "exists": {
                        "in": "visits",
                        "where": [
                            {"happened": {"during": {"from": "this.started", "to": "this.started"}}}
                        ],
                    }
                },
            ],
        }
    }
    rentals = [{"id": "H1", "rider": "A", "started": "2025-03-01"}]
    assert state(asked, {}, rentals=rentals, visits=[visit(happened="2025-03-01")]) == "true"
    assert state(asked, {}, rentals=rentals, visits=[visit(happened="2025-03-02")]) == "false"


def count_of_talks(operator: str, number: int) -> dict[str, object]:
    where = [{"purpose": {"is": "talk"}}, {"happened": {"during": "period"}}]
    return {"count": {"in": "visits", "where": where, operator: number}}


@pytest.mark.parametrize(
    ("operator", "expected"),
    [("at_least", "true"), ("more_than", "false"), ("at_most", "true"), ("less_than", "false")],
)
def test_two_talks_counted(operator: str, expected: str) -> None:
    assert state(count_of_talks(operator, 2), {}, visits=[TALK, TALK]) == expected


def test_a_visit_of_unknown_purpose_may_be_the_second_talk() -> None:
    visits = [TALK, visit(happened="2025-05-01")]
    assert state(count_of_talks("at_least", 2), {}, visits=visits) == "missing"


def test_more_talks_may_come_before_the_period_ends() -> None:
    assert state(count_of_talks("at_most", 2), {}, "2025-12-30", visits=[TALK]) == "pending"
    assert state(count_of_talks("at_most", 2), {}, "2025-12-31", visits=[TALK]) == "true"


def last_visit(value: str, by: str = "happened") -> dict[str, object]:
    where = [{"happened": {"during": "period"}}]
    return {"v": {"last": {"in": "visits", "where": where, "by": by, "value": value}}}


def first_visit(value: str) -> dict[str, object]:
    where = [{"happened": {"during": "period"}}]
    return {"v": {"first": {"in": "visits", "where": where, "by": "happened", "value": value}}}


def test_the_last_row_gives_its_value() -> None:
    visits = [
        visit(happened="2025-05-02", purpose="talk"),
        visit(happened="2025-05-01", purpose="fetch"),
    ]
    assert state({"v": {"is": "talk"}}, {}, let=last_visit("purpose"), visits=visits) == "true"


def test_the_first_row_gives_its_value() -> None:
    visits = [
        visit(happened="2025-05-02", purpose="talk"),
        visit(happened="2025-05-01", purpose="fetch"),
    ]
    assert state({"v": {"is": "fetch"}}, {}, let=first_visit("purpose"), visits=visits) == "true"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"is": "talk"}, "false"),
        ({"is_not": "talk"}, "true"),
        ({"one_of": ["talk", "fetch"]}, "false"),
        ({"missing": True}, "true"),
        ({"missing": False}, "false"),
    ],
)
def test_where_no_row_is_there_to_pick_the_answer_is_decided(
    asked: dict[str, object], expected: str
) -> None:
    assert state({"v": asked}, {}, let=last_visit("purpose")) == expected


def test_a_day_counted_from_an_absent_one_is_never_passed() -> None:
    asked = {"closed": {"after": "v + 1 day"}}
    assert state(asked, DONE, let=last_visit("happened")) == "false"


def test_of_a_tie_the_row_with_a_registered_value_wins() -> None:
    visits = [visit(happened="2025-05-01", purpose="talk"), visit(happened="2025-05-01")]
    assert state({"v": {"is": "talk"}}, {}, let=last_visit("purpose"), visits=visits) == "true"
    assert state({"v": {"is": "talk"}}, {}, let=first_visit("purpose"), visits=visits) == "true"


def test_of_a_full_tie_last_takes_the_last_and_first_the_first_in_the_file() -> None:
    visits = [
        visit(happened="2025-05-01", purpose="talk"),
        visit(happened="2025-05-01", purpose="fetch"),
    ]
    assert state({"v": {"is": "fetch"}}, {}, let=last_visit("purpose"), visits=visits) == "true"
    assert state({"v": {"is": "talk"}}, {}, let=first_visit("purpose"), visits=visits) == "true"


def test_a_row_that_may_come_later_leaves_the_last_one_pending() -> None:
    visits = [visit(happened="2025-05-01", purpose="talk")]
    assert (
        state({"v": {"is": "talk"}}, {}, "2025-12-30", let=last_visit("purpose"), visits=visits)
        == "pending"
    )


def test_a_row_that_may_come_later_does_not_touch_the_first_one() -> None:
    visits = [visit(happened="2025-05-01", purpose="talk")]
    assert (
        state({"v": {"is": "talk"}}, {}, "2025-12-30", let=first_visit("purpose"), visits=visits)
        == "true"
    )


def test_a_row_without_a_day_leaves_the_pick_missing() -> None:
    visits = [visit(happened="2025-05-01", purpose="talk"), visit(purpose="talk")]
    assert state({"v": {"is": "talk"}}, {}, let=last_visit("purpose"), visits=visits) == "missing"


def test_a_picked_end_that_is_open_stays_open() -> None:
    let = {"v": {"first": {"in": "rentals", "by": "started", "value": "ended"}}}
    rentals = [{"id": "H1", "rider": "A", "started": "2025-01-01"}]
    asked = {"v": {"on_or_before": "2025-06-01"}}
    assert state(asked, {}, "2025-05-31", let=let, rentals=rentals) == "pending"
    assert state(asked, {}, "2025-06-01", let=let, rentals=rentals) == "false"


def minutes_of_talks() -> dict[str, object]:
    where = [{"purpose": {"is": "talk"}}, {"happened": {"during": "period"}}]
    return {"v": {"sum": {"in": "visits", "where": where, "of": "minutes"}}}


@pytest.mark.parametrize(
    ("minutes", "limit", "expected"),
    [
        ([30, 40], {"at_least": 70}, "true"),
        ([30, None], {"at_least": 30}, "true"),
        ([30, None], {"more_than": 30}, "missing"),
        ([30, None], {"at_most": 630}, "true"),
        ([30, None], {"at_most": 629}, "missing"),
    ],
)
def test_minutes_added_up(
    minutes: list[float | None], limit: dict[str, object], expected: str
) -> None:
    visits = [{**TALK, "minutes": each} for each in minutes]
    assert state({"v": limit}, {}, let=minutes_of_talks(), visits=visits) == expected


def test_more_minutes_may_come_before_the_period_ends() -> None:
    asked = {"v": {"at_most": 600}}
    assert state(asked, {}, "2025-12-30", let=minutes_of_talks()) == "pending"
    assert state(asked, {}, "2025-12-31", let=minutes_of_talks()) == "true"


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("2008-02-29", "2025-02-27", 16),
        ("2008-02-29", "2025-02-28", 17),
        ("2008-02-29", "2024-02-28", 15),
        ("2008-02-29", "2024-02-29", 16),
        ("2007-05-10", "2025-05-09", 17),
        ("2007-05-10", "2025-05-10", 18),
    ],
)
def test_ages_are_completed_years(born: str, on: str, years: int) -> None:
    let = {"v": {"age": {"born": "rider.born", "on": "opened"}}}
    riders = [{"id": "A", "born": born}]
    exactly = [{"v": {"at_least": years}}, {"v": {"at_most": years}}]
    assert state(exactly, {"opened": on}, let=let, riders=riders) == "true"


def test_the_age_of_someone_with_no_birth_date_is_missing() -> None:
    let = {"v": {"age": {"born": "rider.born", "on": "opened"}}}
    assert state({"v": {"at_least": 18}}, {"opened": "2025-01-01"}, let=let) == "missing"


@pytest.mark.parametrize(
    ("closed", "months"),
    [("2025-02-27", 3), ("2025-02-28", 4), ("2025-03-30", 4), ("2025-03-31", 5)],
)
def test_completed_months(closed: str, months: int) -> None:
    let = {"v": {"months": {"from": "opened", "to": "closed"}}}
    repair = {"opened": "2024-10-31", "closed": closed}
    exactly = [{"v": {"at_least": months}}, {"v": {"at_most": months}}]
    assert state(exactly, repair, let=let) == "true"


def test_days_to_an_open_end_are_at_least_those_that_have_passed() -> None:
    let = {"v": {"days": {"from": "opened", "to": "closed"}}}
    repair = {"opened": "2025-01-01"}
    assert state({"v": {"at_least": 10}}, repair, "2025-01-10", let=let) == "true"
    assert state({"v": {"at_most": 10}}, repair, "2025-01-10", let=let) == "pending"
    assert state({"v": {"at_most": 10}}, repair, "2025-01-11", let=let) == "false"


def test_the_earliest_of_an_open_end_and_a_day_that_has_passed_is_known() -> None:
    let = {"v": {"earliest_of": ["closed", "period.end"]}}
    assert state({"v": {"during": "period"}}, {}, "2025-12-31", let=let) == "true"
    assert state({"v": {"missing": False}}, {}, let=let) == "true"


def test_a_named_value_can_be_used_from_an_inner_row() -> None:
    let = {"v": {"earliest_of": ["closed", "period.end"]}}
    asked = {
        "exists": {
            "in": "visits",
            "where": [{"happened": {"after": "this.v - 6 months", "on_or_before": "this.v"}}],
        }
    }
    assert state(asked, DONE, let=let, visits=[visit(happened="2024-12-01")]) == "false"
    assert state(asked, DONE, let=let, visits=[visit(happened="2024-12-02")]) == "true"
