"""``compute --limits`` and ``--ci``: marks and intervals beside figures that stay the same."""

import json
import shutil

import pytest

from bbic_ind.errors import Exit

MONTHS = ("--period", "2024-01..2025-06")


@pytest.fixture
def limits(tmp_path):
    """A file with the library's own limits."""
    file = tmp_path / "gränser.yaml"
    file.write_text(
        'format: 1\nindicators:\n  "1:1": {limits: {green: {at_least: 0.8}}}\n', "utf-8"
    )
    return file


def test_a_figure_is_marked_in_shape_and_word(cli, loans, limits):
    assert "■ utanför" in cli(*loans, "--limits", limits).out


def test_nothing_is_marked_without_limits(cli, loans):
    assert "Gräns" not in cli(*loans).out


def test_an_interval_is_shown_when_asked_for(cli, loans):
    assert "95 % KI" in cli(*loans, "--ci").out


def test_months_are_a_calendar(cli, loans):
    told = cli(*loans, *MONTHS).out

    assert "jan" in told
    assert "För få punkter" in told


def test_an_id_that_is_not_computed_is_refused_at_its_line(cli, loans, limits):
    limits.write_text(limits.read_text("utf-8").replace("1:1", "1:9"), "utf-8")

    done = cli(*loans, "--limits", limits)
    assert (done.code, done.out) == (Exit.DEFINITION, "")
    assert "gränser.yaml:3: ingen av indikatorerna heter 1:9. Menade du ”1:1”?" in done.err


def test_limits_of_another_packs_indicator_are_noted_and_the_rest_used(cli, loans, limits):
    limits.write_text(
        limits.read_text("utf-8") + '  "5:4": {limits: {green: {at_least: 1}}}\n', "utf-8"
    )

    done = cli(*loans, "--limits", limits)
    assert "gränserna för 5:4 (socialstyrelsen-2009) används inte" in done.err
    assert "■ utanför" in done.out


def test_a_file_that_is_not_there_is_told(cli, loans, tmp_path):
    done = cli(*loans, "--limits", tmp_path / "nej.yaml")

    assert done.code == Exit.DEFINITION
    assert "nej.yaml: filen finns inte" in done.err


def test_the_manifest_rests_on_the_file_and_is_verified_with_it(cli, loans, limits, tmp_path):
    own = shutil.copy(loans[1], tmp_path)
    cli("compute", own, *loans[2:], "--limits", limits, "--ci", "--output", tmp_path / "r.csv")
    manifest = tmp_path / "r.csv.manifest.json"
    files = [one["file"] for one in json.loads(manifest.read_text("utf-8"))["definitions"]]

    assert any(name.endswith("/gränser.yaml") for name in files)
    assert cli("verify", manifest).code == Exit.DONE
    limits.write_text(limits.read_text("utf-8").replace("0.8", "0.1"), "utf-8")
    assert "gränser.yaml" in cli("verify", manifest).out


def test_marks_and_intervals_move_no_figure(cli, loans, limits, tmp_path):
    cli(*loans, "--output", tmp_path / "utan.csv")
    cli(*loans, "--limits", limits, "--ci", "--output", tmp_path / "med.csv")

    without, with_ = (
        json.loads((tmp_path / f"{name}.csv.manifest.json").read_text("utf-8"))["result"]
        for name in ("utan", "med")
    )
    assert without == with_


def test_hidden_figures_have_no_mark(cli, loans, limits):
    shown = cli(*loans, "--limits", limits, "--ci", "--disclosure", "kolada", "--format", "csv").out
    header, line, *_ = shown.removeprefix("\ufeff").splitlines()
    told = dict(zip(header.split(";"), line.split(";"), strict=True))

    assert told["status"] == "suppressed"
    assert told["limit"] + told["ci_low"] + told["ci_high"] == ""
