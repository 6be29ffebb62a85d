"""Each thing that can be wrong in the data, where it stands and what is done about it."""

from datetime import date

import pytest

from bbic_ind.periods import OPEN

from .bad_files import ADULTS_TOO, LINKED, book
from .deliveries import BOY, GIRL, Deliver, rules, said, values

HEAD = "id;barn;inledd;avslutad;typ;våld\n"


def cases(*rows: str) -> dict[str, str]:
    return {"utredningar.csv": HEAD + "".join(row + "\n" for row in rows)}


def test_a_sound_delivery_gives_no_finding(deliver: Deliver) -> None:
    rows = (f"U1;{GIRL};2025-01-01;2025-02-01;annan;ja", f"U2;{BOY};2025-01-01;;annan;")

    assert deliver(cases(*rows)).findings == ()


@pytest.mark.parametrize(
    ("row", "rule", "cell", "column"),
    [
        ("U1;B1;2025-02-30;;annan;ja", "date.unreadable", "C2", "inledd"),
        ("U1;B1;2025-01-01;snart;annan;ja", "end_date.unreadable", "D2", "avslutad"),
        ("U1;B1;2025-01-01;;annan;kanske", "yes_no.unreadable", "F2", "våld"),
    ],
)
def test_a_cell_that_cannot_be_read_is_missing_and_pointed_at(
    deliver: Deliver, row: str, rule: str, cell: str, column: str
) -> None:
    reading = deliver(cases(row))

    finding = said(reading, rule)
    assert (finding.place, finding.cells, finding.count) == ("utredningar.csv", (cell,), 1)
    assert (finding.table, finding.column, finding.severity) == ("utredningar", column, "error")
    assert values(reading, "utredningar", column) == [None]


def test_a_date_that_cannot_be_read_is_shown_and_other_text_is_not(deliver: Deliver) -> None:
    bad = ("U1;B1;2025-02-30;;annan;", "U2;B1;Ett Namn;;annan;", f"U3;B1;{GIRL[2:]};;annan;")
    message = said(deliver(cases(*bad)), "date.unreadable").message

    assert message.sv.startswith("”2025-02-30” går inte att läsa som inledd: väntade ett datum")
    assert "Namn" not in message.sv
    assert GIRL[2:] not in message.sv


@pytest.mark.parametrize(
    ("text", "says_order"), [("28/2/2025", True), ("02/28/2025", False), ("2025-02-30", False)]
)
def test_a_day_before_its_month_is_told_how_the_profile_says_so(
    text: str, says_order: bool, deliver: Deliver
) -> None:
    message = said(deliver(cases(f"U1;B1;{text};;annan;")), "date.unreadable").message

    assert ("dates: dmy" in message.sv, "dates: dmy" in message.en) == (says_order, says_order)


@pytest.mark.parametrize("text", ["-", "uppgift saknas"])
def test_rows_whose_id_or_text_is_said_to_be_missing_have_nothing_in_common(
    deliver: Deliver, text: str
) -> None:
    head = HEAD.replace("våld", "enhet")
    rows = f"{text};B1;2025-01-01;;annan;{text}\n{text};B2;2025-02-01;;annan;Norr\n"
    wanted = {"utredningar": ("id", "barn", "inledd", "avslutad", "typ", "enhet")}
    reading = deliver({"utredningar.csv": head + rows}, wanted=wanted)

    assert rules(reading) == {"required.empty"}
    assert values(reading, "utredningar", "enhet") == [None, "Norr"]


def test_an_unreadable_end_is_never_taken_for_an_open_case(deliver: Deliver) -> None:
    reading = deliver(cases("U1;B1;2025-01-01;2025-02-30;annan;ja"))

    assert values(reading, "utredningar", "avslutad") != [OPEN]


def test_only_the_first_cells_are_named_and_all_are_counted(deliver: Deliver) -> None:
    reading = deliver(cases(*(f"U{n};B1;i går;;annan;ja" for n in range(20))))

    finding = said(reading, "date.unreadable")
    assert finding.count == 20
    assert finding.cells == tuple(f"C{n}" for n in range(2, 17))


def test_a_number_that_cannot_be_read_is_reported(deliver: Deliver) -> None:
    text = "id;från;sysselsättningsgrad\nH1;2020-01-01;heltid\n"

    assert said(deliver({"handläggare.csv": text}), "number.unreadable").cells == ("C2",)


def test_each_unknown_value_is_reported_once_with_its_count(deliver: Deliver) -> None:
    reading = deliver(
        cases(
            "1;B;2025-01-01;;BoU;",
            "2;B;2025-01-01;;anan;",
            *(f"{n};B;2025-01-01;;BoU;" for n in "345"),
        )
    )

    found = [f for f in reading.findings if f.rule == "category.unknown"]
    assert [(f.count, f.cells) for f in found] == [(4, ("E2", "E4", "E5", "E6")), (1, ("E3",))]
    assert 'Did you mean "annan"?' in found[1].message.en
    assert "”BoU”" in found[0].message.sv


def test_a_column_full_of_unknown_values_shows_none_of_them(deliver: Deliver) -> None:
    reading = deliver(cases(*(f"{n};B;2025-01-01;;Namn nr {n};" for n in range(40))))

    finding = said(reading, "category.unlike")
    assert finding.count == 40
    assert "Namn" not in finding.message.sv


def test_a_personal_number_in_the_wrong_column_is_not_shown(deliver: Deliver) -> None:
    reading = deliver(cases(f"1;B;2025-01-01;;{GIRL};"))

    assert GIRL not in str(said(reading, "category.unknown"))


def test_an_empty_required_cell_is_reported(deliver: Deliver) -> None:
    reading = deliver(cases("U1;B1;;;annan;ja", "U2;;2025-01-01;;annan;ja"))

    found = {f.column: f.cells for f in reading.findings if f.rule == "required.empty"}
    assert found == {"inledd": ("C2",), "barn": ("B3",)}
    assert len(values(reading, "utredningar", "id")) == 2


def test_a_required_cell_that_cannot_be_read_is_told_of_once(deliver: Deliver) -> None:
    reading = deliver(cases("U1;B1;2025-02-30;;annan;ja", "U2;B1;;;annan;ja"))

    assert said(reading, "date.unreadable").cells == ("C2",)
    assert said(reading, "required.empty").cells == ("C3",)


def workbook(*rows: str) -> bytes:
    return book(lambda _: None, [HEAD.strip().split(";"), *(row.split(";") for row in rows)])


def test_formulas_without_a_value_are_not_one_and_the_same_id(deliver: Deliver) -> None:
    rows = ["=A1;=A1;2025-01-01;;annan;ja"] * 2
    reading = deliver({"utredningar.xlsx": workbook(*rows)})

    assert values(reading, "utredningar", "id") == [None, None]
    assert values(reading, "utredningar", "barn") == [None, None]


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [("#REF!", "cell.error"), ("#N/A", "cell.error"), ("=A1", "formula.uncached")],
)
def test_what_a_workbook_has_no_value_for_is_told_by_column(
    wrong: str, rule: str, deliver: Deliver
) -> None:
    sound = "U2;B1;2025-01-01;;annan;ja"
    reading = deliver(
        {"utredningar.xlsx": workbook(f"{wrong};{wrong};{wrong};{wrong};annan;ja", sound)}
    )

    assert rules(reading) == {rule}
    told = {f.column: (f.table, f.cells, f.severity) for f in reading.findings}
    assert told == {
        name: ("utredningar", (f"{letter}2",), "error")
        for name, letter in zip(("id", "barn", "inledd", "avslutad"), "ABCD", strict=True)
    }
    assert values(reading, "utredningar", "avslutad") == [None, OPEN]


def test_an_error_in_what_a_value_is_looked_up_through_is_told_where_nothing_else_stands(
    deliver: Deliver,
) -> None:
    reading = deliver({"Actualisations.xlsx": book(lambda _: None, LINKED)})

    told = {f.column: f for f in reading.findings if f.rule == "cell.error"}
    assert {name: found.cells for name, found in told.items()} == {
        "beslutad": ("G2",),
        "beslut": ("G2",),
    }
    assert "det som beslutad hämtas genom" in told["beslutad"].message.sv


def test_an_error_in_what_tells_which_rows_to_take_is_told_for_the_table(deliver: Deliver) -> None:
    rows = [ADULTS_TOO[0], [*ADULTS_TOO[1][:2], "#N/A", *ADULTS_TOO[1][3:]]]
    finding = said(deliver({"u.xlsx": book(lambda _: None, rows)}), "cell.error")

    assert (finding.table, finding.column, finding.cells) == ("utredningar", "", ("C2",))
    assert "vilka rader som tas med" in finding.message.sv


def test_an_error_where_nothing_is_read_is_not_told(deliver: Deliver) -> None:
    row = ["U1", "B1", "2025-01-01", "", "annan", "ja", "#N/A"]
    rows = [[*HEAD.strip().split(";"), "Ålder"], row]

    assert deliver({"u.xlsx": book(lambda _: None, rows)}).findings == ()


def test_a_sum_that_was_never_calculated_is_no_value_that_is_lost(deliver: Deliver) -> None:
    reading = deliver({"u.xlsx": workbook("U1;B1;2025-01-01;;annan;ja", "SUMMA:;;=C2;;;")})

    assert rules(reading) == set()


def test_an_error_above_the_rows_is_told_with_its_cell(deliver: Deliver) -> None:
    rows = [
        ["Uttag", "=TODAY()"],
        ["id", "barn", "inledd", "#N/A"],
        ["U1", "B1", "2025-01-01", "x"],
    ]
    finding = said(deliver({"utredningar.xlsx": book(lambda _: None, rows)}), "header.spoiled")

    assert (finding.cells, finding.place) == (("B1", "D2"), "utredningar.xlsx › Sheet")


def test_an_end_before_its_start_becomes_unknown(deliver: Deliver) -> None:
    reading = deliver(
        cases("U1;B1;2025-05-01;2025-04-30;annan;", "U2;B1;2025-05-01;2025-05-01;annan;")
    )

    assert said(reading, "date.reversed").cells == ("D2",)
    assert values(reading, "utredningar", "avslutad") == [None, date(2025, 5, 1)]


def test_a_row_that_stands_twice_is_counted_once(deliver: Deliver) -> None:
    row = "U1;B1;2025-01-01;;annan;ja"
    reading = deliver(cases(row, "U2;B1;2025-01-01;;annan;", row))

    finding = said(reading, "row.repeated")
    assert (finding.severity, finding.cells) == ("note", ("A4",))
    assert values(reading, "utredningar", "id") == ["U1", "U2"]


def test_rows_that_stand_in_two_files_are_counted_once(deliver: Deliver) -> None:
    text = HEAD + "U1;B1;2025-01-01;;annan;ja\n"
    reading = deliver({"a/utredningar.csv": text, "b/utredningar.csv": text})

    assert said(reading, "row.repeated").place == "b/utredningar.csv"
    assert values(reading, "utredningar", "id") == ["U1"]


def test_one_id_with_two_contents_in_two_files_may_be_two_exports(deliver: Deliver) -> None:
    (old,) = cases("U1;B1;2025-01-01;;annan;").values()
    (new,) = cases("U1;B1;2025-01-01;2025-02-01;annan;").values()
    told = deliver({"2024/utredningar.csv": old, "2025/utredningar.csv": new}).findings
    messages = [one.message.sv for one in told if one.rule == "row.conflicting"]

    assert ["ta bara med det senaste" in message for message in messages] == [True, True]


def test_rows_that_share_an_id_but_differ_are_all_kept(deliver: Deliver) -> None:
    reading = deliver(cases("U1;B1;2025-01-01;;annan;ja", "U1;B1;2025-02-01;;annan;ja"))

    assert said(reading, "row.conflicting").cells == ("A2", "A3")
    assert len(values(reading, "utredningar", "id")) == 2


def test_rows_without_an_id_are_not_repeats_of_each_other(deliver: Deliver) -> None:
    text = "id;barn;datum;typ\n" + ";B1;2025-01-01;utredningssamtal\n" * 2
    text += "S1;B1;2025-01-01;utredningssamtal\n" * 2

    assert values(deliver({"samtal.csv": text}), "samtal", "id") == [None, None, "S1"]


def test_a_wrong_check_digit_is_reported_and_tells_nothing(deliver: Deliver) -> None:
    wrong = GIRL[:-1] + str((int(GIRL[-1]) + 1) % 10)
    reading = deliver(cases(f"U1;{wrong};2025-01-01;;annan;"))

    finding = said(reading, "id.check_digit")
    assert finding.cells == ("B2",)
    assert wrong not in str(finding)
    assert "född" not in reading.dataset.tables["barn"].columns


def test_a_row_dated_before_the_birth_is_reported_and_kept(deliver: Deliver) -> None:
    reading = deliver(cases(f"U1;{GIRL};2018-05-31;;annan;", f"U2;{GIRL};2018-06-01;;annan;"))

    assert said(reading, "date.before_birth").cells == ("C2",)
    assert len(values(reading, "utredningar", "id")) == 2


def test_an_id_that_refers_to_no_row_is_reported(deliver: Deliver) -> None:
    text = "id;barn;från;vårdform;utredning\nP1;B1;2025-01-01;hvb;U9\nP2;B1;2025-01-01;hvb;U1\n"
    reading = deliver({**cases("U1;B1;2025-01-01;;annan;"), "placeringar.csv": text})

    finding = said(reading, "reference.dangling")
    assert (finding.place, finding.cells) == ("placeringar.csv", ("E2",))


def test_an_id_is_not_followed_into_a_table_that_is_not_there(deliver: Deliver) -> None:
    text = "id;barn;från;vårdform;utredning\nP1;B1;2025-01-01;hvb;U9\n"

    assert rules(deliver({"placeringar.csv": text})) == set()


def test_a_column_that_only_a_table_not_there_could_give_is_not_in_the_data(
    deliver: Deliver,
) -> None:
    text = "id;barn;från;vårdform;utredning\nP1;B1;2025-01-01;hvb;U1\n"
    alone = deliver({"placeringar.csv": text})
    linked = deliver({**cases("U1;B1;2025-01-01;;annan;"), "placeringar.csv": text})

    assert "utredning_avslutad" not in alone.dataset.tables["placeringar"].columns
    assert values(linked, "placeringar", "utredning_avslutad") == [OPEN]


def test_dates_after_the_extraction_are_counted_and_kept(deliver: Deliver) -> None:
    reading = deliver(cases("U1;B1;2025-01-01;2026-03-01;annan;", "U2;B1;2025-01-01;;annan;"))

    assert said(reading, "date.after_extraction").cells == ("D2",)
    assert values(reading, "utredningar", "avslutad") == [date(2026, 3, 1), OPEN]


def test_a_date_on_the_day_of_extraction_is_not_after_it(deliver: Deliver) -> None:
    assert rules(deliver(cases("U1;B1;2026-02-01;2026-02-01;annan;"))) == set()


def test_a_file_that_begins_after_the_extraction_altogether_is_an_error(deliver: Deliver) -> None:
    reading = deliver(cases("U1;B1;2026-03-01;;annan;", "U2;B1;2026-04-01;;annan;"))

    assert said(reading, "sheet.after_extraction").severity == "error"


def test_a_side_sheet_with_unknown_ids_is_reported(deliver: Deliver) -> None:
    files = {**cases("U1;B1;2025-01-01;;annan;"), "utredningar_mer.csv": "id;barnsamtal\nU7;ja\n"}

    assert said(deliver(files), "reference.dangling").place == "utredningar_mer.csv"


@pytest.mark.parametrize("years", ["-1", "99999", "1e9"])
def test_years_that_nobody_can_have_are_reported(years: str, deliver: Deliver) -> None:
    text = f"id;från;erfarenhet_år\nH1;2020-01-01;{years}\n"

    assert said(deliver({"handläggare.csv": text}), "years.unreadable").cells == ("C2",)


def test_years_of_experience_that_are_no_number_are_reported(deliver: Deliver) -> None:
    text = "id;från;erfarenhet_år\nH1;2020-01-01;länge\n"

    assert said(deliver({"handläggare.csv": text}), "years.unreadable").cells == ("C2",)


def test_no_finding_holds_a_personal_number(deliver: Deliver) -> None:
    rows = (
        f"U1;{GIRL};2025-02-30;snart;hm;kanske",
        f"U1;{BOY};2025-05-01;2025-01-01;hm;x",
        f"{GIRL};{BOY};2010-01-01;;annan;ja",
    )
    shown = str(deliver(cases(*rows)).findings)

    assert not any(number[2:8] in shown for number in (GIRL, BOY))


def test_rows_of_one_id_that_begin_apart_are_no_case_of_two_siblings(deliver: Deliver) -> None:
    text = (
        "Utrednings-ID;Personnummer;Inledd;Avslutad;Utredningstyp\n"
        "U2;B2;2025-01-10;2025-05-11;Barnutredning\n"
        "U2;B7;2025-03-10;2025-05-09;Barnutredning\n"
        "U3;B7;2025-03-10;2025-05-09;Barnutredning\n"
        "U3;B8;2025-03-10;2025-05-09;Barnutredning\n"
    )

    finding = said(deliver({"u.csv": text}, profile="combine"), "row.conflicting")

    assert finding.cells == ("A2", "A3")
