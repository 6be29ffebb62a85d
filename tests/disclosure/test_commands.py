"""Protected output from end to end: no hidden figure in any byte, and the audit of it."""

import json
import re
from html import unescape
from zipfile import ZipFile, is_zipfile

import pytest

from bbic_ind.cli import main
from bbic_ind.errors import Exit

NOTE = "Färre än 4, eller skyddar en annan siffra."
FORMATS = ("csv", "json", "xlsx", "parquet")


def loans():
    """Back in time: 4015 of 4017 in the north, 5900 of 6341 in the south."""
    lines = ["id;lånad;åter;filial"]
    for branch, late, lent in (("norr", 2, 4017), ("söder", 441, 6341)):
        lines += [
            f"{branch}{n};2025-01-10;{'2025-06-01' if n < late else '2025-01-20'};{branch}"
            for n in range(lent)
        ]
    return "\n".join(lines)


def run(*arguments):
    return main.run([str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def source(library, tmp_path_factory):
    path = tmp_path_factory.mktemp("uttag") / "lån.csv"
    path.write_text(loans(), "utf-8")
    return ["compute", path, "--indicators", library, "--extracted", "2026-02-01", "--by", "filial"]


@pytest.fixture(scope="module")
def protected(source, tmp_path_factory):
    folder = tmp_path_factory.mktemp("skyddat")
    assert run(*source, "--disclosure", "kolada", "-o", folder, "--quiet") == Exit.DONE
    return folder


@pytest.fixture(scope="module")
def unprotected(source, tmp_path_factory):
    folder = tmp_path_factory.mktemp("öppet")
    assert run(*source, "-o", folder, "--quiet") == Exit.DONE
    return folder


def texts(path):
    """The text of a file, or of every file in it, letters that are written by number too."""
    if is_zipfile(path):
        with ZipFile(path) as parts:
            told = (parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
            return unescape("".join(told))
    return path.read_bytes().decode("utf-8", "replace")


FIGURES = re.compile(r"(?<![\d.])(4015|4017|5900|6341|0[.,]9995\d*|0[.,]9304\d*)(?![\d.])")


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_the_unprotected_file_tells_the_figures(unprotected, form):
    found = FIGURES.findall(texts(unprotected / f"resultat.{form}"))

    assert {"4015", "4017", "5900", "6341"} <= set(found)


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_no_hidden_figure_stands_in_any_byte(protected, form):
    found = FIGURES.findall(texts(protected / f"resultat.{form}"))

    assert found == []


def test_the_manifest_holds_no_hidden_figure(protected):
    told = json.loads((protected / "resultat.csv.manifest.json").read_text("utf-8"))
    hidden = [row for row in told["figures"] if row["filial"]]

    assert {row["numerator"] for row in hidden} == {None}


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_a_file_shows_the_marker_and_its_reason(protected, form):
    text = texts(protected / f"resultat.{form}")

    assert ("suppressed" in text, NOTE in text) == (True, True)


def test_the_screen_shows_the_marker_and_its_reason(source, capsys):
    run(*source, "--disclosure", "kolada")
    line = next(line for line in capsys.readouterr().out.splitlines() if "norr" in line)

    assert line.split("2025", 1)[1].strip() == f"skyddad. {NOTE}"


def test_how_many_are_hidden_is_told(source, capsys):
    run(*source, "--disclosure", "kolada")

    assert "Skyddade siffror: 2 av 3 (Antal under 4)." in capsys.readouterr().err


def test_without_the_library_it_is_told_what_was_not_tried(source, monkeypatch, capsys):
    monkeypatch.setattr("bbic_ind.disclosure.intervals.is_available", lambda: False)

    run(*source, "--disclosure", "kolada")

    assert "python -m pip install '.[audit]'" in capsys.readouterr().err


def test_an_open_file_with_small_counts_is_warned_of(source, tmp_path, capsys):
    run(*source, "-o", tmp_path / "r.csv")

    assert "Lägg till --disclosure kolada" in capsys.readouterr().err


def test_an_unknown_profile_is_refused_before_anything_is_read(source, capsys):
    code = run(*source, "--disclosure", "koloda")

    assert (code, "skyddsprofil" in capsys.readouterr().err) == (Exit.USAGE, True)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_audited(protected, form, capsys):
    code = run("audit", protected / f"resultat.{form}")

    assert (code, "Inget skyddat tal kan räknas ut" in capsys.readouterr().out) == (Exit.DONE, True)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_what_leaks(unprotected, form, capsys):
    code = run("audit", unprotected / f"resultat.{form}")

    assert (code, "norr" in capsys.readouterr().out) == (Exit.QUALITY, True)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_name_that_looks_like_a_pattern_can_be_audited(unprotected, tmp_path, form):
    copy = tmp_path / f"resultat[1].{form}"
    copy.write_bytes((unprotected / f"resultat.{form}").read_bytes())

    assert run("audit", copy) == run("audit", unprotected / f"resultat.{form}")


def test_a_folder_is_audited_whole(protected, capsys):
    assert run("audit", protected) == Exit.DONE
    assert capsys.readouterr().out.count("Granskade") == len(FORMATS)


def test_an_open_file_gives_a_protected_one_away(protected, unprotected, capsys):
    code = run("audit", protected / "resultat.csv", unprotected / "resultat.json")
    out = capsys.readouterr().out

    assert code == Exit.QUALITY
    assert "2025 · söder" in out
    assert "täljaren kan räknas ut: 5900\n  röjs av: 1:1 · 2025 · söder" in out.replace(
        f" ({protected / 'resultat.csv'})", ""
    )


def test_the_audit_speaks_english(protected, unprotected, capsys):
    run("audit", protected / "resultat.csv", unprotected / "resultat.json", "--lang", "en")

    assert "the numerator can be worked out: 5900\n  given away by: " in capsys.readouterr().out


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize(("limits", "code"), [("kolada", Exit.DONE), ("none", Exit.QUALITY)])
def test_a_table_with_one_number_per_row_is_audited_as_its_results_are(
    form, limits, code, source, tmp_path, capsys
):
    path = tmp_path / f"tal.{form}"
    run("export", *source[1:], "--as", "values", "--disclosure", limits, "-o", path, "--quiet")
    capsys.readouterr()

    assert run("audit", path) == code
    assert ("norr" in capsys.readouterr().out) == (code == Exit.QUALITY)


def test_a_table_of_values_alone_says_what_to_audit_instead(tmp_path, capsys):
    path = tmp_path / "kpi.csv"
    path.write_text("kpi;municipality;year;gender;value;count;status\nN1;0182;2025;T;50;8;final\n")

    assert run("audit", path) == Exit.SOURCE
    assert "export --as values" in capsys.readouterr().err


def test_a_file_that_is_no_result_is_refused(tmp_path, capsys):
    (tmp_path / "annat.csv").write_text("a;b\n1;2\n", "utf-8")

    code = run("audit", tmp_path / "annat.csv", tmp_path / "finns_inte.json")

    assert code == Exit.SOURCE
    assert capsys.readouterr().err.count("går inte att läsa som ett resultat") == 2


def test_a_folder_without_results_is_not_called_safe(tmp_path, capsys):
    code = run("audit", tmp_path)

    assert (code, "inga resultatfiler" in capsys.readouterr().err) == (Exit.SOURCE, True)


def test_an_audit_without_limits_is_refused(protected):
    assert run("audit", protected, "--disclosure", "none") == Exit.USAGE


def test_an_audit_without_the_library_says_what_it_cannot_find(protected, monkeypatch, capsys):
    monkeypatch.setattr("bbic_ind.disclosure.intervals.is_available", lambda: False)

    run("audit", protected / "resultat.csv")

    assert "scipy" in capsys.readouterr().err
