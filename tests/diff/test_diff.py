import csv
import json
import shutil
import stat
from pathlib import Path

import openpyxl
import pytest

from bbic_ind.errors import Exit

from .conftest import NEW_DAY

L1 = "L1;2025-01-10;2025-02-10;norr"
L2 = "L2;2025-01-10;2025-02-11;söder"
L3 = "L3;2025-06-01;2025-06-20;norr"


def reason(found, case):
    return found.cases[case]["reason"]


def test_two_alike_exports_differ_in_nothing(diff):
    found = diff([L1, L2], [L1, L2])

    assert (found.cases, "Oförändrade: 1:1" in found.out) == ({}, True)


def test_a_row_dated_before_the_old_export_was_registered_late(diff):
    assert reason(diff([L1], [L1, L3]), "L3") == "registrerat i efterhand"


def test_a_row_dated_after_the_old_export_is_new(diff):
    found = diff([L1], [L1, L3], days=("2025-05-01", "2026-09-01"))

    assert reason(found, "L3") == "nytt sedan det gamla uttaget"


def test_the_summary_names_the_cases_that_moved_for_each_reason(diff):
    told = diff([L1], [L1, L3]).out

    assert "registrerat i efterhand: 1 – L3\n" in told
    assert "Internt arbetsmaterial" in told


def test_every_file_that_is_asked_for_is_written(diff, place):
    diff([L1], [L1, L3], "--output", "fall.csv")

    assert [(place / name).exists() for name in ("fall.json", "fall.csv")] == [True, True]


def test_the_files_hold_the_figures_of_both_sides(diff, place):
    diff([L1, L2], [L1], "--output", "fall.xlsx")
    told = json.loads((place / "fall.json").read_text())["figures"]
    sheet = openpyxl.load_workbook(place / "fall.xlsx")["Siffror"]

    [[old, new]] = [[one[side]["denominator"] for side in ("old", "new")] for one in told]
    assert (old, new) == (2, 1)
    assert [cell.value for cell in sheet[4]][4:6] == ["1/2 50,0\u00a0%", "1/1 100,0\u00a0%"]


@pytest.mark.parametrize(("new", "told"), [([L1], None), ([L2, L3], "oförändrad")])
def test_a_figure_that_is_the_same_is_marked_in_the_workbook(diff, place, new, told):
    diff([L1, L2], new, "--output", "fall.xlsx")
    sheet = openpyxl.load_workbook(place / "fall.xlsx")["Siffror"]

    assert sheet["G4"].value == told


def test_a_row_that_is_gone_is_told_so(diff):
    assert reason(diff([L1, L3], [L1]), "L3").startswith("borta ur uttaget")


def test_a_changed_value_is_a_correction_with_its_column_and_both_values(diff):
    case = diff([L1, L2], [L1, L2.replace("02-11", "02-10")]).cases["L2"]

    assert case["reason"] == "rättat eller kompletterat"
    assert case["what"] == "åter: 2025-02-11 → 2025-02-10"


def test_a_correction_names_the_cell_on_both_sides(diff):
    case = diff([L1, L2], [L2.replace("02-11", "02-10"), L1]).cases["L2"]

    assert (case["old_place"], case["new_place"]) == ("lån.csv › C3", "lån.csv › C2")


def test_an_end_that_came_after_the_old_export_has_happened(diff):
    old, new = "L4;2025-01-20;;norr", "L4;2025-01-20;2025-02-15;norr"
    found = diff([L1, old], [L1, new], days=("2025-02-10", "2026-09-01"))

    assert reason(found, "L4") == "har hänt sedan det gamla uttaget"


def test_an_end_from_before_the_old_export_was_filled_in(diff):
    old, new = "L4;2025-01-20;;norr", "L4;2025-01-20;2025-02-05;norr"
    found = diff([L1, old], [L1, new], days=("2025-02-10", "2026-09-01"))

    assert reason(found, "L4") == "rättat eller kompletterat"


def test_time_alone_decides_what_was_pending(diff):
    pending = "L4;2025-01-20;;norr"
    found = diff([L1, pending], [L1, pending], days=("2025-02-10", "2026-09-01"))

    assert reason(found, "L4") == "tiden har gått"


def test_the_standing_before_and_after_is_told(diff):
    case = diff([L1, L2], [L1, L2.replace("02-11", "02-10")]).cases["L2"]

    assert (case["was"], case["is"]) == ("i nämnaren men inte i täljaren", "i täljaren")


def test_figures_are_told_old_and_new(diff):
    out = diff([L1, L2], [L1]).out.replace("\u00a0", " ")

    assert "2025: 1/2 50,0 % → 1/1 100,0 %" in out


def test_a_figure_that_is_the_same_is_told_where_its_cases_are_others(diff):
    out = diff([L1, L2], [L2, L3]).out.replace("\u00a0", " ")

    assert "2025: 1/2 50,0 % → 1/2 50,0 %\n    registrerat i efterhand: 1 – L3\n" in out


def test_what_moved_is_counted_by_reason(diff):
    out = diff([L1, L2], [L1, L2.replace("02-11", "02-10"), L3]).out

    assert "registrerat i efterhand: 1" in out
    assert "rättat eller kompletterat: 1 (åter 1)" in out


def test_the_order_of_the_rows_moves_nothing(diff):
    assert diff([L1, L2, L3], [L3, L1, L2]).cases == {}


@pytest.mark.parametrize("result", ["r.csv", "r.csv.manifest.json"])
def test_earlier_results_stand_for_the_old_export_and_what_was_asked(result, cli, export):
    export("gammalt", L1, L2)
    export("nytt", L1)
    asked = ("--indicators", "bibliotek", "--extracted", "2026-02-01")
    cli("compute", "gammalt", *asked, "-o", "r.csv")

    done = cli("diff", result, "nytt", "--extracted", "2026-02-01")

    assert done.code == Exit.DONE, done.err
    assert "1/2 50,0 % → 1/1 100,0 %" in done.out.replace("\u00a0", " ")


def test_two_packs_differ_by_their_definition(cli, export, place):
    export("gammalt", L1, L2)
    shutil.copytree(place / "bibliotek", place / "senare")
    definition = place / "senare" / "1-1.yaml"
    text = definition.read_text()
    assert "1 months" in text
    definition.write_text(text.replace("1 months", "2 months").partition("examples:")[0])

    packs = ("--packs", "bibliotek", "senare", "--extracted", "2026-02-01")
    done = cli("diff", "gammalt", *packs, "-o", "fall.csv")

    assert done.code == Exit.DONE, done.err
    lines = (place / "fall.csv").read_text("utf-8-sig").splitlines()
    (case,) = csv.DictReader(lines, delimiter=";")
    assert (case["id"], case["reason"]) == ("L2", "definitionen är en annan")


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json"])
def test_only_the_owner_can_read_the_cases(cli, export, place, suffix):
    export("gammalt", L1, L2)
    export("nytt", L1)
    cli("diff", "gammalt", "nytt", "--indicators", "bibliotek", "-o", f"ut.{suffix}")

    assert stat.S_IMODE((place / f"ut.{suffix}").stat().st_mode) == 0o600


def test_an_id_that_looks_like_a_formula_stays_text(cli, export):
    export("gammalt", L1)
    export("nytt", L1, "=1+1;2025-06-01;2025-06-20;norr")
    asked = ("--indicators", "bibliotek", "--year", "2025", "--extracted", "2026-02-01")
    cli("diff", "gammalt", "nytt", *asked, "-o", "fall.xlsx")

    sheet = openpyxl.load_workbook("fall.xlsx")["Fall som flyttat"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=1+1"} == {"s"}


def test_one_export_is_refused(cli, export):
    export("gammalt", L1)

    done = cli("diff", "gammalt")

    assert (done.code, "ange två uttag" in done.err) == (Exit.USAGE, True)


def test_a_file_of_another_kind_is_refused(cli, export):
    export("gammalt", L1)

    assert cli("diff", "gammalt", "gammalt", "-o", "fall.pdf").code == Exit.USAGE


EXAMPLES = Path(__file__).parents[2] / "examples"
HEADING = "id;barn;typ;inledd;avslutad;barnsamtal\n"


@pytest.fixture
def corrected(cli, place):
    """The reasons for the cases that moved when a row's subject is another one."""

    def run(*rows):
        for name, written in zip(("gammalt", "nytt"), rows, strict=True):
            (place / name).mkdir()
            (place / name / "utredningar.csv").write_text(HEADING + written)
            talks = "id;barn;datum;typ\nS1;B1;2025-01-15;utredningssamtal\n"
            (place / name / "samtal.csv").write_text(talks)
        asked = ("--indicators", "1:2", "--extracted", NEW_DAY, "-o", "fall.json")
        done = cli("diff", "gammalt", "nytt", *asked)
        assert done.code == 0, done.err
        cases = json.loads((place / "fall.json").read_text())["cases"]
        return [(case["id"], case["reason"]) for case in cases]

    return run


def test_another_subject_of_the_same_row_is_a_correction(corrected):
    row = "U1;{};barnutredning;2025-01-10;2025-03-10;nej\n"

    assert corrected(row.format("B1"), row.format("B2")) == [("U1", "rättat eller kompletterat")]


def test_ids_that_are_personal_numbers_are_numbered_in_the_order_of_the_cases(corrected):
    """The ids that stand for them are others in every run."""
    numbers = (EXAMPLES / "data" / "personnummer.csv").read_text().split()[1:4]
    row = "{};B{};barnutredning;2025-01-10;2025-03-10;nej\n"
    old = "".join(row.format(number, n) for n, number in enumerate(numbers, start=2))
    moved = [id_ for id_, _ in corrected(old, old.replace("nej", "ja"))]

    assert moved == ["fall 1", "fall 2", "fall 3"]


def test_an_id_begun_another_day_for_another_subject_is_another_row(corrected):
    old, new = (
        "U1;B1;barnutredning;2025-01-10;2025-03-10;nej\n",
        "U1;B2;barnutredning;2025-02-01;;\n",
    )

    assert [reason for _, reason in corrected(old, new)] == [
        "borta ur uttaget (gallrat, sammanslaget eller utelämnat)"
    ]


def test_an_export_without_ids_is_held_beside_one_with_them(cli, place):
    for name, heading, first in (("gammalt", HEADING, "U1;"), ("nytt", HEADING[3:], "")):
        (place / name).mkdir()
        rows = f"{heading}{first}B1;barnutredning;2025-01-10;2025-03-10;nej\n"
        (place / name / "utredningar.csv").write_text(rows)
    done = cli("diff", "gammalt", "nytt", "--indicators", "5:4", "--extracted", NEW_DAY)

    assert done.code == 0, done.err


def test_what_cannot_be_computed_says_why_in_the_language_asked_for(cli, place):
    for name in ("gammalt", "nytt"):
        (place / name).mkdir()
        (place / name / "utredningar.csv").write_text(
            HEADING + "U1;B1;barnutredning;2025-01-10;2025-03-10;nej\n"
        )
    (place / "nytt" / "aktualiseringar.csv").write_text(
        "id;barn;typ;inkom;beslutad\nA1;B1;anmälan;2025-01-10;2025-01-12\n"
    )
    asked = ("--indicators", "5:3,5:4", "--extracted", NEW_DAY, "--lang", "en")
    done = cli("diff", "gammalt", "nytt", *asked)

    assert ("Not in the data: aktualiseringar" in done.out, "Saknas" in done.out) == (True, False)
