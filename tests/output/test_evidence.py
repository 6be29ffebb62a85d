from dataclasses import replace

import pytest

from bbic_ind.model import Finding, SheetRead
from bbic_ind.output.evidence import (
    affected,
    finding_line,
    finding_lines,
    left_out,
    place,
    read_as,
    summary_lines,
)
from bbic_ind.texts import Text


def finding(**more):
    fixed = {"rule": "r", "severity": "warning", "place": "", "message": Text("Obs.", "Note.")}
    return Finding(**fixed | more)


def test_a_finding_touches_the_indicators_that_read_its_column(run):
    assert affected(finding(table="lån", column="åter"), run) == ("1:1", "1:2", "1:10")


def test_a_finding_about_a_column_nobody_reads_touches_none(run):
    assert affected(finding(table="lån", column="hylla"), run) == ()


def test_a_finding_about_a_whole_table_touches_all_that_use_it(run):
    assert affected(finding(table="fjärrlån"), run) == ("2:1",)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Lån 2025.xlsx", ("1:1", "1:2", "1:10")),
        ("arkiv.zip/fjärrlån.csv", ("2:1",)),
        ("uttag.xlsx", ("1:3", "2:1")),
        ("utlån.xlsx", ("1:3", "2:1")),
    ],
)
def test_a_file_that_cannot_be_read_may_hold_what_it_is_named_after_or_what_nothing_gave(
    name, ids, run
):
    assert affected(finding(severity="error", place=name), run) == ids


def test_a_file_beside_others_that_gave_every_table_may_touch_any_indicator(run):
    sheets = [replace(run.reading.sheets[0], table=name) for name in ("lån", "fjärrlån")]
    sheets.append(replace(run.reading.sheets[0], table="filialer"))
    whole = replace(run, reading=replace(run.reading, sheets=tuple(sheets)))

    line = finding_line(finding(severity="error", place="annat.xlsx"), whole)

    assert line == "annat.xlsx: Obs. → kan beröra alla indikatorer"


def test_a_remark_on_a_sheet_that_gave_nothing_touches_no_indicator(run):
    assert affected(finding(severity="note", place="annat.xlsx"), run) == ()


def test_the_cells_not_named_are_counted():
    found = finding(place="lån.xlsx › Lån", cells=("G27", "G31"), count=5)

    assert place(found) == "lån.xlsx › Lån › G27, G31 … (+3)"


def test_a_finding_without_place_is_only_its_message(run):
    assert finding_line(finding(), run) == "Obs."


def test_findings_are_told_gravest_first_and_the_rest_counted(run):
    lines = finding_lines(run, most=1)

    assert lines == [
        "Fel: lån.xlsx › Lån › G27, G31: 2 datum går inte att läsa. → berör 1:1, 1:2, 1:10",
        "… och 1 till. bbic-ind compute --verbose visar alla.",
    ]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("sv", "Läst: 1 av 2 blad i 1 fil, 1222 rader använda, 12 utelämnade (profil: plain)."),
        ("en", "Read: 1 of 2 sheets in 1 file, 1222 rows used, 12 left out (profile: plain)."),
    ],
)
def test_the_summary_counts_files_sheets_and_rows(run, lang, line):
    assert summary_lines(run.reading, lang)[0] == line


def test_notes_of_one_rule_are_told_once_where_there_is_no_room_for_all(run):
    notes = [finding(severity="note", rule="b", table=f"t{n}") for n in range(12)]
    many = replace(run, reading=replace(run.reading, findings=tuple(notes)))

    assert finding_lines(many, most=10) == [
        "Upplysning: Obs.",
        "… och 11 till. bbic-ind compute --verbose visar alla.",
    ]


def test_one_of_a_kind_is_told_in_the_singular(run):
    one = replace(run.reading, sheets=(replace(run.reading.sheets[0], used=1),))

    assert "1 rad använd," in summary_lines(one, "sv")[0]


def test_a_sheet_of_no_known_table_is_not_told_to_be_unneeded():
    unknown, unneeded = (SheetRead("a.csv", "", table, 1, 3, 0) for table in ("", "loans"))

    assert (left_out(unknown, "sv"), read_as(unknown, "sv")) == ("", "inte igenkänt")
    assert left_out(unneeded, "sv") == "behövs inte för indikatorerna"
