"""The manifests of check, explain and diff, and what ``verify`` makes of them."""

import json
import shutil

import openpyxl
import pytest

from bbic_ind.errors import Exit

PACK = ("--indicators", "bibliotek")
DAY = ("--extracted", "2026-02-01")
COMMANDS = {
    "check": ("check", "uttag", *PACK, *DAY),
    "explain": ("explain", "1:1", "uttag", *PACK, *DAY),
    "diff": ("diff", "förra", "uttag", *PACK, *DAY, *DAY),
}
WRITTEN = [(name, suffix) for name in COMMANDS for suffix in ("xlsx", "json")]


@pytest.fixture
def written(cli, place):
    """Run a command into ``ut/lista.<suffix>`` and give the file and its manifest."""
    shutil.copytree(place / "uttag", place / "förra")
    loans = place / "uttag" / "lån.csv"
    text = loans.read_text().replace("2025-02-11", "2025-02-10")
    loans.write_text(text.replace("2026-01-02", "2026-01-32"))

    def run(name, suffix):
        done = cli(*COMMANDS[name], "-o", f"ut/lista.{suffix}")
        assert done.code == Exit.DONE, done.err
        return place / "ut" / f"lista.{suffix}", place / "ut" / f"lista.{suffix}.manifest.json"

    return run


@pytest.mark.parametrize(("name", "suffix"), WRITTEN)
def test_each_output_has_a_manifest_that_holds(cli, written, name, suffix):
    _, manifest = written(name, suffix)

    done = cli("verify", manifest)

    assert done.code == Exit.DONE, done.out
    assert "Skrivna filer: 1 av 1 filer är desamma" in done.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_manifest_tells_the_command_and_the_sources(written, name):
    _, manifest = written(name, "json")
    told = json.loads(manifest.read_text())

    assert told["command"] == name
    assert "../uttag/lån.csv" in {one["file"] for one in told["inputs"]}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_workbook_has_the_sheet_of_the_manifest(written, name):
    path, manifest = written(name, "xlsx")
    sheet = openpyxl.load_workbook(path)["Körintyg"]
    values = {cell.value for row in sheet.iter_rows() for cell in row}

    assert json.loads(manifest.read_text())["result"]["sha256"] in values


@pytest.mark.parametrize("name", COMMANDS)
def test_a_cell_changed_in_the_workbook_is_named(cli, written, name):
    path, manifest = written(name, "xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A2"].value = "en lapp"
    book.save(path)

    done = cli("verify", manifest)

    assert (done.code, f"{sheet.title}!A2: en lapp →" in done.out) == (Exit.QUALITY, True)


@pytest.mark.parametrize("name", COMMANDS)
def test_sources_changed_since_then_change_what_is_found(cli, place, written, name):
    _, manifest = written(name, "json")
    shutil.copy(place / "förra" / "lån.csv", place / "uttag" / "lån.csv")

    assert cli("verify", manifest).code == Exit.QUALITY


@pytest.fixture
def other(compute, place):
    """What another command wrote beside the manifest of a computation."""
    compute(*DAY)
    manifest = place / "ut" / "resultat.csv.manifest.json"
    manifest.write_text(manifest.read_text().replace('"command": "compute"', '"command": "x"'))
    return place / "ut" / "resultat.csv", manifest


def test_what_another_command_wrote_is_held_to_the_figures_computed_anew(cli, other):
    assert cli("verify", other[1]).code == Exit.DONE


def test_a_change_in_what_another_command_wrote_does_not_hold(cli, other):
    other[0].write_text("annat")

    done = cli("verify", other[1])

    assert (done.code, "jämförs bara som helhet" in done.out) == (Exit.QUALITY, True)
