import json
import shutil
from pathlib import Path

import pytest

from bbic_ind.errors import Exit

NUMBER = (Path(__file__).parents[1] / "data" / "test_personnummer.csv").read_text().split()[1]
MANIFEST = "ut/resultat.csv.manifest.json"


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.fixture(autouse=True)
def made(compute):
    """The manifest of a run on two breakdowns that has been written."""
    return compute("--by", "filial", "--extracted", "2026-02-01")


def test_an_untouched_run_holds(cli):
    done = cli("verify", MANIFEST)

    assert (done.code, done.out.splitlines()[0]) == (
        Exit.DONE,
        "Alla 3 värden är desamma som i körintyget.",
    )


def test_it_holds_wherever_the_whole_folder_is_moved(cli, place, monkeypatch):
    shutil.copytree(place, place.with_name("annat"))
    monkeypatch.chdir("/")

    assert cli("verify", place.with_name("annat") / MANIFEST).code == Exit.DONE


def test_a_changed_cell_shows_as_a_changed_file_and_a_changed_figure(cli, place):
    lines = (place / "uttag" / "lån.csv").read_text().splitlines()
    (place / "uttag" / "lån.csv").write_text("\n".join([lines[0], *lines[2:]]) + "\n")

    done = cli("verify", MANIFEST)

    assert done.code == Exit.QUALITY
    assert "ändrad: ../uttag/lån.csv" in done.out
    assert "4 av 4 rader → 3 av 3 rader" in done.out
    assert "nämnare" in done.out


def test_a_changed_file_that_changes_no_figure_is_told_and_holds(cli, place):
    with (place / "uttag" / "lån.csv").open("a") as file:
        file.write("\n")

    done = cli("verify", MANIFEST)

    assert (done.code, "ändrad: ../uttag/lån.csv" in done.out) == (Exit.DONE, True)


def test_a_new_file_in_a_source_folder_is_told(cli, place):
    shutil.copy(place / "uttag" / "lån.csv", place / "uttag" / "fler.csv")

    assert "ny: ../uttag/fler.csv" in cli("verify", MANIFEST).out


def test_a_changed_definition_is_told_with_the_version_of_its_pack(cli, place):
    edit(place / "bibliotek" / "pack.yaml", "version:", "version: '9.9' #")

    done = cli("verify", MANIFEST)

    assert "ändrad: bibliotek/pack.yaml" in done.out
    assert "→ bibliotek 9.9" in done.out


def test_a_source_that_is_gone_says_how_to_point_it_out(cli, place):
    shutil.move(place / "uttag", place / "arkiv")

    done = cli("verify", MANIFEST)

    assert done.code == Exit.SOURCE
    assert "--source" in done.err


def test_sources_can_be_pointed_out(cli, place):
    (place / "arkiv").mkdir()
    shutil.move(place / "uttag", place / "arkiv" / "uttag")

    done = cli("verify", MANIFEST, "--source", place / "arkiv")

    assert (done.code, "1 av 1 filer är desamma" in done.out) == (Exit.DONE, True)


def test_paths_with_a_personal_number_are_followed_and_never_told(cli, place):
    (place / "uttag").rename(place / f"uttag {NUMBER}")
    wrote = cli("compute", f"uttag {NUMBER}", "--indicators", "bibliotek", "-o", f"{NUMBER}.csv")

    told = cli("verify", f"{NUMBER}.csv")

    assert told.code == Exit.DONE
    assert "Skrivna filer: 1 av 1" in told.out
    assert NUMBER not in wrote.err + told.out + told.err


def test_a_manifest_whose_figures_were_edited_does_not_hold(cli, place):
    edit(place / MANIFEST, '"numerator": 2', '"numerator": 3')

    done = cli("verify", MANIFEST)

    assert (done.code, "inte som det skrevs" in done.out) == (Exit.QUALITY, True)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "inte json", '{"format": 2}'])
def test_what_is_no_manifest_is_refused(cli, place, text):
    (place / "x.manifest.json").write_text(text)

    done = cli("verify", "x.manifest.json")

    assert (done.code, "är inget körintyg" in done.err) == (Exit.USAGE, True)


@pytest.mark.parametrize("name", ["x.json", "x.json.manifest.json"])
def test_a_manifest_that_is_not_there_is_refused(cli, name):
    done = cli("verify", name)

    assert (done.code, "x.json.manifest.json finns inte här" in done.err) == (Exit.USAGE, True)


def test_the_report_is_in_english_too(cli):
    assert "All 3 figures are what they are" in cli("verify", MANIFEST, "--lang", "en").out


def test_a_setting_of_a_later_version_is_passed_over(cli, place, made):
    made["settings"]["later"] = "unknown"
    (place / MANIFEST).write_text(json.dumps(made))

    assert cli("verify", MANIFEST).code == Exit.DONE
