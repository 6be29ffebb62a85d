"""How answers, numbers and categories are read, one fact each."""

import polars as pl
import pytest

from bbic_ind.sources.values import parse_categories, parse_numbers, parse_yes_no

UNREADABLE = "unreadable"


def answer(text: str | None) -> bool | str | None:
    parsed = parse_yes_no(pl.Series([text], dtype=pl.String))
    return UNREADABLE if parsed.unreadable.item() else parsed.values.item()


def number(text: str | None, percent: bool = False) -> float | str | None:
    parsed = parse_numbers(pl.Series([text], dtype=pl.String), percent)
    return UNREADABLE if parsed.unreadable.item() else parsed.values.item()


@pytest.mark.parametrize("text", ["Ja", "JA", "j", "X", "1", "1.0", "true", "SANT"])
def test_yes(text: str) -> None:
    assert answer(text) is True


@pytest.mark.parametrize("text", ["Nej", "NEJ", "n", "0", "0.0", "false", "FALSKT"])
def test_no(text: str) -> None:
    assert answer(text) is False


@pytest.mark.parametrize("text", [None, "-", ".", "..", "Uppgift saknas", "NULL"])
def test_a_missing_answer_is_missing_and_no_fault(text: str | None) -> None:
    assert answer(text) is None


@pytest.mark.parametrize("text", ["kanske", "2", "ja/nej", "delvis"])
def test_an_answer_that_is_neither_is_unreadable(text: str) -> None:
    assert answer(text) == UNREADABLE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1\u00a0234,5", 1234.5),
        ("1 234 567", 1234567.0),
        ("1.234,5", 1234.5),
        ("−3", -3.0),
        ("1e-05", 0.00001),
        ("75 %", 0.75),
        ("75%", 0.75),
        ("0,5\u00a0%", 0.005),
        ("-", None),
        (None, None),
    ],
)
def test_numbers(text: str | None, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["tolv", "1,234.5", "1 23", "12 st", "inf", "1e400", "NaN", "1-2", "%", "1 2,3,4"]
)
def test_what_is_no_certain_number_is_unreadable(text: str) -> None:
    assert number(text) == UNREADABLE


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("75", 0.75),
        ("100", 1.0),
        ("0,75", 0.75),
        ("75 %", 0.75),
        ("1", 1.0),
        ("0", 0.0),
        ("2,5", 0.025),
    ],
)
def test_a_share_may_be_written_as_percent(text: str, share: float) -> None:
    assert number(text, percent=True) == share


@pytest.mark.parametrize("text", ["1,01", "1.5", "2"])
def test_a_share_between_one_and_two_could_be_either_and_is_unreadable(text: str) -> None:
    assert number(text, percent=True) == UNREADABLE


def test_categories_match_their_values_in_any_case_with_blank_or_underscore() -> None:
    text = pl.Series(["Lånad ut", "LÅNAD_UT", "lånad-ut", "lånad  ut:", "La\u030anad ut"])

    parsed = parse_categories(text, ["hemma", "lånad_ut"])

    assert parsed.values.to_list() == ["lånad_ut"] * 5
    assert parsed.values.dtype == pl.Enum(["hemma", "lånad_ut"])


def test_a_word_that_is_no_category_is_unreadable() -> None:
    parsed = parse_categories(pl.Series(["borta", None, ".."]), ["hemma"])

    assert parsed.values.to_list() == [None, None, None]
    assert parsed.unreadable.to_list() == [True, False, False]
