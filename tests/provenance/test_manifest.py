import hashlib
import json
import os
import stat
from pathlib import Path, PureWindowsPath

import openpyxl
import polars as pl
import pytest

from bbic_ind.provenance import fingerprint
from bbic_ind.provenance.places import seen_from


def test_an_input_whose_name_is_no_utf8_is_told_with_question_marks(compute, place):
    (place / "uttag" / "lån.csv").rename(place / "uttag" / os.fsdecode(b"l\xe5n.csv"))

    assert [one["file"] for one in compute()["inputs"]] == ["../uttag/l?n.csv"]


def test_the_manifest_lies_beside_the_file_and_is_called_by_its_whole_name(compute, place):
    compute(output="ut/resultat.csv")

    assert {path.name for path in (place / "ut").iterdir()} == {
        "resultat.csv",
        "resultat.csv.manifest.json",
    }


def test_every_input_has_its_sha_256(compute, place):
    content = (place / "uttag" / "lån.csv").read_bytes()

    assert compute()["inputs"] == [
        {
            "file": "../uttag/lån.csv",
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    ]


def test_the_model_the_pack_and_each_definition_have_theirs(compute):
    assert [one["file"] for one in compute()["definitions"]] == [
        "bibliotek/1-1.yaml",
        "bibliotek/model.yaml",
        "bibliotek/pack.yaml",
    ]


def test_the_profile_used_is_among_them_with_those_it_extends(cli, place):
    (place / "egen.yaml").write_text("format: 1\nextends: bas.yaml\n")
    (place / "bas.yaml").write_text("format: 1\nsheets: {lån: {feeds: {lån: {}}}}\n")
    profile = ("--profile", "egen.yaml", "-o", "r.csv")
    done = cli("compute", "uttag", "--indicators", "bibliotek", *profile)

    assert done.code == 0, done.err
    told = json.loads((place / "r.csv.manifest.json").read_text())["definitions"]
    assert {"egen.yaml", "bas.yaml"} <= {one["file"].split("/")[-1] for one in told}


def test_the_disclosure_profile_is_among_them(compute):
    told = compute("--disclosure", "kolada")["definitions"]

    assert "disclosure/kolada.yaml" in {one["file"] for one in told}


def test_figures_that_are_hidden_in_the_results_are_hidden_in_the_manifest(compute):
    (figure,) = compute("--disclosure", "kolada")["figures"]

    assert (figure["status"], figure["numerator"]) == ("suppressed", None)


def test_settings_are_told_with_the_period_they_came_to(compute):
    settings = compute("--extracted", "2026-02-01")["settings"]

    assert (settings["periods"], settings["extracted"]) == (["2025"], "2026-02-01")


def test_paths_start_from_the_folder_of_the_manifest(compute):
    settings = compute()["settings"]

    assert (settings["sources"], settings["indicators"]) == (["../uttag"], ["../bibliotek"])


def test_no_path_of_the_machine_is_told(compute, place):
    compute(place / "uttag", output=place / "ut" / "r.csv")

    assert str(place) not in (place / "ut" / "r.csv.manifest.json").read_text()


def test_a_path_without_a_shared_folder_is_told_by_its_name_alone():
    assert seen_from(Path("/srv/uttag/a.xlsx"), Path("/home/anna")) == "a.xlsx"


def test_an_input_on_another_drive_is_told_by_its_name_alone():
    class OnWindows(PureWindowsPath):
        def resolve(self):
            return self

    assert seen_from(OnWindows("H:/uttag/a.xlsx"), OnWindows("C:/utfall")) == "a.xlsx"


def test_rows_read_and_used_are_counted_by_sheet(compute):
    (sheet,) = compute()["sheets"]

    assert (sheet["rows"], sheet["used"], sheet["left_out"]) == (4, 4, {})


def test_the_same_run_gives_the_same_manifest(compute):
    assert compute() == compute()


def test_language_does_not_change_the_fingerprint_of_the_result(compute):
    assert compute("--lang", "sv")["result"] == compute("--lang", "en")["result"]


def test_the_fingerprint_is_that_of_the_parquet_file(compute, place):
    told = compute("-o", "ut/resultat.parquet")["result"]["sha256"]

    assert fingerprint(pl.read_parquet(place / "ut" / "resultat.parquet")) == told


@pytest.mark.parametrize("change", [{"numerator": 1.0}, {"status": "empty"}, {"missing": 7}])
def test_the_fingerprint_changes_with_any_figure(compute, place, change):
    told = compute("-o", "ut/resultat.parquet")["result"]["sha256"]
    frame = pl.read_parquet(place / "ut" / "resultat.parquet")

    other = frame.with_columns(**{name: pl.lit(value) for name, value in change.items()})

    assert fingerprint(other.cast(frame.schema)) != told


def test_the_fingerprint_does_not_depend_on_the_order_of_rows(compute, place):
    compute("--period", "2023..2025", "-o", "ut/resultat.parquet")
    frame = pl.read_parquet(place / "ut" / "resultat.parquet")

    assert fingerprint(frame.reverse()) == fingerprint(frame)


def test_json_results_carry_the_manifest_in_run(compute, place):
    told = compute(output="ut/resultat.json")
    run = json.loads((place / "ut" / "resultat.json").read_text())["run"]

    assert {name: run[name] for name in ("settings", "inputs", "definitions", "result")} == {
        name: told[name] for name in ("settings", "inputs", "definitions", "result")
    }


def test_the_workbook_has_a_sheet_with_the_digests(compute, place):
    told = compute(output="ut/resultat.xlsx")
    sheet = openpyxl.load_workbook(place / "ut" / "resultat.xlsx")["Körintyg"]
    values = {cell.value for row in sheet.iter_rows() for cell in row}

    assert {told["inputs"][0]["sha256"], told["result"]["sha256"]} <= values


def test_only_the_owner_can_read_the_manifest(compute, place):
    compute()

    mode = (place / "ut" / "resultat.csv.manifest.json").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
