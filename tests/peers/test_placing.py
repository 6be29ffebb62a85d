"""Where a figure lies among others: the spread, and what chance gives."""

from math import sqrt

import polars as pl
import pytest

from bbic_ind.output.outward.kolada import SCHEMA as OWN
from bbic_ind.peers.payload import SCHEMA
from bbic_ind.peers.placing import OUTER, funnel, place


def placed(value, others, count=100.0, shares=("N1",), among=None):
    own = pl.DataFrame([("N1", "0182", 2025, "T", value, count, "final")], OWN, orient="row")
    rows = [("N1", code, year, gender, number, None) for code, year, gender, number in others]
    [found] = place(own, pl.DataFrame(rows, SCHEMA, orient="row"), shares, among)
    return found


def of(*values):
    return [(f"{1400 + at}", 2025, "T", value) for at, value in enumerate(values)]


def test_the_middle_is_the_median_and_no_mean():
    assert placed(50.0, of(10, 20, 90)).spread.middle == 20


def test_only_the_same_year_and_gender_are_compared():
    others = [("1400", 2024, "T", 1), ("1401", 2025, "K", 2), ("1402", 2025, "T", 3)]

    assert [one.code for one in placed(50.0, others).others] == ["1402"]


def test_our_own_value_in_the_file_is_not_among_the_others():
    assert placed(50.0, [("0182", 2025, "T", 50)]).others == ()


def test_a_group_leaves_the_others_out():
    assert [one.code for one in placed(50.0, of(1, 2, 3), among=["1401"]).others] == ["1401"]


def test_the_others_stand_by_their_code_and_not_by_their_value():
    others = [("1500", 2025, "T", 1), ("1400", 2025, "T", 99)]

    assert [one.code for one in placed(50.0, others).others] == ["1400", "1500"]


def test_quarters_need_four_values():
    assert placed(50.0, of(1, 2, 3)).spread.quarter is None
    assert placed(50.0, of(1, 2, 3, 4, 5)).spread.quarter == 2


def test_the_limits_are_those_of_the_normal_approximation():
    low, high = funnel(30, 50, OUTER)

    half = 3.0902 * sqrt(0.3 * 0.7 / 50) * 100
    assert (low, high) == (pytest.approx(30 - half, abs=0.01), pytest.approx(30 + half, abs=0.01))


def test_the_limits_stay_within_the_scale():
    assert funnel(95, 3, OUTER)[1] == 100


@pytest.mark.parametrize(("value", "differs"), [(50.0, False), (65.0, False), (66.0, True)])
def test_a_share_differs_when_it_is_outside_the_outer_limits(value, differs):
    assert placed(value, of(40, 50, 60)).differs is differs


@pytest.mark.parametrize(
    ("value", "count", "shares", "others"),
    [
        (None, None, ("N1",), of(50)),
        (50.0, None, ("N1",), of(50)),
        (50.0, 100.0, (), of(50)),
        (50.0, 100.0, ("N1",), ()),
    ],
)
def test_nothing_is_said_of_chance_without_a_share_its_count_or_others(
    value, count, shares, others
):
    assert placed(value, others, count, shares).differs is None
