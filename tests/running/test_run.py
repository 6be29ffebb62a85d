"""A run that a file describes: what it writes, what it leaves alone and how it ends."""

import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from bbic_ind.cli import main, running
from bbic_ind.errors import Exit
from bbic_ind.output.lock import held
from tests.privacy.secrets import planted_numbers
from tests.running.conftest import ASKED

TODAY = date.today().isoformat()
LIMITS = 'format: 1\nindicators: {"1:1": {limits: {green: {at_least: 0.9}}}}\n'


def folders(desk):
    return sorted(path.name for path in (desk / "utfall").iterdir())


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_the_outputs_lie_in_a_folder_named_by_the_day(run, desk):
    run()

    assert folders(desk) == [TODAY, "latest"]
    assert {path.name for path in (desk / "utfall" / TODAY).iterdir()} == {
        "resultat.csv",
        "resultat.kolumner.csv",
        "resultat.csv.manifest.json",
    }


def test_the_second_run_of_a_day_gets_a_number(run, desk):
    run()
    run()

    assert folders(desk) == [TODAY, f"{TODAY}-2", "latest"]


def test_the_link_leads_to_the_newest_folder(run, desk):
    run()
    run()

    assert (desk / "utfall" / "latest").readlink().name == f"{TODAY}-2"


def test_the_link_moves_on_where_a_link_to_a_folder_cannot_be_replaced(run, desk, monkeypatch):
    replace = Path.replace

    def as_on_windows(fresh, place):
        if place.is_dir():
            raise PermissionError(5, "Access is denied")
        return replace(fresh, place)

    monkeypatch.setattr(Path, "replace", as_on_windows)
    monkeypatch.setattr("bbic_ind.output.dated.sys", SimpleNamespace(platform="win32"))
    run()
    run()

    assert (desk / "utfall" / "latest").readlink().name == f"{TODAY}-2"


def test_an_older_folder_is_left_as_it_was(run, desk):
    run()
    result = desk / "utfall" / TODAY / "resultat.csv"
    result.write_text("min anteckning")
    run()

    assert result.read_text() == "min anteckning"


def test_only_the_owner_can_read_what_is_written(run, desk):
    run(more="log: körning.log\n")

    kept = [desk / "körning.log", desk / ".utfall.lock"]
    kept += (desk / "utfall" / TODAY).iterdir()
    assert {path.stat().st_mode & 0o077 for path in kept} == {0}
    assert (desk / "utfall" / TODAY).stat().st_mode & 0o077 == 0


def test_the_figures_are_those_of_compute(run, desk):
    run(more="by: filial\nperiods: [2025, 2025-H1]\ndisclosure: none\n")
    pack, direct = str(desk / "bibliotek"), desk / "direkt.csv"
    options = ["--by", "filial", "--period", "2025,2025-H1", "--extracted", "2026-02-01"]
    source = f"{pack}/lån.csv"
    main.run(["compute", source, "--indicators", pack, *options, "--output", str(direct)])

    ran = (desk / "utfall" / TODAY / "resultat.csv").read_bytes()
    assert ran == direct.read_bytes()


def test_small_counts_are_protected_unless_the_file_says_otherwise(run, desk):
    run()

    results = pl.read_csv(desk / "utfall" / TODAY / "resultat.csv", separator=";")
    assert results["status"].to_list() == ["suppressed"]


def test_the_report_is_written_beside_the_results(run, desk):
    run(asked=ASKED.replace("[csv]", "[csv], report: [md]"), more="municipality: {name: Lillby}\n")

    assert "Lillby" in (desk / "utfall" / TODAY / "rapport.md").read_text("utf-8")


def test_the_tables_for_other_systems_lie_beside_the_results(run, desk):
    run(asked=ASKED.replace("[csv]", "[xlsx], values: [csv, parquet]"))

    assert {path.name for path in (desk / "utfall" / TODAY).glob("*.tal.*")} == {
        "resultat.tal.csv",
        "resultat.tal.parquet",
        "resultat.tal.kolumner.csv",
        "resultat.tal.csv.manifest.json",
        "resultat.tal.parquet.manifest.json",
    }


def test_the_series_are_written_beside_the_results(run, desk):
    run(asked=ASKED.replace("[csv]", "[xlsx], series: [csv]"), more="periods: 2024..2025\n")

    series = pl.read_csv(desk / "utfall" / TODAY / "resultat.serier.csv", separator=";")
    assert set(series["period"]) == {2024, 2025}


def test_a_series_of_a_single_period_is_refused(run):
    done = run(asked=ASKED.replace("[csv]", "[xlsx], series: [csv]"), more="periods: 2025\n")

    assert (done.code, "periods: 2021..2025 i en körfil" in done.err) == (Exit.USAGE, True)


def test_the_table_for_kolada_has_the_code_of_the_file(run, desk):
    definition = desk / "bibliotek" / "1-1.yaml"
    text = definition.read_text("utf-8").replace('"1:1"', "N1").replace("kind", _KPI)
    definition.write_text(text, "utf-8")
    run(
        asked=ASKED.replace("[csv]", "[xlsx], kolada: [csv]"),
        more='municipality: {code: "0182"}\n',
    )

    table = pl.read_csv(
        desk / "utfall/latest/resultat.kolada.csv", separator=";", infer_schema=False
    )
    assert table.select("kpi", "municipality").rows() == [("N1", "0182")]


_KPI = "source: {document: Kolada, indicator: N1}\nkind"


def test_the_manifest_of_a_published_folder_can_be_verified(run, desk):
    run()

    assert main.run(["verify", str(desk / "utfall/latest/resultat.csv.manifest.json")]) == Exit.DONE


def test_the_manifest_of_a_run_vouches_for_the_dictionary_too(run, desk):
    run()

    told = json.loads((desk / "utfall/latest/resultat.csv.manifest.json").read_text("utf-8"))
    assert [one["file"] for one in told["outputs"]] == ["resultat.csv", "resultat.kolumner.csv"]


def broken(*_):
    raise RuntimeError


def test_a_run_that_breaks_off_leaves_no_folder_and_the_link_as_it_was(run, desk, monkeypatch):
    run()
    monkeypatch.setattr(running, "write_manifests", broken)

    assert run().code == Exit.BUG
    assert folders(desk) == [TODAY, "latest"]
    assert (desk / "utfall" / "latest").readlink().name == TODAY


def test_a_run_that_is_told_to_stop_leaves_no_folder(run, desk, monkeypatch):
    monkeypatch.setattr(running, "write", lambda *_: os.kill(os.getpid(), signal.SIGTERM))

    with pytest.raises(SystemExit) as stopped:
        run()

    assert stopped.value.code == 128 + signal.SIGTERM
    assert folders(desk) == []


def test_the_log_says_that_a_run_was_told_to_stop(run, capsys, monkeypatch):
    monkeypatch.setattr(running, "write", lambda *_: os.kill(os.getpid(), signal.SIGTERM))

    with pytest.raises(SystemExit):
        run()
    last = lines(capsys.readouterr().err)[-1]
    assert (last["event"], last["exit_code"]) == ("stopped", 128 + signal.SIGTERM)


def test_what_a_killed_run_left_is_swept_away(run, desk):
    half = desk / "utfall" / ".half-x"
    half.mkdir(parents=True)
    (half / "resultat.csv").write_text("halv")
    run()

    assert folders(desk) == [TODAY, "latest"]


def test_a_run_does_not_start_while_another_is_under_way(run, desk):
    with held(desk / ".utfall.lock"):
        done = run()

    assert (done.code, (desk / "utfall").exists()) == (Exit.BUSY, False)
    assert "en annan körning pågår" in lines(done.err)[1]["message"]


def test_of_two_started_at_once_each_writes_a_whole_folder_or_nothing(run, desk):
    run()
    command = [sys.executable, "-c", "from bbic_ind.cli.main import main; main()", "run"]
    both = [
        subprocess.Popen(
            [*command, str(desk / "bbic-ind.yaml")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    codes = [process.wait() for process in both]

    assert set(codes) <= {Exit.DONE, Exit.BUSY}
    whole = [path for path in (desk / "utfall").glob("2*") if len(list(path.iterdir())) == 3]
    assert len(whole) == 1 + codes.count(Exit.DONE)


def test_every_line_of_the_log_is_an_object_with_time_level_and_event(run):
    told = lines(run().err)

    assert [line["event"] for line in told] == ["started", "computed", "finished"]
    assert all({"time", "level", "event"} <= line.keys() for line in told)


def test_a_log_file_is_written_on_at_its_end(run, desk):
    run(more="log: körning.log\n")
    run(more="log: körning.log\n")

    assert len(lines((desk / "körning.log").read_text("utf-8"))) == 6


def test_a_personal_number_in_a_name_is_hidden_in_the_log(run, desk, capsys):
    run()
    named = desk / f"{planted_numbers()[0]}.yaml"
    (desk / "bbic-ind.yaml").rename(named)
    main.run(["run", str(named)])

    assert lines(capsys.readouterr().err)[0]["file"] == "***.yaml"


def test_a_fault_is_seen_too_when_the_log_is_a_file(run, desk):
    (desk / "bibliotek" / "lån.csv").unlink()
    done = run(more="log: körning.log\n")

    assert done.code == Exit.USAGE
    assert done.err.startswith("Fel: ")
    assert lines((desk / "körning.log").read_text("utf-8"))[-1]["event"] == "failed"


FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")


@FULL
def test_a_log_without_room_is_told_of(run):
    done = run(more="log: /dev/full\n")

    assert done.code == Exit.USAGE
    assert done.err == "Fel: /dev/full: disken är full. Gör plats och kör igen.\n"


@FULL
def test_a_summary_without_room_is_told_of(run, monkeypatch):
    with open("/dev/full", "w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        done = run()
        monkeypatch.undo()

    assert done.code == Exit.USAGE
    assert "resultatet går inte att skriva ut" in done.err


def test_a_fault_leaves_only_json_on_standard_error_without_a_log_file(run, desk):
    (desk / "bibliotek" / "lån.csv").unlink()

    assert [line["event"] for line in lines(run().err)] == ["started", "fault", "failed"]


def test_all_well_and_quiet_says_nothing(run):
    done = run("--quiet", more="log: körning.log\n")

    assert (done.code, done.out, done.err) == (Exit.DONE, "", "")


def limited(desk):
    (desk / "gränser.yaml").write_text(LIMITS, "utf-8")
    return "limits: gränser.yaml\ndisclosure: none\n"


def test_a_figure_outside_its_limits_ends_with_6_when_asked(run, desk):
    done = run("--fail-on", "limit", "--quiet", more=f"{limited(desk)}log: körning.log\n")

    assert done.code == Exit.QUALITY
    assert "utanför gränsvärdet: 1:1" in done.err


def test_the_alarm_can_stand_in_the_file(run, desk):
    assert run(more=f"{limited(desk)}fail_on: [limit]\n").code == Exit.QUALITY


def test_a_figure_outside_its_limits_ends_with_0_when_not_asked(run, desk):
    assert run(more=limited(desk)).code == Exit.DONE


def test_what_was_outside_before_raises_no_alarm_now(run, desk):
    more = f"{limited(desk)}periods: [2025-01..2025-06]\n"

    assert run("--fail-on", "limit", more=more).code == Exit.DONE


@pytest.mark.parametrize(("alarm", "code"), [("error", Exit.QUALITY), ("limit", Exit.DONE)])
def test_an_error_in_the_data_ends_with_6_when_asked(run, desk, alarm, code):
    with (desk / "bibliotek" / "lån.csv").open("a") as file:
        file.write("L5;2025-02-30;2025-03-01;norr\n")

    assert run("--fail-on", alarm).code == code


def test_an_alarm_of_errors_says_where_they_are_shown(run, desk):
    with (desk / "bibliotek" / "lån.csv").open("a", encoding="utf-8") as file:
        file.write("L99;2025-02-30;;;\n")

    assert "visar bbic-ind check" in run("--fail-on", "error").err


def test_results_are_written_though_the_alarm_is_raised(run, desk):
    run("--fail-on", "limit", more=limited(desk))

    assert folders(desk) == [TODAY, "latest"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("perioder: 2025\n", "bbic-ind.yaml:7: okänd nyckel ”perioder”. Menade du ”periods”?"),
        ("fail_on: [allt]\n", "bbic-ind.yaml:7: ska vara något av limit, error, warning."),
        ("periods: 2025\nearlier: 2\n", "earlier gäller bara när inga perioder är angivna"),
        ("municipality: {code: 182}\n", "bbic-ind.yaml:7: ”code”"),
        ('municipality: {code: "18"}\n', "”code”: ska vara fyra siffror"),
        ("ci: kanske\n", "”ci”: ska vara true eller false."),
        ("earlier: många\n", "”earlier”: ska vara ett heltal."),
        ("by: filial\nby: filial\n", "nyckeln ”by” står två gånger"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(run, more, says):
    done = run(more=more)

    assert done.code == Exit.USAGE
    assert says in done.err


@pytest.mark.parametrize("day", ["2026-02-30", "20260201", '"2026-02-01T00:00:00"', "2026-W05-7"])
def test_a_day_that_there_is_not_is_told_in_swedish(run, day):
    asked = ASKED.replace("2026-02-01", day)

    assert "”extracted”: ska vara ett datum som finns" in run(asked=asked).err


def test_all_mistakes_in_the_file_are_told_at_once(run):
    asked = ASKED.replace("bibliotek/lån.csv", "[borta.csv, bibliotek/lån.csv]")
    done = run(
        "--quiet",
        asked=asked.replace("indicators: bibliotek", "indicators: [bibliotek, 9:9]"),
        more="periods: 2025-13\nlimits: inga.yaml\ndisclosure: hemlig\nlog: körning.log\n",
    )

    assert done.code == Exit.USAGE
    for said in ("borta.csv", "2025-13", "9:9", "hemlig"):
        assert said in done.err


def test_mistakes_that_hide_one_another_are_told_too(run):
    done = run(more="snapshot: 13-40\nperiods: 2025-13\nlimits: inga.yaml\nprofile: ingen\n")

    for said in ("13-40", "2025-13", "inga.yaml", "”ingen”"):
        assert said in done.err


def test_a_day_that_no_export_was_made_on_is_told_with_its_line(run):
    asked = ASKED.replace("2026-02-01", "0001-01-01")

    assert "bbic-ind.yaml:5: ”extracted”: ska vara minst 1950-01-01." in run(asked=asked).err


def test_folders_that_are_not_there_are_told_of_and_not_made(run, desk):
    done = run(asked=ASKED.replace("utfall", "disk/utfall"), more="log: annan/körning.log\n")

    assert done.code == Exit.USAGE
    assert f"mappen {desk / 'disk'} finns inte" in done.err
    assert f"mappen {desk / 'annan'} finns inte" in done.err
    assert not (desk / "disk").exists()


def test_no_sources_are_told_with_the_other_mistakes(run):
    done = run(asked=ASKED.replace("sources: bibliotek/lån.csv", "sources: []"), more="xyz: 1\n")

    assert "ange minst en fil eller mapp med uttag" in done.err
    assert "xyz" in done.err


def test_the_table_for_kolada_needs_a_code(run):
    done = run(asked=ASKED.replace("[csv]", "[csv], kolada: [csv]"))

    assert done.code == Exit.USAGE
    assert "behöver kommunens kod" in done.err


def test_a_folder_that_cannot_be_written_to_is_told(run, desk):
    (desk / "utfall").write_text("en fil")
    done = run()

    assert done.code == Exit.USAGE
    assert "här går det inte att skriva" in done.err


def test_a_missing_run_file_is_told(desk, capsys):
    assert main.run(["run", str(desk / "saknas.yaml")]) == Exit.USAGE
    assert "filen finns inte" in capsys.readouterr().err
