"""What inspect tells of an export before anything is computed."""

import json

import pytest

from tests.sources.deliveries import BOY, GIRL, write

HEAD = "Rapport skapad;2026-02-01;;;;;\n"
EXPORT = HEAD + (
    "Utrednings-ID;Personnummer;Inledd datum;Avslutad datum;Utredningstyp;Barnsamtal;Anteckning\n"
    f"U1;{GIRL};2025-01-01;2025-03-01;Barnutredning;Ja;Hej\n"
    f"U2;{BOY};2025-02-01;;Rådgivning;;\n"
    f"U3;{BOY};2025-02-02;31/12/2025;Rådgivning;Nej;\n"
    f"U4;{BOY};2025-02-03;;Rådgivning;Nej;\n"
)


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "uttag.csv"
    write(path, EXPORT)
    return path


@pytest.fixture
def told(cli, export):
    return cli("inspect", export).out


@pytest.fixture
def seen(cli, export):
    return json.loads(cli("inspect", export, "--format", "json").out)


def test_the_profile_is_told_with_what_the_others_know(told):
    assert "uttag.csv: profilen combine känner 6 av 7 rubriker" in told


def test_the_header_row_and_the_rows_below_are_told(told):
    assert "Rubrikerna står på rad 2, med 4 rader under." in told


def test_the_table_is_told_with_what_it_was_recognised_by(seen):
    because = seen["sheets"][0]["because"]

    assert seen["sheets"][0]["tables"][0]["table"] == "utredningar"
    assert (because["kind"], because["known"], because["headings"]) == ("Utredningar", 6, 7)
    assert (because["named"], because["complete"]) == (False, True)


def column(seen, name):
    columns = seen["sheets"][0]["tables"][0]["columns"]
    return next(one for one in columns if one["name"] == name)


def test_each_column_has_the_heading_that_feeds_it_and_how_full_it_is(seen):
    fed = column(seen, "avslutad")["fed_by"]

    assert fed == {"heading": "Avslutad datum", "letter": "D", "filled": 2}


def test_a_column_of_dates_has_its_first_and_last_day(seen):
    days = column(seen, "inledd")

    assert (days["first"], days["last"]) == ("2025-01-01", "2025-02-03")


def test_cells_that_cannot_be_read_are_counted(seen):
    assert column(seen, "avslutad")["unreadable"] == 1


def test_unknown_values_of_a_category_are_counted(told):
    assert "Okända värden: ”Rådgivning” (3)" in told


def test_a_heading_that_feeds_nothing_is_left_over(seen):
    assert [one["heading"] for one in seen["sheets"][0]["left_over"]] == ["Anteckning"]


def test_columns_that_the_sheet_lacks_are_told(told):
    assert "Finns inte i bladet: beslut, förlängd," in told


def test_the_extraction_date_is_told_with_its_origin(told):
    assert "Uttagsdatum: 2026-02-01 (står i uttaget)." in told


def test_no_cell_of_a_person_or_of_free_text_is_shown(told):
    assert not any(text in told for text in (GIRL, BOY, GIRL[2:], "Hej"))


def test_the_text_is_at_most_a_hundred_columns_wide(told):
    assert max(map(len, told.splitlines())) <= 100


def test_an_export_that_nobody_knows_is_told_of_without_a_fault(cli, tmp_path):
    write(tmp_path / "x.csv", "Låneobjekt;Hylla\nbok;A3\nfilm;B2\n")

    done = cli("inspect", tmp_path / "x.csv")

    assert done.code == 0
    assert "x.csv → läses inte" in done.out
    assert "bbic-ind map" in done.err


def test_a_required_column_that_is_lacking_is_told(cli, tmp_path):
    write(tmp_path / "utredningar.csv", f"Utrednings-ID;Personnummer;Avslutad datum\n1;{GIRL};\n")

    assert "Krävs men saknas: inledd." in cli("inspect", tmp_path / "utredningar.csv").out


def test_a_side_sheet_adds_to_rows_and_lacks_nothing(cli, tmp_path, export):
    write(tmp_path / "sida.csv", "id;hälsouppgifter\nU1;ja\n")

    told = cli("inspect", export, tmp_path / "sida.csv").out

    assert "utredningar: 1 rad fyller på rader med samma id i andra blad" in told
    assert "Krävs men saknas" not in told


def test_it_speaks_english_too(cli, export):
    told = cli("inspect", export, "--lang", "en").out

    assert "The headings are on row 2, with 4 rows below." in told


def test_no_source_is_a_fault_of_usage(cli):
    assert cli("inspect").code == 2


def test_a_number_in_one_heading_hides_no_other_heading_of_a_known_sheet(cli, tmp_path):
    """The number is the first of tests/data/test_personnummer.csv."""
    path = tmp_path / "utredningar.csv"
    heads = "Id;Personnummer;Inledd datum;Avslutsdat;Typ av utredning;Barnsamtal"
    path.write_text(f"{heads};20030101-2399\nU1;B1;2025-01-02;2025-03-01;barnutredning;ja;x\n")
    told = cli("inspect", path).out

    assert ("Läses inte: Avslutsdat (D, 100,0 %)." in told, "2399" in told) == (True, False)
