"""Results made by hand: a figure month by month, or year by year."""

from datetime import date

import polars as pl
import pytest

from bbic_ind.definitions import Computation, Indicator
from bbic_ind.definitions.limits import Limits
from bbic_ind.model import Titles
from bbic_ind.periods import parse_period
from bbic_ind.results import schema, shaped

TITLE = Titles(sv="Lån i tid", en="Loans in time")


@pytest.fixture
def an_indicator():
    """The maker of indicators: a kind, and what differs from one without limits."""

    def make(kind="share", id_="1:1", **more) -> Indicator:
        return Indicator("prov", id_, TITLE, kind, "year", Computation("lån"), **more)

    return make


@pytest.fixture
def a_row():
    """The maker of a final row: its period, its counts, and what else differs."""

    def make(period, numerator, denominator=None, **more) -> dict:
        span = parse_period(period)
        divided = None if numerator is None else numerator / (denominator or 1)
        value = more.pop("value", divided)
        fixed = {
            "pack": "prov",
            "indicator": "1:1",
            "variant": "",
            "part": "",
            "title": "Lån i tid",
            "kind": "share" if denominator is not None else "count",
            "period": period,
            "period_start": span.start,
            "period_end": span.end,
            "numerator": numerator,
            "denominator": denominator,
            "value": value,
            "low": value,
            "high": value,
            "status": "final",
            "note": "",
        }
        return fixed | more

    return make


@pytest.fixture
def a_result():
    """The maker of result frames: rows, and their group columns."""

    def make(rows, by=()) -> pl.DataFrame:
        types = schema(by)
        frame = pl.DataFrame(list(rows), schema_overrides=types, infer_schema_length=None)
        return shaped(frame, by)

    return make


@pytest.fixture
def months():
    """The labels of so many months from January 2024."""

    def make(number) -> list[str]:
        return [f"{2024 + place // 12}-{place % 12 + 1:02}" for place in range(number)]

    return make


@pytest.fixture
def limits():
    """The maker of limits, as a definition writes them."""
    return Limits.model_validate


@pytest.fixture
def day():
    """A day as it is written."""
    return date.fromisoformat
