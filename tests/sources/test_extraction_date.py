"""The day up to which the data is known."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bbic_ind.packaged import indicators_folder

from .deliveries import Deliver, rules, said

ROWS = [["Utrednings-ID", "Personnummer", "Inledd datum"], ["1", "B1", "2025-03-01"]]


def book(*titles: str) -> dict:
    return {"uttag.xlsx": {"Utredningar": [*([title] for title in titles), [], *ROWS]}}


@pytest.mark.parametrize(
    "title",
    [
        "Uttagsdatum: 2026-01-15",
        "Uttagsdatum 20260115",
        "Uttagsdatum 2026/01/15",
        "Rapport utskriven: 2026-01-15 08:30",
        "UTTAGSDATUM:2026-01-15, period 2024-01-01 - 2025-12-31",
        "Period 2024-01-01–2025-12-31. Data t.o.m. 2026-01-15",
    ],
)
def test_the_date_is_found_above_the_header(deliver: Deliver, title: str) -> None:
    reading = deliver(book("Utredningar", title), extracted=None)

    assert (reading.dataset.extracted, reading.extracted_from) == (date(2026, 1, 15), "found")


def test_the_date_may_stand_in_the_next_cell(deliver: Deliver) -> None:
    rows = [["Uttagsdatum:", "", "2026-01-15"], [], *ROWS]

    reading = deliver({"uttag.xlsx": {"Utredningar": rows}}, extracted=None)
    assert reading.dataset.extracted == date(2026, 1, 15)


def test_the_date_is_written_as_the_files_own_profile_says(
    deliver: Deliver, tmp_path: Path
) -> None:
    shipped, profiles = indicators_folder() / "profiles", tmp_path / "profiles"
    profiles.mkdir()
    combine = (shipped / "combine.yaml").read_text("utf-8")
    (profiles / "combine.yaml").write_text(f"{combine}\ndates: dmy\n", "utf-8")
    shutil.copy(shipped / "lifecare.yaml", profiles)

    reading = deliver(book("Uttagsdatum: 05/01/2026"), extracted=None, profiles=profiles)
    assert reading.dataset.extracted == date(2026, 1, 5)


def test_the_date_given_wins(deliver: Deliver) -> None:
    reading = deliver(book("Uttagsdatum: 2026-01-15"), extracted=date(2026, 1, 31))

    assert (reading.dataset.extracted, reading.extracted_from) == (date(2026, 1, 31), "given")


def test_a_date_after_another_word_is_not_taken(deliver: Deliver) -> None:
    reading = deliver(book("Senast ändrad: 2026-01-15"), extracted=None)

    assert reading.extracted_from == "latest"


def test_of_several_dates_the_earliest_counts(deliver: Deliver) -> None:
    sheets = {
        "2024": [["Uttagsdatum: 2026-01-20"], [], *ROWS],
        "2025": [["Uttagsdatum: 2026-01-10"], [], ROWS[0], ["2", "B1", "2025-03-01"]],
    }
    reading = deliver({"utredningar.xlsx": sheets}, extracted=None)

    assert reading.dataset.extracted == date(2026, 1, 10)
    assert "2026-01-10, 2026-01-20" in said(reading, "extracted.several").message.en


def test_an_export_without_a_single_date_is_said_to_be_of_today(deliver: Deliver) -> None:
    reading = deliver({"utredningar.csv": "id;barn;inledd;avslutad\n"}, extracted=None)

    assert (reading.dataset.extracted, reading.extracted_from) == (date.today(), "today")
    assert "inga datum" in said(reading, "extracted.assumed").message.sv


def test_without_any_the_latest_date_in_the_data_is_assumed(deliver: Deliver) -> None:
    text = (
        "id;barn;inledd;avslutad\n1;B1;2025-01-01;2025-06-30\n"
        "2;B1;2025-03-01;\n3;B1;2025-03-01;2099-01-01\n"
    )
    reading = deliver({"utredningar.csv": text}, extracted=None)

    assert (reading.dataset.extracted, reading.extracted_from) == (date(2025, 6, 30), "latest")
    assert "2025-06-30" in said(reading, "extracted.assumed").message.sv


@pytest.mark.parametrize("wanted", [None, {"utredningar": {"typ"}}, {"samtal": {"typ"}}])
def test_the_assumed_date_is_the_same_whatever_is_asked_for(deliver: Deliver, wanted) -> None:
    files = {
        "utredningar.csv": "id;barn;inledd;typ\nU1;B1;2025-03-01;annan\n",
        "samtal.csv": "id;barn;datum;typ\nS1;B1;2025-06-01;utredning\n",
        "beslut.csv": "id;barn;beslutad;verkställd;typ\nD1;B1;2025-04-01;2025-07-01;öppenvård\n",
    }

    reading = deliver(files, extracted=None, wanted=wanted)

    assert reading.dataset.extracted == date(2025, 7, 1)


def test_a_found_date_needs_no_finding(deliver: Deliver) -> None:
    assert rules(deliver(book("Uttagsdatum: 2026-01-15"), extracted=None)) == set()
