"""Tables for other systems have the figures of compute, and a dictionary of every column."""

import json
from pathlib import Path

import polars as pl
import pytest

from bbic_ind.cli import main
from bbic_ind.errors import Exit
from bbic_ind.output.outward.meanings import RESULTS
from bbic_ind.output.outward.values import MEASURES
from bbic_ind.results import EXTRAS, schema
from tests.outward.conftest import rows

ALL = ("--by", "mankvinna,sal", "--period", "2024,2025,2025-Q1", "--ci", "--disclosure", "none")
FIGURE = ("indicator", "part", "period", "mankvinna", "sal")


def by_figure(path):
    found = {}
    for row in rows(path):
        found.setdefault(tuple(row[name] for name in FIGURE), []).append(row)
    return found


def test_the_numbers_are_those_of_compute(export):
    export("--as", "values", *ALL, "-o", "tal.csv")
    export(*ALL, "--output", "c.csv", name="compute")

    told = {
        figure: {row["measure"]: row["number"] for row in found}
        for figure, found in by_figure("tal.csv").items()
    }
    computed = {
        figure: {name: row[name] for name in MEASURES if row[name] or name == "value"}
        for figure, [row] in by_figure("c.csv").items()
    }
    assert told == computed


def test_a_figure_that_is_hidden_has_a_row_that_says_so(export):
    export("--as", "values", "--by", "mankvinna", "-o", "tal.csv")

    hidden = [row for row in rows("tal.csv") if row["status"] == "suppressed"]
    assert hidden
    assert {(row["measure"], row["number"]) for row in hidden} == {("value", "")}


def test_the_key_names_pack_indicator_and_part(export):
    export("--as", "values", "-o", "tal.csv")

    assert {"gym/N10001", "gym/sal/stora"} <= {row["key"] for row in rows("tal.csv")}


def test_shares_are_fractions_and_counts_are_numbers(export):
    export("--as", "values", *ALL, "-o", "tal.csv")

    units = {(row["kind"], row["measure"]): row["unit"] for row in rows("tal.csv")}
    told = [units[one] for one in (("share", "value"), ("count", "value"), ("share", "missing"))]
    assert told == ["fraction", "number", "number"]


def test_the_results_are_those_of_compute(export):
    export("--as", "results", *ALL, "-o", "r.csv", "-o", "r.parquet")
    export(*ALL, "--output", "c.csv", "--output", "c.parquet", name="compute")

    assert rows("r.csv") == rows("c.csv")
    assert pl.read_parquet("r.parquet").equals(pl.read_parquet("c.parquet"))


def test_the_series_are_those_of_compute(export):
    export("--as", "series", *ALL, "-o", "s.parquet")
    export(*ALL, "--output", "c.json", name="compute")

    told = json.loads(Path("c.json").read_text("utf-8"))["series"]
    assert [row["change"] for row in told] == pl.read_parquet("s.parquet")["change"].to_list()


def test_a_series_of_a_single_period_is_refused(export):
    done = export("--as", "series", "--year", "2025", "-o", "s.csv")

    assert (done.code, "flera perioder" in done.err) == (Exit.USAGE, True)


@pytest.mark.parametrize("form", ["results", "values", "series", "kolada"])
def test_the_dictionary_has_every_column_in_its_order(export, form):
    export("--as", form, "--municipality", "0182", *ALL, "-o", "t.parquet")

    table = pl.read_parquet("t.parquet")
    assert [row["column"] for row in rows("t.kolumner.csv")] == table.columns


@pytest.mark.parametrize("form", ["results", "values", "series", "kolada"])
def test_every_column_is_told_in_both_languages(export, form):
    export("--as", form, "--municipality", "0182", *ALL, "-o", "t.csv")

    assert all(row["sv"] and row["en"] and row["type"] for row in rows("t.kolumner.csv"))


def test_every_column_that_results_can_have_has_a_meaning():
    assert set(schema(extras=EXTRAS)) == set(RESULTS)


@pytest.mark.parametrize("form", ["results", "values", "series", "kolada"])
def test_no_word_stands_in_a_column_that_its_dictionary_does_not_allow(export, form):
    export("--as", form, "--municipality", "0182", *ALL, "-o", "t.csv")

    allowed = {
        row["column"]: row["allowed"].split(", ")
        for row in rows("t.kolumner.csv")
        if row["allowed"]
    }
    assert {"status"} < allowed.keys()
    assert not [
        (name, row[name])
        for row in rows("t.csv")
        for name, words in allowed.items()
        if row[name] not in ("", *words)
    ]


def test_a_group_is_described_by_the_model(export):
    export("--as", "results", "--by", "sal,ålder", "-o", "t.csv")

    told = {row["column"]: row for row in rows("t.kolumner.csv")}
    assert told["sal"]["sv"] == "Grupp: Sal. Tom när siffran gäller alla."
    assert told["sal"]["allowed"] == "stora, lilla, uppgift saknas"
    assert told["ålder"]["allowed"] == "unga, äldre, övriga åldrar, uppgift saknas"


def test_a_table_has_a_manifest_that_can_be_verified(export):
    export("--as", "values", "-o", "tal.csv")

    assert main.run(["verify", "tal.csv.manifest.json"]) == Exit.DONE


def test_the_manifest_vouches_for_the_dictionary_too(export, capsys):
    export("--as", "values", "-o", "tal.csv")
    with Path("tal.kolumner.csv").open("a", encoding="utf-8") as file:
        file.write("en rad till\n")
    main.run(["verify", "tal.csv.manifest.json", "--lang", "sv"])

    assert "ändrad: tal.kolumner.csv" in capsys.readouterr().out


@pytest.mark.parametrize("output", [(), ("-o", "t.xlsx")])
def test_only_csv_and_parquet_are_written(export, output):
    assert export("--as", "values", *output).code == Exit.USAGE


def test_an_unknown_form_is_refused(export):
    done = export("--as", "kolda", "-o", "t.csv")

    assert done.code == Exit.USAGE
    assert "Menade du ”kolada”?" in done.err


def test_a_folder_is_audited_without_the_tables_beside_the_results(export, tmp_path):
    (tmp_path / "ut").mkdir()
    export("--as", "results", "-o", "ut/resultat.csv")

    assert main.run(["audit", "ut"]) == Exit.DONE
