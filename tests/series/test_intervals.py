"""The intervals are those of the papers that give them, and behave as intervals do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbic_ind.series.intervals import counted_apart, newcombe, poisson, wilson


@pytest.mark.parametrize(
    ("count", "units", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_wilsons_interval_is_that_of_newcombes_table_i(count, units, low, high):
    """Statistics in Medicine 17 (1998), pp. 857-872, method 3; the last is 0/29 turned round."""
    assert wilson(count, units) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(
    ("pair", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
        ((10, 10, 0, 10), 0.6075, 1.0000),
    ],
)
def test_the_interval_of_a_difference_is_that_of_newcombes_table_ii(pair, low, high):
    """Statistics in Medicine 17 (1998), pp. 873-890, method 10, contrasts (a) to (h)."""
    assert newcombe(*pair) == pytest.approx((low, high), abs=0.00005)


SHARES = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SHARES)
def test_the_interval_holds_the_share_and_keeps_within_the_scale(share):
    low, high = wilson(*share)

    assert 0 <= low <= share[0] / share[1] <= high <= 1


@given(SHARES)
def test_the_interval_of_the_others_is_the_same_turned_round(share):
    count, units = share
    low, high = wilson(count, units)

    assert wilson(units - count, units) == pytest.approx((1 - high, 1 - low))


@given(SHARES)
def test_more_units_make_the_interval_narrower(share):
    count, units = share
    low, high = wilson(count, units)
    closer_low, closer_high = wilson(4 * count, 4 * units)

    assert closer_high - closer_low < high - low


@given(SHARES, SHARES)
def test_a_difference_the_other_way_has_the_interval_turned_round(one, other):
    low, high = newcombe(*one, *other)

    assert newcombe(*other, *one) == pytest.approx((-high, -low))


@given(st.integers(1, 10_000))
def test_a_count_lies_196_standard_errors_from_each_end_of_its_interval(count):
    for end in poisson(count):
        assert abs(count - end) == pytest.approx(1.959964 * end**0.5)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_difference_of_counts_lies_within_its_interval(count, before):
    low, high = counted_apart(count, before)

    assert low < count - before < high
    assert counted_apart(before, count) == pytest.approx((-high, -low))
