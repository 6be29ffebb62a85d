"""What a finding can change, and how far, reckoned by hand."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bbic_ind.definitions import load_pack
from bbic_ind.engine import calculate
from bbic_ind.engine.checking import check
from bbic_ind.model import Dataset, Reading
from bbic_ind.periods import OPEN, parse_period
from tests.check.conftest import EXTRACTED

FOUR = """
utredningar:
  - {id: U1, barn: B1, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning}
  - {id: U2, barn: B2, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning}
  - {id: U3, barn: B3, inledd: 2025-02-03, avslutad: 2025-12-05, typ: barnutredning}
  - {id: U4, barn: B4, inledd: %s, avslutad: 2025-05-05, typ: %s}
"""


def effect(checkup, rule, indicator):
    """The one effect of a rule on an indicator, None where there is none."""
    found = [
        effect
        for one in checkup.found
        if one.breach.rule.id == rule
        for effect in one.effects
        if effect.indicator.id == indicator
    ]
    return found[0] if found else None


def span(checkup, rule, indicator):
    move = effect(checkup, rule, indicator).move
    return move.now, move.low, move.high, move.units


def test_a_missing_cell_of_the_denominator_may_go_either_way(checked_rows):
    checkup = checked_rows(FOUR % ("2025-02-30", "barnutredning"))

    assert span(checkup, "cell.unreadable", "5:4") == (2 / 4, 2 / 4, 3 / 4, 1)


def test_a_case_that_may_belong_moves_the_figure_both_ways(checked_rows):
    checkup = checked_rows(FOUR % ("2025-02-03", '""'))

    assert span(checkup, "investigation.kind_missing", "5:4") == (2 / 3, 2 / 4, 3 / 4, 1)


def test_a_case_outside_every_figure_changes_none(checked_rows):
    text = FOUR % ("2025-02-03", '""')
    checkup = checked_rows(text.replace('avslutad: 2025-05-05, typ: ""', 'typ: ""'))

    assert effect(checkup, "investigation.kind_missing", "5:4") is None


def test_a_row_registered_twice_is_reckoned_with_and_without(checked_rows):
    twice = FOUR.replace("id: U2, barn: B2", "id: U2, barn: B1") % ("2025-02-03", "barnutredning")

    assert span(checked_rows(twice), "investigation.twice", "5:4") == (3 / 4, 2 / 3, 3 / 4, 1)


def test_other_doubt_stays_as_the_value_has_it(checked_rows):
    """U3's own missing start is not this rule's doing."""
    text = FOUR.replace(
        "inledd: 2025-02-03, avslutad: 2025-12-05", 'inledd: "", avslutad: 2025-12-05'
    )
    checkup = checked_rows(text % ("2025-02-30", "barnutredning"))

    assert span(checkup, "cell.unreadable", "5:4") == (2 / 4, 2 / 4, 3 / 4, 1)


def test_a_row_of_another_table_moves_the_figures_of_its_subject(checked_rows):
    """Whether B1's talk was of the right kind decides if the investigation counts in 1:2."""
    checkup = checked_rows("""
utredningar:
  - {id: U1, barn: B1, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning, barnsamtal: n}
  - {id: U2, barn: B2, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning, barnsamtal: j}
samtal:
  - {id: S1, barn: B1, datum: 2025-03-03, typ: vad som helst, ansvarig_handläggare: ja}
  - {id: S2, barn: B2, datum: 2025-03-03, typ: vad som helst, ansvarig_handläggare: ja}
""")
    found = effect(checkup, "category.unknown", "1:2")

    assert (found.move.low, found.move.high, found.move.units) == (1 / 2, 1.0, 1)
    assert found.rows["_i"].to_list() == [0]


def test_only_the_rows_in_doubt_are_told_to_change_the_figure(checked_rows):
    """The second row without a kind was closed the year before."""
    checkup = checked_rows("""
utredningar:
  - {id: U1, barn: B1, inledd: 2025-02-03, avslutad: 2025-05-05, typ: ""}
  - {id: U2, barn: B2, inledd: 2024-02-03, avslutad: 2024-05-05, typ: ""}
  - {id: U3, barn: B3, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning}
""")

    found = effect(checkup, "investigation.kind_missing", "5:4")
    assert found.rows["_i"].to_list() == [0]


def test_what_stops_a_figure_is_told_as_such(checked_rows):
    checkup = checked_rows("utredningar: [{id: U1, barn: B1, inledd: 2025-02-03}]", ["5:4"])

    assert effect(checkup, "data.lacking", "5:4").stops


def test_a_month_with_few_rows_may_lack_as_many_as_an_ordinary_one_has_more(checked_rows):
    """Eleven months have ten reports, all assessed in time; November has one, so nine may lack."""
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 11)]
    met = [day for day in days if not day.startswith("2025-11") or day.endswith("-01")]
    lines = [
        f"- {{id: A{n}, barn: B{n}, inkom: {day}, beslutad: {day}, typ: anmälan}}"
        for n, day in enumerate(met)
    ]
    checkup = checked_rows("\n".join(["aktualiseringar:", *lines, ""]))

    assert span(checkup, "report.few_in_month", "5:3") == (1.0, 111 / 120, 1.0, 9)


def test_a_figure_nobody_asked_for_is_not_reckoned(checked_rows):
    checkup = checked_rows(FOUR % ("2025-02-03", '""'), ["5:4"])
    told = {effect.indicator.id for one in checkup.found for effect in one.effects}

    assert told == {"5:4"}


def test_a_rule_that_lacks_its_columns_is_told_to_be_untried(checked_rows):
    untried = {
        one.rule.id: one.lacks for one in checked_rows(FOUR % ("2025-02-03", "annan")).untried
    }

    assert untried["investigation.talk_missing"] == ("utredningar.barnsamtal",)


def test_a_cell_that_cannot_be_read_is_not_also_told_to_be_empty(checked_rows):
    found = checked_rows(FOUR % ("2025-02-30", "barnutredning")).found

    assert [one.breach.rule.id for one in found if "inledd" in one.breach.columns] == [
        "cell.unreadable"
    ]


def test_a_row_without_a_subject_counts_with_the_others(checked_rows):
    text = FOUR.replace("id: U4, barn: B4", 'id: U4, barn: ""') % ("2025-02-03", '""')

    assert span(checked_rows(text), "investigation.kind_missing", "5:4") == (2 / 3, 1 / 2, 3 / 4, 1)


def test_a_row_merged_into_an_episode_moves_the_figures_of_the_episode(checked_rows):
    """B1's placements may be one contact or two, and may have ended in the year."""
    checkup = checked_rows("""
placeringar:
  - {id: P1, barn: B1, från: 2025-01-01, till: 2025-06-30, vårdform: hvb}
  - {id: P2, barn: B1, från: 2025-06-01, till: 2026-01-15, vårdform: hvb}
insatser:
  - {id: I2, barn: B2, från: 2025-01-01, till: 2025-06-30, typ: annat, måluppfyllelse: ja_helt}
  - {id: I3, barn: B3, från: 2025-01-01, till: 2025-06-30, typ: annat, måluppfyllelse: ja_helt}
utredningar:
  - {id: U2, barn: B2, inledd: 2025-01-01, avslutad: 2025-03-05, typ: barnutredning}
""")
    found = effect(checkup, "placement.overlapping", "3:4")

    assert (found.move.now, found.move.low, found.move.high) == (1.0, 2 / 4, 1.0)


def is_vague(checkup, rule, indicator):
    """Whether it may change the figure, but not by how much is told."""
    found = effect(checkup, rule, indicator)
    return found is not None and not found.moves


TALK_OF_NOBODY = """
utredningar:
  - {id: U1, barn: B1, inledd: 2025-02-03, avslutad: 2025-03-05, typ: barnutredning}
samtal:
  - {id: S1, barn: "", typ: utredningssamtal, enskilt: ja, datum: 2025-03-10}
"""


def test_a_row_that_could_be_anybodys_may_change_the_figures_that_look_for_such(checked_rows):
    assert is_vague(checked_rows(TALK_OF_NOBODY), "required.empty", "1:2")


def test_a_row_without_the_day_that_opens_it_may_or_may_not_make_an_episode(checked_rows):
    checkup = checked_rows("""
placeringar:
  - {id: P1, barn: B1, från: 2025-02-30, till: 2025-12-31, vårdform: hvb}
samtal:
  - {id: S1, barn: B1, typ: uppföljningssamtal, enskilt: ja, datum: 2025-10-10}
""")

    assert span(checkup, "cell.unreadable", "1:3") == (None, 0.0, 1.0, 1)


def test_what_is_not_registered_may_count_where_it_is_asked_if_it_is(checked_rows):
    """B1's contact may come to count, and the other two do not."""
    checkup = checked_rows("""
insatser:
  - {id: I1, barn: B1, från: 2025-01-01, till: 2025-06-30, typ: annat, måluppfyllelse: ""}
placeringar:
  - {id: P1, barn: B2, från: 2025-01-01, till: 2025-06-30, vårdform: hvb}
utredningar:
  - {id: U1, barn: B3, inledd: 2025-01-01, avslutad: 2025-03-05, typ: barnutredning}
""")

    assert span(checkup, "measure.result_missing", "3:4") == (0.0, 0.0, 1 / 3, 1)


AVERAGE = """format: 1
id: "1:1"
title: {sv: Tid, en: Time}
kind: mean
period: year
from: utredningar
let:
  tid: {days: {from: inledd, to: avslutad}}
denominator:
  - inledd: {during: period}
value: tid
"""
DAY = timedelta(days=1)
PACK = 'format: 1\ntitle: {sv: Egen, en: Own}\nversion: "1"\n'


@pytest.fixture
def averaged(model, catalogue, tmp_path):
    """Checks investigations of a child, a day they opened and how long they took, by an average."""
    (tmp_path / "egen").mkdir()
    (tmp_path / "egen" / "pack.yaml").write_text(PACK)
    (tmp_path / "egen" / "1-1.yaml").write_text(AVERAGE)
    own = load_pack(tmp_path / "egen", model).indicators
    kinds = pl.Enum(model.tables["utredningar"].columns["typ"].values)

    def run(*rows):
        frame = pl.DataFrame(
            {
                "id": [f"U{n}" for n in range(len(rows))],
                "barn": [child for child, _, _ in rows],
                "inledd": [opened for _, opened, _ in rows],
                "avslutad": [OPEN if n is None else opened + n * DAY for _, opened, n in rows],
                "typ": pl.Series(["annan"] * len(rows), dtype=kinds),
            }
        )
        reading = Reading(Dataset({"utredningar": frame}, EXTRACTED), (), (), "", "given")
        return check(catalogue, own, model, reading, parse_period("2025"))

    return run


def test_an_average_is_reckoned_on_every_subject(averaged):
    """Three spans of 10 days and one of 50: 20 days, and 23 without the one that stands twice."""
    day = date(2025, 1, 1)
    checkup = averaged(("B1", day, 10), ("B1", day, 10), ("B2", day, 10), ("B3", day, 50))
    move = checkup.found[0].effects[0].move

    assert (move.low, move.now, round(move.high, 3)) == (20.0, 20.0, 23.333)


def test_a_row_twice_that_an_average_leaves_out_changes_nothing_though_others_go_on(averaged):
    day, before = date(2025, 1, 1), date(2024, 1, 1)
    checkup = averaged(("B1", before, 10), ("B1", before, 10), ("B2", day, 10), ("B3", day, None))

    assert [one.effects for one in checkup.found] == [()]


SPANS = st.sampled_from(
    [
        ("2025-01-15", "2025-03-03"),
        ("2025-01-15", "2025-08-08"),
        ("2024-12-01", "2025-01-15"),
        ("2025-03-03", ""),
        ("", "2025-03-03"),
        ("2025-08-08", "2026-01-10"),
    ]
)
KINDS = st.sampled_from(["barnutredning", "familjerätt", ""])
ROWS = st.lists(st.tuples(st.sampled_from("ABC"), SPANS, KINDS), min_size=2, max_size=8)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS, kinds=st.lists(KINDS.filter(bool), min_size=8, max_size=8))
@pytest.mark.parametrize("indicator", ["5:4", "3:5"])
def test_whatever_the_cells_should_have_held_the_figure_stays_in_its_span(
    checked_rows, model, pack, indicator, rows, kinds
):
    lines = [
        f'- {{id: U{n}, barn: {who}, inledd: "{start}", avslutad: "{end}", typ: "{kind}"}}'
        for n, (who, (start, end), kind) in enumerate(rows)
    ]
    born = "barn: [{id: A, född: 2012-01-01}, {id: B, född: 2013-01-01}, {id: C, född: 2014-01-01}]"
    others = "insatser: [{id: I1, barn: A, från: 2025-02-01, till: 2025-03-01, typ: öppenvård}]"
    rest = "placeringar: [{id: P1, barn: B, från: 2025-02-01, till: 2025-03-01, vårdform: hvb}]"
    text = "\n".join(["utredningar:", *lines, born, others, rest, ""])
    checkup = checked_rows(text, [indicator])
    found = effect(checkup, "investigation.kind_missing", indicator)
    tables = {n: f for n, f in checkup.world.tables.items() if n in model.tables}
    changed = tables["utredningar"].with_columns(_filled(tables["utredningar"]["typ"], kinds))
    tables = {n: f.drop("_i") for n, f in {**tables, "utredningar": changed}.items()}
    chosen = [one for one in pack.indicators if one.id == indicator]
    figures = calculate(chosen, model, Dataset(tables, EXTRACTED), [parse_period("2025")])
    value = figures.filter(pl.col("variant") == "")["value"][0]

    if found is not None and found.move.low is not None and value is not None:
        assert found.move.low - 1e-9 <= value <= found.move.high + 1e-9


def _filled(series, values):
    left = iter(values)
    return pl.Series("typ", [next(left) if v is None else v for v in series], series.dtype)
