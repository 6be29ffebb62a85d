"""What a personal number tells, and what replaces it."""

import subprocess
import sys
from ast import literal_eval
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbic_ind.sources.identity import _luhn, identities, number_of, pseudonyms

TODAY = date(2026, 2, 1)


def told(number: str | None) -> dict[str, object]:
    return identities(pl.Series([number], dtype=pl.String), TODAY).row(0, named=True)


def wrong_check(number: str) -> str:
    """The number with another last digit, which no one can have."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def test_every_test_number_passes_the_check(personal_numbers: list[str]) -> None:
    assert identities(pl.Series(personal_numbers))["valid_check"].all()


def test_every_test_number_tells_its_birth_date(personal_numbers: list[str]) -> None:
    numbers = pl.Series(personal_numbers)
    expected = numbers.str.slice(0, 8).str.to_date("%Y%m%d")

    assert identities(numbers)["born"].to_list() == expected.to_list()


def test_the_test_numbers_tell_2986_women_and_3004_men(personal_numbers: list[str]) -> None:
    female = identities(pl.Series(personal_numbers))["female"]

    assert (female.sum(), (~female).sum()) == (2986, 3004)


def test_no_other_last_digit_passes_the_check(personal_numbers: list[str]) -> None:
    wrong = pl.Series([wrong_check(number) for number in personal_numbers[:500]])

    assert not identities(wrong)["valid_check"].any()


@given(st.integers(10**11, 10**12 - 1))
def test_the_check_is_that_of_luhn_for_any_digits(number: int) -> None:
    doubled = [int(d) * (2 - n % 2) for n, d in enumerate(str(number)[2:])]
    expected = sum(sum(map(int, str(d))) for d in doubled) % 10 == 0

    assert pl.DataFrame({"number": [number]}).select(_luhn()).item() is expected


def test_a_number_that_fails_the_check_tells_neither_birth_date_nor_sex(
    personal_numbers: list[str],
) -> None:
    found = told(wrong_check(personal_numbers[0]))

    assert (found["kind"], found["born"], found["female"]) == ("personal", None, None)


def test_all_ways_of_writing_one_number_agree(personal_numbers: list[str]) -> None:
    number = personal_numbers[0]
    century, rest, last = number[:2], number[2:8], number[8:]
    written = [
        f"{century}{rest}{last}",
        f"{century}{rest}-{last}",
        f"{rest}{last}",
        f"{rest}-{last}",
        f"{century}{rest} {last}",
        f"{century}{rest}–{last}",
        f"{century}{rest}{last}.0",
    ]

    assert set(identities(pl.Series(written), TODAY)["normal"]) == {number}


def test_plus_moves_a_short_number_a_hundred_years_back(personal_numbers: list[str]) -> None:
    number = personal_numbers[0]

    assert told(f"{number[2:8]}+{number[8:]}")["normal"] == f"19{number[2:]}"


def test_a_short_number_is_not_born_after_today(personal_numbers: list[str]) -> None:
    number = next(n for n in personal_numbers if n.startswith("2023"))
    before_birth = date(2022, 12, 31)

    found = identities(pl.Series([number[2:]]), before_birth)

    assert found["normal"].item() == f"19{number[2:]}"


def test_a_short_number_may_be_born_today(personal_numbers: list[str]) -> None:
    number = personal_numbers[0]
    birth = date(int(number[:4]), int(number[4:6]), int(number[6:8]))

    assert identities(pl.Series([number[2:]]), birth)["normal"].item() == number


def test_every_coordination_number_passes_the_check(coordination_numbers: list[str]) -> None:
    found = identities(pl.Series(coordination_numbers))

    assert found["valid_check"].all()
    assert found["kind"].unique().to_list() == ["coordination"]


def test_a_coordination_number_has_sixty_added_to_the_day(coordination_numbers: list[str]) -> None:
    number = next(n for n in coordination_numbers if n[4:6] != "00" and n[6:8] == "75")

    assert told(number)["born"] == date(int(number[:4]), int(number[4:6]), 15)


def test_forty_coordination_numbers_give_no_date_but_stay_valid(
    coordination_numbers: list[str],
) -> None:
    found = identities(pl.Series(coordination_numbers))

    assert found["born"].null_count() == 40
    assert found.filter(pl.col("born").is_null())["valid_check"].all()


def test_a_short_coordination_number_finds_its_century(coordination_numbers: list[str]) -> None:
    numbers = pl.Series(coordination_numbers)

    assert identities(numbers.str.slice(2), TODAY)["normal"].to_list() == coordination_numbers


def test_a_short_coordination_number_may_be_born_today(coordination_numbers: list[str]) -> None:
    number = next(n for n in coordination_numbers if n[4:6] != "00" and n[6:8] == "75")
    birth = date(int(number[:4]), int(number[4:6]), 15)

    assert identities(pl.Series([number[2:]]), birth)["normal"].item() == number


@pytest.mark.parametrize("written", ["20000101-T220", "20000101T220", "000101-t220"])
def test_an_interim_number_tells_a_birth_date_and_no_more(written: str) -> None:
    assert told(written) == {
        "normal": "20000101T220",
        "born": date(2000, 1, 1),
        "female": None,
        "valid_check": None,
        "kind": "interim",
    }


@pytest.mark.parametrize(
    "written", ["B17", "tillfällig 4", "12-3456789012", "123456789012", "200399991234", "ab-12"]
)
def test_any_other_id_stays_as_it_stands(written: str) -> None:
    found = told(written)

    assert (found["normal"], found["kind"], found["valid_check"]) == (written, "other", None)


def test_an_id_that_a_spreadsheet_made_a_decimal_number_is_mended() -> None:
    assert told("1234.0")["normal"] == "1234"


def test_a_month_beyond_twelve_is_no_coordination_number() -> None:
    assert told("200313751234")["kind"] == "other"


def test_a_null_id_stays_null() -> None:
    assert set(told(None).values()) == {None}


def test_the_same_id_gets_the_same_serial_in_every_table() -> None:
    first, second = pseudonyms([pl.Series("a", ["x", "y", None, "x"]), pl.Series("b", ["y", "z"])])

    assert first.to_list() == [1, 2, None, 1]
    assert second.to_list() == [2, 3]
    assert (first.name, second.name, first.dtype) == ("a", "b", pl.UInt32)


def test_serials_follow_the_order_of_the_rows_and_not_of_the_ids() -> None:
    [column] = pseudonyms([pl.Series(["y", "x"])])

    assert column.to_list() == [1, 2]


def test_an_empty_column_keeps_its_place() -> None:
    first, second = pseudonyms([pl.Series([], dtype=pl.String), pl.Series(["x"])])

    assert (first.len(), second.to_list()) == (0, [1])


def test_no_columns_give_no_pseudonyms() -> None:
    assert pseudonyms([]) == []


def test_an_id_has_the_same_number_wherever_it_stands() -> None:
    first, second = number_of(pl.Series(["x", "y", None])), number_of(pl.Series(["y"]))

    assert first.dtype == pl.UInt64
    assert (first[1], first[2]) == (second[0], None)
    assert first[0] != first[1]


@pytest.mark.parametrize("key", ["None", "b'key'"])
def test_only_with_a_key_is_the_number_the_same_in_another_process(key: str) -> None:
    code = (
        "import polars as pl; from bbic_ind.sources.identity import number_of; "
        f"print(number_of(pl.Series(['x']), {key}).item())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    same = int(other.stdout) == number_of(pl.Series(["x"]), literal_eval(key)).item()
    assert same == (key != "None")


def test_another_key_gives_another_number() -> None:
    one, other = (number_of(pl.Series(["x"]), key) for key in (b"key", b"lock"))

    assert one.item() != other.item()


def test_with_a_key_the_pseudonyms_are_the_keyed_numbers() -> None:
    ids = pl.Series(["x", None, "x"])

    assert pseudonyms([ids], b"key")[0].to_list() == number_of(ids, b"key").to_list()


@pytest.mark.parametrize("key", [None, b"key"])
def test_no_pseudonym_holds_the_number(personal_numbers: list[str], key: bytes | None) -> None:
    ids = pl.Series(personal_numbers[:100])
    [given] = pseudonyms([ids], key)

    for made in (given, number_of(ids, key)):
        pairs = zip(ids, made.cast(pl.String), strict=True)
        assert not any(number[2:] in pseudonym for number, pseudonym in pairs)
