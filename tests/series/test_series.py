"""A series tells of its past: its chart, its signals, its changes and its breaks."""

import pytest

from bbic_ind.definitions.limits import Break
from bbic_ind.disclosure.hiding import protect
from bbic_ind.disclosure.profile import load_profile
from bbic_ind.series import series
from bbic_ind.series.frame import schema
from bbic_ind.series.intervals import counted_apart

NOT_CHARTED = (None, None, None, None)


def broken_from(day) -> Break:
    return Break.model_validate({"from": day, "why": {"sv": "Ny räkning.", "en": "New count."}})


@pytest.fixture
def monthly(a_row, a_result, months):
    """The maker of a year's results or more, 8 of 10 each month but for what is said."""

    def make(number, **other):
        rows = [a_row(month, 8, 10) for month in months(number)]
        return a_result([*rows[:-1], rows[-1] | other])

    return make


def column(found, name):
    return found[name].to_list()


def test_one_period_is_no_series(an_indicator, a_row, a_result):
    assert series(a_result([a_row("2025", 8, 10)]), [an_indicator()]).is_empty()


def test_the_frame_has_its_schema_even_without_rows(an_indicator, a_row, a_result):
    found = series(a_result([a_row("2025", 8, 10)], ("kön",)), [an_indicator()])

    assert found.schema == schema(("kön",))


def test_the_frame_has_its_schema(an_indicator, monthly):
    assert series(monthly(12), [an_indicator()]).schema == schema()


def test_periods_stand_in_order_of_time(an_indicator, a_row, a_result):
    results = a_result([a_row("2025", 8, 10), a_row("2024", 8, 10)])

    assert column(series(results, [an_indicator()]), "period") == ["2024", "2025"]


def test_periods_of_different_length_are_series_of_their_own(an_indicator, a_row, a_result):
    periods = ("2024", "2024-01", "2025", "2024-02")

    found = series(a_result([a_row(p, 8, 10) for p in periods]), [an_indicator()])

    assert column(found, "unit") == ["year", "year", "month", "month"]


def test_twelve_months_have_a_chart(an_indicator, monthly):
    assert column(series(monthly(12), [an_indicator()]), "chart") == ["p"] * 12


def test_eleven_months_have_none_and_it_is_said_why(an_indicator, monthly):
    found = series(monthly(11), [an_indicator()])

    assert found.select("chart", "centre", "lower", "upper").row(0) == NOT_CHARTED
    assert column(found, "note")[0] == "För få punkter för ett styrdiagram (11 av 12)."


def test_a_number_that_is_no_share_has_an_individuals_chart(an_indicator, a_row, a_result, months):
    results = a_result([a_row(month, n) for n, month in enumerate(months(12))])

    assert column(series(results, [an_indicator("count")]), "chart") == ["xmr"] * 12


def test_answers_have_no_chart(an_indicator, a_row, a_result, months):
    results = a_result([a_row(month, 1, 1, kind="yes_no") for month in months(12)])

    assert column(series(results, [an_indicator("yes_no")]), "chart") == [None] * 12


def test_years_have_no_chart(an_indicator, a_row, a_result):
    results = a_result([a_row(str(2010 + n), 8, 10) for n in range(12)])

    assert column(series(results, [an_indicator()]), "chart") == [None] * 12


def test_a_preliminary_point_is_no_part_of_the_baseline(an_indicator, monthly):
    found = series(monthly(13, status="preliminary", numerator=0, value=0.0), [an_indicator()])

    assert column(found, "baseline") == [True] * 12 + [False]
    assert column(found, "centre") == pytest.approx([0.8] * 13)


def test_a_preliminary_point_is_not_judged(an_indicator, monthly):
    judged = series(monthly(13, numerator=0, value=0.0), [an_indicator()])
    waiting = series(monthly(13, status="preliminary", numerator=0, value=0.0), [an_indicator()])

    assert (column(judged, "signal")[-1], column(waiting, "signal")[-1]) == ("outside", "")


def test_the_baseline_ends_where_it_is_said_to(an_indicator, monthly, day):
    found = series(monthly(14), [an_indicator(baseline=day("2024-12-31"))])

    assert column(found, "baseline") == [True] * 12 + [False] * 2


def test_a_baseline_that_is_not_computed_is_asked_for(an_indicator, monthly, day):
    found = series(monthly(14), [an_indicator(baseline=day("2023-12-31"))])

    assert "baslinjen till och med 2023-12-31 (0 av 12)" in column(found, "note")[0]


def test_a_missing_month_ends_a_row_of_points(an_indicator, a_row, a_result, months):
    rows = [a_row(m, 5 if n % 2 and n < 24 else 9, 10) for n, m in enumerate(months(33))]

    whole = series(a_result(rows), [an_indicator()])
    parted = series(a_result(rows[:28] + rows[29:]), [an_indicator()])

    assert (column(whole, "signal")[-1], column(parted, "signal")[-1]) == ("shift", "")


def test_a_point_that_is_not_there_has_no_limits(an_indicator, monthly):
    found = series(monthly(13, value=None, status="empty"), [an_indicator()])

    assert found.select("chart", "centre", "lower", "upper").row(-1) == NOT_CHARTED


def test_hidden_points_give_nothing_away(an_indicator, a_row, a_result, months):
    def of(hidden_count):
        rows = [a_row(month, 80, 100) for month in months(13)]
        rows[3] = a_row(rows[3]["period"], hidden_count, 100)
        protected = protect(a_result(rows), load_profile("kolada")).results
        return series(protected, [an_indicator()])

    assert of(1).equals(of(3))


def test_it_is_said_that_hidden_points_are_not_in_the_chart(an_indicator, monthly):
    found = series(monthly(13, value=None, numerator=None, status="suppressed"), [an_indicator()])

    assert column(found, "note")[0].startswith("1 skyddad punkt ingår inte")


def test_a_break_begins_a_new_chart(an_indicator, a_row, a_result, months):
    rows = [a_row(m, 8 if n < 12 else 5, 10) for n, m in enumerate(months(24))]

    found = series(a_result(rows), [an_indicator(breaks=(broken_from("2025-01-01"),))])

    assert column(found, "centre") == pytest.approx([0.8] * 12 + [0.5] * 12)
    assert column(found, "break_why")[11:14] == ["", "Ny räkning.", ""]


def test_a_baseline_before_a_break_is_not_that_of_what_follows(
    an_indicator, a_row, a_result, months, day
):
    rows = [a_row(m, 8 if n < 12 else 5, 10) for n, m in enumerate(months(24))]
    followed = an_indicator(baseline=day("2024-12-31"), breaks=(broken_from("2025-01-01"),))

    assert column(series(a_result(rows), [followed]), "baseline") == [True] * 24


def test_a_break_within_a_year_parts_it_from_both_its_neighbours(an_indicator, a_row, a_result):
    years = a_result([a_row(year, 8, 10) for year in ("2023", "2024", "2025", "2026")])

    found = series(years, [an_indicator(breaks=(broken_from("2024-07-01"),))], "en")

    assert column(found, "break_why") == ["", "New count.", "New count.", ""]
    assert column(found, "change") == [None, None, None, 0.0]


def test_the_change_of_a_share_has_its_interval(an_indicator, a_row, a_result):
    years = a_result([a_row("2024", 48, 80), a_row("2025", 56, 70)])

    found = series(years, [an_indicator()])

    assert found.select("change", "change_low", "change_high").row(1) == pytest.approx(
        (0.2, 0.0524, 0.3339), abs=0.0001
    )


def test_the_change_of_a_count_has_the_interval_of_two_poisson_means(an_indicator, a_row, a_result):
    years = a_result([a_row("2024", 48), a_row("2025", 56)])

    found = series(years, [an_indicator("count")])

    assert found.select("change", "change_low", "change_high").row(1) == (
        8,
        *counted_apart(56, 48),
    )


def test_the_change_of_a_mean_has_no_interval(an_indicator, a_row, a_result):
    years = a_result([a_row(year, 56, 8, kind="mean") for year in ("2024", "2025")])

    found = series(years, [an_indicator("mean")])

    assert found.select("change", "change_low").row(1) == (0, None)


@pytest.mark.parametrize("side", [0, 1])
def test_a_preliminary_year_is_not_compared(an_indicator, a_row, a_result, side):
    rows = [a_row("2024", 48, 80), a_row("2025", 56, 70)]
    rows[side]["status"] = "preliminary"

    assert column(series(a_result(rows), [an_indicator()]), "change") == [None, None]


def test_years_with_one_between_are_not_compared(an_indicator, a_row, a_result):
    years = a_result([a_row("2023", 48, 80), a_row("2025", 56, 70)])

    assert column(series(years, [an_indicator()]), "change") == [None, None]


def test_each_group_is_a_series_of_its_own(an_indicator, a_row, a_result):
    places = [(year, group) for year in ("2024", "2025") for group in (None, "flicka")]
    rows = [a_row(year, 8, 10, kön=group) for year, group in places]

    found = series(a_result(rows, ("kön",)), [an_indicator()])

    assert found.select("kön", "period").rows() == [
        (None, "2024"), (None, "2025"), ("flicka", "2024"), ("flicka", "2025")
    ]  # fmt: skip
