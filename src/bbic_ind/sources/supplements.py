"""The sheets of one table put together: stacked, or joined to its rows by id.

A sheet that lacks columns its table requires but has the table's id adds its other
columns to the rows of the sheets that have them: that is how side sheets are read.
"""

from collections.abc import Sequence

import polars as pl

from bbic_ind.model import ADDRESS, SOURCE, Finding
from bbic_ind.sources import heading_messages, row_messages
from bbic_ind.sources.mapping import Mapped
from bbic_ind.sources.roles import subject_columns

_ADDED = " added"


def put_together(mapped: Sequence[Mapped]) -> tuple[dict[str, pl.DataFrame], list[Finding]]:
    """One frame for each table, and what is missing or contradicts itself."""
    tables: dict[str, pl.DataFrame] = {}
    findings: list[Finding] = []
    for table in dict.fromkeys(one.table for one in mapped):
        tables[table], said = _of_one(table, [one for one in mapped if one.table == table])
        findings += said
    return tables, findings


def _of_one(table: str, sheets: Sequence[Mapped]) -> tuple[pl.DataFrame, list[Finding]]:
    """The frame of one table, of all its sheets."""
    stacked = [one for one in sheets if not is_supplement(one, sheets)]
    findings = [said for one in stacked for said in one.lacks]
    if len(stacked) > 1:
        findings.append(heading_messages.stacked(table, [one.read.place for one in stacked]))
    frame = pl.concat([one.frame for one in stacked], how="diagonal_relaxed")
    for one in sheets:
        if is_supplement(one, sheets):
            frame, said = _joined(frame, one)
            findings += said
    return frame, findings


def is_supplement(one: Mapped, mapped: Sequence[Mapped]) -> bool:
    """Whether a sheet only adds to rows that others of its table, among those mapped, have."""
    others = (other for other in mapped if other.table == one.table and not other.lacks)
    complete = any("id" in other.frame.columns for other in others)
    return bool(one.lacks) and complete and "id" in one.frame.columns


def _joined(frame: pl.DataFrame, one: Mapped) -> tuple[pl.DataFrame, list[Finding]]:
    """The frame with the empty values of its rows filled from the sheet."""
    own = ("id", *subject_columns(one.target.model, one.table))
    keys = [name for name in own if name in one.frame.columns and name in frame.columns]
    values = [c for c in one.frame.columns if c not in (*keys, SOURCE, ADDRESS) and c[0] != "_"]
    first = (pl.col(c).drop_nulls().first().alias(c + _ADDED) for c in values)
    extra = one.frame.group_by(keys, maintain_order=True).agg(first)
    joined = frame.join(extra, on=keys, how="left", maintain_order="left")
    filled = joined.with_columns(
        pl.coalesce(c, c + _ADDED).alias(c) if c in frame.columns else pl.col(c + _ADDED).alias(c)
        for c in values
    ).drop(c + _ADDED for c in values)
    return filled, [*_nowhere(filled, keys, one), *_contradictions(filled, keys, values, one)]


def _nowhere(filled: pl.DataFrame, keys: Sequence[str], one: Mapped) -> list[Finding]:
    """The rows that add to none, for what they name is no row of the table."""
    rows = one.frame.join(filled, on=keys, how="anti", maintain_order="left")
    return [row_messages.dangling(one.where("id", rows[ADDRESS]), one.table)] if rows.height else []


def _contradictions(
    filled: pl.DataFrame, keys: Sequence[str], values: Sequence[str], one: Mapped
) -> list[Finding]:
    """What the sheet says otherwise than the table, or than an earlier row of its own."""
    told = filled.select(*keys, *values).unique(keys, keep="first", maintain_order=True)
    beside = one.frame.join(told, on=keys, suffix=_ADDED, maintain_order="left")
    found = ((name, beside.filter(pl.col(name) != pl.col(name + _ADDED))) for name in values)
    return [
        row_messages.contradiction(one.where(name, rows[ADDRESS]))
        for name, rows in found
        if rows.height
    ]
