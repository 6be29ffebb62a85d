"""What each key of a profile does."""

from datetime import date

import pytest

from bbic_ind.periods import OPEN

from .deliveries import BOY, GIRL, Deliver, rules, said, values

HEAD = "format: 1\nsheets:\n  Ärenden:\n    feeds:\n      utredningar:\n"
COLUMNS = HEAD + "        columns:\n"
BASIS = "          id: {from: [Nummer]}\n          barn: {from: [Person]}\n"
OPENED = "          inledd: {from: [Start]}\n"


def cases(*lines: str, more: str = "") -> dict[str, str]:
    """A file of cases with headings that only the tests' profiles know."""
    rows = [f"{n};B{n};2025-01-0{n};{line}" for n, line in enumerate(lines, start=1)]
    return {"ärenden.csv": "\n".join([f"Nummer;Person;Start;{more}", *rows, ""])}


def test_the_first_heading_of_from_that_the_sheet_has_feeds_the_column(deliver: Deliver) -> None:
    profile = COLUMNS + BASIS + OPENED + "          avslutad: {from: [Klart, Slut, Avslut]}\n"

    reading = deliver(cases("2025-02-01;2025-03-01", more="Avslut;Slut"), profile)
    assert values(reading, "utredningar", "avslutad") == [date(2025, 3, 1)]


def test_the_models_own_name_always_works(deliver: Deliver) -> None:
    reading = deliver(cases("2025-02-01", more="Avslutad"), COLUMNS + BASIS + OPENED)

    assert values(reading, "utredningar", "avslutad") == [date(2025, 2, 1)]


def test_a_heading_given_to_another_column_loses_the_models_meaning(deliver: Deliver) -> None:
    profile = COLUMNS + BASIS + OPENED + "          enhet: {from: [Typ]}\n"

    reading = deliver(cases("Norr", more="Typ"), profile)
    assert "typ" not in reading.dataset.tables["utredningar"].columns


def test_values_translate_whatever_their_case_and_spacing(deliver: Deliver) -> None:
    profile = COLUMNS + BASIS + OPENED + "          typ: {from: [Slag], values: {Bo U: annan}}\n"

    reading = deliver(cases("BO_U", "bo u", "annan", more="Slag"), profile)
    assert values(reading, "utredningar", "typ") == ["annan"] * 3


def test_values_translate_answers_too(deliver: Deliver) -> None:
    rule = "          förlängd: {from: [Tid], values: {Utökad: ja, Normal: nej}}\n"

    reading = deliver(cases("Utökad", "Normal", more="Tid"), COLUMNS + BASIS + OPENED + rule)
    assert values(reading, "utredningar", "förlängd") == [True, False]


def test_a_text_that_means_null_is_missing_without_a_finding(deliver: Deliver) -> None:
    rule = "          typ: {from: [Slag], values: {Okänt: null}, default: annan}\n"

    reading = deliver(cases("Okänt", "", more="Slag"), COLUMNS + BASIS + OPENED + rule)
    assert values(reading, "utredningar", "typ") == [None, "annan"]
    assert "category.unknown" not in rules(reading)


def test_empty_means_fills_empty_cells(deliver: Deliver) -> None:
    rule = "          förlängd: {from: [Kryss], empty_means: nej}\n"

    reading = deliver(cases("X", "", more="Kryss"), COLUMNS + BASIS + OPENED + rule)
    assert values(reading, "utredningar", "förlängd") == [True, False]


def test_empty_means_says_nothing_where_the_heading_is_missing(deliver: Deliver) -> None:
    rule = "          förlängd: {from: [Kryss], empty_means: nej}\n"

    reading = deliver(cases("1", more="Annat"), COLUMNS + BASIS + OPENED + rule)
    assert "förlängd" not in reading.dataset.tables["utredningar"].columns


def test_a_default_holds_where_the_heading_is_missing(deliver: Deliver) -> None:
    rule = "          typ: {default: barnutredning}\n"

    reading = deliver(cases("1", more="Annat"), COLUMNS + BASIS + OPENED + rule)
    assert values(reading, "utredningar", "typ") == ["barnutredning"]


def test_a_default_does_not_hide_what_cannot_be_read(deliver: Deliver) -> None:
    rule = "          typ: {from: [Slag], default: barnutredning}\n"

    reading = deliver(cases("hmm", "", more="Slag"), COLUMNS + BASIS + OPENED + rule)
    assert values(reading, "utredningar", "typ") == [None, "barnutredning"]


def test_a_constant_is_the_value_of_every_row(deliver: Deliver) -> None:
    rule = "          typ: {constant: annan}\n"

    reading = deliver(cases("barnutredning", more="Typ"), COLUMNS + BASIS + OPENED + rule)
    assert values(reading, "utredningar", "typ") == ["annan"]


def test_a_pattern_takes_a_part_of_the_cell(deliver: Deliver) -> None:
    rule = "          avslutad: {from: [Tid], pattern: '–(.*)$'}\n"

    reading = deliver(
        cases("2025-01-01–2025-03-01", "2025-01-01–", more="Tid"), COLUMNS + BASIS + OPENED + rule
    )
    assert values(reading, "utredningar", "avslutad") == [date(2025, 3, 1), OPEN]


def test_a_cell_that_the_pattern_does_not_fit_cannot_be_read(deliver: Deliver) -> None:
    rule = "          avslutad: {from: [Tid], pattern: '–(.*)$'}\n"

    reading = deliver(cases("till vidare", "", more="Tid"), COLUMNS + BASIS + OPENED + rule)

    assert values(reading, "utredningar", "avslutad") == [None, OPEN]
    assert rules(reading) == {"end_date.unreadable"}


@pytest.mark.parametrize(("order", "text"), [("dmy", "03-02-2025"), ("mdy", "02/03/2025")])
def test_another_order_of_dates_is_read_only_when_asked_for(
    deliver: Deliver, order: str, text: str
) -> None:
    rule = f"          avslutad: {{from: [Slut], dates: {order}}}\n"

    reading = deliver(cases(text, more="Slut"), COLUMNS + BASIS + OPENED + rule)
    assert values(reading, "utredningar", "avslutad") == [date(2025, 2, 3)]


@pytest.mark.parametrize("text", ["2025-03", "202503", "2025/03", "2025-03-01"])
def test_a_month_is_its_first_day_where_months_are_asked_for(deliver: Deliver, text: str) -> None:
    rule = "          avslutad: {from: [Slut], dates: ym}\n"

    reading = deliver(cases(text, more="Slut"), COLUMNS + BASIS + OPENED + rule)
    assert values(reading, "utredningar", "avslutad") == [date(2025, 3, 1)]


def test_a_month_is_no_day_unless_asked_for(deliver: Deliver) -> None:
    rule = "          avslutad: {from: [Slut]}\n"

    reading = deliver(cases("2025-03", more="Slut"), COLUMNS + BASIS + OPENED + rule)
    assert values(reading, "utredningar", "avslutad") == [None]


def test_only_picks_the_rows_that_concern_the_table(deliver: Deliver) -> None:
    rule = "        only: [{heading: Verksamhet, values: [Barn]}]\n        columns:\n"

    reading = deliver(
        cases("Barn", "Äldre", "barn", more="Verksamhet"), HEAD + rule + BASIS + OPENED
    )
    assert values(reading, "utredningar", "id") == ["1", "3"]


def test_rows_left_out_are_counted_with_their_reason(deliver: Deliver) -> None:
    rule = (
        "        leave_out: [{heading: Bistånd, values: [Ja], reason: {sv: bistånd, en: aid}}]\n"
        "        columns:\n"
    )
    reading = deliver(cases("Nej", "Ja", "", more="Bistånd"), HEAD + rule + BASIS + OPENED)

    assert values(reading, "utredningar", "id") == ["1", "3"]
    assert {t.en: n for t, n in reading.sheets[0].left_out.items()} == {"aid": 1}


def test_those_too_old_when_the_row_begins_are_left_out(deliver: Deliver) -> None:
    rule = (
        "        leave_out: [{over_age: 7, reason: {sv: äldre, en: older}}]\n        columns:\n"
        "          id: {from: [Nummer]}\n          barn: {from: [Pnr]}\n" + OPENED
    )
    lines = [
        f"1;{GIRL};2026-05-31",
        f"2;{GIRL};2026-06-01",
        f"3;{BOY};2025-01-01",
        "4;T1;2025-01-01",
    ]

    files = {"ärenden.csv": "\n".join(["Nummer;Pnr;Start", *lines, ""])}
    reading = deliver(files, HEAD + rule, extracted=date(2026, 7, 1))
    assert values(reading, "utredningar", "id") == ["1", "4"]
    assert {t.en: n for t, n in reading.sheets[0].left_out.items()} == {"older": 2}


def test_a_day_after_the_extraction_makes_nobody_too_old(deliver: Deliver) -> None:
    rule = (
        "        leave_out: [{over_age: 20, reason: {sv: äldre, en: older}}]\n        columns:\n"
        "          id: {from: [Nummer]}\n          barn: {from: [Pnr]}\n" + OPENED
    )
    files = {"ärenden.csv": f"Nummer;Pnr;Start\n1;{GIRL};2052-05-31\n"}

    reading = deliver(files, HEAD + rule)
    assert values(reading, "utredningar", "id") == ["1"]
    assert rules(reading) == {"sheet.after_extraction"}


def test_one_sheet_can_feed_several_tables(deliver: Deliver) -> None:
    samtal = (
        "      samtal:\n        columns:\n          barn: {from: [Person]}\n"
        "          datum: {from: [Talk]}\n          typ: {constant: utredningssamtal}\n"
    )
    reading = deliver(cases("2025-01-09", more="Talk"), COLUMNS + BASIS + OPENED + samtal)

    assert values(reading, "utredningar", "inledd") == [date(2025, 1, 1)]
    assert values(reading, "samtal", "datum") == [date(2025, 1, 9)]


LINKED = COLUMNS + BASIS + OPENED + "          avslutad: {from: [Slut], lookup: [%s]}\n"
PLACED = "id;barn;från;till;vårdform;utredning\nP1;B1;2025-05-01;;hvb;1\nP2;B1;2025-04-01;;hvb;1\n"


def test_a_look_up_backwards_takes_the_earliest_date(deliver: Deliver) -> None:
    rule = "{through: Nummer, table: placeringar, match: utredning, column: från}"

    files = {**cases("", "", more="Slut"), "placeringar.csv": PLACED}
    reading = deliver(files, LINKED % rule)
    assert values(reading, "utredningar", "avslutad") == [date(2025, 4, 1), OPEN]


def test_a_date_in_the_cell_wins_over_the_look_up(deliver: Deliver) -> None:
    rule = "{through: Nummer, table: placeringar, match: utredning, column: från}"

    files = {**cases("2025-02-02", more="Slut"), "placeringar.csv": PLACED}
    reading = deliver(files, LINKED % rule)
    assert values(reading, "utredningar", "avslutad") == [date(2025, 2, 2)]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [("not_before: inledd", date(2025, 1, 1)), ("before: inledd", OPEN)],
)
def test_a_look_up_can_be_bounded_by_a_date_of_the_row(
    deliver: Deliver, limit: str, expected: date
) -> None:
    rule = "{through: Länk, table: placeringar, column: från, %s}" % limit  # noqa: UP031

    files = {
        **cases(";P1", more="Slut;Länk"),
        "placeringar.csv": "id;barn;från;vårdform\nP1;B1;2025-01-01;hvb\n",
    }
    reading = deliver(files, LINKED % rule)
    assert values(reading, "utredningar", "avslutad") == [expected]


def test_a_look_up_can_mean_a_value_of_its_own(deliver: Deliver) -> None:
    rule = (
        "          beslut: {lookup: [{through: Nummer, table: placeringar, match: utredning, "
        "column: id, means: placering}], default: utan_insats}\n"
    )
    files = {**cases("", "", more="Slut"), "placeringar.csv": PLACED}

    reading = deliver(files, COLUMNS + BASIS + OPENED + rule)
    assert values(reading, "utredningar", "beslut") == ["placering", "utan_insats"]


def test_a_subject_found_by_look_up_gives_a_row_for_each(deliver: Deliver) -> None:
    profile = (
        "format: 1\nsheets:\n  Hem:\n    headings: [Nr, Insats]\n    feeds:\n      placeringar:\n"
        "        several_subjects: true\n        columns:\n          id: {from: [Nr]}\n"
        "          från: {from: [Start]}\n          vårdform: {constant: hvb}\n          barn: "
        "{lookup: [{through: Insats, table: insatser, column: barn}]}\n"
        "  Stöd:\n    feeds:\n      insatser: {several_subjects: true}\n"
    )
    files = {
        "stöd.csv": "id;barn;från;typ\nI1;B1;2025-01-01;annat\nI1;B2;2025-01-01;annat\n",
        "hem.csv": "Nr;Insats;Start\nP1;I1;2025-02-01\n",
    }
    reading = deliver(files, profile)

    assert values(reading, "placeringar", "id") == ["P1", "P1"]
    assert len(set(values(reading, "placeringar", "barn"))) == 2


def test_an_id_that_leads_nowhere_is_reported_and_not_defaulted(deliver: Deliver) -> None:
    rule = (
        "          beslut: {lookup: [{through: Länk, table: placeringar, column: id, "
        "means: placering}], default: utan_insats}\n"
    )
    files = {**cases("P9", "", more="Länk"), "placeringar.csv": PLACED.replace(";1\n", ";\n")}
    reading = deliver(files, COLUMNS + BASIS + OPENED + rule)

    assert values(reading, "utredningar", "beslut") == [None, "utan_insats"]
    assert said(reading, "reference.dangling").count == 1


def test_an_id_that_leads_nowhere_is_told_once_and_where_it_stands(deliver: Deliver) -> None:
    link = "{through: Länk, table: placeringar, column: från, %s}"
    rules = ", ".join(link % limit for limit in ("not_before: inledd", "before: inledd"))
    files = {**cases(";P9", more="Slut;Länk"), "placeringar.csv": PLACED}
    filled = f"          avslutad: {{from: [Slut], lookup: [{rules}]}}\n"
    reading = deliver(files, COLUMNS + BASIS + OPENED + filled)

    assert said(reading, "reference.dangling").cells == ("E2",)


def test_an_id_that_the_model_looks_up_through_is_told_once_in_its_own_cell(
    deliver: Deliver,
) -> None:
    link = BASIS + OPENED.replace("inledd", "från") + "          utredning: {from: [Länk]}\n"
    opened = "id;barn;inledd;avslutad\nU1;B1;2025-01-01;2025-02-01\n"
    files = {**cases("U9", "U1", more="Länk"), "utredningar.csv": opened}
    reading = deliver(files, COLUMNS.replace("utredningar", "placeringar") + link)

    assert said(reading, "reference.dangling").cells == ("D2",)


def test_a_short_profile_stands_on_top_of_a_shipped_one(deliver: Deliver) -> None:
    profile = """
format: 1
extends: combine
sheets:
  Utredningar:
    feeds:
      utredningar:
        columns:
          avslutad: {from: [Klar den]}
          typ: {values: {BoU: barnutredning}}
"""
    text = (
        "Utrednings-ID;Personnummer;Inledd datum;Klar den;Utredningstyp\n"
        "1;B1;2025-01-01;2025-02-01;BoU\n2;B2;2025-01-01;;Annan utredning\n"
    )

    reading = deliver({"utredningar.csv": text}, profile)
    assert values(reading, "utredningar", "avslutad") == [date(2025, 2, 1), OPEN]
    assert values(reading, "utredningar", "typ") == ["barnutredning", "annan"]


def test_a_link_that_leads_nowhere_does_not_hide_the_next(deliver: Deliver) -> None:
    rules_ = (
        "{through: Länk, table: placeringar, column: från}, "
        "{through: Annan, table: placeringar, column: från}"
    )
    files = {**cases(";P9;P1", more="Slut;Länk;Annan"), "placeringar.csv": PLACED}

    reading = deliver(files, LINKED % rules_)
    assert values(reading, "utredningar", "avslutad") == [date(2025, 5, 1)]


def test_an_id_found_by_look_up_gives_one_row(deliver: Deliver) -> None:
    rule = (
        "          beslut: {lookup: [{through: Nummer, table: placeringar, match: utredning, "
        "column: id, means: placering}]}\n"
        "          enhet: {lookup: [{through: Nummer, table: placeringar, match: utredning, "
        "column: id}]}\n"
    )
    files = {**cases("", more="Slut"), "placeringar.csv": PLACED}

    reading = deliver(files, COLUMNS + BASIS + OPENED + rule, wanted={"utredningar": {"enhet"}})
    assert values(reading, "utredningar", "enhet") == ["P1"]
