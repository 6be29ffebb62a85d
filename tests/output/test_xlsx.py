from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from bbic_ind.output.as_xlsx import workbook, write_xlsx


@pytest.fixture
def book(run):
    stream = BytesIO()
    write_xlsx(run, stream)
    return openpyxl.load_workbook(stream)


def texts(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def line_of(sheet, text):
    return next(row for row in sheet.iter_rows() if text in [cell.value for cell in row])


def test_the_sheets_are_figures_long_table_evidence_and_manifest(book):
    assert book.sheetnames == ["Indikatorer", "Resultat", "Underlag", "Körintyg"]


def test_an_area_stands_above_its_indicators(book):
    column = [row[0] for row in texts(book["Indikatorer"])[5:]]

    assert [text for text in column if text] == [
        "1  Utlåningen är snabb",
        "1:1",
        "1:2",
        "1:3",
        "1:10",
        "2  Fjärrlånen fungerar",
        "2:1",
    ]


def test_a_share_is_a_number_shown_as_percent(book):
    value = line_of(book["Indikatorer"], "Böcker som lämnades tillbaka i tid")[5]

    assert (value.value, value.number_format) == (0.71, '0.0"\u00a0"%')


def test_the_status_is_in_words(book):
    line = line_of(book["Indikatorer"], "övriga")

    assert line[8].value == "preliminär till 2026-12-31"


def test_a_variant_is_remarked_with_its_reason(book):
    assert line_of(book["Indikatorer"], "variant: med förlängda")[9].value == "En del räknar dem."


def test_the_reason_of_a_variant_stands_once_above_its_periods(a_run, a_row):
    figures = {"numerator": 1.0, "denominator": 2.0, "value": 0.5, "low": 0.5, "high": 0.5}
    years = ("2024", "2025")
    rows = [a_row("1:1", period=year, variant="med_förlängda", **figures) for year in years]
    stream = BytesIO()
    write_xlsx(a_run(rows, by=()), stream)
    sheet = openpyxl.load_workbook(stream)["Indikatorer"]

    assert [row[9] for row in texts(sheet) if row[2] in years] == ["En del räknar dem.", None]


def test_no_cell_is_a_formula(book):
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}

    assert "f" not in kinds


def test_a_text_that_looks_like_a_formula_stays_text_when_edited(book):
    cell = next(c for c in book["Resultat"]["J"] if str(c.value).startswith("="))

    assert cell.quotePrefix


def test_control_characters_do_not_stop_the_workbook(a_run, a_row):
    book = workbook(a_run([a_row("1:1", kön="a\x01b", status="empty")]))

    assert book["Resultat"]["J2"].value == "a b"


@pytest.mark.parametrize(
    ("sheet", "below"),
    [("Indikatorer", "C6"), ("Resultat", "C2"), ("Underlag", "A2"), ("Körintyg", "A2")],
)
def test_the_headings_stay_in_view(book, sheet, below):
    assert book[sheet].freeze_panes == below


def test_the_long_table_can_be_filtered(book):
    assert book["Resultat"].auto_filter.ref == book["Resultat"].dimensions


@pytest.mark.parametrize("sheet", ["Indikatorer", "Resultat", "Underlag"])
def test_every_sheet_prints_landscape_on_the_width_of_a_page(book, sheet):
    setup = book[sheet].page_setup

    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)


def test_the_evidence_lists_sheets_with_what_was_left_out(book):
    line = line_of(book["Underlag"], 1234)

    assert [cell.value for cell in line] == [
        "lån.xlsx",
        "Lån",
        "lån",
        1234,
        1222,
        "tomma rader: 12; rubriker som inte används: Namn",
    ]


def test_the_evidence_lists_findings_with_cells_and_effect(book):
    line = line_of(book["Underlag"], "fel")

    assert [cell.value for cell in line] == [
        "fel",
        "lån.xlsx › Lån",
        "G27, G31",
        2,
        "1:1, 1:2, 1:10",
        "2 datum går inte att läsa.",
    ]


def test_the_document_has_a_title(book):
    assert book.properties.title == "Bibliotekets mått"


def test_a_run_without_findings_says_so(run):
    sound = replace(run, reading=replace(run.reading, findings=()))

    assert line_of(workbook(sound)["Underlag"], "inget att anmärka")


def test_a_note_on_a_figure_stands_below_the_table_that_marks_it(a_run, a_row):
    noted = a_row("1:1", status="empty", note="1 rad i lån saknar bok.")
    sheet = workbook(a_run([noted], by=()))["Indikatorer"]
    *_, figure, _, told = texts(sheet)

    assert ("tom *" in figure, told[0]) == (True, "* 1:1: 1 rad i lån saknar bok.")
