"""The command: what it prints, writes and refuses, and what it never shows."""

import csv
import io
import json
import shutil
import stat
from pathlib import Path

import openpyxl
import pytest

from bbic_ind.cli.main import run
from bbic_ind.errors import Exit

from .conftest import DATA, LIBRARY, TOWN

NUMBERS = (Path(__file__).parents[1] / "data" / "test_personnummer.csv").read_text().split()[1:4]


def explain(*arguments, data=DATA, id_="1:1"):
    settled = ("--indicators", str(LIBRARY), "--extracted", "2025-12-31", "--year", "2025")
    return run(["explain", id_, str(data), *settled, *map(str, arguments)])


def refusal(capsys, *arguments, **more):
    code = explain(*arguments, **more)
    return code, capsys.readouterr().err


def test_a_case_is_followed_to_the_cell_that_would_have_to_change(capsys):
    code = explain("--case", "L3")
    out = capsys.readouterr().out

    assert code == Exit.DONE
    assert "utlånad 2025-05-01 (C4), återlämnad 2025-05-16 (D4): 15 dagar, gränsen är 14" in out
    assert "→ inte i täljaren" in out
    assert "loans.csv › D4 (återlämnad)" in " ".join(out.split())


def test_a_single_day_is_spoken_of_in_the_singular(tmp_path, capsys):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    loans = data / "loans.csv"
    loans.write_text(loans.read_text("utf-8").replace("2025-05-16", "2025-05-02"), "utf-8")

    explain("--case", "L3", data=data)

    assert ": 1 dag, gränsen är 14" in capsys.readouterr().out


@pytest.mark.parametrize(("second", "counts"), [("ja", 2), ("nej", 0), ("", 0)])
def test_rows_of_one_day_count_only_where_they_answer_the_same(tmp_path, capsys, second, counts):
    answers = tmp_path / "nämndsvar.csv"
    first = "fråga;svar;gäller\nbbic_licens;ja;2025-01-01\n"
    answers.write_text(f"{first}bbic_licens;{second};2025-01-01\n", "utf-8")
    run(["explain", "2:2", str(answers), "--extracted", "2025-12-31", "--year", "2025"])
    out = " ".join(capsys.readouterr().out.split())

    assert (out.count(", räknas;"), out.count("har ett annat svar;")) == (counts, 2 - counts)


def test_every_text_says_that_it_is_internal(capsys):
    explain()
    explain("--case", "L3")

    assert capsys.readouterr().out.count("Internt arbetsmaterial") == 2


def test_blanks_around_the_id_of_a_case_are_of_no_account(capsys):
    assert (explain("--case", " L3 "), "L3" in capsys.readouterr().out) == (0, True)


def test_at_most_so_many_cases_of_each_kind_are_shown(capsys):
    explain("--most", "1")

    assert "i täljaren: 3 (den första visas)" in capsys.readouterr().out


def test_a_variant_is_explained_with_its_own_cases(capsys):
    explain("--variant", "en_månad")

    assert "i täljaren: 5" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "said", "next_step"),
    [
        ("", "inga: underlaget har inga aktualiseringar.", False),
        (
            "A1;B1;2019-03-03;anmälan;2019-03-05",
            "inga: ingen rad bland aktualiseringar (i underlaget: 1) uppfyller villkoren;",
            True,
        ),
    ],
)
def test_a_figure_of_no_case_says_so_and_draws_nothing(rows, said, next_step, tmp_path, capsys):
    (tmp_path / "aktualiseringar.csv").write_text(f"id;barn;inkom;typ;beslutad\n{rows}\n")

    run(["explain", "5:3", str(tmp_path), "--extracted", "2026-02-01", "--year", "2025"])
    out = " ".join(capsys.readouterr().out.split())

    assert f"Fallen {said}" in out
    assert "gränsen inkom + 14 dagar: det finns inga rader att mäta." in out
    assert "(0 är samma dag)" not in out
    assert ("--case" in out) is next_step


def test_an_id_that_is_nowhere_is_refused_with_those_most_like_it(capsys):
    code, said = refusal(capsys, "--case", "L33")

    assert code == Exit.USAGE
    assert "Menade du L3" in said


def test_an_id_of_another_table_is_told_where_it_is(capsys):
    sources = [str(TOWN / "combine.xlsx"), str(TOWN / "sidoblad")]
    code = run(["explain", "5:3", *sources, "--case", "200019"])

    assert code == Exit.USAGE
    assert "”200019” finns i utredningar" in capsys.readouterr().err


def test_a_figure_of_answers_has_no_case_to_follow(capsys):
    code, said = refusal(capsys, "--case", "L1", id_="2:2")

    assert code == Exit.USAGE
    assert "räknar inga fall" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--variant", "nonsens"), "utan_omlån"),
        (("--year", "2024..2025"), "en period i taget"),
        (("--output", "fall.parquet"), ".xlsx, .csv eller .json"),
        (("--output", str(DATA / "loans.csv")), "skrivas över"),
        (("--case", "L1", "--lang", "fi"), "sv, en"),
    ],
)
def test_what_cannot_be_is_refused(arguments, words, capsys):
    code, said = refusal(capsys, *arguments, data=DATA / "loans.csv")

    assert code == Exit.USAGE
    assert words in said


def test_a_whole_pack_cannot_be_explained_at_once(capsys):
    code = run(["explain", str(LIBRARY), str(DATA)])

    assert code == Exit.USAGE
    assert "en enda indikator" in capsys.readouterr().err


def test_every_file_that_cannot_be_written_is_told_of_at_once(tmp_path, capsys):
    code, said = refusal(capsys, "-o", tmp_path / "fall.pdf", "-o", tmp_path / "fall.doc")

    assert (code, said.count("filnamnet ska sluta på .")) == (Exit.USAGE, 2)
    assert " eller ." in said


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_all_cases_are_written_for_the_owner_only(suffix, tmp_path, capsys):
    path = tmp_path / f"fall.{suffix}"

    assert explain("--output", path) == Exit.DONE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(cases_in(path)) == 8
    assert str(path) in capsys.readouterr().err


def cases_in(path):
    if path.suffix == ".json":
        return json.loads(path.read_text())["cases"]
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
    sheet = openpyxl.load_workbook(path).active
    assert "Internt" in sheet["A1"].value
    return list(sheet.iter_rows(min_row=4, values_only=True))


def test_every_file_that_is_asked_for_is_written(tmp_path):
    paths = [tmp_path / "fall.csv", tmp_path / "fall.json"]
    explain("--output", paths[0], "--output", paths[1])

    assert [path.exists() for path in paths] == [True, True]


def test_a_written_case_tells_the_number_that_it_adds(tmp_path):
    path = tmp_path / "fall.json"
    explain("--output", path, id_="1:5")

    assert {case["id"]: case["amount"] for case in cases_in(path)}["L2"] == 14


def test_a_written_case_tells_what_it_counts_as_and_where_it_stands(tmp_path):
    path = tmp_path / "fall.json"
    explain("--output", path)
    case = next(case for case in cases_in(path) if case["id"] == "L3")

    assert (case["standing"], case["file"], case["row"], case["days"]) == (
        "not_counted",
        "loans.csv",
        4,
        1,
    )
    assert case["place"] == "loans.csv › C4, D4"
    assert case["handling"] == "internt"


@pytest.fixture
def planted(tmp_path):
    """The library with a borrower known by a personal number, and cases with dangerous ids."""
    folder = tmp_path / "planted"
    shutil.copytree(DATA, folder)
    loans, number = folder / "loans.csv", NUMBERS[0]
    text = loans.read_text().replace("B2", number).replace("L3;", "=1+1;")
    loans.write_text(text.replace("L10;", f"{NUMBERS[1]};"))
    for name in ("borrowers.csv", "visits.csv"):
        file = folder / name
        file.write_text(file.read_text().replace("B2", number))
    return folder


def written_and_printed(folder, tmp_path, capsys):
    """Everything that explaining every indicator of the planted library gives away."""
    said = ""
    for id_ in ("1:1", "1:2", "1:3"):
        for suffix in ("csv", "json"):
            path = tmp_path / f"{id_.replace(':', '')}.{suffix}"
            assert explain("--output", path, data=folder, id_=id_) == Exit.DONE
            said += path.read_text()
        explain("--case", "L2", data=folder, id_=id_)
        explain("--case", NUMBERS[0], data=folder, id_=id_)
        explain("--case", NUMBERS[1], data=folder, id_=id_)
    captured = capsys.readouterr()
    return said + captured.out + captured.err


def test_no_personal_number_is_shown_or_written(planted, tmp_path, capsys):
    said = written_and_printed(planted, tmp_path, capsys)

    assert "(dolt)" in said
    for number in NUMBERS[:2]:
        assert number not in said
        assert f"{number[:8]}-{number[8:]}" not in said
        assert number[2:] not in said


def test_it_is_said_once_that_ids_are_hidden(planted, capsys):
    explain(data=planted)
    out = " ".join(capsys.readouterr().out.split())

    assert out.count("loans: id ser ut som personnummer på 1 rad; (dolt) visas i stället.") == 1


def test_an_id_that_looks_like_a_formula_stays_text(planted, tmp_path):
    for suffix in ("csv", "xlsx"):
        explain("--output", tmp_path / f"fall.{suffix}", data=planted)
    ids = [row["id"] for row in cases_in(tmp_path / "fall.csv")]
    sheet = openpyxl.load_workbook(tmp_path / "fall.xlsx").active
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")

    assert "'=1+1" in ids
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
