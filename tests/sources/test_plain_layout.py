"""The plain layout: sheets or files named as the tables, headings as their columns."""

from datetime import date

import polars as pl
import pytest

from bbic_ind.periods import OPEN

from .deliveries import GIRL, Deliver, rules, said, values

CSV = """id;barn;inledd;avslutad;typ;förlängd;enhet
U1;B1;2025-01-10;2025-03-01;barnutredning;ja;Norr
U2;B2;2025-02-10;;annan;nej;Norr
U3;B2;2025-03-10;Uppgift saknas;;;Söder
"""
SHEET = [line.split(";") for line in CSV.splitlines()]
YAML = """utredningar:
  - {id: U1, barn: B1, inledd: 2025-01-10, avslutad: 2025-03-01, typ: barnutredning, förlängd: ja}
  - {id: U2, barn: B2, inledd: 2025-02-10, typ: annan, förlängd: false}
  - {id: U3, barn: B2, inledd: 2025-03-10, avslutad: Uppgift saknas}
"""
FORMS = {
    "csv": {"utredningar.csv": CSV},
    "workbook": {"uttag.xlsx": {"Utredningar": SHEET}},
    "yaml": {"allt.yaml": YAML},
    "other headings": {
        "utredningar.csv": CSV.replace("id;barn;inledd", "ID:;Personnummer;INLEDD", 1)
    },
}


@pytest.mark.parametrize("files", FORMS.values(), ids=FORMS.keys())
def test_every_form_of_the_same_table_reads_the_same(deliver: Deliver, files: dict) -> None:
    reading = deliver(files)

    assert reading.profile == "plain"
    assert values(reading, "utredningar", "id") == ["U1", "U2", "U3"]
    assert values(reading, "utredningar", "avslutad") == [date(2025, 3, 1), OPEN, None]
    assert values(reading, "utredningar", "typ") == ["barnutredning", "annan", None]
    assert values(reading, "utredningar", "förlängd") == [True, False, None]
    assert rules(reading) == set()


def test_a_parquet_file_keeps_its_own_types(deliver: Deliver) -> None:
    frame = pl.DataFrame(
        {
            "id": [1, 2],
            "barn": ["B1", "B2"],
            "inledd": [date(2025, 1, 1), date(2025, 2, 1)],
            "avslutad": [date(2025, 3, 1), None],
            "förlängd": [True, None],
            "typ": ["barnutredning", "annan"],
        }
    )
    reading = deliver({"utredningar.parquet": frame})

    assert values(reading, "utredningar", "id") == ["1", "2"]
    assert values(reading, "utredningar", "avslutad") == [date(2025, 3, 1), OPEN]
    assert values(reading, "utredningar", "förlängd") == [True, None]
    assert values(reading, "utredningar", "typ") == ["barnutredning", "annan"]


def test_a_share_in_percent_is_one_in_a_parquet_file_too(deliver: Deliver) -> None:
    frame = pl.DataFrame({"id": ["H1"], "från": ["2020-01-01"], "sysselsättningsgrad": [75]})

    reading = deliver({"handläggare.parquet": frame})
    assert values(reading, "handläggare", "sysselsättningsgrad") == [0.75]


def test_a_moment_in_a_parquet_file_becomes_its_day(deliver: Deliver) -> None:
    frame = pl.DataFrame(
        {"barn": ["B1"], "typ": ["utredningssamtal"], "datum": ["2025-12-31T23:30"]}
    )
    frame = frame.with_columns(pl.col("datum").str.to_datetime())

    assert values(deliver({"samtal.parquet": frame}), "samtal", "datum") == [date(2025, 12, 31)]


def test_a_time_zone_in_a_parquet_file_never_moves_the_day(deliver: Deliver) -> None:
    frame = pl.DataFrame(
        {"barn": ["B1"], "typ": ["utredningssamtal"], "datum": ["2026-01-01T00:30"]}
    )
    moment = pl.col("datum").str.to_datetime().dt.replace_time_zone("Europe/Stockholm")

    reading = deliver({"samtal.parquet": frame.with_columns(moment)})
    assert values(reading, "samtal", "datum") == [date(2026, 1, 1)]


def test_a_day_in_a_parquet_file_that_nobody_can_mean_is_unreadable(deliver: Deliver) -> None:
    frame = pl.DataFrame(
        {"barn": ["B1", "B1"], "typ": ["utredningssamtal"] * 2, "datum": [20_000, 4_000_000]},
        schema_overrides={"datum": pl.Int32},
    )

    reading = deliver({"samtal.parquet": frame.cast({"datum": pl.Date})})
    assert values(reading, "samtal", "datum") == [date(2024, 10, 4), None]
    assert "date.unreadable" in rules(reading)


def test_what_is_not_a_number_in_a_parquet_file_is_missing(deliver: Deliver) -> None:
    frame = pl.DataFrame(
        {"id": ["L1", "L2"], "från": ["2020-01-01"] * 2, "erfarenhet_år": [5.0, float("nan")]}
    )

    reading = deliver({"handläggare.parquet": frame})
    assert values(reading, "handläggare", "erfarenhet_från") == [date(2021, 2, 1), None]
    assert "years.unreadable" not in rules(reading)


def test_the_frames_have_the_types_of_the_model(deliver: Deliver) -> None:
    schema = deliver({"utredningar.csv": CSV}).dataset.tables["utredningar"].schema

    assert schema["barn"] == pl.UInt64
    assert schema["inledd"] == schema["avslutad"] == pl.Date
    assert schema["typ"] == pl.Enum(["barnutredning", "familjerätt", "annan"])
    assert schema["förlängd"] == pl.Boolean
    assert schema["_source"] == schema["_row"] == pl.UInt32


def test_no_helping_column_is_left_in_a_frame(deliver: Deliver) -> None:
    tables = deliver({"utredningar.csv": CSV}).dataset.tables

    extra = {c for frame in tables.values() for c in frame.columns if c.startswith("_")}
    assert extra == {"_source", "_row"}


def test_a_table_the_delivery_lacks_is_not_in_the_data(deliver: Deliver) -> None:
    assert set(deliver({"utredningar.csv": CSV}).dataset.tables) == {"utredningar", "barn"}


def test_a_column_the_delivery_lacks_is_not_in_the_frame(deliver: Deliver) -> None:
    assert "våld" not in deliver({"utredningar.csv": CSV}).dataset.tables["utredningar"].columns


def test_every_row_keeps_its_number_in_the_sheet(deliver: Deliver) -> None:
    rows = [["Rapport"], [], *SHEET]

    reading = deliver({"uttag.xlsx": {"Utredningar": rows}})
    assert values(reading, "utredningar", "_row") == [4, 5, 6]


def test_a_row_names_its_sheet_by_the_place_in_the_reading(deliver: Deliver) -> None:
    reading = deliver(
        {"samtal.csv": "barn;datum;typ\nB1;2025-01-01;utredningssamtal\n", "utredningar.csv": CSV}
    )

    for table, frame in reading.dataset.tables.items():
        for source in frame["_source"].drop_nulls().unique():
            assert reading.sheets[source].table == table


def test_two_sheets_of_one_table_are_stacked(deliver: Deliver) -> None:
    rows = {"2024": [SHEET[0], SHEET[1]], "2025": [SHEET[0], SHEET[2], SHEET[3]]}

    reading = deliver({"utredningar.xlsx": rows})
    assert values(reading, "utredningar", "id") == ["U1", "U2", "U3"]


def test_a_share_may_be_written_in_percent(deliver: Deliver) -> None:
    text = "id;från;sysselsättningsgrad\nH1;2020-01-01;75 %\nH2;2020-01-01;50\nH3;2020-01-01;0,8\n"

    reading = deliver({"handläggare.csv": text})
    assert values(reading, "handläggare", "sysselsättningsgrad") == [0.75, 0.5, 0.8]


def test_experience_in_years_becomes_the_day_it_began(deliver: Deliver) -> None:
    text = (
        "id;från;erfarenhet_år;Uppgift per\n"
        "H1;2020-01-01;5;2025-11-01\nH2;2020-01-01;0,5;2025-11-01\n"
    )

    reading = deliver({"handläggare.csv": text})
    assert values(reading, "handläggare", "erfarenhet_från") == [
        date(2020, 11, 1),
        date(2025, 5, 1),
    ]


def test_years_without_a_day_are_counted_from_the_extraction(deliver: Deliver) -> None:
    reading = deliver({"handläggare.csv": "id;från;erfarenhet_år\nH1;2020-01-01;5\n"})

    assert values(reading, "handläggare", "erfarenhet_från") == [date(2021, 2, 1)]


def test_a_side_sheet_adds_its_columns_to_the_rows_of_the_same_id(deliver: Deliver) -> None:
    extra = "id;barnsamtal;våld\nU2;ja;nej\nU1;nej;ja\n"

    reading = deliver({"utredningar.csv": CSV, "utredningar_lokalt.csv": extra}, profile="plain")
    assert values(reading, "utredningar", "barnsamtal") == [False, True, None]


def test_a_sheet_with_ids_adds_nothing_to_rows_without_any(deliver: Deliver) -> None:
    files = {
        "samtal.csv": "barn;datum;typ\nA;2025-01-01;utredningssamtal\n",
        "samtal_2.csv": "id;barn;datum\nS1;A;2025-01-01\n",
    }
    reading = deliver(files)

    assert values(reading, "samtal", "id") == [None, "S1"]


def test_a_sheet_of_nothing_but_repeats_is_used_for_nothing(deliver: Deliver) -> None:
    reading = deliver({"utredningar.csv": CSV, "utredningar_2.csv": CSV})

    assert [sheet.used for sheet in reading.sheets] == [reading.sheets[0].rows, 0]


def test_a_side_sheet_fills_what_is_empty_and_changes_nothing_else(deliver: Deliver) -> None:
    extra = "id;typ;våld\nU1;annan;ja\nU3;annan;ja\n"

    reading = deliver({"utredningar.csv": CSV, "utredningar_lokalt.csv": extra})
    assert values(reading, "utredningar", "typ") == ["barnutredning", "annan", "annan"]
    assert rules(reading) == {"sheet.contradiction"}


def test_a_value_is_looked_up_through_the_reference(deliver: Deliver) -> None:
    text = (
        "id;barn;från;vårdform;utredning\nP1;B1;2025-01-01;jourhem;U1\nP2;B2;2025-01-01;jourhem;U2\n"
        "P3;B2;2025-01-01;jourhem;U3\nP4;B2;2025-01-01;jourhem;\nP5;B2;2025-01-01;jourhem;U9\n"
    )

    reading = deliver({"utredningar.csv": CSV, "placeringar.csv": text})
    looked_up = values(reading, "placeringar", "utredning_avslutad")
    assert looked_up == [date(2025, 3, 1), OPEN, None, None, None]


def test_a_value_that_is_given_is_not_looked_up(deliver: Deliver) -> None:
    text = (
        "id;barn;från;vårdform;utredning;utredning_avslutad\nP1;B1;2025-01-01;hvb;U1;2024-12-24\n"
    )

    reading = deliver({"utredningar.csv": CSV, "placeringar.csv": text})
    assert values(reading, "placeringar", "utredning_avslutad") == [date(2024, 12, 24)]


def test_free_text_is_not_loaded_unless_asked_for(deliver: Deliver) -> None:
    reading = deliver({"utredningar.csv": CSV})

    assert "enhet" not in reading.dataset.tables["utredningar"].columns
    assert "enhet" in reading.sheets[0].unused_headings


def test_the_number_of_a_person_is_read_however_it_is_written(deliver: Deliver) -> None:
    ways = [GIRL, f"{GIRL[:8]}-{GIRL[8:]}", f"{GIRL[2:8]}-{GIRL[8:]}", GIRL[2:], f"{GIRL}.0"]
    lines = [f"S{n};{way};2025-01-01;utredningssamtal" for n, way in enumerate(ways)]

    reading = deliver({"samtal.csv": "\n".join(["id;barn;datum;typ", *lines, ""])})
    assert len(set(values(reading, "samtal", "barn"))) == 1


def test_an_id_that_a_spreadsheet_made_a_number_is_the_same_id(deliver: Deliver) -> None:
    text = "id;barn;från;vårdform;utredning\nP1;B1;2025-01-01;hvb;7.0\nP2;B1;2025-01-01;hvb;7\n"

    reading = deliver({"placeringar.csv": text})
    assert values(reading, "placeringar", "utredning") == ["7", "7"]


@pytest.mark.parametrize("number", ["1,2", "150", "150 %", "-1"])
def test_a_number_outside_its_bounds_is_missing_and_the_bounds_are_told(
    deliver: Deliver, number: str
) -> None:
    reading = deliver({"handläggare.csv": f"id;från;sysselsättningsgrad\nH1;2020-01-01;{number}\n"})

    assert values(reading, "handläggare", "sysselsättningsgrad") == [None]
    assert "från 0 till 1, eller procent" in said(reading, "number.unreadable").message.sv
