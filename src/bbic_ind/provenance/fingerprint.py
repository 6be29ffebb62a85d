"""Results in one canonical form, so that every format of them has the same fingerprint."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import polars as pl

from bbic_ind.results import EXTRAS, FIGURE, groups

_LEFT_OUT = ("title", "note", *EXTRAS)
"""What is in the reader's language, or read off the figures: it says nothing more of them."""

_KEY = (*FIGURE, "period")

_DIGITS = 12
"""Significant digits of a number: below them is only what binary sums leave behind, which
may differ with the number of processors."""


def fingerprint(results: pl.DataFrame) -> str:
    """SHA-256, as hexadecimal digits, of the results whatever their order and language."""
    return fingerprint_of(plain_rows(results))


def fingerprint_of(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 of rows that are already plain and in order: their JSON, a line for each."""
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    return sha256("\n".join(lines).encode()).hexdigest()


def plain_rows(results: pl.DataFrame) -> list[dict[str, Any]]:
    """Each row as plain values, sorted by what the row is about.

    Without titles, notes and what is read off the figures; whole numbers without decimals,
    days as ISO, nulls kept.
    """
    told = results.drop(name for name in _LEFT_OUT if name in results.columns)
    ordered = told.sort(*_KEY, *groups(results), nulls_last=False)
    return [plain_row(row) for row in ordered.to_dicts()]


def plain_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as plain values: whole numbers without decimals, days as ISO, nulls kept."""
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else float(f"{value:.{_DIGITS}g}")
    return value
