"""What ``verify`` says of the files that were written, when somebody has changed them."""

import json

import openpyxl
import polars as pl
import pytest

from bbic_ind.errors import Exit

FORMATS = ("csv", "json", "xlsx", "parquet")


@pytest.fixture(autouse=True)
def made(compute, place):
    """The same results in every format, each with its manifest."""
    compute("--extracted", "2026-02-01", *(f"-out/resultat.{one}" for one in FORMATS))
    return place / "ut"


def in_csv(path):
    path.write_text(path.read_text().replace(";2025-12-31;2;", ";2025-12-31;3;"))


def in_json(path):
    path.write_text(path.read_text().replace('"numerator": 2', '"numerator": 3'))


def in_parquet(path):
    pl.read_parquet(path).with_columns(numerator=pl.lit(3.0)).write_parquet(path)


def in_xlsx(path):
    book = openpyxl.load_workbook(path)
    sheet = book["Resultat"]
    column = [cell.value for cell in sheet[1]].index("numerator") + 1
    sheet.cell(2, column).value = 3
    book.save(path)


CHANGES = [
    ("csv", in_csv, "rad 2, numerator: 3 → 2"),
    ("json", in_json, "results[0].numerator: 3 → 2"),
    ("parquet", in_parquet, "rad 1, numerator: 3 → 2"),
    ("xlsx", in_xlsx, "Resultat!J2: 3 → 2"),
]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_as_it_was_written_holds(cli, name):
    done = cli("verify", f"ut/resultat.{name}")

    assert (done.code, "Skrivna filer: 1 av 1 filer är desamma" in done.out) == (Exit.DONE, True)


def test_a_file_is_verified_by_its_manifest_as_well(cli):
    by_file, by_manifest = (
        cli("verify", f"ut/resultat.csv{end}") for end in ("", ".manifest.json")
    )

    assert by_file.out == by_manifest.out


def test_a_later_run_to_another_format_leaves_the_manifest_of_the_first(cli, compute):
    compute("--extracted", "2026-01-31", output="ut/resultat.xlsx")

    assert cli("verify", "ut/resultat.csv").code == Exit.DONE


@pytest.mark.parametrize(("name", "change", "told"), CHANGES)
def test_a_figure_changed_in_a_file_is_named_by_its_cell(cli, made, name, change, told):
    change(made / f"resultat.{name}")

    done = cli("verify", f"ut/resultat.{name}")

    assert (done.code, told in done.out) == (Exit.QUALITY, True), done.out


def test_a_figure_changed_on_the_first_sheet_is_found_too(cli, made):
    book = openpyxl.load_workbook(made / "resultat.xlsx")
    book["Indikatorer"]["D7"].value = 3
    book.save(made / "resultat.xlsx")

    assert "Indikatorer!D7: 3 → 2" in cli("verify", "ut/resultat.xlsx").out


def test_a_workbook_saved_anew_without_a_change_holds(cli, made):
    openpyxl.load_workbook(made / "resultat.xlsx").save(made / "resultat.xlsx")

    done = cli("verify", "ut/resultat.xlsx")

    assert (done.code, "inget värde är ändrat" in done.out) == (Exit.DONE, True)


def test_a_file_that_can_no_longer_be_read_does_not_hold(cli, made):
    (made / "resultat.xlsx").write_bytes(b"")

    done = cli("verify", "ut/resultat.xlsx")

    assert (done.code, "går inte att läsa" in done.out) == (Exit.QUALITY, True)


def test_a_file_that_is_gone_is_told(cli, made):
    (made / "resultat.csv").unlink()

    done = cli("verify", "ut/resultat.csv")

    assert (done.code, "borta: resultat.csv" in done.out) == (Exit.DONE, True)


def test_a_workbook_written_twice_is_the_same_byte_for_byte(made, compute):
    before = (made / "resultat.xlsx").read_bytes()
    compute("--extracted", "2026-02-01", output="ut/resultat.xlsx")

    assert (made / "resultat.xlsx").read_bytes() == before


def test_the_manifest_vouches_for_its_file_by_the_name_alone(made):
    told = json.loads((made / "resultat.csv.manifest.json").read_text())["outputs"]

    assert [one["file"] for one in told] == ["resultat.csv"]
