"""What can be wrong in a profile that only the model can tell."""

from collections.abc import Iterable

import polars as pl

from bbic_ind.errors import Fault
from bbic_ind.model import Column, ColumnType, Model, Table
from bbic_ind.sources.conversion import fits
from bbic_ind.sources.headers import normal
from bbic_ind.sources.profile_shapes import (
    ColumnRule,
    DateOrder,
    Feed,
    LeaveOut,
    LookupRule,
    Profile,
)
from bbic_ind.strict_yaml import Document, KeyPath, did_you_mean
from bbic_ind.texts import Text


def faults_of(document: Document, profile: Profile, model: Model) -> Iterable[Fault]:
    """Every name and value of the profile that the model does not know, with its line."""
    for i, left in enumerate(profile.leave_out):
        yield from _leave_out(document, ("leave_out", i), left, None)
    for sheet_name, sheet in profile.sheets.items():
        for table_name, feed in sheet.feeds.items():
            at = ("sheets", sheet_name, "feeds", table_name)
            table = model.tables.get(table_name)
            if table is None:
                yield _unknown(document, at, table_name, model.tables)
            else:
                yield from _feed(document, at, feed, table, model)
                yield from _unreadable(document, at, feed, table, profile.dates)


def _unreadable(
    document: Document, at: KeyPath, feed: Feed, table: Table, order: DateOrder
) -> Iterable[Fault]:
    """Days and numbers of the profile's own that cannot be read, so the cells would be empty."""
    for name, rule in feed.columns.items():
        column = table.columns.get(name)
        if column is None or not (column.type.is_date or column.type is ColumnType.NUMBER):
            continue
        orders: dict[str, DateOrder] = {
            "constant": order,
            "empty_means": rule.dates or order,
            "default": "ymd",
        }
        for key, used in orders.items():
            value = getattr(rule, key)
            if value is not None and not fits(value, column, used):
                where = (*at, "columns", name, key)
                yield document.fault(where, _not_read(value, column))


def _feed(
    document: Document, at: KeyPath, feed: Feed, table: Table, model: Model
) -> Iterable[Fault]:
    for name, rule in feed.columns.items():
        where = (*at, "columns", name)
        column = table.columns.get(name)
        if column is None:
            yield _unknown(document, where, name, table.columns)
        else:
            yield from _pattern(document, where, rule)
            yield from _values(document, where, rule, column)
            for i, lookup in enumerate(rule.lookup):
                yield from _lookup(document, (*where, "lookup", i), lookup, table, model)
    for i, left in enumerate(feed.leave_out):
        yield from _leave_out(document, (*at, "leave_out", i), left, table)


def _pattern(document: Document, at: KeyPath, rule: ColumnRule) -> Iterable[Fault]:
    if rule.pattern is None:
        return
    try:
        groups = pl.Series([""]).str.extract_groups(rule.pattern).struct.fields
    except pl.exceptions.ComputeError:
        groups = []
    if not groups:
        yield document.fault(
            (*at, "pattern"),
            Text(
                f"”{rule.pattern}” är inget giltigt mönster med en grupp inom parentes. "
                "Villkor om vad som står före eller efter, (?<=…) och (?=…), kan inte användas.",
                f'"{rule.pattern}" is not a valid pattern with a group in brackets. '
                "Conditions on what comes before or after, (?<=…) and (?=…), cannot be used.",
            ),
        )


def _values(document: Document, at: KeyPath, rule: ColumnRule, column: Column) -> Iterable[Fault]:
    meant: list[tuple[KeyPath, str | None]] = [
        ((*at, "values", text), value) for text, value in rule.values.items()
    ]
    singles = ("constant", "empty_means", "default")
    meant += [((*at, key), getattr(rule, key)) for key in singles]
    meant += [((*at, "lookup", i), found.means) for i, found in enumerate(rule.lookup)]
    for where, value in meant:
        if value is not None and not _fits(value, column):
            yield _unknown(document, where, value, _allowed(column))


def _fits(value: str, column: Column) -> bool:
    allowed = _allowed(column)
    return not allowed or normal(value) in {normal(known) for known in allowed}


def _allowed(column: Column) -> tuple[str, ...]:
    return ("ja", "nej") if column.type is ColumnType.YES_NO else column.values


def _lookup(
    document: Document, at: KeyPath, lookup: LookupRule, table: Table, model: Model
) -> Iterable[Fault]:
    target = model.tables.get(lookup.table)
    if target is None:
        yield _unknown(document, (*at, "table"), lookup.table, model.tables)
        return
    for key in ("column", "match"):
        if getattr(lookup, key) not in target.columns:
            yield _unknown(document, (*at, key), getattr(lookup, key), target.columns)
    for key in ("before", "not_before"):
        name = getattr(lookup, key)
        if name is not None and name not in table.columns:
            yield _unknown(document, (*at, key), name, table.columns)


def _leave_out(
    document: Document, at: KeyPath, left: LeaveOut, table: Table | None
) -> Iterable[Fault]:
    by_heading = left.heading is not None and bool(left.values)
    if by_heading == (left.over_age is not None):
        yield document.fault(
            at,
            Text(
                "skriv antingen heading och values, eller over_age.",
                "write either heading and values, or over_age.",
            ),
        )
    elif table is not None and left.on is not None and left.on not in table.columns:
        yield _unknown(document, (*at, "on"), left.on, table.columns)


def _not_read(value: str, column: Column) -> Text:
    return Text(
        f"”{value}” kan inte läsas i en kolumn av typen {column.type.value}.",
        f'"{value}" cannot be read in a column of type {column.type.value}.',
    )


def _unknown(document: Document, at: KeyPath, name: str, known: Iterable[str]) -> Fault:
    names = list(known)
    sv, en = did_you_mean(name, names)
    listed = ", ".join(names)
    return document.fault(
        at,
        Text(
            f"”{name}” finns inte.{sv} Kända namn: {listed}.",
            f'there is no "{name}".{en} Known names: {listed}.',
        ),
    )
