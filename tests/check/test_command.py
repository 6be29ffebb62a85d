"""``bbic-ind check`` as it is run."""

import json
import stat

import openpyxl
import pytest

from bbic_ind.cli.choice import choose
from bbic_ind.cli.main import run
from bbic_ind.engine.checking.effects import Effect
from bbic_ind.engine.checking.moves import Move
from bbic_ind.errors import Exit
from bbic_ind.output.check.wording import effects

EXAMPLE = ("examples/exempelstad/combine.xlsx", "examples/exempelstad/sidoblad")
SOUND = """utredningar:
  - {id: U1, barn: B1, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning, beslut: insats}
"""
WRONG = SOUND.replace("beslut: insats", 'beslut: ""') + (
    "  - {id: U2, barn: B2, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning, "
    "beslut: insats, enhet: =Norra}\n"
)


@pytest.fixture
def check(cli, tmp_path):
    def run(text, *options):
        path = tmp_path / "underlag.yaml"
        path.write_text(text)
        return cli("check", path, "--extracted", "2026-02-01", "--indicators", "5:4", *options)

    return run


def test_sound_data_gives_nothing_to_remark(check):
    done = check(SOUND, "--fail-on", "upplysning")

    assert (done.code, "Inget att anmärka." in done.out) == (Exit.DONE, True)


def test_where_nothing_was_found_no_work_list_is_proposed(check):
    assert ("arbetslista" in check(WRONG).err, check(SOUND).err) == (True, "")


def test_one_finding_below_the_demand_is_spoken_of_in_the_singular(check):
    told = check(WRONG, "--fail-on", "fel", "--lang", "en").err

    assert "1 finding of severity error or worse" in told


def test_the_summary_tells_what_where_and_which_figures(check):
    done = check(WRONG.replace("typ: barnutredning", 'typ: ""', 1))

    assert "     1  Utredningen saknar slag (utredningar.typ)\n" in done.out
    assert "        Kan ändra 5:4, 5:4 120 dagar: 100,0\u00a0% → 50,0–100,0\u00a0%\n" in done.out
    assert "        Var: underlag.yaml › utredningar › E2\n" in done.out
    assert "        Gör så här: Ange slaget, till exempel barnutredning.\n" in done.out


def test_documents_beside_the_exports_are_said_once_to_change_nothing(check, tmp_path):
    for name in ("läsmig.pdf", "karta.png"):
        (tmp_path / name).write_bytes(b"%PDF-1.7")

    told = check(SOUND, tmp_path).out

    assert told.count("ett dokument eller en bild") == 1
    assert "        Ändrar ingen av siffrorna.\n        Var: karta.png; läsmig.pdf\n" in told


TWICE = """utredningar:
  - {id: U1, barn: B1, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning, beslut: insats}
  - {id: U2, barn: B1, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning, beslut: insats}
"""


def test_a_figure_that_keeps_its_value_is_not_told_to_move_to_it(check):
    told = check(TWICE).out

    assert "Kan ändra 5:4, 5:4 120 dagar: 100,0\u00a0% (antalen ändras, inte värdet)\n" in told


@pytest.mark.parametrize(
    ("severity", "code"),
    [
        ("hindrar", Exit.DONE),
        ("fel", Exit.QUALITY),
        ("varning", Exit.QUALITY),
        ("upplysning", Exit.QUALITY),
        ("error", Exit.QUALITY),
    ],
)
def test_fail_on_is_for_findings_as_grave_or_graver(check, severity, code):
    assert check(WRONG, "--fail-on", severity).code == code


def test_a_failed_demand_says_what_was_demanded_and_how_many_findings_break_it(check):
    done = check(WRONG, "--fail-on", "varning")

    assert "Underlaget når inte kravet: 1 fynd av allvaret varning eller värre" in done.err


def test_without_fail_on_findings_are_no_failure(check):
    assert check(WRONG).code == Exit.DONE


def test_an_unknown_severity_is_a_usage_error_that_names_those_there_are(check):
    done = check(WRONG, "--fail-on", "allvarligt")

    assert (done.code, "hindrar, fel, varning, upplysning" in done.err) == (Exit.USAGE, True)


def test_several_periods_are_refused(check):
    assert check(WRONG, "--year", "2024..2025").code == Exit.USAGE


def test_another_suffix_is_refused_before_anything_is_read(cli):
    assert cli("check", *EXAMPLE, "-o", "lista.csv").code == Exit.USAGE


def test_a_single_rule_is_told_of_in_the_singular(cli, tmp_path):
    path = tmp_path / "utredningar.csv"
    path.write_text("id;barn;inledd\n")

    assert "1 rule was tried" in cli("check", path, "--lang", "en").out


def test_json_has_the_rules_with_their_effects_and_every_finding(check):
    told = json.loads(check(WRONG, "--format", "json").out)
    one = told["findings"][0]

    assert told["rules"][0]["rule"] == "investigation.closed_without_decision"
    assert (one["case"], one["table"], one["severity"]) == ("U1", "utredningar", "fel")


def test_english_is_told_in_english(check):
    done = check(WRONG, "--lang", "en")

    assert "     1  The investigation is closed without a decision (utredningar.beslut)" in done.out


def test_what_to_do_about_a_cell_is_told_once(check):
    done = check(WRONG.replace("2025-05-05", "2025-02-30"), "--lang", "sv")

    assert "Värdet räknas som saknat.\n" in done.out
    assert done.out.count("ta ut filen på nytt") == 1


def test_a_part_that_is_shown_as_before_is_not_said_to_move():
    parts = (Move("a", 0.5, 0.2, 0.7, 1), Move("b", 0.3, 0.2999, 0.3001, 1))
    told = effects([Effect(choose(["3:4-svar"]).indicators[0], moves=parts)], "en")

    assert told == '3:4-svar: "a" 50.0% → 20.0–70.0%'


def test_a_unit_that_looks_like_a_personal_number_is_hidden(check):
    text = WRONG.replace('beslut: ""', 'beslut: "", enhet: 110203-XXXX')
    done = check(text, "--format", "json")

    assert json.loads(done.out)["findings"][0]["group"] == "***"


def test_rules_of_tables_that_no_indicator_reads_are_not_tried(check):
    placement = (
        "placeringar: [{id: P1, barn: B1, från: 2025-03-03, vårdform: hvb, "
        "första_besök: 2025-03-02}]\n"
    )

    assert "placement.visit_before_start" not in check(SOUND + placement, "--format", "json").out


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    """The work list of the example."""
    path = tmp_path_factory.mktemp("lista") / "arbetslista.xlsx"
    assert run(["check", *EXAMPLE, "-o", str(path)]) == Exit.DONE
    return path


def rows_of(path, sheet):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]


def test_the_work_list_has_one_row_for_each_finding(listed):
    rules = rows_of(listed, "Regler")[4:]

    assert len(rows_of(listed, "Arbetslista")) - 1 == sum(row[1] for row in rules)


def test_the_work_list_keeps_each_unit_together(listed):
    units = [row[0] for row in rows_of(listed, "Arbetslista")[1:]]
    cases = [unit for unit in units if unit != "hela underlaget"]

    assert cases == sorted(cases)
    assert len(set(cases)) > 1


def test_what_is_of_the_whole_data_stands_first_in_the_work_list(listed):
    assert rows_of(listed, "Arbetslista")[1][0] == "hela underlaget"


def test_the_rules_of_the_workbook_say_what_is_lacking(cli, tmp_path):
    path = tmp_path / "lista.xlsx"
    cli("check", EXAMPLE[0], "-o", path)
    told = [row[2] for row in rows_of(path, "Regler")[4:] if row[5] == "data.lacking"]

    assert "Uppgiften som indikatorerna behöver finns inte i underlaget: handläggare." in told
    assert len(set(told)) == len(told)


def test_the_work_list_names_the_case_the_cell_and_the_figures(listed):
    row = next(r for r in rows_of(listed, "Arbetslista") if r[8] == "caseworker.experience_missing")

    assert row[4] == "handläggare.xlsx › handläggare › F24"
    assert row[7] == "3:1 (högst 5,6 procentenheter)"


def test_only_its_owner_can_read_the_work_list(listed):
    assert stat.S_IMODE(listed.stat().st_mode) == 0o600


def test_no_cell_of_the_work_list_is_a_formula(check, tmp_path):
    path = tmp_path / "lista.xlsx"
    check(WRONG.replace("beslut: insats, enhet", 'beslut: "", enhet'), "-o", path)
    sheet = openpyxl.load_workbook(path)["Arbetslista"]
    unit = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=Norra")

    assert (unit.data_type, unit.quotePrefix) == ("s", True)


def test_the_example_is_summed_up_within_the_width_of_a_terminal(cli):
    done = cli("check", *EXAMPLE)

    assert max(map(len, done.out.splitlines())) <= 100
    assert "Fynd: 0 hinder, 3 fel, 107 varningar, 26 upplysningar." in done.out


@pytest.mark.parametrize(
    ("lang", "said"),
    [("sv", "”Ordinarie BBIC-licens” – → Nej–Ja"), ("en", '"Regular BBIC licence" – → No–Yes')],
)
def test_what_an_answer_can_become_is_told_as_answers(cli, tmp_path, lang, said):
    path = tmp_path / "nämndsvar.csv"
    path.write_text("fråga;svar\nbbic_licens;kanske\n")
    done = cli("check", path, "--indicators", "2:2", "--extracted", "2026-02-01", "--lang", lang)

    assert f"2:2: {said}\n" in done.out


def test_what_is_taken_whole_has_decimals_only_if_needed():
    oldest = next(one for one in choose(["styrkort"]).indicators if one.kind == "max")

    told = effects([Effect(oldest, moves=(Move("", 27.0, 14.0, 27.5, 1),))], "sv")

    assert told == f"{oldest.id}: 27 → 14–27,5"
