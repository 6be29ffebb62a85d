"""A figure is marked by its limits where they settle it, and a share gets its interval."""

import pytest

from bbic_ind.disclosure.hiding import protect
from bbic_ind.disclosure.profile import load_profile
from bbic_ind.results import Mark
from bbic_ind.series import marked
from bbic_ind.series.marks import mark

AT_LEAST = {"green": {"at_least": 0.95}, "yellow": {"at_least": 0.9}}
AT_MOST = {"green": {"at_most": 4}, "yellow": {"at_most": 6}}
CORRIDOR = {"green": {"at_least": 12, "at_most": 16}}


@pytest.mark.parametrize(
    ("written", "value", "colour"),
    [
        (AT_LEAST, 0.95, "green"),
        (AT_LEAST, 19 / 20, "green"),
        (AT_LEAST, 0.9499, "yellow"),
        (AT_LEAST, 0.9, "yellow"),
        (AT_LEAST, 0.8999, "red"),
        (AT_MOST, 4, "green"),
        (AT_MOST, 4.01, "yellow"),
        (AT_MOST, 6.01, "red"),
        (CORRIDOR, 11.9, "red"),
        (CORRIDOR, 12, "green"),
        (CORRIDOR, 16.1, "red"),
    ],
)
def test_a_value_has_the_colour_of_its_exact_number(limits, written, value, colour):
    assert limits(written).colour(value) == colour


def test_a_figure_that_may_still_pass_a_limit_is_undecided(limits):
    assert mark(limits(AT_LEAST), 0.89, 0.89, 0.92) == Mark.UNDECIDED


def test_a_figure_that_stays_within_a_colour_has_it(limits):
    assert mark(limits(AT_LEAST), 0.90, 0.90, 0.94) == Mark.YELLOW


def test_a_figure_that_may_be_either_side_of_a_corridor_is_undecided(limits):
    assert mark(limits(CORRIDOR), 11, 11, 17) == Mark.UNDECIDED


@pytest.mark.parametrize(
    ("written", "value", "low", "high", "found"),
    [
        (AT_MOST, 3, 7, None, Mark.UNDECIDED),
        (AT_MOST, 7, 7, None, Mark.RED),
        (AT_LEAST, 1, None, 1, Mark.UNDECIDED),
    ],
)
def test_a_bound_that_is_not_known_lets_the_figure_go_any_way(
    limits, written, value, low, high, found
):
    assert mark(limits(written), value, low, high) == found


def test_a_figure_without_bounds_is_judged_by_its_value(limits):
    assert mark(limits(AT_MOST), 3, None, None) == Mark.GREEN


def test_of_a_distribution_only_the_parts_named_are_marked(limits, an_indicator, a_row, a_result):
    rows = [a_row("2025", 1, 2, part=part, kind="distribution") for part in ("korta", "långa")]
    named = limits({"parts": ["korta"], "green": {"at_least": 0.4}})

    found = marked(a_result(rows), [an_indicator("distribution", limits=named)])

    assert found["limit"].to_list() == ["green", None]


def test_an_answer_is_marked_and_no_answer_is_not(limits, an_indicator, a_row, a_result):
    answers = {"a": 1.0, "b": 0.0, "c": None}
    rows = [a_row("2025", 0, 1, part=i, kind="yes_no", value=v) for i, v in answers.items()]
    named = limits({"parts": [*answers], "green": {"at_least": 1}})

    found = marked(a_result(rows), [an_indicator("yes_no", limits=named)])

    assert found["limit"].to_list() == ["green", "red", None]


def test_only_the_main_figure_and_its_groups_are_marked(limits, an_indicator, a_row, a_result):
    rows = [
        a_row("2025", 19, 20),
        a_row("2025", 19, 20, variant="annan"),
        a_row("2025", 10, 20, kön="flicka"),
    ]

    found = marked(a_result(rows, ("kön",)), [an_indicator(limits=limits(AT_LEAST))])

    assert found["limit"].to_list() == ["green", None, "red"]


def test_results_without_limits_get_no_column(an_indicator, a_row, a_result):
    results = a_result([a_row("2025", 19, 20)])

    assert marked(results, [an_indicator()]).columns == results.columns


def test_only_shares_get_an_interval(an_indicator, a_row, a_result):
    rows = [a_row("2025", 81, 263), a_row("2025", 81, kind="count")]

    found = marked(a_result(rows), [an_indicator()], intervals=True)

    assert found["ci_low"].round(4).to_list() == [0.2553, None]


def test_the_columns_stand_after_high(limits, an_indicator, a_row, a_result):
    results = a_result([a_row("2025", 19, 20)])
    found = marked(results, [an_indicator(limits=limits(AT_LEAST))], intervals=True)

    place = found.columns.index("high")
    assert found.columns[place + 1 : place + 5] == ["ci_low", "ci_high", "limit", "missing"]


def test_a_hidden_figure_has_neither_mark_nor_interval(limits, an_indicator, a_row, a_result):
    hidden = protect(a_result([a_row("2025", 1, 20)]), load_profile("kolada")).results

    found = marked(hidden, [an_indicator(limits=limits(AT_LEAST))], intervals=True)

    assert found.select("limit", "ci_low", "ci_high").row(0) == (None, None, None)
