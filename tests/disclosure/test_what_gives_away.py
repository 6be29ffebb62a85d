"""Each way that one figure gives another away is seen by the audit."""

import polars as pl
import pytest

from bbic_ind.disclosure.auditing import audit
from tests.disclosure.tables import KOLADA, NEEDS_SCIPY, frame, row

BY = ("a",)


def found(rows, by=BY):
    """What can be worked out: indicator, part, period and group, what of it and its limits."""
    return {
        (at.figure.indicator, at.figure.part, at.period, at.place.groups[0], one.measure,
         one.lowest, one.highest)
        for one in audit({"r": frame(rows, by)}, KOLADA)
        for at in one.rows[:1]
    }  # fmt: skip


@pytest.mark.parametrize("other", [(19, 0, 18), (17, 0, 21)])
def test_of_two_readings_the_smallest_count_between_them_is_told(other):
    rows = [row((20, 0, 20)), row(other, variant="v")]

    assert [one.lowest for one in audit({"r": frame(rows)}, KOLADA)] == [1]


def test_a_total_less_the_other_groups():
    rows = [row((30, 0, 30)), row((), a="k"), row((20, 0, 20), a="l")]

    assert ("1:1", "", "2025", "k", "numerator", 10, 10) in found(rows)


def test_a_small_sum_limits_what_shares_it():
    rows = [row((22, 0, 60)), row((), a="k"), row((), a="l"), row((20, 0, 20), a="m")]

    assert ("1:1", "", "2025", "k", "numerator", 0, 2) in found(rows)


def test_a_wide_sum_gives_nothing_away():
    rows = [row((60, 0, 60)), row((), a="k"), row((), a="l"), row((20, 0, 20), a="m")]

    assert found(rows) == set()


@NEEDS_SCIPY
def test_the_other_parts_of_a_distribution():
    shares = {"p": (10, 0, 20), "q": (15, 0, 15), "r": ()}
    rows = [row(counts, "distribution", part=part) for part, counts in shares.items()]

    # Five are left for it, counted or undecided, so the others are twenty-five.
    assert found(rows) == {("1:1", "r", "2025", None, "complement", 25, 25)}


def test_parts_that_overlap_make_up_nothing():
    shares = {"p": (20, 0, 10), "q": (25, 0, 5), "r": ()}
    rows = [row(counts, "distribution", part=part) for part, counts in shares.items()]

    assert found(rows) == set()


def test_a_year_less_its_other_quarters():
    rows = [row((40, 0, 40)), *(row((10, 0, 10), period=f"2025-Q{q}") for q in (1, 2, 3))]

    assert ("1:1", "", "2025-Q4", None, "numerator", 10, 10) in found(
        [*rows, row((), period="2025-Q4")]
    )


def test_another_year_is_no_part_of_the_sum():
    assert found([row((40, 0, 40)), row((), period="2024")]) == set()


def test_a_denominator_that_two_indicators_share():
    # Each hides two groups, but together they show all but the smallest.
    shown = {None: (20, 0, 33), "k": (), "l": (10, 0, 20), "m": (10, 0, 11)}
    first = [row(() if a == "l" else counts, a=a) for a, counts in shown.items()]
    second = [row(() if a == "m" else counts, a=a, indicator="1:2") for a, counts in shown.items()]

    assert ("1:1", "", "2025", "k", "denominator", 2, 2) in found([*first, *second])


def test_one_indicator_that_counts_the_complement_of_another():
    first = [row((20, 0, 30)), row((), a="k"), row((), a="l")]
    turned = [row((30, 0, 20)), row((), a="k"), row((15, 0, 10), a="l")]

    rows = [*first, *({**one, "indicator": "1:2"} for one in turned)]

    assert ("1:1", "", "2025", "l", "numerator", 10, 10) in found(rows)


def test_a_total_of_distinct_units_is_not_taken_for_a_sum():
    # Ten are both in k and in l, as the shown total says of the first figure's groups.
    other = {"a": "k", "b": "x"}
    rows = [
        row((40, 0, 10), b="x"),
        row((25, 0, 5), **other),
        row((25, 0, 5), a="l", b="x"),
        row((40, 0, 10), b="y"),
        row((), a="k", b="y"),
        row((25, 0, 5), a="l", b="y"),
    ]

    assert found(rows, ("a", "b")) == set()


def test_the_same_cell_shown_in_another_file():
    files = {"ena": frame([row((10, 0, 10))]), "andra": frame([row(())])}

    [count, others] = audit(files, KOLADA)

    assert (count.lowest, others.lowest) == (10, 10)
    assert [one.source for one in count.sources] == ["ena"]


def test_groups_in_one_file_and_the_total_in_another():
    files = {
        "grupper": frame([row((), a="k"), row((20, 0, 20), a="l")], BY),
        "totalt": frame([row((30, 0, 30))]),
    }

    assert {(one.measure, one.lowest) for one in audit(files, KOLADA)} == {
        ("numerator", 10),
        ("complement", 10),
    }


def test_a_denominator_that_is_large_enough_may_be_known():
    rows = [row((10, 0, 20), "distribution", part="p"), row((), "distribution", part="q")]

    assert {one[4] for one in found([*rows, row((), "distribution", part="r")])} == set()


def test_a_count_under_the_limit_that_is_shown():
    [exposure] = audit({"r": frame([row((2, 0, 40))])}, KOLADA)

    assert (exposure.measure, exposure.lowest) == (None, 2)


def test_two_readings_that_differ_by_few():
    rows = [row((20, 0, 20)), row((18, 0, 22), variant="v")]

    [exposure] = audit({"r": frame(rows)}, KOLADA)

    assert (len(exposure.rows), exposure.lowest) == (2, 2)


@pytest.mark.parametrize(
    "left", ["numerator", "denominator", "value", "high", "missing", "ci_low", "limit", "new"]
)
def test_a_figure_left_in_a_suppressed_row(left):
    shown = frame([row(())]).with_columns(pl.lit("green" if left == "limit" else 3.0).alias(left))

    [exposure, *_] = audit({"r": shown}, KOLADA)

    assert exposure.left == (left,)


def test_figures_that_contradict_each_other_stop_no_audit():
    rows = [row((10, 0, 10)), row((30, 0, 30), a="k"), row((), a="l"), row((), a="m")]

    assert found(rows) == set()
