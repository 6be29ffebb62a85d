"""The answered survey, opened again and read."""

import csv
import json

import pytest

from bbic_ind.errors import Exit
from bbic_ind.output.files import manifest_of
from bbic_ind.output.survey.questionnaire import load_survey

from .conftest import (
    ANSWER,
    COMMENT,
    DEFINITION,
    DOCUMENT,
    POSSIBLE,
    READ_FROM,
    REMARK,
    ROLE,
    SOURCES,
    STATUS,
    TOWN,
    questions,
    survey,
)


@pytest.fixture(scope="module")
def expected():
    """The figures that compute gives for the year, by indicator and part."""
    with (TOWN / "expected.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter=";") if row["period"] == "2025"]
    return {(row["indicator"], row["part"]): row for row in rows if not row["variant"]}


@pytest.fixture(scope="module")
def sheet(everything):
    return everything.book.worksheets[1]


@pytest.fixture(scope="module")
def lines(everything):
    return questions(everything.book)


def row_of(lines, number, label):
    [row] = [row for n, told, row in lines if n == number and told.startswith(label)]
    return row


def rows_of(lines, number):
    """The rows of a question: of a share the numerator's and the denominator's."""
    return [row for n, _, row in lines if n == number]


def test_every_answer_is_the_figure_that_compute_gives(sheet, lines, expected):
    words = {"1": "Ja", "0": "Nej", "": None}
    wanted = []
    for question in load_survey("socialstyrelsen-2009").questions:
        for answer in question.answers:
            row = expected[question.indicator, answer.part]
            yes_no = row["kind"] == "yes_no"
            wanted.append(words[row["value"]] if yes_no else float(row[answer.of.value]))

    assert [sheet.cell(row, ANSWER).value for _, _, row in lines] == wanted


def test_no_answer_is_a_share(sheet, lines):
    shapes = {sheet.cell(row, ANSWER).number_format for _, _, row in lines}

    assert not any("%" in shape for shape in shapes)


def test_the_areas_and_questions_stand_in_order(sheet, lines):
    bands = [str(c.value) for c in sheet["A"] if str(c.value)[1:3] == "  "]
    numbers = list(dict.fromkeys(number for number, _, _ in lines))

    assert [band[0] for band in bands] == ["1", "2", "3", "4", "5"]
    assert numbers == sorted(numbers)
    assert len(numbers) == 19


def test_the_question_names_the_day_and_the_year(sheet):
    texts = [str(cell.value) for cell in sheet["B"]]

    assert any("den 1 november 2025 familjer med barn" in text for text in texts)
    assert any("under kalenderåret 2025 avslutade utredningar" in text for text in texts)
    assert not any("{" in text for text in texts)


def test_the_bounds_stand_beside_an_uncertain_count(sheet, lines):
    numerator, _ = rows_of(lines, "5:3")

    assert sheet.cell(numerator, ANSWER).value == 82
    assert sheet.cell(numerator, POSSIBLE).value == "82–84"
    assert sheet.cell(numerator, REMARK).value == "2 saknar uppgift"


def test_an_uncertain_denominator_has_its_own_bounds(sheet, lines):
    _, denominator = rows_of(lines, "1:2")

    assert sheet.cell(denominator, POSSIBLE).value == "95–96"
    assert "nämnaren" in sheet.cell(denominator, REMARK).value


def test_a_preliminary_answer_says_until_when(sheet, lines):
    row = row_of(lines, "3:5", "Antalet barn och unga 0-18 år som efter")

    assert sheet.cell(row, STATUS).value == "preliminär till 2026-12-31"


def test_the_role_and_the_document_of_the_answer_that_counted_are_told(sheet, lines):
    row = row_of(lines, "1:1", "i grupp")

    assert sheet.cell(row, ANSWER).value == "Ja"
    assert sheet.cell(row, ROLE).value == "verksamhetschef"
    assert sheet.cell(row, DOCUMENT).value == "SN 2025:31"
    assert sheet.cell(row, REMARK).value == "Gäller från 2025-03-01."
    assert sheet.cell(row, READ_FROM).value == "nämndsvar.yaml, rad 12"


def test_a_count_tells_the_sheets_it_was_read_from(sheet, lines):
    numerator, _ = rows_of(lines, "1:3")

    assert sheet.cell(numerator, READ_FROM).value == "combine.xlsx › Placeringar; samtal.csv"


def test_the_definition_and_its_version_are_told(sheet, lines):
    assert sheet.cell(lines[-1][2], DEFINITION).value == "5:4 (1.0.0)"


def test_an_unanswered_question_says_why_and_can_be_answered_in_the_cell(sheet, lines):
    row = row_of(lines, "2:1", "Polisverksamhet")
    lists = [
        rule.formula1
        for rule in sheet.data_validations.dataValidation
        if sheet.cell(row, ANSWER).coordinate in rule.sqref
    ]

    assert sheet.cell(row, ANSWER).value is None
    assert sheet.cell(row, STATUS).value == "obesvarad"
    assert sheet.cell(row, REMARK).value.startswith("Inget svar på frågan samverkan_polis gäller")
    assert lists == ['"Ja,Nej"']


def test_no_cell_but_the_unanswered_offers_yes_and_no(sheet, lines):
    unanswered = {row for _, _, row in lines if sheet.cell(row, STATUS).value == "obesvarad"}
    (rule,) = sheet.data_validations.dataValidation

    assert {cell[0] for area in rule.sqref for cell in area.cells} == unanswered


def test_an_answer_that_holds_too_late_is_told_of(sheet, lines):
    row = row_of(lines, "2:1", "Förskole- skolverksamhet")

    assert "gäller först från 2025-11-02" in sheet.cell(row, REMARK).value


def test_there_is_an_empty_cell_for_a_comment_to_every_answer(sheet, lines):
    assert sheet.cell(4, COMMENT).value == "Kommentar"
    assert {sheet.cell(row, COMMENT).value for _, _, row in lines} == {None}


def test_an_answer_cell_looks_like_one(sheet, lines):
    row = row_of(lines, "2:1", "Polisverksamhet")
    answered, unanswered = sheet.cell(lines[0][2], ANSWER), sheet.cell(row, ANSWER)

    assert answered.border.left.style == "thin"
    assert answered.fill.fgColor.rgb != unanswered.fill.fgColor.rgb


def test_nothing_in_the_workbook_is_a_formula(everything):
    cells = [c for s in everything.book.worksheets for row in s.iter_rows() for c in row]

    assert [c.coordinate for c in cells if c.data_type == "f"] == []


def test_the_front_sheet_tells_whose_it_is_and_what_is_left(everything):
    front = everything.book.worksheets[0]
    facts = {row[0].value: row[1].value for row in front.iter_rows(max_col=2)}

    assert facts["Kommun"] == "Exempelstad"
    assert facts["Mätdag"] == "1 november 2025"
    assert facts["Svar"] == "46 av 49 besvarade, 3 att besvara"
    assert facts["Skydd av små antal"] == "inget: alla antal visas"
    assert "Intygas av (roll, inte namn)" in facts
    assert "Polisverksamhet" in facts.values()


def test_small_counts_are_protected_unless_asked_for(protected):
    sheet = protected.book.worksheets[1]
    numerator, _ = rows_of(questions(protected.book), "2:5")

    assert sheet.cell(numerator, ANSWER).value == "skyddad"
    assert sheet.cell(numerator, POSSIBLE).value is None
    assert sheet.cell(numerator, REMARK).value == "Färre än 4, eller skyddar en annan siffra."


def test_who_needs_the_exact_counts_is_told_how_to_get_them(protected):
    front = [str(c.value) for row in protected.book.worksheets[0].iter_rows() for c in row]

    assert "--disclosure none" in protected.said
    assert any("24 kap. 8 § OSL" in text and "--disclosure none" in text for text in front)


def test_the_day_of_measurement_is_a_setting(tmp_path):
    done = survey(tmp_path, "--snapshot", "02-01", sources=(TOWN / "sidoblad",))
    sheet = done.book.worksheets[1]
    row = row_of(questions(done.book), "1:1", "i grupp")

    assert "den 1 februari 2025" in str(sheet["B7"].value)
    assert sheet.cell(row, ANSWER).value == "Nej"


def test_what_cannot_be_computed_says_what_is_missing(tmp_path):
    done = survey(tmp_path, "--lang", "sv", sources=(TOWN / "sidoblad",))
    sheet = done.book.worksheets[1]
    rows = rows_of(questions(done.book), "5:4")

    assert [sheet.cell(row, ANSWER).value for row in rows] == [None, None]
    assert {sheet.cell(row, STATUS).value for row in rows} == {"kan inte räknas"}
    assert {sheet.cell(row, REMARK).value for row in rows} == {"Saknas i underlaget: utredningar."}


def test_the_manifest_tells_of_the_survey_and_its_file(everything):
    told = json.loads(manifest_of(everything.path).read_text("utf-8"))

    assert told["command"] == "survey"
    assert told["settings"]["survey"] == "socialstyrelsen-2009"
    assert any(f["file"] == "surveys/socialstyrelsen-2009.yaml" for f in told["definitions"])


def test_the_figures_of_a_survey_can_be_verified(everything, cli):
    manifest = manifest_of(everything.path)

    assert cli("verify", manifest, "--source", TOWN).code == Exit.DONE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "ange vilken fil som ska skrivas"),
        (("-o", "enkat.csv"), "ska sluta på .xlsx"),
        (("-o", SOURCES[0]), "är själv ett underlag"),
        (("-o", "e.xlsx", "--year", "2025-Q1"), "ett helt kalenderår"),
        (("-o", "e.xlsx", "--year", "2024..2025"), "ett helt kalenderår"),
        (("-o", "e.xlsx", "--survey", "nope"), "varken en enkät eller en fil"),
        (("-o", "e.xlsx", "--form", "f.yaml", "--ask"), "går inte ihop med --form"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_read(cli, arguments, said):
    done = cli("survey", *SOURCES, *arguments)

    assert done.code == Exit.USAGE
    assert said in done.err


def test_the_survey_speaks_english_too(tmp_path):
    done = survey(tmp_path, "--lang", "en", sources=(TOWN / "sidoblad",))
    texts = [str(cell.value) for cell in done.book["Survey"]["B"]]

    assert any("On 1 November 2025 the board offers" in text for text in texts)
    assert done.book["Survey"].cell(4, ANSWER).value == "Answer"


def test_a_year_without_cases_is_told_in_the_terminal_and_in_front(tmp_path):
    done = survey(tmp_path, year="1990")
    front = " ".join(str(cell.value) for row in done.book.worksheets[0] for cell in row)

    assert "Alla antal är noll" in " ".join(done.said.split())
    assert "inget att räkna för 1990" in front


def test_a_year_that_is_not_over_in_the_sources_is_told(tmp_path):
    done = survey(tmp_path, year="2027")
    told = " ".join(done.said.split())

    assert "2027 är inte slut: underlaget räcker till och med 2026-02-01" in told
    assert "Alla antal är noll" not in told


def test_a_part_that_is_hidden_does_not_hide_the_denominator_of_all_parts(protected):
    sheet = protected.book.worksheets[1]
    [row] = [row for _, label, row in questions(protected.book) if "alla tjänstgörande" in label]

    assert sheet.cell(row, ANSWER).value == 18
