"""The charts are those of worked examples, and each rule is broken where it should be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbic_ind.series.control import Band, Point, Rule, p_bands, signals, xmr_bands

FLOWRATE = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
"""NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2."""

DEFECTIVE = (
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22,
    8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
)  # fmt: skip
"""Of 50 wafers each: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2."""


def points(*values):
    return [None if value is None else Point(value) for value in values]


def shares(counts, units=50):
    return [Point(count / units, count, units) for count in counts]


def broken(rule, *values):
    """The places of the points that break a rule, where the centre is 0 and sigma 1."""
    bands = [None if value is None else Band(0, 1) for value in values]
    found = signals(points(*values), bands)
    return [place for place, rules in enumerate(found) if rule in rules]


def test_the_individuals_chart_is_that_of_the_handbook():
    band = xmr_bands(points(*FLOWRATE), points(*FLOWRATE))[0]

    assert band.centre == pytest.approx(50.81)
    assert (band.lower, band.upper) == pytest.approx((45.8159, 55.8041), abs=0.001)


def test_the_p_chart_is_that_of_the_handbook():
    band = p_bands(shares(DEFECTIVE), shares(DEFECTIVE))[0]

    assert (band.centre, band.lower, band.upper) == pytest.approx(
        (0.2313, 0.0524, 0.4102), abs=0.0001
    )


def test_the_points_outside_are_those_of_the_handbook():
    every = shares(DEFECTIVE)
    found = signals(every, p_bands(every, every))

    assert [n for n, rules in enumerate(found, start=1) if Rule.OUTSIDE in rules] == [15, 23]


def test_fewer_units_have_wider_limits():
    few, many = p_bands([Point(0.5, 5, 10), Point(0.5, 50, 100)], shares(DEFECTIVE))

    assert few.upper - few.lower > many.upper - many.lower


def test_a_moving_range_does_not_reach_over_a_gap():
    [band, *_] = xmr_bands(points(1, 2, None, 50, 51), points(1, 2, None, 50, 51))

    assert band.sigma == pytest.approx(2.66 / 3)


def test_a_gap_has_no_band():
    assert xmr_bands(points(1, None, 2, 3), points(1, None, 2, 3))[1] is None


def test_points_that_are_all_apart_give_no_chart():
    assert xmr_bands(points(1, None, 2), points(1, None, 2)) == [None, None, None]


def test_a_share_of_nothing_gives_no_chart():
    assert p_bands([Point(0, 0, 0)], [Point(0, 0, 0)]) == [None]


def test_no_limit_is_negative_where_no_value_is():
    assert xmr_bands(points(0, 9, 0, 9), points(0, 9, 0, 9))[0].lower == 0


def test_a_limit_can_be_negative_where_a_value_is():
    assert xmr_bands(points(-1, 9, 0, 9), points(-1, 9, 0, 9))[0].lower < 0


def test_points_that_never_vary_make_any_other_a_signal():
    same = points(*[0.1] * 12, 0.2)
    found = signals(same, xmr_bands(same, same[:12]))

    assert [bool(rules) for rules in found] == [False] * 12 + [True]


def test_a_point_on_the_limit_is_not_outside():
    assert broken(Rule.OUTSIDE, 3, -3, 3.001, -3.001) == [2, 3]


def test_eight_on_one_side_are_a_shift():
    assert broken(Rule.SHIFT, *[0.1] * 8) == list(range(8))


def test_seven_on_one_side_are_no_shift():
    assert broken(Rule.SHIFT, *[0.1] * 7, -0.1) == []


def test_a_point_on_the_centre_neither_counts_nor_ends_a_row():
    assert broken(Rule.SHIFT, *[0.1] * 4, 0, *[0.1] * 4) == [0, 1, 2, 3, 5, 6, 7, 8]


def test_a_gap_ends_a_row_on_one_side():
    assert broken(Rule.SHIFT, *[0.1] * 4, None, *[0.1] * 4) == []


def test_six_that_rise_are_a_trend():
    assert broken(Rule.TREND, 0, 0.1, 0.2, 0.3, 0.4, 0.5) == list(range(6))


def test_six_that_fall_are_a_trend():
    assert broken(Rule.TREND, 0.5, 0.4, 0.3, 0.2, 0.1, 0, 0.2) == list(range(6))


def test_five_that_rise_are_no_trend():
    assert broken(Rule.TREND, 0, 0.1, 0.2, 0.3, 0.4, 0.3) == []


def test_a_gap_ends_a_trend():
    assert broken(Rule.TREND, 0, 0.1, 0.2, None, 0.3, 0.4, 0.5) == []


def test_two_of_three_in_the_outer_third_are_near_the_limit():
    assert broken(Rule.NEAR_LIMIT, 2.1, 0, 2.1, 0) == [0, 2]


def test_two_in_the_outer_thirds_of_either_side_are_not():
    assert broken(Rule.NEAR_LIMIT, 2.1, -2.1, 0) == []


def test_two_of_four_are_not():
    assert broken(Rule.NEAR_LIMIT, 2.1, 0, 0, 2.1) == []


def test_three_with_a_gap_are_not_three_in_a_row():
    assert broken(Rule.NEAR_LIMIT, 2.1, None, 2.1) == []


VALUES = st.lists(st.none() | st.floats(-1e6, 1e6), min_size=2, max_size=40)


@given(VALUES)
def test_the_limits_hold_the_centre(values):
    every = points(*values)

    assert all(b.lower <= b.centre <= b.upper for b in xmr_bands(every, every) if b)


@given(VALUES)
def test_a_series_turned_upside_down_breaks_the_same_rules(values):
    bands = [None if value is None else Band(0, 1e5) for value in values]
    turned = [None if value is None else -value for value in values]

    assert signals(points(*values), bands) == signals(points(*turned), bands)
