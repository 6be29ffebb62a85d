"""How workbooks are read: where cells stand, what they hold, what is refused."""

import re
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.sources import workbooks
from bbic_ind.sources.grids import Grid
from bbic_ind.sources.headers import letter
from bbic_ind.sources.values import parse_end_dates
from bbic_ind.sources.workbooks import read_workbook

from .building import changed, ods, rows_workbook, saved, workbook

SHEET = "xl/worksheets/sheet1.xml"


def grid_of(content: bytes) -> Grid:
    return read_workbook(content, "uttag.xlsx")[0][0]


def cell_read(value: Any, number_format: str = "") -> str | None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"] = "rubrik", value
        sheet["A2"].number_format = number_format or sheet["A2"].number_format
        sheet["B2"] = "x"

    return grid_of(workbook(fill)).cells.row(1)[0]


def rules(content: bytes) -> dict[str, tuple[str, ...]]:
    return {finding.rule: finding.cells for finding in read_workbook(content, "uttag.xlsx")[1]}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("text", "text"),
        ("  kant ", "kant"),
        ("   ", None),
        (20250105, "20250105"),
        (45662, "45662"),
        (0.75, "0.75"),
        (10**11 + 7, "100000000007"),
        (True, "true"),
        (datetime(2025, 1, 5), "2025-01-05 00:00:00"),
        (datetime(2025, 1, 5, 8, 30), "2025-01-05 08:30:00"),
        (date(9999, 12, 31), "9999-12-31 00:00:00"),
        (time(8, 30), "1899-12-31 08:30:00"),
        ("A\u030ar", "År"),
        ("rad 1\nrad 2", "rad 1\nrad 2"),
    ],
)
def test_every_value_comes_as_text(value: Any, text: str | None) -> None:
    assert cell_read(value) == text


def test_the_format_of_a_number_does_not_change_it() -> None:
    assert cell_read(0.75, "0 %") == "0.75"


def test_a_cell_keeps_its_row_and_column_whatever_stands_before_it() -> None:
    grid = grid_of(workbook(lambda sheet: sheet.__setitem__("G27", "här")))

    assert int(grid.rows[-1]) == 27
    assert grid.cells.row(-1)[-1] == "här"
    assert letter(grid.cells.width - 1) == "G"


def test_blank_rows_within_the_sheet_keep_their_numbers() -> None:
    grid = grid_of(rows_workbook([["a"], [None], ["b"]]))

    assert (grid.cells["0"].to_list(), grid.rows.to_list()) == (["a", None, "b"], [1, 2, 3])


def test_an_ods_file_is_read_alike() -> None:
    grid = grid_of(ods([[None, None], [None, "a"], [None, "b"]]))

    assert grid.cells.rows()[-2:] == [(None, "a"), (None, "b")]
    assert grid.rows.to_list()[-1] == 3


def test_merged_cells_hold_their_value_at_the_top_left() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "rubrik"
        sheet.merge_cells("A1:C1")
        sheet["A2"], sheet["B2"], sheet["C2"] = "x", "y", "z"

    assert grid_of(workbook(fill)).cells.rows() == [("rubrik", None, None), ("x", "y", "z")]


def test_every_sheet_is_a_grid_and_a_hidden_one_is_said() -> None:
    book = openpyxl.Workbook()
    for name in ("Öppet", "Dolt"):
        book.create_sheet(name)["A1"] = "x"
    book["Dolt"].sheet_state = "hidden"

    grids, findings = read_workbook(saved(book), "uttag.xlsx")

    assert [grid.sheet for grid in grids] == ["Sheet", "Öppet", "Dolt"]
    assert [(f.rule, f.severity, f.place) for f in findings] == [
        ("sheet.hidden", "note", "uttag.xlsx › Dolt")
    ]


def test_a_workbook_is_opened_no_more_often_than_its_sheets_are_read_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book, opened = openpyxl.Workbook(), []
    for number in range(20):
        book.create_sheet(f"Flik {number}").append(["a", number])
    open_reader = workbooks._opened
    monkeypatch.setattr(workbooks, "_opened", lambda it: opened.append(it) or open_reader(it))

    grids, _ = read_workbook(saved(book), "uttag.xlsx")

    assert len(grids) == 21
    assert 1 <= len(opened) <= workbooks.READERS


def test_an_empty_sheet_is_a_grid_without_cells() -> None:
    assert grid_of(saved(openpyxl.Workbook())).cells.is_empty()


def test_formatted_blank_cells_far_away_cost_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "x"
        sheet["XFD1048576"].font = Font(bold=True)

    assert grid_of(workbook(fill)).cells.shape == (1, 1)


def test_a_value_far_away_is_refused_before_it_eats_the_memory() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "x", "y"

    grids, [finding] = read_workbook(workbook(fill), "uttag.xlsx")

    assert grids == []
    assert (finding.rule, finding.severity) == ("sheet.too_large", "error")
    assert "långt ned" in finding.message.sv


def test_a_value_far_away_is_found_where_the_sheet_declares_a_small_range() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "x", "y"

    def lie(members: dict[str, bytes]) -> None:
        members[SHEET] = members[SHEET].replace(b"A1:XFD1048576", b"A1:B2")

    assert "sheet.too_large" in rules(changed(workbook(fill), lie))


def test_a_formula_gives_its_last_calculated_value() -> None:
    def calculate(members: dict[str, bytes]) -> None:
        members[SHEET] = (
            members[SHEET].replace(b"<v></v>", b"<v>3</v>").replace(b"<v />", b"<v>3</v>")
        )

    content = changed(rows_workbook([["summa"], ["=1+2"]]), calculate)

    assert grid_of(content).cells.row(1) == ("3",)
    assert rules(content) == {}


def test_a_formula_that_was_never_calculated_is_marked() -> None:
    content = rows_workbook([["dag", "antal"], ["2025-01-01", "=1+2"]])

    assert grid_of(content).cells.row(1) == ("2025-01-01", "#formel")


def test_error_cells_are_marked() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "a", "b", "#REF!", "x"

    assert grid_of(workbook(fill)).cells.row(1) == ("#fel", "x")


def test_a_formula_without_a_value_is_never_an_end_that_has_not_happened() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "a", "b", "x", "=1+1"

    read = grid_of(workbook(fill)).cells["1"].slice(1)

    assert parse_end_dates(read).values.to_list() == [None]
    assert parse_end_dates(read).unreadable.to_list() == [True]


def in_another_way(*ways: tuple[str, str]) -> bytes:
    """A workbook with a word, a formula without a value and an error, its sheet rewritten."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "a", "b", "x", "=1+1"
        sheet["A3"], sheet["B3"] = "y", "#N/A"

    def rewrite(members: dict[str, bytes]) -> None:
        xml = members[SHEET].decode()
        for pattern, way in ways:
            xml = re.sub(pattern, way, xml)
        members[SHEET] = xml.encode()

    return changed(workbook(fill), rewrite)


@pytest.mark.parametrize(
    "way",
    [
        ('"', "'"),
        (r'<c r="(\w+)" t="(\w+)"', r'<c t="\2" r="\1"'),
        (r'<c r="\w+"', "<c"),
        (r'(<c|<row) r="\w+"', r"\1"),
        ("<(/?)(?=[a-z])", r"<\1x:"),
        (r"(</?f>|<v ?/>|</v>)", r"\1\n"),
    ],
)
def test_errors_and_formulas_are_found_however_the_tags_are_written(way: tuple[str, str]) -> None:
    named = ("xmlns=", "xmlns:x=") if "x:" in way[1] else ("", "")

    assert grid_of(in_another_way(way, named)).cells["1"].to_list() == ["b", "#formel", "#fel"]


@pytest.mark.parametrize("value", ["<v></v>", "<v/>"])
def test_a_formula_that_comes_to_an_empty_text_has_a_value(value: str) -> None:
    calculated = (
        r'<c r="B2"\s*><f>(.*?)</f><v ?/?>(</v>)?',
        rf'<c r="B2" t="str"><f>\1</f>{value}',
    )

    assert grid_of(in_another_way(calculated)).cells["1"].to_list() == ["b", None, "#fel"]


def test_quoted_otherwise_a_sheet_is_still_found_in_its_workbook() -> None:
    def quote(members: dict[str, bytes]) -> None:
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            members[name] = members[name].replace(b'"', b"'")

    assert grid_of(changed(in_another_way(), quote)).cells["1"].to_list()[2] == "#fel"


def test_sound_cells_raise_no_finding() -> None:
    assert rules(rows_workbook([["a", "b"], [1, 'text #1 t="e" </f></c>']])) == {}


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 och sedan inget", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)]
)
def test_what_cannot_be_opened_is_said_to_be_broken(content: bytes) -> None:
    grids, [finding] = read_workbook(content, "uttag.xlsx")

    assert (grids, finding.rule) == ([], "file.broken")
