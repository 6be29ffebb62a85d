"""Rows whose subjects stand in another table are one row for each of them, and no more."""

from .deliveries import Deliver, values

PROFILE = """format: 1
sheets:
  Ärenden:
    headings: [Nummer, Person]
    feeds:
      utredningar:
        several_subjects: true
        columns:
          id: {from: [Nummer]}
          barn: {from: [Person]}
          inledd: {from: [Start]}
  Samtal:
    headings: [Samtalsdag, Ärende]
    feeds:
      samtal:
        several_subjects: true
        columns:
          datum: {from: [Samtalsdag]}
          typ: {constant: utredningssamtal}
          barn:
            from: [Enskilt]
            lookup: [{through: Ärende, table: utredningar, match: id, column: barn}]
"""
CASES = "Nummer;Person;Start\nU1;A;2025-01-01\nU1;B;2025-01-01\nU2;C;2025-01-01\n"


def talks(deliver: Deliver, **sheets: str) -> int:
    files = {f"{name}.csv": text for name, text in sheets.items()}
    return len(values(deliver({"ärenden.csv": CASES, **files}, PROFILE), "samtal", "barn"))


def test_each_subject_found_becomes_a_row(deliver: Deliver) -> None:
    assert talks(deliver, s1="Samtalsdag;Ärende\n2025-02-01;U1\n2025-02-02;U2\n") == 3


def test_rows_of_another_sheet_are_not_multiplied(deliver: Deliver) -> None:
    first, second = "Samtalsdag;Ärende\n2025-02-01;U1\n", "Samtalsdag;Ärende\n2025-03-01;U1\n"

    assert talks(deliver, s1=first, s2=second) == 4


def test_a_row_that_names_its_own_subject_is_not_multiplied(deliver: Deliver) -> None:
    assert talks(deliver, s1="Samtalsdag;Ärende;Enskilt\n2025-02-01;U1;A\n") == 1
