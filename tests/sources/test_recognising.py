"""Sheets and systems are told by their headings."""

from datetime import date

import pytest

from bbic_ind.errors import Exit, SourceError
from bbic_ind.periods import OPEN

from .deliveries import BOY, GIRL, Deliver, said, values

INVESTIGATIONS = "id;barn;inledd;avslutad;typ\nU1;B1;2025-01-01;;annan\n"
COMBINE = "Utrednings-ID;Personnummer;Inledd datum;Avslutad datum\n1;B1;2025-01-01;\n"
OPEN_ENDED = (
    "Utrednings-ID;Personnummer;Inledd datum;Utredningstyp;{}\n1;B1;2025-01-01;Barnutredning;x\n"
)
LIFECARE = (
    "Id;CustomerNumber;Type;FromDate;ToDate;DossierType;PersonId;CoApplicant\n"
    "1;9;Barnutredning;2025-01-01T00:00:00;99999999;Barn;B1;false\n"
)


@pytest.mark.parametrize("name", ["utredningar.csv", "rapport.csv", "placeringar.csv"])
def test_a_sheet_is_told_by_its_headings_whatever_its_name(deliver: Deliver, name: str) -> None:
    reading = deliver({name: INVESTIGATIONS})

    assert [sheet.table for sheet in reading.sheets] == ["utredningar"]


@pytest.mark.parametrize(
    ("text", "system"),
    [(INVESTIGATIONS, "plain"), (COMBINE, "combine"), (LIFECARE, "lifecare")],
)
def test_the_system_is_told_by_the_headings(deliver: Deliver, text: str, system: str) -> None:
    assert deliver({"x.csv": text}).profile == system


def test_a_side_sheet_does_not_hide_the_system(deliver: Deliver) -> None:
    text = (
        "id;från;socionom;chef;sysselsättningsgrad;enhet;erfarenhet_från;till\nH;2020-01-01;;;;;;\n"
    )

    assert deliver({"x.csv": LIFECARE, "handläggare.csv": text}).profile == "lifecare"


def test_the_profile_asked_for_decides(deliver: Deliver) -> None:
    assert deliver({"x.csv": INVESTIGATIONS}, profile="combine").profile == "combine"


def test_the_name_settles_a_tie(deliver: Deliver) -> None:
    text = "id;barn;från;till\n1;B1;2025-01-01;\n"

    for name in ("insatser", "placeringar"):
        reading = deliver({f"{name}.csv": text})
        assert name in reading.dataset.tables


def test_a_tie_that_no_name_settles_is_reported_and_not_guessed(deliver: Deliver) -> None:
    reading = deliver({"a.csv": INVESTIGATIONS, "b.csv": "id;barn;från;till\n1;B1;2025-01-01;\n"})

    finding = said(reading, "sheet.ambiguous")
    assert finding.place == "b.csv"
    assert "insatser, placeringar" in finding.message.en
    assert not {"insatser", "placeringar"} & set(reading.dataset.tables)


def test_a_sheet_of_something_else_is_reported(deliver: Deliver) -> None:
    reading = deliver({"a.csv": INVESTIGATIONS, "b.csv": "Färg;Form;Pris\nröd;rund;3\nblå;kub;4\n"})

    finding = said(reading, "sheet.unknown")
    assert finding.place == "b.csv"
    assert "bbic-ind inspect visar dem" in finding.message.sv


def test_a_row_of_data_taken_for_headings_is_shown_nowhere(deliver: Deliver) -> None:
    reading = deliver({"a.csv": INVESTIGATIONS, "b.csv": "Röd;Rund;Tre\nBlå;Kub;Fyra\n"})

    shown = repr((reading.sheets, reading.findings))
    assert "b.csv" in shown
    assert "Rund" not in shown


def test_the_headings_of_a_sheet_that_has_a_known_one_are_shown(deliver: Deliver) -> None:
    reading = deliver({"a.csv": INVESTIGATIONS, "b.csv": "Inledd;Form;Pris\n2025-01-01;rund;3\n"})

    assert "Inledd, Form, Pris" in said(reading, "sheet.unknown").message.sv


def test_a_file_with_nothing_in_it_is_graver_than_an_empty_sheet(deliver: Deliver) -> None:
    sheets = {"Utredningar": [["id", "barn", "inledd"], ["U2", "B2", "2025-01-01"]], "Blad2": []}

    reading = deliver({"a.xlsx": sheets, "b.csv": ";;;\n;;;\n"})

    assert {f.place: f.severity for f in reading.findings if f.rule == "sheet.empty"} == {
        "a.xlsx › Blad2": "note",
        "b.csv": "error",
    }


def test_a_few_headings_in_common_do_not_make_a_table(deliver: Deliver) -> None:
    text = "id;barn;Färg;Form;Pris;Vikt;Längd\n1;B1;röd;rund;3;4;5\n"

    reading = deliver({"a.csv": INVESTIGATIONS, "b.csv": text})

    assert said(reading, "sheet.unknown").place == "b.csv"


def test_the_kind_nearest_to_an_unknown_sheet_is_the_one_it_is_named_as(deliver: Deliver) -> None:
    text = "Id;PersonId;Type;Organization;Fr o m;T o m\n7;9;Annan utredning;Norr;2025-01-01;\n"

    reading = deliver({"a.csv": LIFECARE, "Investigations.csv": text}, profile="lifecare")

    assert 'Nearest is "Investigations".' in said(reading, "sheet.unknown").message.en


def test_headings_are_not_shown_where_the_header_is_missing(deliver: Deliver) -> None:
    text = f"Ett namn;{GIRL};Storgatan\nEtt annat;{BOY};Lillgatan\n"
    reading = deliver({"a.csv": INVESTIGATIONS, "b.csv": text})

    shown = [f.message.sv + f.message.en for f in reading.findings]
    assert not any("Ett namn" in text or GIRL in text for text in shown)
    assert not any(GIRL in heading for s in reading.sheets for heading in s.unused_headings)


def test_a_heading_that_is_a_personal_number_is_never_shown(deliver: Deliver) -> None:
    reading = deliver({"a.csv": f"id;barn;inledd;{GIRL}\nU1;B1;2025-01-01;x\n"})

    assert reading.sheets[0].unused_headings == ()


def test_a_known_sheet_that_no_table_needs_is_passed_over_in_silence(deliver: Deliver) -> None:
    executions = (
        "Id;CustomerNumber;Type;FromDate;ToDate;Caseworker;Organization;DossierType\n"
        "7;9;Öppenvård;2025-01-01T00:00:00;99999999;;;Barn\n"
    )
    reading = deliver({"a.csv": LIFECARE, "b.csv": executions})

    assert "sheet.unknown" not in {finding.rule for finding in reading.findings}
    assert {sheet.file: sheet.table for sheet in reading.sheets}["b.csv"] == ""


def test_nothing_to_read_is_an_error_that_says_why(deliver: Deliver) -> None:
    with pytest.raises(SourceError, match="no heading belongs to any known table") as caught:
        deliver({"b.csv": "Färg;Form;Pris\nröd;rund;3\nblå;kub;4\n"})

    assert caught.value.exit_code == Exit.SOURCE


def test_a_missing_required_column_is_named_with_the_nearest_heading(deliver: Deliver) -> None:
    reading = deliver({"utredningar.csv": "id;barn;inled;typ\nU1;B1;2025-01-01;annan\n"})

    finding = said(reading, "column.missing")
    assert (finding.table, finding.column, finding.severity) == ("utredningar", "inledd", "error")
    assert 'Nearest is "inled".' in finding.message.en
    assert "id, barn, inled, typ" in finding.message.en


@pytest.mark.parametrize(
    "heading", ["Avslutatt", "Avslutad datm", "AvslutadDatum", "Avsluta", "Slutdatumm"]
)
def test_a_heading_spelled_almost_as_a_known_one_is_pointed_out(
    deliver: Deliver, heading: str
) -> None:
    reading = deliver({"utredningar.csv": OPEN_ENDED.format(heading)}, "combine")

    assert said(reading, "heading.near").column == "avslutad"


def test_a_heading_that_means_the_same_and_says_otherwise_is_pointed_out(
    deliver: Deliver,
) -> None:
    head = "Utrednings-ID;Personnummer;Inledd datum;Avslutad datum;Slutdatum;Avslutad\n"
    rows = "1;B1;2025-01-01;2025-02-01;2025-02-01;ja\n2;B2;2025-01-01;;2025-03-01;\n"

    reading = deliver({"utredningar.csv": head + rows}, "combine")

    assert said(reading, "heading.rival").cells == ("E3",)
    assert said(reading, "heading.rival").column == "avslutad"
    assert values(reading, "utredningar", "avslutad") == [date(2025, 2, 1), OPEN]


@pytest.mark.parametrize(
    "heading", ["Kontaktperson", "Telefon", "Avslutad av", "Avslut", "Beslutsfattare", "Startat"]
)
def test_a_heading_of_something_else_is_not_taken_for_a_known_one(
    deliver: Deliver, heading: str
) -> None:
    reading = deliver({"utredningar.csv": OPEN_ENDED.format(heading)}, "combine")

    assert "heading.near" not in {finding.rule for finding in reading.findings}


def test_a_table_without_a_required_column_is_still_read(deliver: Deliver) -> None:
    reading = deliver({"utredningar.csv": "id;barn;inled;typ\nU1;B1;2025-01-01;annan\n"})

    assert values(reading, "utredningar", "typ") == ["annan"]


def test_two_sheets_of_one_table_are_read_together_and_said(deliver: Deliver) -> None:
    other = INVESTIGATIONS.replace("U1", "V1").replace("U2", "V2")

    reading = deliver({"a.csv": INVESTIGATIONS, "b.csv": other})

    finding = said(reading, "sheet.stacked")
    assert (finding.count, finding.severity) == (2, "note")
    assert "a.csv, b.csv" in finding.message.sv
