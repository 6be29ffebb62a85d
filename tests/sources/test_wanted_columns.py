"""Only what the definitions use is parsed."""

from datetime import date

from bbic_ind.periods import OPEN

from .deliveries import Deliver, values

FILES = {
    "utredningar.csv": "id;barn;inledd;avslutad;typ;våld;enhet\n"
    "U1;B1;2025-01-01;2025-03-01;annan;ja;Norr\n",
    "placeringar.csv": "id;barn;från;till;vårdform;lagrum;utredning\n"
    "P1;B1;2025-01-01;;hvb;SoL;U1\n",
}


def columns(reading, table: str) -> set[str]:
    return {c for c in reading.dataset.tables[table].columns if not c.startswith("_")}


def test_a_wanted_column_comes_with_what_identifies_and_dates_the_row(deliver: Deliver) -> None:
    reading = deliver(FILES, wanted={"utredningar": {"typ"}})

    assert columns(reading, "utredningar") == {"id", "barn", "inledd", "avslutad", "typ"}


def test_a_table_nobody_wants_is_not_read(deliver: Deliver) -> None:
    reading = deliver(FILES, wanted={"utredningar": {"typ"}})

    assert "placeringar" not in reading.dataset.tables
    assert [sheet.used for sheet in reading.sheets if sheet.table == "placeringar"] == [0]


def test_free_text_is_read_when_wanted(deliver: Deliver) -> None:
    reading = deliver(FILES, wanted={"utredningar": {"enhet"}})

    assert values(reading, "utredningar", "enhet") == ["Norr"]


def test_a_looked_up_column_brings_what_it_is_looked_up_in(deliver: Deliver) -> None:
    reading = deliver(FILES, wanted={"placeringar": {"utredning_avslutad"}})

    assert {"utredning", "utredning_avslutad"} <= columns(reading, "placeringar")
    assert "lagrum" not in columns(reading, "placeringar")
    assert "avslutad" in columns(reading, "utredningar")


def test_a_derived_table_brings_the_spans_it_merges(deliver: Deliver) -> None:
    reading = deliver(FILES, wanted={"kontakter": {"till"}})

    assert {"inledd", "avslutad"} <= columns(reading, "utredningar")
    assert {"från", "till"} <= columns(reading, "placeringar")


def test_only_the_empty_cells_of_a_column_that_the_export_has_are_looked_up(
    deliver: Deliver,
) -> None:
    files = FILES | {
        "placeringar.csv": "id;barn;från;till;vårdform;utredning;utredning_avslutad\n"
        "P1;B1;2025-01-01;;hvb;U1;2025-02-15\n"
        "P2;B1;2025-01-01;;hvb;U1;\n"
        "P3;B1;2025-01-01;;hvb;;\n",
    }

    reading = deliver(files, wanted={"placeringar": {"utredning_avslutad"}})

    closed = values(reading, "placeringar", "utredning_avslutad")
    assert closed == [date(2025, 2, 15), date(2025, 3, 1), OPEN]
