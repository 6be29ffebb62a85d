"""How text files with delimiters are read, and what is said of the odd ones."""

from typing import Any

import pytest

from bbic_ind.model import Finding
from bbic_ind.sources.delimited import read_delimited


def cells(content: str | bytes) -> list[tuple[Any, ...]]:
    data = content.encode() if isinstance(content, str) else content
    [grid], _ = read_delimited(data, "lån.csv")
    return grid.cells.rows()


def lines(content: str) -> list[int]:
    [grid], _ = read_delimited(content.encode(), "lån.csv")
    return grid.rows.to_list()


def findings(content: str | bytes) -> list[Finding]:
    return read_delimited(content.encode() if isinstance(content, str) else content, "lån.csv")[1]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    assert cells(delimiter.join("ab") + "\n" + delimiter.join("12") + "\n") == [
        ("a", "b"),
        ("1", "2"),
    ]


def test_decimal_commas_do_not_make_the_comma_the_delimiter() -> None:
    assert cells("a;b\n1,5;2,5\n3,5;4,5\n")[1] == ("1,5", "2,5")


def test_the_line_sep_names_the_delimiter_and_is_no_record() -> None:
    assert cells("sep=;\na;b\n1;2\n") == [("a", "b"), ("1", "2")]
    assert lines("sep=;\na;b\n1;2\n") == [2, 3]


def test_a_single_column_needs_no_delimiter() -> None:
    assert cells("id\nA1\n") == [("id",), ("A1",)]


def test_everything_is_text() -> None:
    assert cells("nr;dag\n0182;2025-01-01\n")[1] == ("0182", "2025-01-01")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert cells("å;ä;ö\n1;2;3\n".encode(encoding)) == [("å", "ä", "ö"), ("1", "2", "3")]


def test_reading_as_windows_text_is_said() -> None:
    [finding] = findings("å;ä\n1;2\n".encode("cp1252"))

    assert (finding.rule, finding.severity, finding.place) == ("csv.encoding", "warning", "lån.csv")
    assert "Windows-1252" in finding.message.sv
    assert "Windows-1252" in finding.message.en


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_nothing_is_said_of_utf8(encoding: str) -> None:
    assert findings("å;ä\n1;2\n".encode(encoding)) == []


def test_a_character_cut_by_the_end_of_a_chunk_is_still_utf8() -> None:
    assert findings("x" * ((1 << 22) - 1) + "å\n") == []


def test_half_a_character_before_the_next_chunk_is_not_utf8() -> None:
    [finding] = findings(b"x" * ((1 << 22) - 1) + b"\xc3" + b"a\n")

    assert finding.rule == "csv.encoding"


def test_text_becomes_nfc_and_stripped() -> None:
    assert cells("A\u030ar ; b\n\u00a0x ;\u200by\n") == [("År", "b"), ("x", "y")]


def test_a_text_met_once_among_many_alike_is_stripped_too() -> None:
    assert cells("a;b\n" + "ja;nej\n" * 30_000 + "ja ;nej\n")[-1] == ("ja", "nej")


def test_blank_cells_are_null() -> None:
    assert cells('a;b;c\n ;"";1\n')[1] == (None, None, "1")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end: str) -> None:
    assert cells(f"a;b{end}1;2{end}") == [("a", "b"), ("1", "2")]


def test_a_field_in_a_file_of_old_mac_lines_may_hold_a_line_feed() -> None:
    assert cells('a;b\r1;"x\ny"\r3;4\r') == [("a", "b"), ("1", "x\ny"), ("3", "4")]


def test_returns_inside_fields_end_no_line() -> None:
    assert cells("a;b\n1\r;2\r") == [("a", "b"), ("1", "2")]


def test_the_last_line_needs_no_end() -> None:
    assert cells("a;b\n1;2")[-1] == ("1", "2")


def test_a_quoted_field_may_hold_delimiters_quotes_and_line_ends() -> None:
    assert cells('a;b\n"1;2";"säger ""hej""\nidag"\n')[1] == ("1;2", 'säger "hej"\nidag')


def test_text_that_excel_is_told_to_leave_as_it_is_is_the_text() -> None:
    text = '="nr";dag;x\n="0182";="2025-01-01";=1+1\n'

    assert cells(text) == [("nr", "dag", "x"), ("0182", "2025-01-01", "=1+1")]


def test_line_numbers_count_the_lines_within_quoted_fields() -> None:
    assert lines('a;b\n1;"x\ny\nz"\n2;u\n') == [1, 2, 5]


def test_line_numbers_count_blank_lines() -> None:
    assert lines("a;b\n\n1;2\n") == [1, 2, 3]


def test_blank_lines_at_the_end_are_cut_off() -> None:
    assert lines("a;b\n1;2\n\n;\n\n") == [1, 2]


def test_nul_characters_are_left_out_and_counted() -> None:
    content = "a;b\n1\0;2\0\n"

    assert cells(content)[1] == ("1", "2")
    [finding] = findings(content)
    assert finding.rule == "csv.nul"
    assert "2 nolltecken" in finding.message.sv


def test_a_short_row_keeps_its_cells_and_the_rest_is_said_to_be_unknown() -> None:
    content = "a;b;c\n1;2;3\n4;5\n6;7;8\n"

    assert cells(content)[2] == ("4", "5", "uppgift saknas")
    [finding] = findings(content)
    assert (finding.rule, finding.cells, finding.count) == ("csv.short_rows", ("3",), 1)
    assert "färre än 3 fält (rad 3)" in finding.message.sv


def test_a_long_row_keeps_every_cell_where_it_stands_and_is_said() -> None:
    content = "a;b\n1;2\n3;4;5\n6;7\n"

    assert cells(content)[2] == ("3", "4", "5")
    [finding] = findings(content)
    assert (finding.rule, finding.severity, finding.cells) == ("csv.long_rows", "error", ("3",))
    assert "fler än 2 fält (rad 3)" in finding.message.sv


def test_a_long_row_far_down_is_met_too() -> None:
    content = "a;b\n" + "1;2\n" * 100_000 + "3;4;5\n"

    assert findings(content)[0].cells == ("100002",)


@pytest.mark.parametrize("first", ["a;b\x0c;c", "a;b\r;c", "a;b;c\x1f", 'a,";b,";c'])
def test_a_first_line_wider_than_it_looks_is_read_whole(first: str) -> None:
    content = first + "\n" + "1;2\n" * 3

    assert len(cells(content)[0]) == first.count(";") + 1


def test_a_ragged_row_after_a_record_of_several_lines_has_the_right_line() -> None:
    assert findings('a;b;c\n1;"x\ny";3\n4;5\n6;7;8\n')[0].cells == ("4",)


def test_a_blank_line_is_no_short_row() -> None:
    assert findings("a;b;c\n1;2;3\n\n4;5\n6;7;8\n")[0].cells == ("4",)


def test_only_the_first_fifteen_lines_are_named() -> None:
    [finding] = findings("a;b;c\n" + "1;2;3\n" * 30 + "1;2\n" * 20)

    assert (len(finding.cells), finding.count) == (15, 20)
    assert "(+5)" in finding.message.sv


def test_title_rows_above_are_not_ragged() -> None:
    assert findings("Rapport över lån\nUttagen 2026-02-01\n\na;b;c\n1;2;3\n4;5;6\n") == []


def test_a_note_below_the_table_is_no_short_row() -> None:
    content = "a;b;c\n1;2;3\n4;5;6\n\nKälla: biblioteket\n"

    assert findings(content) == []
    assert cells(content)[-1] == ("Källa: biblioteket", None, None)


@pytest.mark.parametrize("last", ["L17", "L 17;2025-01-01", "Källa: a\n4;5;6"])
def test_a_line_that_may_be_a_record_cut_off_is_a_short_row(last: str) -> None:
    assert [finding.rule for finding in findings(f"a;b;c\n1;2;3\n{last}\n")] == ["csv.short_rows"]


def test_a_quote_within_a_field_is_text() -> None:
    assert cells('a;b\n5" skärm;x\n6" skärm;y\n')[1:] == [('5" skärm', "x"), ('6" skärm', "y")]


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    content = 'a;b\n1;"x\n"2";3\n'

    assert cells(content) == [("a", "b"), ("1", '"x'), ("2", "3")]
    assert [finding.rule for finding in findings(content)] == ["csv.quotes"]


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_a_blank_file_is_said_to_be_empty(content: str) -> None:
    grids, [finding] = read_delimited(content.encode(), "lån.csv")

    assert grids == []
    assert (finding.rule, finding.severity) == ("file.empty", "error")


def test_only_delimiters_give_a_grid_without_cells() -> None:
    assert cells(";;\n;;\n") == []
