"""Figures of every kind, counted by hand."""

from fractions import Fraction
from typing import Any

import pytest

from bbic_ind.periods import OPEN

from .episodes import episodes_of
from .workshop import MODEL, answer, filled, indicator

IN_TIME = [{"closed": {"on_or_before": "opened + 14 days"}}]
OPENED = [{"opened": {"during": "period"}}]
UNTIL = [{"until": {"during": "period"}}]


def repair(**cells: Any) -> dict[str, Any]:
    return {"id": "R", "rider": "A", "opened": "2025-03-01", "closed": "2025-03-10", **cells}


LATE = {"closed": "2025-05-01"}


def only(figures: list[dict[str, Any]], *keys: str) -> tuple[Any, ...]:
    (figure,) = figures
    return tuple(figure[key] for key in keys)


def test_a_share_with_its_bounds() -> None:
    repairs = [
        repair(),
        repair(**LATE),
        repair(closed=None),
        repair(opened="2025-06-01", closed=OPEN),
    ]
    asked = indicator(from_="repairs", denominator=OPENED, numerator=IN_TIME)
    given = only(
        answer(asked, filled(repairs=repairs), "2025-06-14"),
        *("numerator", "denominator", "missing", "pending", "value", "low", "high"),
    )

    assert given == (1, 4, 1, 1, Fraction(1, 4), Fraction(1, 4), Fraction(3, 4))


def test_rows_that_may_belong_are_counted_apart() -> None:
    asked = indicator(from_="repairs", denominator=OPENED, numerator=IN_TIME)
    given = answer(asked, filled(repairs=[repair(), repair(opened=None)]))

    assert only(given, "denominator", "denominator_undecided") == (1, 1)


def test_a_rider_is_true_if_any_repair_is() -> None:
    asked = indicator(from_="repairs", unit="rider", denominator=OPENED, numerator=IN_TIME)
    given = answer(asked, filled(repairs=[repair(), repair(closed=None), repair(**LATE)]))

    assert only(given, "numerator", "denominator", "missing") == (1, 1, 0)


def test_a_rider_is_pending_if_one_repair_waits_and_another_is_missing() -> None:
    asked = indicator(from_="repairs", unit="rider", denominator=OPENED, numerator=IN_TIME)
    rows = [repair(closed=None), repair(opened="2025-06-01", closed=OPEN)]
    given = answer(asked, filled(repairs=rows), "2025-06-14")

    assert only(given, "missing", "pending", "denominator") == (0, 1, 1)


def test_repairs_without_a_rider_are_units_of_their_own() -> None:
    asked = indicator(from_="repairs", unit="rider", denominator=OPENED, numerator=IN_TIME)
    given = answer(asked, filled(repairs=[repair(rider=None), repair(rider=None)]))

    assert only(given, "denominator") == (2,)


def test_an_undecided_row_of_a_rider_who_belongs_anyway_does_not_count() -> None:
    asked = indicator(from_="repairs", unit="rider", denominator=OPENED, numerator=IN_TIME)
    given = answer(asked, filled(repairs=[repair(), repair(opened=None)]))

    assert only(given, "denominator_undecided") == (0,)


def test_one_per_keeps_the_latest_row() -> None:
    asked = indicator(
        from_="repairs",
        denominator=OPENED,
        numerator=IN_TIME,
        one_per={"column": "rider", "latest": "opened"},
    )
    rows = [repair(opened="2025-04-01", closed="2025-04-02"), repair(**LATE), repair(rider=None)]
    given = answer(asked, filled(repairs=rows))

    assert only(given, "numerator", "denominator") == (2, 2)


def test_one_per_keeps_the_last_in_the_file_of_a_tie() -> None:
    asked = indicator(
        from_="repairs",
        denominator=OPENED,
        numerator=IN_TIME,
        one_per={"column": "rider", "latest": "opened"},
    )

    assert only(answer(asked, filled(repairs=[repair(), repair(**LATE)])), "numerator") == (0,)


@pytest.mark.parametrize(
    ("extracted", "closed", "status"),
    [
        ("2025-12-31", "2025-03-02", "final"),
        ("2025-12-30", "2025-03-02", "preliminary"),
        ("2026-01-13", None, "final"),
    ],
)
def test_a_figure_is_final_when_its_period_is_over(
    extracted: str, closed: str | None, status: str
) -> None:
    asked = indicator(from_="repairs", denominator=OPENED, numerator=IN_TIME)
    given = answer(asked, filled(repairs=[repair(closed=closed)]), extracted)

    assert only(given, "status") == (status,)


def test_a_figure_is_preliminary_while_anything_waits() -> None:
    asked = indicator(from_="repairs", denominator=OPENED, numerator=IN_TIME)
    rows = filled(repairs=[repair(opened="2025-12-31", closed=OPEN)])

    assert only(answer(asked, rows, "2026-01-13"), "status") == ("preliminary",)
    assert only(answer(asked, rows, "2026-01-14"), "status") == ("final",)


def test_nothing_to_divide_by_is_empty() -> None:
    asked = indicator(from_="repairs", denominator=OPENED, numerator=IN_TIME)
    given = only(answer(asked, filled()), "status", "value", "low", "high", "denominator")

    assert given == ("empty", None, None, None, 0)


def test_a_snapshot_is_final_on_its_day() -> None:
    asked = indicator(
        period="snapshot", from_="repairs", denominator=[{"open_on": "day"}], numerator=IN_TIME
    )
    rows = filled(repairs=[repair(closed=OPEN)])

    assert only(answer(asked, rows, "2025-11-01"), "status", "denominator") == ("final", 1)


def test_a_count_has_no_denominator_and_is_never_empty() -> None:
    asked = indicator(kind="count", from_="repairs", numerator=OPENED)
    given = only(answer(asked, filled()), "numerator", "denominator", "value", "status")

    assert given == (0, None, 0, "final")


def test_a_count_is_bounded_by_what_is_undecided() -> None:
    asked = indicator(kind="count", from_="repairs", numerator=OPENED)
    rows = filled(repairs=[repair(), repair(opened=None)])

    assert only(answer(asked, rows), "numerator", "missing", "low", "high") == (1, 1, 1, 2)


def test_the_rest_of_a_distribution_is_what_is_in_no_part() -> None:
    asked = indicator(
        kind="distribution",
        from_="repairs",
        denominator=OPENED,
        categories={"of": "kind", "values": ["brake"]},
        rest="other",
    )
    rows = filled(repairs=[repair(kind="brake"), repair(kind="wheel"), repair()])
    parts = {
        f["part"]: (f["numerator"], f["missing"], f["denominator"]) for f in answer(asked, rows)
    }

    assert parts == {"brake": (1, 1, 3), "other": (1, 1, 3)}


def test_bands_sort_a_number() -> None:
    asked = indicator(
        kind="distribution",
        from_="repairs",
        denominator=OPENED,
        bands={"of": "cost", "parts": {"low": {"less_than": 100}, "high": {"at_least": 100}}},
    )
    rows = filled(repairs=[repair(cost=99.75), repair(cost=100.0)])

    assert [f["numerator"] for f in answer(asked, rows)] == [1, 1]


@pytest.mark.parametrize(
    ("kind", "expected"), [("mean", Fraction(40)), ("median", 10), ("max", 100), ("min", 10)]
)
def test_a_number_is_summed_up_in_one(kind: str, expected: Fraction) -> None:
    asked = indicator(kind=kind, from_="repairs", denominator=OPENED, value="cost")
    rows = filled(repairs=[repair(cost=cost) for cost in (10.0, 100.0, 10.0)])
    given = only(answer(asked, rows), "value", "low", "high", "numerator", "denominator")

    assert given == (expected, expected, expected, 120, 3)


@pytest.mark.parametrize("kind", ["mean", "median"])
def test_a_number_that_may_be_anything_leaves_no_bounds(kind: str) -> None:
    asked = indicator(kind=kind, from_="repairs", denominator=OPENED, value="cost")
    rows = filled(repairs=[repair(cost=10.0), repair()])

    assert only(answer(asked, rows), "value", "low", "high", "missing") == (10, None, None, 1)


@pytest.mark.parametrize(("kind", "expected"), [("max", (10, 10, None)), ("min", (10, None, 10))])
def test_an_unknown_number_leaves_one_bound_of_an_extreme(
    kind: str, expected: tuple[Any, ...]
) -> None:
    asked = indicator(kind=kind, from_="repairs", denominator=OPENED, value="cost")
    rows = filled(repairs=[repair(cost=10.0), repair()])

    assert only(answer(asked, rows), "value", "low", "high") == expected


def test_a_number_with_a_range_bounds_the_mean() -> None:
    asked = indicator(kind="mean", from_="repairs", denominator=OPENED, value="score")
    rows = filled(repairs=[repair(score=0.5), repair()])
    given = only(answer(asked, rows), "value", "low", "high")

    assert given == (Fraction(1, 2), Fraction(1, 4), Fraction(3, 4))


def ratio() -> Any:
    return indicator(
        kind="ratio",
        period="snapshot",
        numerator=[{"count": {"in": "repairs", "where": [{"open_on": "day"}]}}],
        denominator=[{"sum": {"in": "mechanics", "of": "hours", "where": [{"open_on": "day"}]}}],
    )


def test_a_ratio_divides_a_count_by_a_sum() -> None:
    mechanics = [
        {"id": "M1", "hired": "2020-01-01", "hours": 0.5},
        {"id": "M2", "hired": "2020-01-01", "hours": 1.0},
    ]
    rows = filled(repairs=[repair(closed=OPEN)] * 3, mechanics=mechanics)
    given = only(answer(ratio(), rows), "numerator", "denominator", "value")

    assert given == (3, Fraction(3, 2), 2)


def test_a_ratio_counts_what_is_unknown_on_either_side() -> None:
    mechanics = [
        {"id": "M1", "hired": "2020-01-01", "hours": 1.0},
        {"id": "M2", "hired": "2020-01-01"},
        {"id": "M3", "hours": 1.0},
    ]
    rows = filled(repairs=[repair(closed=OPEN), repair(closed=None)], mechanics=mechanics)
    given = only(answer(ratio(), rows), "missing", "denominator_undecided", "high")

    assert given == (1, 2, 2)


def test_a_number_that_is_divided_by_and_missing_lowers_a_ratio_at_most_by_its_range() -> None:
    """M2's hours are between none and one."""
    mechanics = [
        {"id": "M1", "hired": "2020-01-01", "hours": 1.0},
        {"id": "M2", "hired": "2020-01-01"},
    ]
    rows = filled(repairs=[repair(closed=OPEN)] * 3, mechanics=mechanics)

    assert only(answer(ratio(), rows), "low", "value", "high") == (Fraction(3, 2), 3, 3)


def test_a_number_without_a_range_leaves_a_ratio_without_bounds() -> None:
    """A cost may be a refund, so it may lower the sum as well as raise it."""
    asked = indicator(
        kind="share_of_sum",
        numerator=[{"sum": {"in": "repairs", "of": "cost", "where": OPENED}}],
        denominator=[{"sum": {"in": "repairs", "of": "cost"}}],
    )
    rows = filled(repairs=[repair(cost=10.0), repair(opened=None)])

    assert only(answer(asked, rows), "low", "value", "high") == (None, 1, None)


def share_of_hours() -> Any:
    """The hours worked in one workshop, as a share of those worked in all."""
    return indicator(
        kind="share_of_sum",
        numerator=[
            {"sum": {"in": "mechanics", "of": "hours", "where": [{"workshop": {"is": "W1"}}]}}
        ],
        denominator=[{"sum": {"in": "mechanics", "of": "hours"}}],
    )


def test_what_is_undecided_of_a_sum_adds_its_own_number_at_most() -> None:
    mechanics = [
        {"id": "M1", "hours": 0.5, "workshop": "W1"},
        {"id": "M2", "hours": 0.25},
        {"id": "M3", "hours": 0.25, "workshop": "W2"},
    ]
    given = only(answer(share_of_hours(), filled(mechanics=mechanics)), "low", "high", "missing")

    assert given == (Fraction(1, 2), Fraction(3, 4), 1)


def test_a_share_of_a_sum_is_at_most_the_whole() -> None:
    mechanics = [{"id": "M1", "hours": 0.5, "workshop": "W1"}, {"id": "M2", "workshop": "W1"}]
    given = only(answer(share_of_hours(), filled(mechanics=mechanics)), "high", "missing")

    assert given == (1, 1)


def test_a_ratio_counts_each_unit_once() -> None:
    asked = indicator(
        kind="ratio",
        numerator=[{"sum": {"in": "repairs", "of": "cost"}}],
        denominator=[{"count": {"in": "repairs", "unit": "rider", "where": OPENED}}],
    )
    known = {"A": ["2025-01-01", None], "B": ["2025-01-01", "2025-01-01"], "C": [None, None]}
    rows = filled(
        repairs=[
            repair(rider=rider, opened=day, cost=10.0)
            for rider, days in known.items()
            for day in days
        ]
    )
    given = only(answer(asked, rows), "numerator", "denominator", "denominator_undecided")

    assert given == (60, 2, 1)


def question(*replies: tuple[Any, Any]) -> tuple[Any, ...]:
    asked = indicator(
        kind="yes_no",
        from_="answers",
        question="question",
        answer="reply",
        valid={"column": "valid"},
        items=["open_sundays"],
    )
    rows = [
        {"question": "open_sundays", "reply": reply, "valid": valid} for reply, valid in replies
    ]
    return only(answer(asked, filled(answers=rows)), "value", "missing", "low", "high")


YES, NO, UNANSWERED = (1, 0, 1, 1), (0, 0, 0, 0), (None, 1, 0, 1)


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([], UNANSWERED),
        ([(True, None)], YES),
        ([(False, None)], NO),
        ([(None, None)], UNANSWERED),
        ([(True, None), (False, None)], UNANSWERED),
        ([(True, None), (False, "2025-11-01")], NO),
        ([(True, None), (False, "2025-11-02")], YES),
        ([(True, "2025-10-01"), (False, "2025-09-01")], YES),
        ([(True, "2025-10-01"), (False, "2025-10-01")], UNANSWERED),
        ([(True, "2025-10-01"), (None, "2025-10-01")], UNANSWERED),
    ],
)
def test_the_latest_answer_on_the_day_counts(replies: list[Any], expected: tuple[Any, ...]) -> None:
    assert question(*replies) == expected


def lacking(tables: dict[str, Any], numerator: list[Any]) -> tuple[Any, Any]:
    asked = indicator(from_="repairs", denominator=OPENED, numerator=numerator)
    (figure,) = answer(asked, tables)
    return figure["status"], figure.get("lacking")


def without(table: str, column: str | None = None) -> dict[str, Any]:
    tables = filled(repairs=[repair(urgent=True)], visits=[{"rider": "A"}])
    if column is None:
        return {name: rows for name, rows in tables.items() if name != table}
    rows = [{k: v for k, v in row.items() if k != column} for row in tables[table]]
    return {**tables, table: rows}


def test_a_column_the_data_lack_cannot_be_computed_with() -> None:
    given = lacking(without("repairs", "urgent"), [{"urgent": {"is": "ja"}}])

    assert given == ("not_computable", ["repairs.urgent"])


def test_a_column_the_data_lack_is_missing_where_that_is_allowed() -> None:
    asked = [{"urgent": {"is_not": "nej", "allow_missing": True}}]

    assert lacking(without("repairs", "urgent"), asked) == ("final", None)


def test_an_alternative_that_is_not_available_is_left_out() -> None:
    asked = [
        {"any": [{"urgent": {"is": "ja"}}, {"exists": {"in": "visits", "if_available": True}}]}
    ]

    assert lacking(without("visits"), asked) == ("final", None)


def test_nothing_can_be_computed_where_no_alternative_is_available() -> None:
    asked = [{"any": [{"exists": {"in": "visits", "if_available": True}}]}]
    status, names = lacking(without("visits"), asked)

    assert status == "not_computable"
    assert "visits" in names


def by_sex(rows: dict[str, Any], *by: str) -> dict[tuple[Any, ...], tuple[int, int]]:
    asked = indicator(from_="repairs", unit="rider", denominator=OPENED, numerator=IN_TIME)
    return {f["groups"]: (f["numerator"], f["denominator"]) for f in answer(asked, rows, by=by)}


def test_groups_and_their_total() -> None:
    riders = [{"id": "A", "sex": "f"}, {"id": "B", "sex": "m"}]
    rows = filled(riders=riders, repairs=[repair(), repair(rider="B", **LATE), repair(rider="C")])

    assert by_sex(rows, "sex") == {
        (None,): (2, 3),
        ("f",): (1, 1),
        ("m",): (0, 1),
        ("uppgift saknas",): (1, 1),
    }


def test_a_total_counts_a_rider_of_two_workshops_once() -> None:
    rows = filled(repairs=[repair(workshop="north"), repair(workshop="south")])

    assert by_sex(rows, "workshop") == {(None,): (1, 1), ("north",): (1, 1), ("south",): (1, 1)}


def test_age_is_counted_on_the_day_that_places_the_row_in_the_period() -> None:
    riders = [{"id": "A", "born": "2007-03-01"}, {"id": "B", "born": "2007-03-02"}]
    rows = filled(riders=riders, repairs=[repair(), repair(rider="B")])

    assert by_sex(rows, "agegroup") == {(None,): (2, 2), ("18-64",): (1, 1), ("0-17",): (1, 1)}


def custody(*spans: tuple[str, Any]) -> list[tuple[str, Any]]:
    rows = filled(repairs=[repair(opened=opened, closed=closed) for opened, closed in spans])
    shape = MODEL.episodes["custody"]
    return [(str(row["since"]), row["until"]) for row in episodes_of(shape, MODEL, rows)]


@pytest.mark.parametrize(("opened", "runs"), [("2025-02-01", 1), ("2025-02-02", 2)])
def test_spans_join_when_the_next_opens_the_day_after(opened: str, runs: int) -> None:
    assert len(custody(("2025-01-01", "2025-01-31"), (opened, "2025-03-01"))) == runs


@pytest.mark.parametrize(
    ("extracted", "expected"),
    [
        ("2025-12-31", (0, 1, "empty")),
        ("2026-01-01", (1, 0, "final")),
    ],
)
def test_an_episode_closes_for_certain_once_no_span_to_come_can_join_it(
    extracted: str, expected: tuple[Any, ...]
) -> None:
    asked = indicator(from_="custody", denominator=UNTIL, numerator=UNTIL)
    rows = filled(repairs=[repair(opened="2025-01-01", closed="2025-12-31")])

    found = only(answer(asked, rows, extracted), "denominator", "denominator_undecided", "status")
    assert found == expected


def test_a_figure_is_preliminary_while_time_may_add_to_its_denominator() -> None:
    asked = indicator(from_="custody", denominator=UNTIL, numerator=UNTIL)
    closes = ("2025-12-31", "2025-06-30")
    rows = filled(
        repairs=[
            repair(rider=rider, opened="2025-01-01", closed=close)
            for rider, close in zip("AB", closes, strict=True)
        ]
    )

    assert only(answer(asked, rows, "2025-12-31"), "status") == ("preliminary",)


def test_an_open_span_keeps_its_episode_open() -> None:
    assert custody(("2025-01-01", OPEN), ("2025-06-01", "2025-07-01")) == [("2025-01-01", OPEN)]


def test_a_short_span_inside_a_long_one_does_not_end_it() -> None:
    inside = custody(
        ("2025-01-01", "2025-12-31"), ("2025-02-01", "2025-02-02"), ("2025-06-01", "2025-07-01")
    )

    assert len(inside) == 1
