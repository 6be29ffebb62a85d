"""Nothing about a person leaves the reading."""

from datetime import date

import polars as pl
import pytest

from .deliveries import BOY, GIRL, Deliver, rules, said, values

TALKS = (
    f"id;barn;datum;typ\n1;{GIRL};2025-01-01;utredningssamtal\n"
    f"2;{BOY};2025-01-01;utredningssamtal\n"
)
CASES = f"id;barn;inledd\n1;{BOY[:8]}-{BOY[8:]};2025-01-01\n2;{GIRL};2025-02-01\n3;B7;2025-02-01\n"
BOTH = {"samtal.csv": TALKS, "utredningar.csv": CASES}


def everything(tables: dict[str, pl.DataFrame]) -> str:
    return " ".join(frame.write_csv() for frame in tables.values())


def test_no_personal_number_is_left_in_any_frame(deliver: Deliver) -> None:
    text = everything(deliver(BOTH).dataset.tables)

    assert not any(number[2:8] + number[8:] in text for number in (GIRL, BOY))


def test_a_pseudonym_is_the_same_in_every_table(deliver: Deliver) -> None:
    reading = deliver(BOTH)

    girl, boy = values(reading, "samtal", "barn")
    assert values(reading, "utredningar", "barn")[:2] == [boy, girl]


def test_every_subject_has_a_pseudonym_of_its_own(deliver: Deliver) -> None:
    assert len(set(values(deliver(BOTH), "barn", "id"))) == 3


@pytest.mark.parametrize(("told", "asked"), [("B7", "B7"), (GIRL, f"{GIRL[:8]}-{GIRL[8:]}")])
def test_an_id_looked_up_among_the_subjects_is_found_by_its_pseudonym(
    deliver: Deliver, told: str, asked: str
) -> None:
    profile = (
        "format: 1\nsheets:\n  Samtal:\n    headings: [Nr, Klient]\n    feeds:\n      samtal:\n"
        "        columns:\n          id: {from: [Nr]}\n          barn: {from: [Klient]}\n"
        "          typ: {constant: utredningssamtal}\n"
        "          datum: {lookup: [{through: Klient, table: barn, column: född}]}\n"
    )
    files = {
        "barn.csv": f"id;född\n{told};2013-04-12\n",
        "samtal.csv": f"Nr;Klient\nS1;{asked}\n",
    }

    for key in (None, b"key"):
        assert values(deliver(files, profile, key=key), "samtal", "datum") == [date(2013, 4, 12)]


def test_with_a_key_pseudonyms_are_the_same_in_every_run(deliver: Deliver) -> None:
    one, again, other = (deliver(BOTH, key=key) for key in (b"a", b"a", b"b"))

    assert values(one, "samtal", "barn") == values(again, "samtal", "barn")
    assert values(one, "samtal", "barn") != values(other, "samtal", "barn")


def test_the_subjects_are_those_seen_in_any_table(deliver: Deliver) -> None:
    born = values(deliver(BOTH), "barn", "född")

    assert sorted(map(str, born)) == ["2013-04-12", "2018-06-01", "None"]


def test_sex_is_told_by_the_number(deliver: Deliver) -> None:
    people = deliver(BOTH).dataset.tables["barn"].sort("född", nulls_last=True)

    assert people["kön"].to_list() == ["pojke", "flicka", None]


def test_the_subjects_own_table_without_their_ids_tells_of_nobody(deliver: Deliver) -> None:
    reading = deliver({**BOTH, "barn.csv": "född;kön\n2015-01-01;flicka\n"})

    assert len(values(reading, "barn", "id")) == 3
    assert "2015-01-01" not in map(str, values(reading, "barn", "född"))


def test_the_subjects_own_table_without_their_ids_may_be_alone_about_them(
    deliver: Deliver,
) -> None:
    reading = deliver(
        {"barn.csv": "född;kön\n2018-06-01;flicka\n", "handläggare.csv": "id;från\nH1;2020-01-01\n"}
    )

    assert said(reading, "column.missing").place == "barn.csv"
    assert values(reading, "barn", "id") == []


def test_the_subjects_own_table_is_filled_in_where_it_is_empty(deliver: Deliver) -> None:
    people = f"Personnummer;Född;Kön\n{GIRL};;\nB7;2015-05-05;pojke\n"

    reading = deliver({**BOTH, "barn.csv": people}, profile="plain")
    table = reading.dataset.tables["barn"].sort("född")
    assert table["född"].to_list() == [date(2013, 4, 12), date(2015, 5, 5), date(2018, 6, 1)]
    assert table["kön"].to_list() == ["pojke", "pojke", "flicka"]


def test_the_column_wins_over_the_number_and_the_conflict_is_told(deliver: Deliver) -> None:
    reading = deliver({"barn.csv": f"id;kön\n{GIRL};pojke\n{BOY};pojke\n"})

    assert values(reading, "barn", "kön") == ["pojke", "pojke"]
    assert said(reading, "subject.contradiction").cells == ("B2",)


def test_a_delivery_without_subjects_gets_no_table_of_them(deliver: Deliver) -> None:
    assert set(deliver({"nämndsvar.csv": "fråga;svar\na;ja\nb;nej\n"}).dataset.tables) == {
        "nämndsvar"
    }


def test_staff_known_by_personal_numbers_are_pseudonymised_too(deliver: Deliver) -> None:
    reading = deliver({"handläggare.csv": f"id;från\n{GIRL};2020-01-01\n{BOY};2020-01-01\n"})

    assert values(reading, "handläggare", "id") == ["1", "2"]


def test_a_case_number_that_looks_like_a_person_is_kept(deliver: Deliver) -> None:
    rows = f"id;från\n{GIRL};2020-01-01\nH2;2020-01-01\nH3;2020-01-01\n"

    assert values(deliver({"handläggare.csv": rows}), "handläggare", "id")[1:] == ["H2", "H3"]


@pytest.mark.parametrize(
    ("ids", "count", "shown"),
    [
        ([GIRL, BOY], 2, "2 rader; ett löpnummer visas i stället"),
        ([f"{GIRL[:8]}-{GIRL[8:]}", "H2", "H3", "2025001234"], 1, "1 rad; (dolt) visas i stället"),
    ],
)
def test_ids_that_look_like_personal_numbers_are_told_once_a_table(
    ids: list[str], count: int, shown: str, deliver: Deliver
) -> None:
    rows = "".join(f"{one};2020-01-01\n" for one in ids)
    found = said(deliver({"handläggare.csv": f"id;från\n{rows}"}), "id.personal")

    assert (found.place, found.count) == ("handläggare", count)
    assert shown in found.message.sv


def test_names_are_never_loaded(deliver: Deliver) -> None:
    talks = (
        TALKS.replace("id;", "Namn;id;")
        .replace("\n1;", "\nEtt Namn;1;")
        .replace("\n2;", "\nTvå;2;")
    )

    tables = deliver({"samtal.csv": talks}).dataset.tables
    assert "Namn" not in everything(tables)


@pytest.mark.parametrize("text", ["", "-", "..", "Uppgift saknas", "NULL"])
def test_a_missing_subject_stays_missing(deliver: Deliver, text: str) -> None:
    reading = deliver({"samtal.csv": TALKS + f"3;{text};2025-01-01;utredningssamtal\n"})

    assert values(reading, "samtal", "barn")[2] is None
    assert rules(reading) == {"required.empty"}


def test_a_word_that_several_rows_have_for_an_id_is_told_with_its_cells(deliver: Deliver) -> None:
    one = ";2025-01-01;utredningssamtal\n"
    rows = [f"3;Skyddad{one}", f"4;Skyddad{one}", f"5;Okänd{one}", f"6;B7{one}", f"7;B7{one}"]
    reading = deliver({"samtal.csv": TALKS + "".join(rows)})

    assert said(reading, "id.word").cells == ("B4", "B5")


def test_ids_that_all_are_words_are_ids(deliver: Deliver) -> None:
    text = "id;barn;inledd\n1;anna;2025-01-01\n2;anna;2025-02-01\n3;bo;2025-02-01\n"

    assert "id.word" not in rules(deliver({"utredningar.csv": text}))
