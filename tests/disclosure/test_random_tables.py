"""No random table survives an audit with a cell that can be worked out."""

from itertools import product

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bbic_ind.disclosure import intervals
from bbic_ind.disclosure.auditing import audit
from bbic_ind.disclosure.hiding import protect
from tests.disclosure.tables import BOTH_WAYS, KOLADA, frame, hidden, summed, table

SOME = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
SMALL = st.integers(0, 6)
COUNTS = st.tuples(SMALL, st.sampled_from([0, 0, 0, 1, 3]), SMALL)
BY = ("a", "b")


def cells(most=3):
    names = st.tuples(st.sampled_from("klm"[:most]), st.sampled_from("xyz"[:most]))
    return st.dictionaries(names, COUNTS, min_size=1)


def exposures(results):
    return [
        (one.rows[0].figure, one.rows[0].place, one.measure, one.lowest, one.highest)
        for one in audit({"r": protect(results, KOLADA).results}, KOLADA)
    ]


@SOME
@given(cells())
def test_two_breakdowns_give_nothing_away(drawn):
    assert exposures(table(drawn, BY)) == []


@SOME
@given(cells(2))
def test_two_figures_of_one_denominator_give_nothing_away(first):
    turned = {at: (no, undecided, yes) for at, (yes, undecided, no) in first.items()}
    moved = {at: (yes + undecided, 0, no) for at, (yes, undecided, no) in first.items()}
    rows = [
        *summed(first, BY),
        *summed(turned, BY, indicator="1:2"),
        *summed(moved, BY, indicator="1:2", variant="v"),
    ]

    assert exposures(frame(rows, BY)) == []


@SOME
@given(st.lists(cells(2), min_size=4, max_size=4))
def test_a_year_and_its_quarters_give_nothing_away(quarters):
    whole: dict = {}
    rows = []
    for number, drawn in enumerate(quarters, start=1):
        rows += summed(drawn, BY, period=f"2025-Q{number}")
        for at, counts in drawn.items():
            whole[at] = tuple(map(sum, zip(counts, whole.get(at, (0, 0, 0)), strict=True)))

    assert exposures(frame([*rows, *summed(whole, BY)], BY)) == []


@SOME
@given(st.dictionaries(st.sampled_from("klm"), st.tuples(SMALL, SMALL, SMALL), min_size=1))
def test_the_parts_of_a_distribution_give_nothing_away(drawn):
    rows = []
    for number, part in enumerate(("p", "q", "r")):
        counts = {(at,): (each[number], 0, sum(each) - each[number]) for at, each in drawn.items()}
        rows += summed(counts, ("a",), kind="distribution", part=part)

    assert exposures(frame(rows, ("a",))) == []


@SOME
@given(cells(2), cells(2))
def test_totals_of_distinct_units_give_nothing_away(drawn, overlap):
    rows = summed(drawn, BY)
    for one in rows:  # a total that counts each unit once is less than the sum of its groups
        if one["a"] is None and one["denominator"] > 5 and len(overlap) % 2:
            one["denominator"] -= 1
            one["numerator"] = min(one["numerator"], one["denominator"] - one["missing"])

    assert exposures(frame(rows, BY)) == []


@BOTH_WAYS
@SOME
@given(cells=st.lists(st.integers(0, 7), min_size=3, max_size=3))
def test_every_hidden_count_of_a_line_can_be_many_numbers(available, cells):
    results = table({(at,): (n, 0, 0) for at, n in zip("klm", cells, strict=True)}, ("a",),
                    kind="count")  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intervals, "is_available", lambda: available)
        shown = protect(results, KOLADA).results
    told = dict(shown.select("a", "numerator").rows())
    possible = [
        one
        for one in product(range(30), repeat=3)
        if told[None] in (None, sum(one))
        and all(told[at] in (None, n) for at, n in zip("klm", one, strict=True))
    ]

    for number, at in enumerate("klm"):
        if told[at] is None:
            assert len({one[number] for one in possible}) > KOLADA.width


@SOME
@given(cells())
def test_without_the_library_nothing_can_be_added_up_or_subtracted(drawn):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intervals, "is_available", lambda: False)

        assert exposures(table(drawn, BY)) == []


@SOME
@given(cells())
def test_what_is_shown_is_true_and_only_hidden_rows_are_empty(drawn):
    results = table(drawn, BY)
    shown = protect(results, KOLADA).results
    open_ = pl.col("status") != "suppressed"

    assert shown.filter(open_).equals(results.filter(shown["status"] != "suppressed"))
    assert shown.filter(~open_)["numerator"].null_count() == len(hidden(shown, BY))
