"""Where the table stands in a sheet, what is a record and what is not."""

from typing import Any

import polars as pl
import pytest

from bbic_ind.model import ADDRESS, Finding
from bbic_ind.sources.grids import row_numbers, text_grid
from bbic_ind.sources.headers import EARLY, TextTable, find_table, letter, normal

KNOWN = {"id", "lånad", "återlämnad", "titel"}
HEADER = ("Id", "Lånad", "Återlämnad")
ONE = ("1", "2025-01-01", "2025-01-20")
TWO = ("2", "2025-02-01", None)


def look(*rows: tuple[str | None, ...]) -> tuple[TextTable | None, list[Finding]]:
    width = max(len(row) for row in rows)
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    frame = pl.DataFrame(filled, orient="row", schema={str(n): pl.String for n in range(width)})
    return find_table(text_grid("uttag.xlsx", "Lån", frame, row_numbers(len(rows))), KNOWN)


def table(*rows: tuple[str | None, ...]) -> TextTable:
    found, _ = look(*rows)
    assert found is not None
    return found


def records(found: TextTable) -> list[tuple[Any, ...]]:
    return found.frame.drop(ADDRESS).rows()


def test_a_header_on_the_first_row() -> None:
    found = table(HEADER, ONE, TWO)

    assert (found.headings, found.columns, found.header_row) == (HEADER, ("A", "B", "C"), 1)
    assert records(found) == [ONE, TWO]


def test_each_record_keeps_its_row_number() -> None:
    found = table(("Rapport",), (None,), HEADER, ONE, (None,), TWO)

    assert found.frame[ADDRESS].to_list() == [4, 6]
    assert found.frame[ADDRESS].dtype == pl.UInt32


def test_what_stands_above_the_header_is_kept_as_titles() -> None:
    found = table(("Låneuttag",), ("Uttagsdatum:", "2026-02-01"), (None,), HEADER, ONE)

    assert found.titles == (("Låneuttag",), ("Uttagsdatum:", "2026-02-01"), ())


def test_a_title_that_is_a_known_heading_is_no_header() -> None:
    assert table(("Titel",), HEADER, ONE).header_row == 2


def test_of_two_rows_with_one_known_heading_the_fuller_is_the_header() -> None:
    assert table(("Titel",), ("Id", "x", "y"), ("1", "2", "3")).header_row == 2


def test_the_row_with_most_known_headings_is_the_header() -> None:
    assert table(("Titel", "x", "y"), HEADER, ONE).header_row == 2


def test_headings_match_in_any_case_with_blank_or_underscore() -> None:
    assert table(("x", "y"), ("  ID:", "LÅNAD*"), ("1", "2")).header_row == 2


def test_a_header_is_not_sought_too_far_down() -> None:
    found, [finding] = look(*[(None,)] * EARLY, HEADER, ONE)

    assert found is None
    assert finding.rule == "header.missing"


def test_forty_rows_are_looked_at() -> None:
    assert EARLY == 40


def test_a_header_on_the_last_row_that_is_looked_at_is_found() -> None:
    assert table(*[(None,)] * (EARLY - 1), HEADER, ONE).header_row == EARLY


def test_a_title_of_two_cells_above_a_wide_table_is_no_header() -> None:
    rows = [("Rapport", "Lån"), ("Alfa", "Beta", "Gamma", "Delta"), ("1", "2", "3", "4")]

    assert table(*rows).header_row == 2


def test_unknown_headings_are_found_by_their_shape() -> None:
    found = table(("Rapport 2025",), ("Alfa", "Beta", "Gamma"), ("1", "2", "3"))

    assert found.headings == ("Alfa", "Beta", "Gamma")


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([("id;dag;typ",), ("1;2025-01-01;a",)], "header.one_column"),
        ([("Hej, det här är lån, av böcker",), ("Ett utdrag.",)], "header.missing"),
    ],
)
def test_rows_that_were_never_split_into_columns_are_said(
    rows: list[tuple[str, ...]], rule: str
) -> None:
    found, [finding] = look(*rows)

    assert (found, finding.rule) == (None, rule)


@pytest.mark.parametrize(("width", "severity"), [(2, "warning"), (3, "error")])
def test_a_page_without_a_header_is_graver_the_more_it_looks_like_a_table(
    width: int, severity: str
) -> None:
    _, [finding] = look(("1",) * width, ("2",) * width)

    assert finding.severity == severity


@pytest.mark.parametrize(
    "rows",
    [
        [("1", "2"), ("3", "4")],
        [("a", "a"), ("a", "a")],
        [("bara en text",)],
    ],
)
def test_no_header_is_said_when_nothing_looks_like_one(rows: list[tuple[str, ...]]) -> None:
    found, [finding] = look(*rows)

    assert found is None
    assert (finding.rule, finding.place) == ("header.missing", "uttag.xlsx › Lån")
    assert "ingen rubrikrad" in finding.message.sv


def test_an_empty_sheet_is_said() -> None:
    found, [finding] = look((None, None))

    assert (found, finding.rule, finding.severity) == (None, "sheet.empty", "note")


def test_a_header_without_records_gives_an_empty_table() -> None:
    found = table(HEADER)

    assert (found.headings, found.frame.height) == (HEADER, 0)


def test_columns_before_the_table_do_not_move_its_letters() -> None:
    found = table((None, None, "Id", "Lånad"), (None, None, "1", "2025-01-01"))

    assert (found.headings, found.columns) == (("Id", "Lånad"), ("C", "D"))
    assert records(found) == [("1", "2025-01-01")]


def test_a_heading_without_values_is_kept() -> None:
    assert table(HEADER, ("1", "2025-01-01", None)).headings == HEADER


def test_line_breaks_in_a_heading_become_blanks() -> None:
    assert table(("Id", "Lånad\nden"), ("1", "x")).headings == ("Id", "Lånad den")


def test_blank_rows_are_left_out_and_counted() -> None:
    found = table(HEADER, ONE, (None,), (None,), TWO)

    assert (records(found), found.left_out) == ([ONE, TWO], {"blank": 2})


def test_repeated_headers_are_left_out_and_counted() -> None:
    found = table(HEADER, ONE, HEADER, TWO, HEADER)

    assert (records(found), found.left_out) == ([ONE, TWO], {"repeated_header": 2})


def test_a_record_that_holds_one_heading_is_a_record() -> None:
    assert len(records(table(HEADER, ONE, ("Id", "x", "y")))) == 2


@pytest.mark.parametrize(
    "first",
    [
        "SUMMA",
        "Summa:",
        "SUMMA: 12",
        "Antal",
        "Antal: 3",
        "Totalt",
        "Total",
        "Delsumma",
        "Antal rader: 12",
        "Antal lån 1 234",
    ],
)
def test_rows_of_totals_are_left_out_and_counted(first: str) -> None:
    found = table(HEADER, ONE, TWO, (first, "2", "1"))

    assert (records(found), found.left_out) == ([ONE, TWO], {"totals": 1})


def test_a_single_cell_of_totals_is_counted_once() -> None:
    assert table(HEADER, ONE, ("Antal: 12",)).left_out == {"totals": 1}


def test_totals_may_stand_in_a_later_column() -> None:
    assert table(HEADER, ONE, (None, "SUMMA:", "12")).left_out == {"totals": 1}


@pytest.mark.parametrize(
    "first",
    [
        "Antal böcker",
        "Summan",
        "Totalförsvaret",
        "Antalet",
        "A12 summa",
    ],
)
def test_an_id_that_only_resembles_a_total_is_a_record(first: str) -> None:
    assert table(HEADER, ONE, (first, "2025-01-01", None)).left_out == {}


def test_notes_below_the_table_are_left_out_and_kept_with_the_titles() -> None:
    found = table(HEADER, ONE, TWO, (None,), ("Utskriven 2026-02-01",))

    assert records(found) == [ONE, TWO]
    assert found.left_out == {"blank": 1, "notes": 1}
    assert found.titles == (("Utskriven 2026-02-01",),)


def test_a_last_record_that_holds_nothing_but_its_id_is_a_record() -> None:
    assert len(records(table(HEADER, ONE, ("L17",)))) == 2


def test_a_single_cell_between_records_is_a_record() -> None:
    assert len(records(table(HEADER, ONE, ("post 3",), TWO))) == 3


def test_a_single_cell_between_records_is_a_record_where_the_first_column_has_no_heading() -> None:
    found = table((None, *HEADER), ("1", *ONE), (None, "post 3"), ("2", *TWO))

    assert len(records(found)) == 3


def test_a_table_of_two_columns_has_no_notes() -> None:
    assert len(records(table(HEADER[:2], ONE[:2], ("post 2",)))) == 2


def test_a_heading_met_twice_gets_a_suffix_and_is_said() -> None:
    found, [finding] = look(("Id", "Lånad", "lånad"), ONE)

    assert found is not None
    assert found.headings == ("Id", "Lånad", "lånad (2)")
    assert finding.rule == "header.duplicate"
    assert "lånad (C)" in finding.message.sv


def test_values_without_a_heading_are_said() -> None:
    found, [finding] = look(("Id", None, "Lånad"), ("1", "x", "2025-01-01"))

    assert found is not None
    assert found.headings == ("Id", "", "Lånad")
    assert (finding.rule, finding.severity) == ("header.nameless", "note")
    assert "kolumn B" in finding.message.sv


@pytest.mark.parametrize(
    ("heading", "same"),
    [
        ("Lånad_ut", "lånad ut"),
        ("LÅNAD-UT", "lånad ut"),
        (" Lånad\n ut: ", "lånad ut"),
        ("La\u030anad ut*", "lånad ut"),
        ("Lå\u00adnad\u200b ut", "lånad ut"),
    ],
)
def test_headings_are_compared_in_one_form(heading: str, same: str) -> None:
    assert normal(heading) == same


@pytest.mark.parametrize(
    ("position", "name"),
    [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (701, "ZZ"),
        (702, "AAA"),
        (16383, "XFD"),
    ],
)
def test_columns_have_spreadsheet_letters(position: int, name: str) -> None:
    assert letter(position) == name
