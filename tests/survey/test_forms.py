"""A form of somebody else's: filled in where its file says, and otherwise as it was."""

import csv
from datetime import datetime
from zipfile import ZipFile

import pytest
import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.datavalidation import DataValidation

from bbic_ind.cli.choice import choose
from bbic_ind.errors import DefinitionError, Exit, UsageError
from bbic_ind.output.survey.form_cells import open_form, refuse_unfillable
from bbic_ind.output.survey.form_file import load_form
from bbic_ind.output.survey.form_parts import lost_parts

from .conftest import FORM, SOURCES, TOWN, survey

EMPTY = FORM.with_suffix(".xlsx")
INDICATORS = choose(()).indicators


@pytest.fixture(scope="module")
def sheets(filled):
    """The form before and after."""
    return load_workbook(EMPTY)["Svar"], filled.book["Svar"]


@pytest.fixture(scope="module")
def entries():
    """The cells of the form's file, by address."""
    cells = yaml.safe_load(FORM.read_text("utf-8"))["cells"]
    return {entry["cell"].removeprefix("Svar!"): entry for entry in cells}


def expected(year):
    with (TOWN / "expected.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter=";") if row["period"] == year]
    return {(row["indicator"], row["part"]): row for row in rows if not row["variant"]}


@pytest.mark.parametrize(("period", "year"), [(0, "2025"), (-1, "2024")])
def test_every_count_is_the_figure_that_compute_gives(sheets, entries, period, year):
    figures = expected(year)
    counts = {
        cell: entry
        for cell, entry in entries.items()
        if entry.get("of") in ("numerator", "denominator") and entry.get("period", 0) == period
    }

    assert counts
    for cell, entry in counts.items():
        assert sheets[1][cell].value == float(figures[entry["indicator"], ""][entry["of"]]), cell


def test_a_fact_is_written_as_what_it_is(sheets):
    _, after = sheets

    assert [after[cell].value for cell in ("B3", "B4", "B5")] == [
        "Exempelstad",
        2025,
        datetime(2025, 11, 1),
    ]


def test_an_answer_is_the_forms_own_word(sheets):
    assert sheets[1]["C18"].value == "JA"


def test_a_mark_stands_in_the_box_that_is_the_answer_only(sheets):
    assert (sheets[1]["C22"].value, sheets[1]["D22"].value) == ("X", None)


def test_an_unanswered_cell_is_left_empty_and_told_of(sheets, filled):
    assert sheets[1]["C19"].value is None
    assert "Svar!C19 (2:1 samverkan_polis answer): obesvarad" in filled.said


def test_every_other_cell_is_as_it_was(sheets, entries):
    before, after = sheets
    kept = {c.coordinate: c.value for row in before.iter_rows() for c in row} | dict.fromkeys(
        entries
    )
    now = {c.coordinate: c.value for row in after.iter_rows() for c in row} | dict.fromkeys(entries)

    assert now == kept


def test_formulas_are_kept_and_worked_out_when_the_file_is_opened(sheets, filled):
    assert sheets[1]["E9"].value == '=IF(D9="","",C9/D9)'
    assert filled.book.calculation.fullCalcOnLoad


@pytest.mark.parametrize("cell", ["A1", "B3", "B5", "C9", "E9", "C18", "D22"])
def test_the_look_of_a_cell_is_kept(sheets, cell):
    before, after = (sheet[cell] for sheet in sheets)

    for part in ("font", "fill", "border", "alignment", "number_format", "protection"):
        assert repr(getattr(after, part)) == repr(getattr(before, part)), part


def test_widths_merged_cells_lists_and_print_setup_are_kept(sheets):
    before, after = sheets

    assert after.column_dimensions["B"].width == before.column_dimensions["B"].width
    assert after.merged_cells.ranges == before.merged_cells.ranges
    assert [(r.type, r.formula1, r.sqref) for r in after.data_validations.dataValidation] == [
        (r.type, r.formula1, r.sqref) for r in before.data_validations.dataValidation
    ]
    assert after.print_area == before.print_area
    assert after.page_setup.orientation == "landscape"
    assert after.oddFooter.left.text == before.oddFooter.left.text


def test_small_counts_are_left_out_of_a_form_too_unless_asked_for(tmp_path):
    done = survey(tmp_path, "--form", FORM, name="f.xlsx")

    assert done.book["Svar"]["C11"].value is None
    assert "Svar!C11 (2:5 numerator): Färre än 4" in done.said
    assert "--disclosure none" in done.said


def test_the_form_itself_is_never_written_over(cli):
    done = cli("survey", *SOURCES, "--year", "2025", "--form", FORM, "-o", EMPTY)

    assert done.code == Exit.USAGE
    assert "det är själva formuläret" in done.err


def test_a_form_about_several_years_needs_to_know_which(cli, tmp_path):
    done = cli("survey", *SOURCES, "--form", FORM, "-o", tmp_path / "f.xlsx")

    assert done.code == Exit.USAGE
    assert "frågar om flera år" in done.err


@pytest.fixture
def form(tmp_path):
    """The maker of a form with a formula, a merged cell, a text and a list, and its file."""

    def made(*cells, **keys):
        book = Workbook()
        sheet = book.active
        sheet.title = "Blad 1"
        sheet["A1"], sheet["A2"] = "=1+1", "Fyll i här"
        sheet.merge_cells("C3:D4")
        sheet.add_data_validation(rule := DataValidation("list", formula1='"Ja,Nej"'))
        rule.add("E5")
        book.save(tmp_path / "blankett.xlsx")
        path = tmp_path / "blankett.yaml"
        told = {"format": 1, "workbook": "blankett.xlsx", "cells": list(cells), **keys}
        path.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
        return path

    return made


def refused(path):
    """The faults of a form, with both its file and its cells looked at."""

    def checked():
        loaded = load_form(path)
        refuse_unfillable(loaded, open_form(loaded), INDICATORS)

    with pytest.raises((DefinitionError, UsageError)) as found:
        checked()
    return [fault.message.sv for fault in found.value.faults]


COUNT = {"indicator": "5:4", "of": "numerator"}
ITEM = {"indicator": "2:2", "part": "bbic_licens"}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"cell": "Blad 2!B2", **COUNT}, "inget blad ”Blad 2”. Menade du ”Blad 1”"),
        ({"cell": "B0", **COUNT}, "det är ingen celladress"),
        ({"cell": "XFE1", **COUNT}, "det är ingen celladress"),
        ({"cell": "A1", **COUNT}, "har en formel"),
        ({"cell": "A2", **COUNT}, "står redan ”Fyll i här”"),
        ({"cell": "'Blad 1'!D4", **COUNT}, "Skriv dess första: C3"),
        ({"cell": "B2", "indicator": "5:44", "of": "numerator"}, "ingen indikator ”5:44”"),
        ({"cell": "B2", **COUNT, "variant": "120"}, "ingen variant ”120”"),
        ({"cell": "B2", "indicator": "5:4", "of": "answer"}, "inget ja eller nej"),
        ({"cell": "B2", **ITEM, "of": "numerator"}, "inget antal"),
        ({"cell": "B2"}, "antingen indicator eller fact"),
        ({"cell": "B2", "fact": "year", **COUNT}, "antingen indicator eller fact"),
        ({"cell": "B2", "indicator": "5:4"}, "indicator och of hör ihop"),
        ({"cell": "B2", "indicator": "5:4", "of": "share"}, "ska vara något av numerator, denom"),
        ({"cell": "B2", "fact": "namn"}, "ska vara något av municipality"),
    ],
)
def test_a_cell_that_cannot_be_filled_in_is_refused(form, entry, said):
    [message] = refused(form(entry))

    assert said in message


def test_a_word_that_the_cells_list_does_not_take_is_refused(form):
    [message] = refused(form({"cell": "E5", **ITEM, "of": "answer"}, words={"yes": "JA"}))

    assert "”JA”, bara: Ja, Nej" in message


def test_a_cell_filled_in_twice_is_refused(form):
    assert refused(form({"cell": "B2", **COUNT}, {"cell": "B2", **COUNT})) == [
        "cellen fylls i två gånger."
    ]


def test_all_faults_are_told_at_once(form):
    assert len(refused(form({"cell": "A1", **COUNT}, {"cell": "Blad 2!A1", **COUNT}))) == 2


def test_a_text_may_be_replaced_when_the_file_says_so(form, tmp_path):
    path = form({"cell": "A2", **COUNT, "replace": True}, {"cell": "C3", "fact": "year"})
    done = survey(tmp_path, "--form", path, name="f.xlsx", sources=(TOWN / "combine.xlsx",))

    assert done.book["Blad 1"]["A2"].value == int(expected("2025")["5:4", ""]["numerator"])
    assert done.book["Blad 1"]["C3"].value == 2025


def test_bold_words_within_a_text_stay_bold(form, tmp_path):
    path = form({"cell": "B2", "fact": "year"})
    book = load_workbook(tmp_path / "blankett.xlsx")
    bold = TextBlock(InlineFont(b=True), "Obs")
    book.active["A3"] = CellRichText(bold, " fyll i allt")
    book.save(tmp_path / "blankett.xlsx")
    done = survey(tmp_path, "--form", path, name="f.xlsx", sources=(TOWN / "sidoblad",))

    assert load_workbook(done.path, rich_text=True).active["A3"].value[0].font.b


def test_a_form_can_have_a_word_for_no_answer(form, tmp_path):
    polis = {"indicator": "2:1", "part": "samverkan_polis", "of": "answer"}
    path = form({"cell": "B2", **polis}, words={"unknown": "Uppgift saknas"})
    done = survey(tmp_path, "--form", path, name="f.xlsx", sources=(TOWN / "sidoblad",))

    assert done.book["Blad 1"]["B2"].value == "Uppgift saknas"


def test_a_text_that_looks_like_a_formula_stays_text(form, tmp_path):
    path = form({"cell": "B2", "fact": "municipality"})
    words = ("--form", path, "--municipality", "=1+1")
    done = survey(tmp_path, *words, name="f.xlsx", sources=(TOWN / "sidoblad",))

    assert done.book["Blad 1"]["B2"].data_type == "s"


@pytest.mark.parametrize(
    ("part", "content", "told"),
    [
        ("xl/ctrlProps/ctrlProp1.xml", "", "kryssrutor"),
        ("xl/media/image1.png", "", "bilder"),
        ("xl/vbaProject.bin", "", "makron"),
        ("xl/drawings/drawing1.xml", "<xdr:sp macro=''>", "textrutor"),
        ("xl/worksheets/sheet1.xml", "<x14:dataValidation >", "listor"),
    ],
)
def test_what_is_lost_of_a_form_is_told(tmp_path, part, content, told):
    with ZipFile(tmp_path / "f.xlsx", "w") as parts:
        parts.writestr(part, content)

    [lost] = lost_parts(tmp_path / "f.xlsx")
    assert told in lost.sv


def test_nothing_is_lost_of_the_example():
    assert lost_parts(EMPTY) == []


@pytest.mark.parametrize("content", [b"", b"not a workbook"])
def test_a_form_that_is_no_workbook_is_said(form, tmp_path, content):
    path = form({"cell": "B2", **COUNT})
    (tmp_path / "blankett.xlsx").write_bytes(content)

    assert "går inte att öppna som arbetsbok" in refused(path)[0]


def test_a_form_that_is_not_there_is_said(form):
    assert refused(form({"cell": "B2", **COUNT}, workbook="annat.xlsx")) == [
        "formuläret annat.xlsx finns inte. Sökvägen räknas från den här filens mapp."
    ]


def test_a_share_is_percent_where_the_form_has_no_format_of_its_own(tmp_path):
    book = Workbook()
    book.active.title, book.active["A2"].number_format = "Svar", "0.000"
    book.save(tmp_path / "eget.xlsx")
    cells = [{"cell": f"Svar!A{n}", "indicator": "5:4", "of": "value"} for n in (1, 2)]
    mapping = tmp_path / "eget.yaml"
    mapping.write_text(yaml.safe_dump({"format": 1, "workbook": "eget.xlsx", "cells": cells}))

    sheet = survey(tmp_path, "--form", mapping, name="svar.xlsx").book["Svar"]

    assert [sheet[cell].number_format.replace("\u00a0", " ") for cell in ("A1", "A2")] == [
        '0.0" "%',
        "0.000",
    ]
