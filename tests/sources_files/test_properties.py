"""What holds for any table, however it is written."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from bbic_ind.periods import OPEN
from bbic_ind.sources.delimited import read_delimited
from bbic_ind.sources.headers import TextTable, find_table
from bbic_ind.sources.identity import pseudonyms
from bbic_ind.sources.values import parse_dates, parse_end_dates, parse_numbers
from bbic_ind.sources.workbooks import read_workbook

from .building import rows_workbook

HEADINGS = ("id", "lånad", "titel", "avdelning")
CELL = st.text(
    st.sampled_from('abåäö ;,\t|"\n12-')
    | st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]),
    max_size=6,
)
ROWS = st.lists(st.tuples(*[CELL] * 3), min_size=1, max_size=8)
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def written(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> bytes:
    def field(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    return "".join(";".join(map(field, row)) + "\n" for row in [headings, *rows]).encode()


def table(content: bytes) -> TextTable:
    [grid], findings = read_delimited(content, "lån.csv")
    found, _ = find_table(grid, set(HEADINGS))
    assert found is not None
    assert findings == []
    return found


def records(found: TextTable) -> list[dict[str, Any]]:
    cells = found.frame.select(str(n) for n in range(len(found.headings)))
    return [dict(zip(found.headings, row, strict=True)) for row in cells.rows()]


def numbered(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [(f"L{n}", *row) for n, row in enumerate(rows)]


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_every_row_written_is_a_record_in_its_order(rows: list[tuple[str, ...]]) -> None:
    assert [r["id"] for r in records(table(written(numbered(rows))))] == [
        f"L{n}" for n in range(len(rows))
    ]


@settings(max_examples=30, deadline=None)
@given(ROWS, st.permutations(range(4)))
def test_the_order_of_the_columns_changes_nothing(
    rows: list[tuple[str, ...]], order: list[int]
) -> None:
    whole = numbered(rows)
    shuffled = written([[row[n] for n in order] for row in whole], [HEADINGS[n] for n in order])

    assert records(table(shuffled)) == records(table(written(whole)))


@settings(max_examples=30, deadline=None)
@given(ROWS, st.data())
def test_splitting_a_file_in_two_changes_nothing(
    rows: list[tuple[str, ...]], data: st.DataObject
) -> None:
    whole = numbered(rows)
    at = data.draw(st.integers(0, len(whole)))

    halves = records(table(written(whole[:at]))) + records(table(written(whole[at:])))

    assert halves == records(table(written(whole)))


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_a_workbook_and_a_text_file_give_the_same_records(rows: list[tuple[str, ...]]) -> None:
    # A workbook cannot hold control characters, and takes what begins with = for a formula.
    whole = [["".join(c for c in x if c.isprintable() and c != "=") for x in row] for row in rows]
    content = [HEADINGS, *numbered(whole)]
    [grid], _ = read_workbook(rows_workbook(content), "lån.xlsx")
    book, _ = find_table(grid, set(HEADINGS))

    assert book is not None
    assert records(book) == records(table(written(content[1:])))


@settings(max_examples=50, deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=6))
def test_a_day_is_read_back_from_every_way_of_writing_it(days: list[date]) -> None:
    ways = ["%Y-%m-%d", "%Y%m%d", "%Y-%m-%d 00:00:00", "%Y-%m-%dT23:59:59Z", "%Y/%m/%d"]
    serials = [str((day - date(1899, 12, 30)).days) for day in days]

    for text in [*([day.strftime(way) for day in days] for way in ways), serials]:
        assert parse_dates(pl.Series(text)).values.to_list() == days


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=12) | st.none(), max_size=6))
def test_a_text_is_read_or_missing_or_unreadable_and_never_two_of_them(
    cells: list[str | None],
) -> None:
    text = pl.Series([cell.strip() or None if cell else None for cell in cells], dtype=pl.String)

    for read in (parse_dates, parse_end_dates, parse_numbers):
        parsed = read(text)
        assert parsed.values.len() == parsed.unreadable.len() == text.len()
        assert not (parsed.unreadable & parsed.values.is_not_null()).any()
        assert not (parsed.unreadable & text.is_null()).any()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=8).map(str.strip), max_size=6))
def test_only_an_empty_mark_or_no_end_makes_an_end_open(cells: list[str]) -> None:
    text = pl.Series([cell or None for cell in cells], dtype=pl.String)
    marks = ("-", "–", "—", "null", "(null)", "99999999")

    opened = text.filter(parse_end_dates(text).values == OPEN).drop_nulls()

    assert all(cell.casefold() in marks or cell.startswith("9999") for cell in opened)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.text(max_size=2) | st.none(), max_size=5), min_size=1, max_size=4))
def test_pseudonyms_are_one_to_one_over_all_tables(tables: list[list[str | None]]) -> None:
    columns = [pl.Series(ids, dtype=pl.String) for ids in tables]
    replaced = pseudonyms(columns)
    pairs = {
        pair
        for ids, names in zip(columns, replaced, strict=True)
        for pair in zip(ids, names, strict=True)
    }

    assert len({real for real, _ in pairs}) == len({name for _, name in pairs}) == len(pairs)
    assert all((real is None) == (name is None) for real, name in pairs)
