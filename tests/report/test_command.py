"""``bbic-ind report``: which files it writes, of which years, and what it refuses."""

import shutil
import stat
from functools import partial

import pytest

from bbic_ind.cli import main, report_writing
from bbic_ind.cli.report import report as command
from bbic_ind.disclosure.profile import DEFAULT
from bbic_ind.provenance import load

from .conftest import ROOT, SOURCES

LIBRARY = ROOT / "tests" / "cli" / "bibliotek"


@pytest.fixture
def report(cli):
    return partial(cli, "report")


@pytest.fixture
def loans():
    return LIBRARY / "lån.csv", "--indicators", LIBRARY, "--extracted", "2026-02-01"


def test_it_writes_every_format_asked_for_with_a_manifest_each(report, loans, tmp_path):
    outcome = report(*loans, "-o", tmp_path / "a.html", "-o", tmp_path / "a.md", "--docx")
    names = {path.name for path in tmp_path.iterdir()}
    manifests = {f"a.{form}.manifest.json" for form in ("html", "md", "docx")}

    assert (outcome.code, names) == (0, {"a.html", "a.md", "a.docx"} | manifests)


def test_only_the_owner_can_read_what_it_writes(report, loans, tmp_path):
    report(*loans, "-o", tmp_path / "a.md")

    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o600


def test_the_manifest_makes_the_same_run_again(report, loans, tmp_path):
    loans_beside = shutil.copy(loans[0], tmp_path)
    report(loans_beside, *loans[1:], "-o", tmp_path / "a.md")
    settings = load(tmp_path / "a.md.manifest.json").settings

    assert load(tmp_path / "a.md.manifest.json").command == "report"
    assert settings["periods"] == ["2025"]
    assert main.run(["verify", str(tmp_path / "a.md.manifest.json")]) == 0


def test_the_title_and_the_municipality_stand_first(report, loans, tmp_path):
    report(*loans, "-o", tmp_path / "a.md", "--title", "Biblioteket", "--municipality", "Byn")

    assert (tmp_path / "a.md").read_text("utf-8").startswith("# Biblioteket\n\n**Byn**\n")


def test_small_counts_are_hidden_unless_asked_for(report, loans, tmp_path):
    report(*loans, "-o", tmp_path / "a.md")
    report(*loans, "-o", tmp_path / "b.md", "--disclosure", "none")

    assert "2/3" not in (tmp_path / "a.md").read_text("utf-8")
    assert "2/3" in (tmp_path / "b.md").read_text("utf-8")


def test_the_profile_used_unless_another_is_named_is_the_programs_own():
    assert command.__defaults__[command.__code__.co_varnames.index("disclosure")] == DEFAULT


def test_without_a_period_it_shows_the_years_that_the_data_reaches_back_over(town):
    assert town.run.results["period"].unique().sort().to_list() == ["2022", "2023", "2024", "2025"]


def test_it_asks_for_a_file_to_write(report, loans):
    outcome = report(*loans)

    assert outcome.code == 2
    assert "till exempel -o rapport.html" in outcome.err


def test_it_refuses_other_formats(report, loans, tmp_path):
    outcome = report(*loans, "-o", tmp_path / "a.pdf")

    assert outcome.code == 2
    assert "ska sluta på .html, .docx eller .md" in outcome.err


def test_it_never_writes_over_a_source(report, tmp_path):
    source = tmp_path / "lån.md"
    source.write_text("x", "utf-8")
    outcome = report(source, "-o", source)

    assert outcome.code == 2
    assert source.read_text("utf-8") == "x"


def test_it_says_which_extras_are_missing(report, loans, tmp_path, monkeypatch):
    monkeypatch.setattr(report_writing, "find_spec", lambda _: None)
    outcome = report(*loans, "-o", tmp_path / "a.html")

    assert outcome.code == 2
    assert "pip install '.[report]'" in outcome.err
    assert report(*loans, "-o", tmp_path / "a.md").code == 0


def test_one_source_of_years_is_enough(report, tmp_path):
    outcome = report(*SOURCES[:1], "-o", tmp_path / "a.md", "--indicators", "5:4", "--lang", "en")

    assert outcome.code == 0
    assert "In 2024 it was 84.1% (58/69)." in (tmp_path / "a.md").read_text("utf-8")


def test_a_year_after_the_data_end_is_told_on_the_screen_and_in_the_report(report, loans, tmp_path):
    outcome = report(*loans, "--year", "2027", "-o", tmp_path / "a.md")
    told = "2027 ligger efter uttagsdatum 2026-02-01"

    assert f"Varning: {told}" in outcome.err
    assert told in (tmp_path / "a.md").read_text("utf-8")


def test_a_sum_below_nought_gives_no_share(report, tmp_path):
    rows = "månad;barn;typ;belopp\n2025-01;B1;heldygnsvård;50\n2025-01;B1;öppenvård;-90\n"
    (tmp_path / "kostnader.csv").write_text(rows, "utf-8")
    asked = ("--indicators", "KPB10", "--extracted", "2026-02-01", "--disclosure", "none")
    report(tmp_path / "kostnader.csv", *asked, "-o", tmp_path / "a.md")

    told = "2025: nämnaren är -40, så det finns inget värde att räkna."
    assert told in (tmp_path / "a.md").read_text("utf-8")
