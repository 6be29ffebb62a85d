"""A cell that names several subjects is a row for each of them."""

from .deliveries import Deliver, rules, values

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
