"""No command writes over what it reads, nor reads what it wrote."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bbic_ind.cli import main
from bbic_ind.errors import Exit

TOWN = Path(__file__).parents[2] / "examples" / "exempelstad" / "combine.xlsx"


@pytest.mark.parametrize("source", ["uttag.xlsx", "."])
@pytest.mark.parametrize(
    "asked", [("compute",), ("check",), ("explain", "5:3"), ("diff", str(TOWN)), ("survey",)]
)
def test_a_source_is_not_written_over(asked, source, tmp_path, monkeypatch):
    shutil.copy(TOWN, tmp_path / "uttag.xlsx")
    monkeypatch.chdir(tmp_path)

    code = main.run([*asked, source, "--year", "2025", "--output", "uttag.xlsx"])

    assert code == Exit.USAGE
    assert (tmp_path / "uttag.xlsx").read_bytes() == TOWN.read_bytes()


def test_what_the_program_has_written_among_the_sources_may_be_written_anew(tmp_path, monkeypatch):
    shutil.copy(TOWN, tmp_path / "uttag.xlsx")
    monkeypatch.chdir(tmp_path)
    asked = ["explain", "5:3", ".", "--output", "fall.xlsx"]

    assert [main.run(asked), main.run(asked)] == [Exit.DONE, Exit.DONE]


def _written(folder, name, *asked):
    """A file that a command wrote, without the manifest beside it, among the sources."""
    file = folder / "skrivet" / name
    assert main.run([*map(str, asked), "--year", "2025", "--output", str(file), "-q"]) == Exit.DONE
    place = folder / "uttag" / name
    return file, place


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "skrivet").mkdir()
    (tmp_path / "uttag").mkdir()
    shutil.copy(TOWN, tmp_path / "uttag" / "uttag.xlsx")
    return tmp_path


@pytest.mark.parametrize("name", ["svar.csv", "svar.parquet"])
def test_a_result_without_its_manifest_is_not_taken_for_a_source(folder, name, capsys):
    shutil.copy(*_written(folder, name, "compute", TOWN))

    code = main.run(["compute", str(folder / "uttag"), "--indicators", "5:3", "--strict"])

    assert (code, "resultat som bbic-ind" in capsys.readouterr().err) == (Exit.DONE, True)


@pytest.mark.parametrize("sheets", [["Indikatorer"], ["Resultat"], ["Underlag", "Körintyg"]])
def test_a_result_saved_again_by_a_spreadsheet_is_not_taken_for_a_source(folder, sheets, capsys):
    file, place = _written(folder, "svar.xlsx", "compute", TOWN)
    book = load_workbook(file)
    for sheet in set(book.sheetnames) - set(sheets):
        book.remove(book[sheet])
    book.save(place)

    code = main.run(["compute", str(folder / "uttag"), "--indicators", "5:3", "--strict"])

    assert (code, "resultat som bbic-ind" in capsys.readouterr().err) == (Exit.DONE, True)
