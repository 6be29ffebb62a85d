"""What the examples give when computed: alike from both systems, and as counted by hand."""

import make
import polars as pl
import pytest
import slow_counts
from polars.testing import assert_frame_equal

from bbic_ind.cli.computing import Order, carry_out

YEARS = ("2023", "2024", "2025")
KEYS = ["indicator", "variant", "part", "period"]
FIGURES = [
    *("numerator", "denominator", "value", "low", "high"),
    *("missing", "pending", "denominator_undecided", "status", "final_from"),
]


def computed(stad, export, periods=("2023..2025",), by=()):
    sources = (stad / export, stad / "sidoblad")
    run = carry_out(Order(sources=sources, periods=periods, by=by))
    return run.results.select(*KEYS, *by, *FIGURES)


@pytest.fixture(scope="session")
def combine(examples):
    return computed(examples / "exempelstad", "combine.xlsx")


@pytest.fixture(scope="session")
def lifecare(examples):
    return computed(examples / "exempelstad", "lifecare")


@pytest.mark.parametrize("year", YEARS)
def test_both_systems_give_the_same_figures(combine, lifecare, year):
    this_year = pl.col("period") == year

    assert_frame_equal(combine.filter(this_year), lifecare.filter(this_year))


@pytest.mark.parametrize("by", ["kön", "åldersgrupp", "enhet"])
def test_both_systems_give_the_same_groups(examples, by):
    of_combine = computed(examples / "exempelstad", "combine.xlsx", ("2025",), (by,))
    of_lifecare = computed(examples / "exempelstad", "lifecare", ("2025",), (by,))

    assert_frame_equal(of_combine, of_lifecare, check_row_order=False)


def test_figures_are_those_expected(combine, examples):
    path = examples / "exempelstad" / "expected.csv"

    expected = pl.read_csv(path, separator=";", schema_overrides=combine.schema)

    assert_frame_equal(
        expected.select(combine.columns).with_columns(pl.col("variant", "part").fill_null("")),
        combine,
        check_row_order=False,
    )


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("indicator", "count"),
    [
        ("5:3", slow_counts.assessments_within_two_weeks),
        ("5:4", slow_counts.investigations_within_four_months),
        ("4:2", slow_counts.emergency_homes_two_months),
        ("2:5", slow_counts.placements_after_breakdown),
        ("3:5", slow_counts.children_back_within_a_year),
    ],
)
def test_figure_agrees_with_a_slow_count(combine, town, indicator, count, year):
    row = combine.filter(indicator=indicator, variant="", part="", period=year)

    counted = count(town, int(year), make.EXTRACTED)

    assert counted == row.select("numerator", "denominator", "missing", "pending").row(0)


def test_every_indicator_can_be_computed(combine):
    assert combine.filter(status="not_computable").is_empty()


def test_thirty_simple_investigations_give_thirteen_of_twenty(examples):
    order = Order(sources=(examples / "enkel",), periods=("2025",), indicators=("5:4",))

    row = carry_out(order).results.filter(variant="")

    assert row.select("numerator", "denominator", "denominator_undecided").row(0) == (13, 20, 2)
