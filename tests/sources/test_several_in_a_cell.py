"""A cell that names several subjects is a row for each of them."""

from pathlib import Path

from bbic_ind.model import Model
from bbic_ind.packaged import indicators_folder
from bbic_ind.sources.inspecting import inspect

from .bad_files import book
from .deliveries import GIRL, Deliver, rules, said, values
from .test_shipped_profiles import ADULT

PROFILE = """format: 1
sheets:
  Ärenden:
    feeds:
      utredningar:
        several_subjects: true
        columns:
          id: {from: [Nummer]}
          inledd: {from: [Start]}
          barn: {from: [Syskon], each: ','}
"""


def cases(*lines: str) -> dict[str, str]:
    rows = [f"{n};2025-01-0{n};{line}" for n, line in enumerate(lines, start=1)]
    return {"ärenden.csv": "\n".join(["Nummer;Start;Syskon", *rows, ""])}


def test_each_part_of_a_cell_becomes_a_row(deliver: Deliver) -> None:
    reading = deliver(cases("A, B", "C"), PROFILE)

    assert values(reading, "utredningar", "id") == ["1", "1", "2"]
    assert len(set(values(reading, "utredningar", "barn"))) == 3
    assert "row.conflicting" not in rules(reading)


def test_an_error_in_a_row_that_names_several_is_told_of_once(deliver: Deliver) -> None:
    rows = [["Nummer", "Start", "Syskon"], ["1", "#N/A", "A, B"]]
    reading = deliver({"ärenden.xlsx": book(lambda _: None, rows)}, PROFILE)

    finding = said(reading, "cell.error")
    assert (finding.cells, finding.count) == (("B2",), 1)


def test_what_stands_after_the_last_mark_is_no_part(deliver: Deliver) -> None:
    reading = deliver(cases("A, "), PROFILE)

    assert values(reading, "utredningar", "id") == ["1"]


def test_a_row_whose_cell_holds_nothing_but_marks_is_kept(deliver: Deliver) -> None:
    reading = deliver(cases("A", ", ,", ""), PROFILE)

    named = [one is not None for one in values(reading, "utredningar", "barn")]
    assert named == [True, False, False]


def test_a_row_that_names_several_is_one_row_used(deliver: Deliver) -> None:
    reading = deliver(cases("A, B", "C"), PROFILE)

    assert [(sheet.rows, sheet.used) for sheet in reading.sheets] == [(2, 2)]


def test_a_row_of_which_one_is_too_old_is_used_and_not_left_out(deliver: Deliver) -> None:
    aged = PROFILE.replace(
        "sheets:", "leave_out: [{reason: {sv: v, en: a}, over_age: 20}]\nsheets:"
    )
    reading = deliver(cases(f"{GIRL}, {ADULT}", GIRL, ADULT), aged)

    [sheet] = reading.sheets
    assert (sheet.rows, sheet.used, sum(sheet.left_out.values())) == (3, 2, 1)


def test_inspect_counts_the_rows_used_as_the_reading_does(tmp_path: Path, model: Model) -> None:
    (tmp_path / "own.yaml").write_text(PROFILE, "utf-8")
    (tmp_path / "ärenden.csv").write_text(cases("A, B", "C")["ärenden.csv"], "utf-8")
    profiles, own = indicators_folder() / "profiles", str(tmp_path / "own.yaml")

    seen = inspect([tmp_path / "ärenden.csv"], model, profiles=profiles, profile=own)
    assert [table.used for sheet in seen.sheets for table in sheet.tables] == [2]
