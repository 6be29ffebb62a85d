"""The effects of a finding on variants, on parts and on the sides of a ratio."""

import polars as pl
import pytest

from bbic_ind.definitions import load_pack
from bbic_ind.engine.checking.moves import Three, moved
from bbic_ind.engine.checking.reckoning import COUNTS
from bbic_ind.model import load_model
from tests.check.conftest import SHIPPED, checking
from tests.check.test_effects import FOUR, PACK, effect, is_vague

REPORTS = """
aktualiseringar:
  - {id: A1, barn: B1, inkom: 2025-03-03, typ: anmälan, beslutad: 2025-03-05, beslut: %s}
  - {id: A2, barn: B2, inkom: 2025-03-03, typ: anmälan, beslutad: 2025-03-05, beslut: %s}
"""


def readings(checkup, rule, indicator):
    """The readings of an indicator that a rule moves, with their least and most."""
    return {
        effect.variant: (effect.move.low, effect.move.high)
        for one in checkup.found
        if one.breach.rule.id == rule
        for effect in one.effects
        if effect.indicator.id == indicator
    }


def test_a_variant_is_moved_where_the_main_reading_is_not(checked_rows):
    checkup = checked_rows(REPORTS % ("vad som helst", "utredning_inleds"))

    assert readings(checkup, "category.unknown", "5:3") == {"utan_påförda": (0.5, 1.0)}


def test_the_readings_are_moved_each_as_far_as_it_can(checked_rows):
    late = "id: U2, barn: B2, inledd: 2025-07-05, avslutad: 2025-11-05"
    text = FOUR.replace("id: U2, barn: B2, inledd: 2025-02-03, avslutad: 2025-05-05", late)
    text %= ("2025-02-03", '""')

    assert readings(checked_rows(text), "investigation.kind_missing", "5:4") == {
        "": (2 / 4, 3 / 4),
        "120_dagar": (1 / 4, 2 / 4),
    }


def test_every_part_that_can_move_is_told(checked_rows):
    checkup = checked_rows("""
handläggare:
  - {id: H1, från: 2020-01-01, till: "", socionom: ja, erfarenhet_från: "", chef: nej}
  - {id: H2, från: 2020-01-01, till: "", socionom: ja, erfarenhet_från: 2010-01-01, chef: nej}
""")
    moves = effect(checkup, "caseworker.experience_missing", "3:1").moves

    assert {move.part: (move.low, move.high) for move in moves} == {
        "under_1_år": (0, 0.5),
        "1-5_år": (0, 0.5),
        "över_5_år": (0.5, 1),
    }


RATIO = """
aktualiseringar:
  - {id: A1, barn: B1, inkom: 2025-10-03, typ: "", beslutad: ""}
  - {id: A2, barn: B2, inkom: 2025-10-03, typ: anmälan, beslutad: ""}
utredningar:
  - {id: U1, barn: B1, inledd: 2025-10-03, avslutad: "", typ: barnutredning}
insatser:
  - {id: I1, barn: B1, från: 2025-10-03, till: "", typ: öppenvård}
handläggare:
  - {id: H1, från: 2020-01-01, till: "", sysselsättningsgrad: 1, chef: nej}
  - {id: H2, från: 2020-01-01, till: "", sysselsättningsgrad: "", chef: nej}
"""


def test_the_rows_of_a_ratio_are_told_apart_by_their_side(checked_rows):
    checkup = checked_rows(RATIO)
    sides = {
        (one.breach.table, side)
        for one in checkup.found
        for effect in one.effects
        if effect.indicator.id == "5:2" and effect.rows is not None
        for side in effect.rows["side"]
    }

    assert sides == {("aktualiseringar", "numerator"), ("handläggare", "denominator")}


NOTHING = dict.fromkeys(COUNTS, 0.0)
WHOLE = NOTHING | {"numerator": 9.5, "denominator": 20.0}


@pytest.mark.parametrize(
    ("more", "span"), [(0.5, (0.45, 0.475)), (float("inf"), (None, None))], ids=["known", "unknown"]
)
def test_a_row_in_doubt_moves_a_sum_by_its_own_number(more, span):
    before = NOTHING | {"numerator": 0.5, "denominator": 0.5}
    unknown = NOTHING | {"missing": 1.0, "more": more, "denominator": 0.5}

    found = moved("share_of_sum", "", Three(WHOLE, before, unknown))

    assert (found.low, found.high) == span


def told(checkup):
    """Every effect as plain values."""
    return [
        (
            one.breach.rule.id,
            effect.indicator.id,
            effect.variant,
            effect.moves,
            None if effect.rows is None else effect.rows.sort(pl.all()).rows(),
        )
        for one in checkup.found
        for effect in one.effects
    ]


@pytest.mark.parametrize("name", ["socialstyrelsen-2009", "kolada"])
def test_reckoning_on_the_subjects_of_a_breach_gives_what_reckoning_on_all_does(
    name, model, catalogue, monkeypatch
):
    checked = checking(model, catalogue, load_pack(SHIPPED / name, model))
    few = told(checked("examples/exempelstad"))
    monkeypatch.setattr("bbic_ind.engine.checking.together.few", lambda *_: set())

    assert few == told(checked("examples/exempelstad"))


UNITS = """format: 1
id: "1:1"
title: {sv: Enhet, en: Unit}
kind: share
period: year
from: utredningar
denominator:
  - avslutad: {during: period}
numerator:
  - exists: {in: aktualiseringar, match: {enhet: enhet}, where: [{inkom: {during: period}}]}
"""
OF_ONE_UNIT = """
utredningar:
  - {id: U1, barn: B1, inledd: 2025-02-03, avslutad: 2025-05-05, enhet: Norr, typ: barnutredning}
  - {id: U2, barn: B2, inledd: 2025-02-03, avslutad: 2025-05-05, enhet: Norr, typ: barnutredning}
  - {id: U3, barn: B3, inledd: 2025-02-03, avslutad: 2025-05-05, enhet: Syd, typ: barnutredning}
aktualiseringar:
  - {id: A1, barn: B4, inkom: 2025-02-30, enhet: Norr, typ: anmälan}
  - {id: A2, barn: B5, inkom: 2025-03-03, enhet: Syd, typ: anmälan}
  - {id: A3, barn: B6, inkom: 2025-03-03, enhet: Syd, typ: anmälan}
"""


def test_a_row_that_others_are_tied_to_by_a_word_moves_all_of_them(model, catalogue, tmp_path):
    """B4's report is the only one of its unit, and two others' investigations hang on it."""
    assert spans_of(UNITS, OF_ONE_UNIT, model, catalogue, tmp_path) == {(1 / 3, 1.0)}


HOMES = """format: 1
id: "1:1"
title: {sv: Hem, en: Home}
kind: count
period: year
from: placeringar
numerator:
  - exists:
      in: placeringar
      match: {familjehem: familjehem}
      where:
        - från: {during: period}
        - vårdform: {is: nätverkshem}
"""
OF_ONE_HOME = """
placeringar:
  - {id: P1, barn: B1, från: 2025-01-01, vårdform: familjehem, familjehem: F1}
  - {id: P2, barn: B2, från: 2025-03-01, vårdform: okänd, familjehem: F1}
  - {id: P3, barn: B3, från: 2025-01-01, vårdform: familjehem, familjehem: F1}
  - {id: P4, barn: B4, från: 2025-01-01, vårdform: familjehem, familjehem: F2}
"""


def test_a_row_that_others_are_tied_to_by_a_shared_id_moves_them_too(model, catalogue, tmp_path):
    """What B2's home is decides for B1 and B3, who live there too."""
    assert spans_of(HOMES, OF_ONE_HOME, model, catalogue, tmp_path) == {(0, 2)}


def test_a_table_without_rows_may_change_the_figures_that_count_them(checked, tmp_path):
    (tmp_path / "aktualiseringar.csv").write_text("id;barn;inkom;typ;beslut;beslutad\n")

    assert is_vague(checked(tmp_path), "sheet.no_rows", "5:3")


PART_OF_COST = """format: 1
id: "1:1"
title: {sv: Del, en: Part}
kind: share_of_sum
period: year
numerator:
  - sum: {in: kostnader, of: belopp, where: [{månad: {during: period}}, {typ: {is: heldygnsvård}}]}
denominator:
  - sum: {in: kostnader, of: belopp, where: [{månad: {during: period}}]}
"""
COSTS = """
kostnader:
  - {månad: 2025-02-01, barn: B1, belopp: 300, typ: heldygnsvård}
  - {månad: 2025-02-01, barn: B2, belopp: 100, typ: öppenvård}
"""
UNREADABLE = ("cell.unreadable", "category.unknown")
COST = "  - {månad: %s, barn: B3, belopp: %s, typ: %s}\n"


def test_an_amount_that_is_divided_by_and_not_known_may_be_any(model, catalogue, tmp_path):
    """It may be a refund, too."""
    rows = COSTS + COST % ("2025-02-01", "mycket", "öppenvård")

    assert spans_of(PART_OF_COST, rows, model, catalogue, tmp_path) == {(None, None)}


def test_what_has_no_limit_already_is_not_the_doing_of_a_row_outside(model, catalogue, tmp_path):
    rows = COSTS + COST % ("2025-02-01", '""', "heldygnsvård")
    rows += COST % ("2024-02-01", "100", "okänt")

    assert spans_of(PART_OF_COST, rows, model, catalogue, tmp_path) == set()


PER_MEASURE = """format: 1
id: "1:1"
title: {sv: Per insats, en: Per measure}
kind: ratio
period: year
numerator:
  - sum: {in: kostnader, of: belopp, where: [{insats: {missing: false}}]}
denominator:
  - count: {in: kostnader, unit: insats, where: [{insats: {missing: false}}]}
"""
OF_NO_MEASURE = """
kostnader:
  - {månad: 2025-02-01, barn: B1, belopp: 300, insats: I1}
  - {månad: 2025-02-01, barn: B2, belopp: 100, insats: I2}
insatser:
  - {id: I1, barn: B1, från: 2025-01-01, typ: annat}
"""


def test_an_id_that_leads_nowhere_could_be_that_of_any_other_row(model, catalogue, tmp_path):
    """It may be I1's or that of a third, and the reckoning knows only to leave it out."""
    moves = moves_of(PER_MEASURE, OF_NO_MEASURE, model, catalogue, tmp_path)

    assert moves == {"link.dangling": ()}


IN_NO_CONTACT = """
barn: [{id: B1, född: 2014-01-01}, {id: B2, född: 2014-01-01}]
utredningar:
  - {id: U1, barn: B1, inledd: 2024-12-02, avslutad: 2025-01-15, typ: barnutredning}
  - {id: U2, barn: B2, inledd: 2024-12-02, avslutad: 2025-01-15, typ: barnutredning}
  - {id: U3, barn: B1, inledd: 2025-06-31, avslutad: 2026-01-15, typ: barnutredning}
insatser: [{id: I1, barn: B2, från: 2024-12-02, till: 2025-01-10, typ: annat}]
placeringar: [{id: P1, barn: B2, från: 2024-12-02, till: 2025-01-10, vårdform: hvb}]
aktualiseringar: [{id: A1, barn: B2, inkom: 2024-12-01, typ: anmälan}]
"""


def test_a_row_in_no_episode_for_want_of_a_day_puts_its_subject_in_doubt(checked_rows):
    """B1 came back with U3, or was never away."""
    move = effect(checked_rows(IN_NO_CONTACT), UNREADABLE[0], "3:5").move

    assert (move.now, move.low, move.high) == (0.0, 0.0, 1 / 2)


def spans_of(definition, rows, model, catalogue, folder):
    """How far the cells of the rows that cannot be read can move the figure of the definition."""
    found = moves_of(definition, rows, model, catalogue, folder)

    return {(move.low, move.high) for rule in UNREADABLE for move in found.get(rule, ())}


def moves_of(definition, rows, model, catalogue, folder):
    """How what breaks each rule can move the figure of the definition."""
    (folder / "pack.yaml").write_text(PACK)
    (folder / "1-1.yaml").write_text(definition)
    (folder / "rader").mkdir()
    (folder / "rader" / "underlag.yaml").write_text(rows)
    checked = checking(model, catalogue, load_pack(folder, model))(folder / "rader")

    return {rule: moves for rule, _, _, moves, _ in told(checked)}


STAYS = """
  hemtider:
    label: {sv: hemtider, en: times of a home}
    one: {sv: hemtiden, en: the time of a home}
    labels: {från: {sv: första dagen, en: first day}, till: {sv: sista dagen, en: last day}}
    description: {sv: Tid då någon bor i hemmet., en: Time when somebody lives in the home.}
    merge: [placeringar]
    by: familjehem
    opens: från
    closes: till
    merge_within: 1 day
"""
IN_A_LONG_STAY = """format: 1
id: "1:1"
title: {sv: I hem som har någon länge, en: In homes that have somebody for long}
kind: share
period: year
from: placeringar
denominator:
  - från: {during: period}
numerator:
  - exists:
      in: hemtider
      match: {familjehem: familjehem}
      where:
        - från: {during: period}
        - lasts: {at_least: 10 months}
"""
TWO_IN_ONE_HOME = """
placeringar:
  - {id: P1, barn: B1, familjehem: F1, från: 2025-01-01, till: 2025-05-31, vårdform: familjehem}
  - {id: P2, barn: B2, familjehem: F1, från: 2025-06-01, till: 2025-13-45, vårdform: familjehem}
  - {id: P3, barn: B3, familjehem: F2, från: 2025-01-01, till: 2025-05-31, vårdform: familjehem}
  - {id: P4, barn: B4, familjehem: F3, från: 2025-01-01, till: 2025-05-31, vårdform: familjehem}
"""


def test_no_span_is_told_where_subjects_share_an_episode(catalogue, tmp_path):
    """Should P2 have lasted, B1 too lives in a home that has somebody for ten months: 0-50 %."""
    text = (SHIPPED / "model.yaml").read_text("utf-8")
    path = tmp_path / "model.yaml"
    path.write_text(text.replace("episodes:\n", f"episodes:{STAYS}", 1), "utf-8")

    found = moves_of(IN_A_LONG_STAY, TWO_IN_ONE_HOME, load_model(path), catalogue, tmp_path)
    assert found == {"cell.unreadable": ()}


APART = """
utredningar:
  - {id: U1, barn: "", inledd: 2025-05-05, avslutad: 2025-02-03, typ: barnutredning}
  - {id: U2, barn: B1, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning}
  - {id: U3, barn: B3, inledd: 2025-02-03, avslutad: 2025-05-05, typ: barnutredning}
samtal:
  - {id: S1, barn: B2, datum: 2025-02-30, typ: utredningssamtal}
  - {id: S2, barn: B4, datum: 2025-02-03, typ: utredningssamtal}
"""


def test_the_rows_of_one_breach_are_told_though_another_is_about_others(checked_rows):
    """U1 is of nobody, and S1 of somebody who has no investigation."""
    found = effect(checked_rows(APART), "date.reversed", "1:2")

    assert (found.move.units, found.rows["_i"].to_list()) == (1, [0])


def rules_at(checkup, table, column):
    """The rules broken in a column, with the number of cells."""
    return {
        one.breach.rule.id: one.breach.count
        for one in checkup.found
        if (one.breach.table, one.breach.columns[:1]) == (table, (column,))
    }


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        ("2025-13-45", "2025-05-05", {"cell.unreadable": 1}),
        ("2025-13-45", "Uppgift saknas", {"cell.unreadable": 1, "investigation.end_unknown": 1}),
        ("2025-02-01", "2025-05-05", {"date.reversed": 1}),
    ],
)
def test_a_cell_that_could_not_be_read_is_not_said_to_be_empty_too(
    checked_rows, first, second, rules
):
    checkup = checked_rows(f"""
utredningar:
  - {{id: U1, barn: B1, inledd: 2025-03-03, avslutad: "{first}", typ: barnutredning}}
  - {{id: U2, barn: B2, inledd: 2025-03-03, avslutad: "{second}", typ: barnutredning}}
""")

    assert rules_at(checkup, "utredningar", "avslutad") == rules


LONG_AGO = """
aktualiseringar:
  - {id: A1, barn: B1, inkom: 2025-03-03, beslutad: 2025-03-05, typ: anmälan, beslut: %s}
  - {id: A2, barn: B2, inkom: %s, beslutad: Uppgift saknas, typ: anmälan, beslut: %s}
"""


@pytest.mark.parametrize(
    ("received", "moved"),
    [("2025-03-03", {"": (0.5, 1), "utan_påförda": (0.5, 1)}), ("2022-07-01", {})],
)
def test_a_row_that_other_cells_keep_out_moves_nothing(checked_rows, received, moved):
    checkup = checked_rows(LONG_AGO % ("utredning_inleds", received, "utredning_inleds"))

    assert readings(checkup, "report.decision_day_unknown", "5:3") == moved
