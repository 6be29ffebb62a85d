"""How days are read, one fact each."""

from datetime import date

import polars as pl
import pytest

from bbic_ind.periods import OPEN
from bbic_ind.sources.values import Order, parse_dates, parse_end_dates

UNKNOWN = "unknown"
UNREADABLE = "unreadable"


def read(text: str | None, order: Order = "ymd", end: bool = False) -> date | str:
    parsed = (parse_end_dates if end else parse_dates)(pl.Series([text], dtype=pl.String), order)
    if parsed.unreadable.item():
        assert parsed.values.item() is None
        return UNREADABLE
    return parsed.values.item() or UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-01",
        "20251101",
        "2025-11-1",
        "2025/11/01",
        "2025.11.01",
        "2025-11-01 08:30",
        "2025-11-01 08.30",
        "2025-11-01 23:59:59",
        "2025-11-01 00:00:00",
        "2025-11-01T08:30:00.123",
        "2025-11-01T00:00:00Z",
        "2025-11-01T23:30:00-05:00",
        "2025-11-01T00:30:00+0200",
        "20251101.0",
        "20251101083000",
        "45962",
        "45962.0",
        "45962.99",
    ],
)
def test_every_accepted_way_of_writing_gives_the_same_day(text: str) -> None:
    assert read(text) == date(2025, 11, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2025-13-01",
        "20250230",
        "2025-11",
        "2025",
        "1/11/2025",
        "01112025",
        "25-11-01",
        "2025-11-01x",
        "2025-11-01 ca",
        "i november",
        "0202-11-01",
        "2225-11-01",
        "12345",
        "99999",
        "45962 dagar",
    ],
)
def test_what_is_no_certain_day_is_unreadable(text: str) -> None:
    assert read(text) == read(text, end=True) == UNREADABLE


@pytest.mark.parametrize(
    "text", ["1/11/2025", "01.11.2025", "1-11-2025", "01112025", "1/11/2025 08:30"]
)
def test_day_before_month_is_read_only_when_the_profile_says_so(text: str) -> None:
    assert read(text, "dmy") == date(2025, 11, 1)
    assert read(text, "ymd") == UNREADABLE


def test_month_before_day_is_read_only_when_the_profile_says_so() -> None:
    assert read("11/1/2025", "mdy") == date(2025, 11, 1)


@pytest.mark.parametrize("order", ["dmy", "mdy"])
@pytest.mark.parametrize("text", ["2025-11-01", "20251101", "20121211", "45962"])
def test_a_date_that_begins_with_its_year_is_the_same_in_every_order(
    text: str, order: Order
) -> None:
    assert read(text, order) == read(text)


@pytest.mark.parametrize("text", ["31/4/2025", "31042025"])
def test_an_impossible_day_is_unreadable_in_its_own_order_too(text: str) -> None:
    assert read(text, "dmy") == UNREADABLE


@pytest.mark.parametrize(
    ("serial", "day"),
    [("18264", date(1950, 1, 1)), ("36526", date(2000, 1, 1)), ("73415", date(2100, 12, 31))],
)
def test_excel_serials_are_days_from_1950_to_2100(serial: str, day: date) -> None:
    assert read(serial) == day


@pytest.mark.parametrize("serial", ["18263", "73416"])
def test_a_bare_number_just_outside_the_serials_is_no_day(serial: str) -> None:
    assert read(serial) == UNREADABLE


@pytest.mark.parametrize(
    "text",
    [
        "99991231",
        "9999-12-31",
        "9999-12-31 00:00:00",
        "99999999",
        "99991231.0",
        "2999-12-31",
        None,
        "-",
        "NULL",
    ],
)
def test_no_end_and_empty_mean_open(text: str | None) -> None:
    assert read(text, end=True) == OPEN


@pytest.mark.parametrize("text", ["99991231", "9999-12-31T00:00:00", "99999999"])
def test_no_end_is_no_day_in_an_ordinary_column(text: str) -> None:
    assert read(text) == UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "00000000",
        "0000-00-00",
        "0",
        "0001-01-01T00:00:00",
        "Uppgift saknas",
        "UPPGIFT SAKNAS",
        ".",
        "..",
    ],
)
def test_no_date_is_unknown_and_never_open(text: str) -> None:
    assert read(text) == read(text, end=True) == UNKNOWN


def test_a_day_ended_is_that_day() -> None:
    assert read("2025-11-01 00:00:00", end=True) == date(2025, 11, 1)


def test_a_column_of_all_ways_keeps_its_order_and_name() -> None:
    text = pl.Series("slut", ["2025-11-01", None, "20251102", "nonsens", "45962"])

    parsed = parse_dates(text)

    assert parsed.values.name == "slut"
    assert parsed.values.to_list() == [
        date(2025, 11, 1),
        None,
        date(2025, 11, 2),
        None,
        date(2025, 11, 1),
    ]
    assert parsed.unreadable.to_list() == [False, False, False, True, False]


def test_an_empty_column_gives_empty_columns() -> None:
    parsed = parse_dates(pl.Series([], dtype=pl.String))

    assert (parsed.values.dtype, parsed.values.len(), parsed.unreadable.len()) == (pl.Date, 0, 0)
