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
        sheets = [one for one in mapped if one.table == table]
        stacked = [one for one in sheets if not is_supplement(one, sheets)]
        findings += [said for one in stacked for said in one.lacks]
        if len(stacked) > 1:
            findings.append(heading_messages.stacked(table, [one.read.place for one in stacked]))
        frame = pl.concat([one.frame for one in stacked], how="diagonal_relaxed")
        for one in sheets:
            if is_supplement(one, sheets):
                frame, said = _joined(frame, one)
                findings += said
        tables[table] = frame
    return tables, findings


def is_supplement(one: Mapped, sheets: Sequence[Mapped]) -> bool:
    """Whether a sheet only adds to rows that other sheets of its table have."""
    complete = [other for other in sheets if not other.lacks and "id" in other.frame.columns]
    return bool(one.lacks) and bool(complete) and "id" in one.frame.columns


def _joined(frame: pl.DataFrame, one: Mapped) -> tuple[pl.DataFrame, list[Finding]]:
    """The frame with the empty values of its rows filled from the sheet."""
    keys = [
        name
        for name in ("id", *subject_columns(one.target.model, one.table))
        if name in one.frame.columns
    ]
    keys = [name for name in keys if name in frame.columns]
    values = [c for c in one.frame.columns if c not in (*keys, SOURCE, ADDRESS) and c[0] != "_"]
    extra = one.frame.drop_nulls("id").unique(keys, keep="first", maintain_order=True)
    findings = _nowhere(frame, extra, one)
    renamed = extra.select(
        *keys,
        pl.col(ADDRESS).alias(ADDRESS + _ADDED),
        *(pl.col(c).alias(c + _ADDED) for c in values),
    )
    joined = frame.join(renamed, on=keys, how="left", maintain_order="left")
    known = [c for c in values if c in frame.columns]
    findings += _contradictions(joined, known, one)
    return joined.with_columns(
        pl.coalesce(c, c + _ADDED).alias(c) if c in known else pl.col(c + _ADDED).alias(c)
        for c in values
    ).drop([c + _ADDED for c in (*values, ADDRESS)]), findings


def _nowhere(frame: pl.DataFrame, extra: pl.DataFrame, one: Mapped) -> list[Finding]:
    rows = extra.join(frame, on="id", how="anti")
    return [row_messages.dangling(one.where("id", rows[ADDRESS]), one.table)] if rows.height else []


def _contradictions(joined: pl.DataFrame, known: Sequence[str], one: Mapped) -> list[Finding]:
    findings = []
    for name in known:
        rows = joined.filter(pl.col(name) != pl.col(name + _ADDED))
        if rows.height:
            findings.append(row_messages.contradiction(one.where(name, rows[ADDRESS + _ADDED])))
    return findings
