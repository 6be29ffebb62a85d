"""Personal numbers are recognised however they are divided, and other texts are not."""

import pytest

from bbic_ind.personal import holds_number, without_numbers
from tests.privacy.secrets import planted_numbers

NUMBER = planted_numbers()[0]
DAY, LAST = NUMBER[:8], NUMBER[8:]
MARKS = ("", "-", "+", " ", "  ", " - ", ".", "/", "_", "\u2013", "\u2212", "\u00a0", "\u00ad")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("day", [DAY, DAY[2:], f"{DAY[:4]}-{DAY[4:6]}-{DAY[6:]}"])
def test_a_number_is_hidden_whatever_stands_within_it(day, mark):
    assert without_numbers(f"B{day}{mark}{LAST}:1") == "B***:1"


@pytest.mark.parametrize(
    "text",
    ["2025-01-01-2025-12-31", "20250101-20251231", "2025-01-01 \u2013 2025-12-31", "2025/1234"],
)
def test_days_and_registration_numbers_are_no_persons(text):
    assert not holds_number(text)
