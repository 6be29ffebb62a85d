import json
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pandas
import polars as pl
import pytest

from bbic_ind.output.as_csv import SEPARATOR, csv
from bbic_ind.output.files import WRITERS
from bbic_ind.results import schema


def written(run, form):
    stream = BytesIO()
    WRITERS[form](run, stream)
    stream.seek(0)
    return stream


def empty_to_none(value):
    return None if value == "" else value


def from_csv(stream):
    frame = pl.read_csv(stream, separator=SEPARATOR, schema=schema(("kön",)))
    return frame.to_dicts()


def from_json(stream):
    rows = json.load(stream)["results"]
    days = ("period_start", "period_end", "final_from")
    return [
        row | {name: date.fromisoformat(row[name]) if row[name] else None for name in days}
        for row in rows
    ]


def from_parquet(stream):
    return pl.read_parquet(stream).to_dicts()


def from_xlsx(stream):
    sheet = openpyxl.load_workbook(stream)["Resultat"]
    header, *lines = sheet.iter_rows(values_only=True)
    days = ("period_start", "period_end", "final_from")
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    return [row | {name: row[name].date() if row[name] else None for name in days} for row in rows]


READ_BACK = {"csv": from_csv, "json": from_json, "parquet": from_parquet, "xlsx": from_xlsx}


@pytest.mark.parametrize("form", WRITERS)
def test_every_format_holds_the_same_figures(run, form):
    expected = [
        {name: empty_to_none(value) for name, value in row.items()}
        for row in run.worded().to_dicts()
    ]

    found = READ_BACK[form](written(run, form))

    marked = [
        {k: v.removeprefix("'") if k == "kön" and v else v for k, v in row.items()} for row in found
    ]
    assert [{k: empty_to_none(v) for k, v in row.items()} for row in marked] == expected


def test_whole_numbers_have_no_decimals_in_csv(run):
    first = csv(run).splitlines()[1]

    assert ";142;200;0.71;0.71;0.755;9;0;0;final;" in first


def test_csv_opens_in_pandas_with_only_the_separator_named(run):
    frame = pandas.read_csv(written(run, "csv"), sep=SEPARATOR)

    assert frame["value"][0] == 0.71


def test_csv_in_a_file_has_the_mark_that_a_spreadsheet_needs(run):
    assert written(run, "csv").getvalue().startswith("\ufeff".encode())


def test_csv_to_a_pipe_has_no_byte_order_mark(run):
    assert csv(run).startswith("pack;")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_holds_nothing_that_a_spreadsheet_would_run(a_run, a_row, sign):
    text = csv(a_run([a_row("1:1", kön=f"{sign}1+1")]))

    group = next(pandas.read_csv(StringIO(text), sep=SEPARATOR).itertuples()).kön
    assert group == f"'{sign}1+1"


def test_json_tells_what_the_figures_rest_on(run):
    about = json.load(written(run, "json"))["run"]

    assert (about["extracted"], about["profile"], about["packs"]) == (
        "2026-02-01",
        "plain",
        {"prov": "1.0.0"},
    )


def test_json_tells_which_indicators_a_finding_touches(run):
    findings = json.load(written(run, "json"))["run"]["findings"]

    assert [finding["affects"] for finding in findings] == [["1:1", "1:2", "1:10"], []]


def test_a_whole_number_is_one_in_json(run):
    first = json.loads(written(run, "json").getvalue(), parse_float=str)["results"][0]

    assert (first["numerator"], first["value"]) == (142, "0.71")


def test_titles_follow_the_reader(a_run, a_row):
    rows = json.load(written(a_run([a_row("1:2")], lang="en"), "json"))["results"]

    assert rows[0]["title"] == "Lån per anställd (en)"
