from datetime import date

import pytest

from bbic_ind.output import wording

SHARE = {"kind": "share", "status": "final", "note": "", "final_from": None}


def counted(numerator, denominator, missing=0, pending=0, **more):
    value = numerator / denominator if denominator else None
    return SHARE | {
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "low": value,
        "high": (numerator + missing + pending) / denominator if denominator else None,
        "missing": missing,
        "pending": pending,
        "denominator_undecided": 0,
    } | more  # fmt: skip


def plain(text):
    return text.replace("\u00a0", " ")


def test_a_share_is_a_percentage_with_one_decimal_rounded_half_up():
    assert plain(wording.value(counted(1333.0, 2000.0), "sv")) == "66,7 %"


def test_a_share_in_english_has_a_point():
    assert wording.value(counted(1.0, 8.0), "en") == "12.5%"


def test_a_share_of_nothing_has_no_value():
    assert wording.value(counted(0.0, 0.0), "sv") == "–"


def test_a_share_of_a_sum_is_rounded_half_up_as_it_is_written():
    row = counted(23.0, 80.0, kind="share_of_sum", value=0.2875)

    assert plain(wording.value(row, "sv")) == "28,8 %"


def test_a_ratio_has_one_decimal():
    row = counted(1234.0, 45.25, kind="ratio", value=27.25)

    assert wording.value(row, "sv") == "27,3"


def test_a_count_has_no_decimals():
    row = counted(7.0, None, kind="count", value=7.0)

    assert wording.value(row, "sv") == "7"


@pytest.mark.parametrize(("value", "word"), [(1.0, "Ja"), (0.0, "Nej"), (None, "–")])
def test_an_answer_is_a_word(value, word):
    row = counted(1.0, 1.0, kind="yes_no", value=value)

    assert wording.value(row, "sv") == word


def test_the_count_is_shown_without_decimals():
    assert wording.fraction(counted(142.0, 200.0), "sv") == "142/200"


def test_a_sum_that_is_no_whole_number_is_shown_with_one_decimal():
    assert wording.fraction(counted(142.0, 20.75), "sv") == "142/20,8"


def test_a_mean_is_shown_with_what_it_is_divided_by():
    row = counted(33.0, 8.0, missing=1, pending=0) | {"kind": "mean", "value": 33 / 7}

    assert wording.fraction(row, "sv") == "33/7"


def test_bounds_are_told_where_they_differ():
    assert plain(wording.bounds(counted(142.0, 200.0, missing=6, pending=3), "sv")) == "71,0–75,5 %"


def test_the_bounds_of_a_count_have_no_decimals():
    row = {"kind": "count", "low": 5.0, "high": 9.0}

    assert wording.bounds(row, "sv") == "5–9"


@pytest.mark.parametrize(
    ("low", "high", "told"), [(196.0, None, "minst 196"), (None, 20.5, "högst 20,5")]
)
def test_a_bound_that_alone_is_known_is_told(low, high, told):
    row = counted(262.0, 4.0, pending=2) | {"kind": "median", "low": low, "high": high}

    assert wording.bounds(row, "sv") == told


def test_no_bounds_are_told_where_none_is_known():
    row = counted(262.0, 4.0, missing=2) | {"kind": "mean", "low": None, "high": None}

    assert wording.bounds(row, "sv") == ""


def test_bounds_are_not_told_where_nothing_is_undecided():
    assert wording.bounds(counted(142.0, 200.0), "sv") == ""


def test_a_preliminary_figure_says_until_when():
    row = counted(1.0, 2.0, status="preliminary", final_from=date(2026, 12, 31))

    assert wording.status(row, "sv") == "preliminär till 2026-12-31"


def test_a_preliminary_figure_without_a_day_is_only_preliminary():
    assert wording.status(counted(1.0, 2.0, status="preliminary"), "en") == "preliminary"


def test_what_cannot_be_computed_says_why():
    row = counted(1.0, 2.0, status="not_computable", note="Saknas: lån.åter.")

    assert wording.status(row, "sv") == "kan inte räknas. Saknas: lån.åter."


def test_what_is_undecided_is_counted_in_the_remark():
    row = counted(1.0, 9.0, missing=2, pending=1, denominator_undecided=3, note="Obs.")

    assert wording.remark(row, "sv") == (
        "2 saknar uppgift; 1 kan inte avgöras än; 3 osäkra i nämnaren. Obs."
    )


def test_a_snapshot_shows_its_day():
    day = date(2025, 11, 1)

    assert wording.when({"period": "2025", "period_start": day, "period_end": day}) == "2025-11-01"
