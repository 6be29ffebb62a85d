"""The survey is an output of a run as well, answered by the same protected figures."""

import csv

import pytest
from openpyxl import load_workbook

from bbic_ind.cli import main
from bbic_ind.errors import Exit
from tests.running.conftest import ASKED
from tests.survey.conftest import SOURCES

TOWN = """\
format: 1
sources: ["{}", "{}"]
indicators: [socialstyrelsen-2009, kolada]
periods: [2024, 2025, 2025-Q4]
by: kön
folder: utfall
outputs: {{results: [csv], survey: [xlsx]}}
""".format(*SOURCES)


@pytest.fixture(scope="module")
def latest(tmp_path_factory):
    """The folder of a run that computes more than the survey asks for."""
    desk = tmp_path_factory.mktemp("town")
    (desk / "bbic-ind.yaml").write_text(TOWN, "utf-8")
    assert main.run(["run", str(desk / "bbic-ind.yaml"), "-q"]) == Exit.DONE
    return desk / "utfall" / "latest"


def answers(folder):
    """The label, answer and status of every cell of the survey."""
    rows = load_workbook(folder / "enkat.xlsx")["Enkät"].iter_rows(values_only=True)
    return [row[1:4] for row in rows if row[1] and row[3]]


def figures(folder, indicator):
    with (folder / "resultat.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    about = {"indicator": indicator, "period": "2025", "variant": "", "kön": ""}
    return [row for row in rows if about.items() <= row.items()]


def test_the_survey_is_answered_for_the_latest_whole_year_by_the_same_figures(latest):
    [row] = figures(latest, "5:4")

    told = [
        (answer, status) for label, answer, status in answers(latest) if "fyra månader" in label
    ]
    assert (int(row["numerator"]), "slutlig") in told


def test_as_many_answers_are_hidden_as_figures(latest):
    hidden = [row["part"] for row in figures(latest, "3:4-svar") if row["status"] == "suppressed"]

    assert hidden
    assert sum(status == "skyddad" for *_, status in answers(latest)) >= len(hidden)


def test_no_remark_speaks_of_how_the_run_is_divided(latest):
    rows = load_workbook(latest / "enkat.xlsx")["Enkät"].iter_rows(values_only=True)
    told = " ".join(str(cell) for row in rows for cell in row if cell)

    assert "delas upp" not in told
    assert "summan av grupperna" not in told


def test_its_manifest_can_be_verified(latest):
    manifest, town = latest / "enkat.xlsx.manifest.json", SOURCES[0].parent

    assert main.run(["verify", str(manifest), "--source", str(town)]) == Exit.DONE


def test_what_does_not_answer_the_survey_is_refused_before_anything_is_computed(run, desk):
    done = run(asked=ASKED.replace("{results: [csv]}", "{survey: [xlsx]}"))

    assert done.code == Exit.USAGE
    assert "enkäten besvaras av uppsättningen socialstyrelsen-2009" in done.err
    assert not (desk / "utfall").exists()


def test_months_alone_do_not_answer_the_survey(run):
    done = run(asked=TOWN.replace("[2024, 2025, 2025-Q4]", "2025-10..2025-12"))

    assert done.code == Exit.USAGE
    assert "enkäten gäller ett helt kalenderår" in done.err
