"""A comparison as a table: every value with whose it is, ours among them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from bbic_ind.output.comparison.compared import Comparison
from bbic_ind.provenance import Manifest, manifest
from bbic_ind.provenance.fingerprint import plain_row

SCHEMA = pl.Schema(
    {
        "kpi": pl.String(),
        "year": pl.Int64(),
        "gender": pl.String(),
        "municipality": pl.String(),
        "name": pl.String(),
        "own": pl.String(),
        "value": pl.Float64(),
        "count": pl.Float64(),
        "status": pl.String(),
    }
)
"""``own`` is yes or no; ``status`` that of our own value, empty for the others'."""


def table(told: Comparison) -> pl.DataFrame:
    """One row per key figure, year, gender and municipality; ours first, then by code."""
    return pl.DataFrame(list(_rows(told)), schema=SCHEMA, orient="row")


def manifest_in(told: Comparison, folder: Path) -> Manifest:
    """The manifest of a comparison as it is to lie in ``folder``; a figure for each row."""
    rows = table(told).drop("name").rename({"kpi": "indicator", "year": "period"})
    figures = [plain_row(row) for row in rows.to_dicts()]
    return manifest(told.origin, None, figures, told.lang, folder)


def _rows(told: Comparison) -> Iterator[tuple[Any, ...]]:
    ours = told.municipality
    for row in told.placed:
        which = (row.kpi, row.year, row.gender)
        yield *which, ours, told.name(ours), "yes", row.value, row.count, row.status
        for one in row.others:
            yield *which, one.code, told.name(one.code), "no", one.value, one.count, ""
