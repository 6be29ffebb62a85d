"""Small result tables made from the counts of their finest groups."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

import polars as pl
import pytest

from bbic_ind.disclosure import intervals
from bbic_ind.disclosure.profile import load_profile
from bbic_ind.results import schema, shaped

KOLADA = load_profile("kolada")
NEEDS_SCIPY = pytest.mark.skipif(not intervals.is_available(), reason="scipy is an extra")
BOTH_WAYS = pytest.mark.parametrize(
    "available",
    [
        pytest.param(True, id="programming", marks=NEEDS_SCIPY),
        pytest.param(False, id="elimination"),
    ],
)
"""With linear programming and without."""
PERIODS = {
    "2025": (date(2025, 1, 1), date(2025, 12, 31)),
    "2024": (date(2024, 1, 1), date(2024, 12, 31)),
    "2023": (date(2023, 1, 1), date(2023, 12, 31)),
    "2025-Q1": (date(2025, 1, 1), date(2025, 3, 31)),
    "2025-Q2": (date(2025, 4, 1), date(2025, 6, 30)),
    "2025-Q3": (date(2025, 7, 1), date(2025, 9, 30)),
    "2025-Q4": (date(2025, 10, 1), date(2025, 12, 31)),
}

Counts = tuple[int, int, int]
"""Those counted, those undecided, and the others."""


def row(counts: Counts, kind: str = "share", **more) -> dict:
    """A row of results with these counts; no counts at all make a suppressed row."""
    first, last = PERIODS[more.get("period", "2025")]
    fixed = {
        "pack": "prov", "indicator": "1:1", "variant": "", "part": "", "title": "", "note": "",
        "kind": kind, "period": "2025", "period_start": first, "period_end": last,
        "status": "final" if counts else "suppressed",
    }  # fmt: skip
    return fixed | (_figures(counts, kind) if counts else {}) | more


def _figures(counts: Counts, kind: str) -> dict:
    yes, undecided, no = counts
    units = float(yes + undecided + no)
    figures = {"numerator": float(yes), "missing": undecided, "pending": 0}
    if kind in ("count", "ratio"):
        return figures | {"value": float(yes), "denominator": None if kind == "count" else 4.5}
    share = yes / units if units else None
    high = (yes + undecided) / units if units else None
    return figures | {"denominator": units, "value": share, "low": share, "high": high}


def frame(rows: Iterable[dict], by: tuple[str, ...] = ()) -> pl.DataFrame:
    listed = list(rows)
    types = schema(by)
    return shaped(pl.DataFrame(listed, schema_overrides=types, infer_schema_length=None), by)


def summed(cells: Mapping[tuple[str, ...], Counts], by: tuple[str, ...], **more) -> list[dict]:
    """The rows of every group and every total, from the counts of the finest groups."""
    found: dict[tuple[str | None, ...], list[Counts]] = {}
    for groups, counts in cells.items():
        for size in range(len(by) + 1):
            for kept in combinations(range(len(by)), size):
                at = tuple(group if n in kept else None for n, group in enumerate(groups))
                found.setdefault(at, []).append(counts)
    return [
        row(tuple(map(sum, zip(*counts, strict=True))), **dict(zip(by, at, strict=True)), **more)
        for at, counts in found.items()
    ]


def table(cells: Mapping[tuple[str, ...], Counts], by: tuple[str, ...], **more) -> pl.DataFrame:
    return frame(summed(cells, by, **more), by)


def hidden(results: pl.DataFrame, by: tuple[str, ...]) -> set[tuple[str | None, ...]]:
    """The groups of the suppressed rows."""
    rows = results.filter(pl.col("status") == "suppressed")
    return set(rows.select(by).rows())
