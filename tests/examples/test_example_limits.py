"""Exempelstad has cases just inside, on and just outside every limit of the indicators."""

from datetime import date, timedelta

import pytest
from slow_counts import NEVER, months_after

DAY = timedelta(days=1)
SIDES = pytest.mark.parametrize("side", [-1, 0, 1], ids=["before", "on", "after"])


def ended(row, closes):
    return row[closes] not in (None, NEVER)


@SIDES
def test_decision_around_fourteen_days(town, side):
    assert any(
        row["beslutad"] == row["inkom"] + (14 + side) * DAY
        for row in town["aktualiseringar"]
        if ended(row, "beslutad")
    )


@SIDES
@pytest.mark.parametrize("opened", [date(2025, 2, 10), date(2024, 10, 31), date(2023, 10, 31)])
def test_case_closed_around_four_months(town, opened, side):
    assert any(
        row["avslutad"] == months_after(opened, 4) + side * DAY
        for row in town["utredningar"]
        if row["inledd"] == opened
    )


@SIDES
def test_emergency_home_left_around_two_months(town, side):
    closed = {row["id"]: row["avslutad"] for row in town["utredningar"]}

    assert any(
        row["till"] == months_after(closed[row["utredning"]], 2) + side * DAY
        for row in town["placeringar"]
        if row["vårdform"] == "jourhem"
        and row["utredning"]
        and closed[row["utredning"]] not in (None, NEVER)
    )


@SIDES
def test_decision_executed_around_three_months(town, side):
    assert any(
        row["verkställd"] == months_after(row["beslutad"], 3) + side * DAY
        for row in town["beslut"]
        if ended(row, "verkställd")
    )


@SIDES
def test_child_comes_back_around_twelve_months(town, side):
    closed = {(row["barn"], row["avslutad"]) for row in town["utredningar"]}

    assert any(
        row["inkom"] == months_after(date(2024, 6, 14), 12) + side * DAY
        for row in town["aktualiseringar"]
        if (row["barn"], date(2024, 6, 14)) in closed
    )


@pytest.mark.parametrize("days", [0, 1, 2])
def test_new_placement_some_days_after_a_breakdown(town, days):
    broken = {
        (row["barn"], row["till"] + days * DAY)
        for row in town["placeringar"]
        if row["avslutsorsak"] == "oförutsett_avbrott"
    }

    assert any((row["barn"], row["från"]) in broken for row in town["placeringar"])


@SIDES
@pytest.mark.parametrize("years", [1, 5])
def test_caseworker_with_experience_around_whole_years(town, years, side):
    measured = date(2025, 11, 1)

    assert any(
        row["erfarenhet_från"] == measured.replace(year=2025 - years) - side * DAY
        for row in town["handläggare"]
        if not row["chef"]
    )


@pytest.mark.parametrize("age", [18, 19])
@pytest.mark.parametrize("days", [-1, 0])
def test_case_closed_around_a_birthday(town, age, days):
    assert any(
        row["avslutad"] == birthday(row["barn"], age) + days * DAY
        for row in town["utredningar"]
        if row["barn"][:4] == str(2025 - age) and row["barn"][6:8] != "60"
    )


def birthday(number, age):
    return date(int(number[:4]) + age, int(number[4:6]), int(number[6:8]) % 60)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("aktualiseringar", "beslutad"),
        ("utredningar", "avslutad"),
        ("utredningar", "typ"),
        ("utredningar", "barnsamtal"),
        ("insatser", "måluppfyllelse"),
        ("placeringar", "utredning"),
        ("handläggare", "socionom"),
    ],
)
def test_value_is_missing_somewhere(town, table, column):
    assert any(row[column] is None for row in town[table])


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("aktualiseringar", "beslutad"),
        ("utredningar", "avslutad"),
        ("insatser", "till"),
        ("placeringar", "till"),
        ("beslut", "verkställd"),
    ],
)
def test_case_is_open_somewhere(town, table, column):
    assert any(row[column] == NEVER for row in town[table])
