"""What the packs beside the national one give for Exempelstad: alike from both systems."""

import csv
from datetime import date, timedelta
from statistics import median

import make
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from bbic_ind.cli.computing import Order, carry_out

PACKS = {
    "avvikelser": "2023..2025",
    "bbic": "2025",
    "kolada": "2025-H1",
    "kpb": "2025",
    "nacka": "2023..2025",
    "styrkort": "2025-10..2025-12",
}
KEYS = ["indicator", "variant", "part", "period", "period_start", "period_end"]
FIGURES = [
    *("numerator", "denominator", "value", "low", "high"),
    *("missing", "pending", "denominator_undecided", "status", "final_from"),
]
JANUARY, JULY, YEAR_END = date(2025, 1, 1), date(2025, 7, 1), date(2025, 12, 31)


def computed(stad, export, pack, **asked):
    own = stad / pack
    sources = (stad / export, stad / "sidoblad", *([own] if own.is_dir() else []))
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

    told = expected.select(found.columns).with_columns(pl.col("variant", "part").fill_null(""))
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


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_reports_with_a_protection_assessment_agree_with_a_slow_count(town, figures, year):
    made = [
        row["skyddsbedömning"]
        for row in town["aktualiseringar"]
        if row["typ"] == "anmälan" and row["inkom"].year == year
    ]

    counted = (made.count(True), len(made), made.count(None))

    found = figure(
        figures["nacka"], "4.3:4", "numerator", "denominator", "missing", period=f"{year}"
    )
    assert found == counted


def test_days_to_the_first_visit_agree_with_a_slow_median(town, figures):
    days = [
        (row["första_besök"] - row["från"]).days
        for row in town["placeringar"]
        if row["från"].year == 2025 and row["första_besök"]
    ]

    assert figure(figures["nacka"], "R5", "value", period="2025") == (median(days),)


def test_families_that_wait_agree_with_a_slow_count_week_by_week(stad, town):
    weeks = computed(stad, "combine.xlsx", "nacka", periods=("2025-W01..2025-W20",))
    found = weeks.filter(indicator="4.10:1").select("period", "numerator").rows()

    sundays = [date(2025, 1, 5) + timedelta(weeks=n) for n in range(20)]
    counted = [
        sum(
            row["begärt"] < day - timedelta(weeks=3) and row["första_samtal"] > day
            for row in town["samarbetssamtal"]
        )
        for day in sundays
    ]

    assert [number for _, number in found] == counted
    assert max(counted) > 0


def test_matters_not_yet_looked_into_agree_with_a_slow_count(town, figures):
    day = date(2025, 11, 1)
    waiting = [row for row in town["avvikelser"] if row["inkom"] <= day < row["utredd"]]

    assert figure(figures["avvikelser"], "AV7", "numerator", period="2025") == (len(waiting),)


def test_no_cost_lies_after_the_extraction(stad):
    text = (stad / "sidoblad" / "kostnader.csv").read_text("utf-8-sig")

    months = {row["månad"] for row in csv.DictReader(text.splitlines(), delimiter=";")}

    assert max(months) < f"{make.EXTRACTED:%Y-%m}"


@pytest.fixture(scope="module")
def monthly(stad):
    return computed(stad, "combine.xlsx", "styrkort", periods=("2023-02..2026-01",), by=("enhet",))


def test_a_unit_has_its_noughts_among_its_months(monthly):
    """Without them the centre of its control chart would be too high."""
    months = monthly.filter(indicator="S1:2", enhet="Utredning Söder")

    assert months.height == 36
    assert months.filter(numerator=0).select("value", "low", "high", "status").unique().rows() == [
        (0.0, 0.0, 0.0, "final")
    ]


def test_what_the_units_opened_adds_up_in_every_month(monthly):
    opened = monthly.filter(indicator="S1:2")
    whole = opened.filter(pl.col("enhet").is_null())["numerator"]
    units = opened.filter(pl.col("enhet").is_not_null())

    assert (
        units.group_by("period", maintain_order=True)
        .agg(pl.col("numerator").sum())["numerator"]
        .to_list()
        == whole.to_list()
    )
