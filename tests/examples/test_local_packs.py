"""What the packs beside the national one give for Exempelstad: alike from both systems."""

import csv
from datetime import date

import make
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from bbic_ind.cli.computing import Order, carry_out

PACKS = {"kolada": "2025-H1", "styrkort": "2025-10..2025-12", "kpb": "2025"}
KEYS = ["indicator", "part", "period", "period_start", "period_end"]
FIGURES = [
    *("numerator", "denominator", "value", "low", "high"),
    *("missing", "pending", "denominator_undecided", "status", "final_from"),
]
JANUARY, JULY, YEAR_END = date(2025, 1, 1), date(2025, 7, 1), date(2025, 12, 31)


def computed(stad, export, pack, **asked):
    sources = (stad / export, stad / "sidoblad")
    order = Order(sources=sources, indicators=(pack,), **{"periods": (PACKS[pack],), **asked})
    return carry_out(order).results


def figure(results, indicator, *columns, **where):
    return results.filter(indicator=indicator, part="", **where).select(columns).row(0)


@pytest.fixture(scope="module")
def stad(examples):
    return examples / "exempelstad"


@pytest.fixture(scope="module")
def figures(stad):
    return {pack: computed(stad, "combine.xlsx", pack) for pack in PACKS}


@pytest.mark.parametrize("pack", PACKS)
def test_figures_are_those_expected(stad, figures, pack):
    found = figures[pack].select(*KEYS, *FIGURES)

    path = stad / f"expected-{pack}.csv"
    expected = pl.read_csv(path, separator=";", schema_overrides=found.schema)

    told = expected.select(found.columns).with_columns(pl.col("part").fill_null(""))
    assert_frame_equal(told, found)


@pytest.mark.parametrize("pack", PACKS)
def test_both_systems_give_the_same_figures(stad, figures, pack):
    of_lifecare = computed(stad, "lifecare", pack)

    assert_frame_equal(of_lifecare.select(KEYS + FIGURES), figures[pack].select(KEYS + FIGURES))


def test_the_mean_time_of_investigations_agrees_with_a_slow_count(town, figures):
    born = {child.id: child.born for child in make.children() if child.id[6:8] != "60"}
    days = [
        (row["avslutad"] - row["inledd"]).days
        for row in town["utredningar"]
        if row["typ"] == "barnutredning"
        and row["avslutad"]
        and JANUARY <= row["avslutad"] < JULY
        and row["barn"] in born
        and row["avslutad"].year - born[row["barn"]].year < 21  # nobody turns 21 in 2025
    ]

    counted = (sum(days), len(days), sum(days) / len(days))

    assert figure(figures["kolada"], "U33401", "numerator", "denominator", "value") == counted


def test_the_oldest_open_investigation_agrees_with_a_slow_count(town, figures):
    ages = [
        (YEAR_END - row["inledd"]).days
        for row in town["utredningar"]
        if row["typ"] == "barnutredning"
        and row["avslutad"]
        and row["inledd"] <= YEAR_END < row["avslutad"]
    ]

    found = figure(figures["styrkort"], "S5:2", "denominator", "value", period="2025-12")

    assert found == (len(ages), max(ages))


def test_the_cost_of_a_child_agrees_with_a_slow_sum(stad, town, figures):
    child_of = {row["id"]: row["barn"] for row in town["insatser"]}
    text = (stad / "sidoblad" / "kostnader.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    of_the_year = [row for row in rows if row["månad"].startswith("2025-")]
    children = {row["barn"] or child_of[row["insats"]] for row in of_the_year}

    counted = (sum(float(row["belopp"]) for row in of_the_year), len(children))

    assert figure(figures["kpb"], "KPB1", "numerator", "denominator") == counted


def test_divided_by_type_the_cost_of_a_child_is_that_of_each_type(stad, figures):
    types = ["öppenvård", "kontaktperson", "kontaktfamilj", "heldygnsvård", "annat"]
    divided = computed(stad, "combine.xlsx", "kpb", by=("typ",))
    of_each = {f"KPB{n}": figure(figures["kpb"], f"KPB{n}", "value") for n in range(2, 7)}

    found = {
        f"KPB{n}": figure(divided, "KPB1", "value", typ=name) for n, name in enumerate(types, 2)
    }

    assert found == of_each


def test_no_cost_lies_after_the_extraction(stad):
    text = (stad / "sidoblad" / "kostnader.csv").read_text("utf-8-sig")

    months = {row["månad"] for row in csv.DictReader(text.splitlines(), delimiter=";")}

    assert max(months) < f"{make.EXTRACTED:%Y-%m}"
