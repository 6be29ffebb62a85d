"""Doubt that meets other doubt, or that a figure would not see if the cell were just empty."""

import pytest

from bbic_ind.engine.checking.moves import Three, moved_without
from tests.check.test_effects import effect
from tests.check.test_readings import moves_of, readings, spans_of

FORESEEN = """format: 1
id: "1:1"
title: {sv: Samtal, en: Talks}
kind: count
period: year
from: utredningar
numerator:
  - avslutad: {during: period}
  - exists: {in: samtal, where: [{enskilt: {is: ja}}]}
"""
TALKS = """
utredningar:
  - {id: U1, barn: B1, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning}
  - {id: U2, barn: B2, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning}
samtal:
  - {id: S1, barn: B1, datum: 2025-03-03, typ: utredningssamtal, enskilt: kanske}
  - {id: S2, barn: B2, datum: 2025-03-03, typ: utredningssamtal, enskilt: kanske}
"""


@pytest.fixture
def spans(model, catalogue, tmp_path):
    """A function that tells how far cells that cannot be read can move a figure."""

    def run(definition, rows):
        return spans_of(definition, rows, model, catalogue, tmp_path)

    return run


def test_what_waits_for_time_anyway_may_still_be_decided_by_the_cell(spans):
    """There may always be another talk, but those held may have been what is asked for."""
    assert spans(FORESEEN, TALKS) == {(0, 2)}


def test_what_another_cell_leaves_open_may_still_be_decided_by_the_cell(spans):
    """B1 has had another talk of which nothing is known."""
    rows = TALKS + "  - {id: S3, barn: B1, datum: 2025-03-03, typ: utredningssamtal}\n"

    assert spans(FORESEEN, rows) == {(0, 2)}


PRESUMED = """format: 1
id: "1:1"
title: {sv: Korta, en: Short}
kind: share
period: year
from: utredningar
denominator:
  - avslutad: {during: period}
  - våld: {is: ja, allow_missing: true}
numerator:
  - avslutad: {on_or_before: inledd + 2 months}
"""
VIOLENCE = """
utredningar:
  - {id: U1, barn: B1, inledd: 2025-02-03, avslutad: 2025-03-05, typ: barnutredning, våld: kanske}
  - {id: U2, barn: B2, inledd: 2025-02-03, avslutad: 2025-09-05, typ: barnutredning, våld: kanske}
  - {id: U3, barn: B3, inledd: 2025-02-03, avslutad: 2025-03-05, typ: barnutredning, våld: ja}
  - {id: U4, barn: B4, inledd: 2025-02-03, avslutad: 2025-09-05, typ: barnutredning, våld: ja}
"""


def test_what_is_taken_for_an_answer_while_missing_is_in_doubt_all_the_same(spans):
    """Either of B1 and B2 may belong, and one of them counts."""
    assert spans(PRESUMED, VIOLENCE) == {(1 / 4, 3 / 4)}


STILL_PLACED = """format: 1
id: "1:1"
title: {sv: Avslutade, en: Ended}
kind: share
period: year
from: placeringar
denominator:
  - overlaps: period
numerator:
  - till: {missing: false}
"""
TWO_AT_ONCE = """
placeringar:
  - {id: P1, barn: B1, från: 2025-06-01, till: 2026-01-15, vårdform: hvb}
  - {id: P2, barn: B1, från: %s, till: 2026-01-20, vårdform: hvb}
"""


@pytest.mark.parametrize("begun", ["2025-12-01", "2026-01-10"])
def test_a_row_whose_days_may_be_wrong_is_not_kept_out_by_them(model, catalogue, tmp_path, begun):
    moves = moves_of(STILL_PLACED, TWO_AT_ONCE % begun, model, catalogue, tmp_path)

    [move] = moves["placement.overlapping"]
    assert (move.low, move.high) == (0, 1)


OF_AGE = """format: 1
id: "1:1"
title: {sv: Unga, en: Young}
kind: count
period: year
from: utredningar
numerator:
  - avslutad: {during: period}
  - barn.född: {after: 2010-01-01}
"""


def test_what_is_said_of_a_subject_decides_for_its_rows(spans):
    rows = VIOLENCE + "barn: [{id: B1, född: 2010-02-31}, {id: B2, född: 2012-01-01}]\n"

    assert spans(OF_AGE, rows) == {(1, 2)}


PERSONS = """format: 1
id: "1:1"
title: {sv: Korta, en: Short}
kind: share
period: year
from: utredningar
unit: barn
denominator:
  - avslutad: {during: period}
numerator:
  - våld: {is: ja}
"""
OF_ONE = """
utredningar:
  - {id: U1, barn: B1, inledd: 2025-02-03, avslutad: 2025-03-05, typ: annan, våld: nej}
  - {id: U2, barn: B1, inledd: 2025-02-03, avslutad: 2025-02-30, typ: annan, våld: ja}
  - {id: U3, barn: %s, inledd: 2025-02-03, avslutad: 2025-09-05, typ: annan, våld: nej}
"""


def test_a_row_that_may_belong_may_count_for_one_who_belongs_already(spans):
    assert spans(PERSONS, OF_ONE % "B2") == {(0.0, 1 / 2)}


def test_a_row_of_nobody_knows_whom_may_be_anyones(model, catalogue, tmp_path):
    """The reckoning takes it for one more, but it may well be B1's."""
    moves = moves_of(PERSONS, OF_ONE % '""', model, catalogue, tmp_path)

    assert moves["required.empty"] == ()


ANSWERED = """format: 1
id: "1:1"
title: {sv: Svar, en: Answers}
kind: yes_no
period: year
from: nämndsvar
question: fråga
answer: svar
valid: {column: gäller, on: period.end}
items: [licens, avtal]
"""


def test_an_answer_that_cannot_be_read_may_be_yes_or_no(spans):
    rows = "nämndsvar: [{fråga: licens, svar: kanske}, {fråga: avtal, svar: ja}]\n"

    assert spans(ANSWERED, rows) == {(0.0, 1.0)}


COUNTED = {"numerator": 24.0, "denominator": 45.0}
LEFT = {"numerator": 23.0, "denominator": 44.0}


@pytest.mark.parametrize(
    ("rows", "alone", "span"),
    [
        (1, True, (23 / 44, 24 / 45)),
        (2, True, (23 / 44, 24 / 45)),
        (2, False, (23 / 45, 24 / 44)),
    ],
    ids=["the one", "each for itself", "of units"],
)
def test_of_several_rows_in_doubt_some_may_be_there_and_others_not(rows, alone, span):
    """Of two rows one may have counted for a unit that remains, and one been all of another."""
    found = moved_without("share", "", Three(COUNTED, COUNTED, LEFT), rows, alone=alone)

    assert (found.low, found.high) == span


TWICE = """
utredningar:
  - {id: U1, barn: B1, inledd: 2025-01-02, avslutad: 2025-03-05, typ: barnutredning}
  - {id: U2, barn: B1, inledd: 2025-01-02, avslutad: 2025-03-05, typ: barnutredning}
  - {id: U3, barn: B2, inledd: 2025-01-02, avslutad: 2025-03-05, typ: barnutredning}
  - {id: U4, barn: B2, inledd: 2025-01-02, avslutad: 2025-03-05, typ: barnutredning}
insatser: [{id: I1, barn: B3, från: 2025-01-01, till: 2025-06-30, typ: annat}]
placeringar: [{id: P1, barn: B3, från: 2025-01-01, till: 2025-06-30, vårdform: hvb}]
"""


def test_rows_registered_twice_for_several_decide_nothing_of_what_they_are_merged_into(
    checked_rows,
):
    checkup = checked_rows(TWICE)

    assert effect(checkup, "investigation.twice", "5:4") is not None
    assert effect(checkup, "investigation.twice", "3:4") is None


def test_rows_of_one_id_that_differ_may_each_be_the_one_that_does_not_hold(checked_rows):
    checkup = checked_rows("""
utredningar:
  - {id: U1, barn: B1, inledd: 2025-01-02, avslutad: 2025-03-01, typ: barnutredning}
  - {id: U1, barn: B1, inledd: 2025-01-02, avslutad: 2025-07-01, typ: barnutredning}
  - {id: U2, barn: B2, inledd: 2025-01-02, avslutad: 2025-03-01, typ: barnutredning}
""")

    assert readings(checkup, "row.conflicting", "5:4")[""] == (1 / 2, 1)


def test_of_an_end_before_its_start_either_day_may_be_wrong(checked_rows):
    checkup = checked_rows("""
aktualiseringar:
  - {id: A1, barn: B1, inkom: 2025-03-03, typ: anmälan, beslutad: 2024-03-05}
""")
    doubted = [one.breach for one in checkup.found if one.breach.rule.id == "date.reversed"]

    assert [breach.columns for breach in doubted] == [("beslutad", "inkom")]
