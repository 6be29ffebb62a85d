"""The table for Kolada: which figures are in it, and how they stand there."""

import pytest

from bbic_ind.errors import Exit
from tests.outward.conftest import rows

OPEN = ("--disclosure", "none")


def test_the_code_keeps_its_leading_zero(kolada):
    assert {row["municipality"] for row in kolada().values()} == {"0182"}


def test_everybody_is_t_women_are_k_and_men_are_m(kolada):
    table = kolada(*OPEN)

    counts = [table["N10002", "2025", gender]["value"] for gender in "TKM"]
    assert counts == ["30", "10", "10"]


def test_those_whose_sex_is_unknown_stand_in_no_row_of_their_own(kolada):
    assert {gender for _, _, gender in kolada(*OPEN)} == {"T", "K", "M"}


def test_a_share_stands_in_percent(kolada, export):
    table = kolada(*OPEN)
    export("--output", "c.csv", name="compute")

    [main] = [row for row in rows("c.csv") if row["indicator"] == "N10001"]
    assert (main["value"], table["N10001", "2025", "T"]["value"]) == (
        "0.7333333333333333",
        "73.33333333333333",
    )


def test_a_ratio_that_kolada_calls_percent_stands_in_percent(kolada):
    assert kolada(*OPEN)["U10003", "2025", "T"]["value"] == "73.33333333333333"


@pytest.mark.parametrize(("kpi", "count"), [("N10001", "30"), ("N10002", "30")])
def test_the_count_is_the_denominator_or_the_count_itself(kolada, kpi, count):
    assert kolada(*OPEN)[kpi, "2025", "T"]["count"] == count


def test_only_what_is_a_key_figure_itself_is_in(kolada):
    assert {kpi for kpi, _, _ in kolada()} == {"N10001", "N10002", "U10003"}


def test_other_groups_are_left_out(kolada):
    assert len(kolada("--by", "sal", *OPEN)) == len(kolada(*OPEN))


def test_only_whole_years_are_in(kolada):
    assert {year for _, year, _ in kolada("--period", "2024..2025,2025-H1,2025-03")} == {
        "2024",
        "2025",
    }


def test_a_run_without_a_whole_year_is_refused(export):
    done = export("--as", "kolada", "--municipality", "0182", "--period", "2025-03", "-o", "k.csv")

    assert done.code == Exit.USAGE
    assert "bara hela år" in done.err


def test_small_counts_are_hidden_unless_asked_for(kolada):
    open_, hidden = kolada(*OPEN), kolada()

    small = [key for key, row in open_.items() if key[0] == "N10001" and key[2] == "K"]
    assert [hidden[key]["status"] for key in small] == ["suppressed"]
    assert [(hidden[key]["value"], hidden[key]["count"]) for key in small] == [("", "")]


@pytest.mark.parametrize("code", ["0", "182", "Lerum"])
def test_a_code_that_is_not_four_digits_is_refused(export, code):
    done = export("--as", "kolada", "--municipality", code, "-o", "k.csv")

    assert done.code == Exit.USAGE
    assert "fyra siffror" in done.err


def test_a_run_of_nothing_in_kolada_is_refused(export):
    one = ("--as", "kolada", "--municipality", "0182", "-o", "k.csv", "--indicators", "sal")
    done = export(*one)

    assert done.code == Exit.USAGE
    assert "ingen av indikatorerna är ett nyckeltal i Kolada" in done.err
