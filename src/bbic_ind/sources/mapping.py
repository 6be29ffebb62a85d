"""One sheet becomes one canonical frame: rows chosen, columns fed, cells read."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from bbic_ind.model import ADDRESS, SOURCE, Column, ColumnType, Finding, Model, SheetRead, Table
from bbic_ind.sources import messages
from bbic_ind.sources.conversion import as_ids, convert, single
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.identity import identities
from bbic_ind.sources.messages import Where
from bbic_ind.sources.profile_shapes import ColumnRule, DateOrder, Feed
from bbic_ind.sources.recognise import missing_required

THROUGH = "_through "
"""Starts the name of a column that holds the ids a look-up goes through."""

BORN = "_born"
"""Date: the birth date that the row's personal number tells."""


@dataclass(frozen=True)
class Mapped:
    """What one sheet gave to one table.

    ``frame`` has the canonical columns, ``_source``, ``_row`` and the helping columns of
    look-ups.  ``persons`` has one row per subject: ``normal, born, female``.
    ``complete`` is false where a required column is missing.
    """

    table: str
    feed: Feed
    read: SheetRead
    frame: pl.DataFrame
    persons: pl.DataFrame
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """The table to fill, by which rule, and which of its columns are wanted."""

    model: Model
    name: str
    feed: Feed
    order: DateOrder
    wanted: Collection[str] | None
    number: int

    @property
    def table(self) -> Table:
        """The table to fill."""
        return self.model.tables[self.name]

    def names_subject(self, name: str) -> bool:
        """Whether a column holds the subject's own id."""
        subject = self.model.subject
        if subject is None:
            return False
        own = self.name == subject.table and name == "id"
        return own or self.table.columns[name].refers_to == subject.table


def map_sheet(sheet: TextTable, target: Target) -> Mapped:
    """Read one table out of one sheet."""
    positions = _positions(sheet)
    rows, left = _chosen(sheet.frame, positions, target.feed)
    rows = _exploded(rows, positions, target.feed)
    place = messages.place_of(sheet)
    frame = rows.select(ADDRESS).with_columns(pl.lit(target.number, pl.UInt32).alias(SOURCE))
    findings: list[Finding] = []
    used: dict[str, str] = {}
    persons: list[pl.DataFrame] = []
    for name, rule in target.feed.columns.items():
        column = target.table.columns[name]
        at = _position(rule, positions)
        if not _is_wanted(name, column, target):
            continue
        if at is None:
            if rule.constant is not None:
                frame = frame.with_columns(single(rule.constant, column, target.order).alias(name))
            continue
        used[name] = sheet.headings[at]
        source = rows[str(at)]
        if target.names_subject(name):
            known = identities(_text(source))
            persons.append(known.select("normal", "born", "female").unique("normal"))
            values = known["normal"]
            if any(rule.over_age is not None for rule in target.feed.leave_out):
                frame = frame.with_columns(known["born"].alias(BORN))
        else:
            parsed = convert(source, column, rule, target.order)
            values = parsed.values
            where = Where(place, target.name, name, letter=sheet.columns[at])
            findings += _doubts(where, target, source, parsed.unreadable, frame)
        frame = frame.with_columns(values.alias(name))
    frame = _with_links(frame, rows, positions, target.feed)
    frame, too_old = _without_aged(frame, target.feed)
    frame = _without_helpers(frame)
    read = SheetRead(
        file=sheet.grid_file,
        sheet=sheet.sheet,
        table=target.name,
        header_row=sheet.header_row,
        rows=sheet.frame.height + sum(sheet.left_out.values()),
        used=frame.height,
        left_out={**sheet.left_out, **left, **too_old},
        columns=used,
        unused_headings=tuple(h for h in sheet.headings if h and h not in used.values()),
    )
    missing = tuple(missing_required(target.table, target.feed, set(positions)))
    everyone = pl.concat(persons).unique("normal") if persons else NOBODY
    return Mapped(target.name, target.feed, read, frame, everyone, tuple(findings), missing)


NOBODY = pl.DataFrame(schema={"normal": pl.String, "born": pl.Date, "female": pl.Boolean})
"""An empty frame of persons."""


def _positions(sheet: TextTable) -> dict[str, int]:
    """Where each heading stands, by its normal form; the first of equals."""
    found: dict[str, int] = {}
    for at, heading in enumerate(sheet.headings):
        if heading:
            found.setdefault(normal(heading), at)
    return found


def _position(rule: ColumnRule, positions: Mapping[str, int]) -> int | None:
    if rule.constant is not None:
        return None
    return next((positions[normal(h)] for h in rule.from_ if normal(h) in positions), None)


def _is_wanted(name: str, column: Column, target: Target) -> bool:
    if target.wanted is None:
        return column.type is not ColumnType.TEXT or column.required
    return name in target.wanted


def _text(source: pl.Series) -> pl.Series:
    return source if source.dtype == pl.String else source.cast(pl.String)


def _chosen(
    frame: pl.DataFrame, positions: Mapping[str, int], feed: Feed
) -> tuple[pl.DataFrame, dict[str, int]]:
    """The rows that concern the table, and how many were left out for each reason."""
    for only in feed.only:
        frame = frame.filter(_holds(frame, positions, only.heading, only.values))
    left: dict[str, int] = {}
    for rule in feed.leave_out:
        if rule.heading is not None:
            kept = frame.filter(~_holds(frame, positions, rule.heading, rule.values))
            left[rule.reason.sv] = left.get(rule.reason.sv, 0) + frame.height - kept.height
            frame = kept
    return frame, {reason: count for reason, count in left.items() if count}


def _holds(
    frame: pl.DataFrame, positions: Mapping[str, int], heading: str, values: Collection[str]
) -> pl.Series:
    at = positions.get(normal(heading))
    if at is None:
        return pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    wanted = {normal(value) for value in values}
    text = _text(frame[str(at)])
    among = [t for t in text.unique().to_list() if t is not None and normal(t) in wanted]
    return text.is_in(among).fill_null(False)


def _exploded(frame: pl.DataFrame, positions: Mapping[str, int], feed: Feed) -> pl.DataFrame:
    """One row per part of the cells that hold several."""
    for rule in feed.columns.values():
        at = _position(rule, positions)
        if rule.each is not None and at is not None:
            parts = pl.col(str(at)).str.split(rule.each)
            frame = frame.with_columns(parts).explode(str(at))
            frame = frame.with_columns(pl.col(str(at)).str.strip_chars())
    return frame


def _doubts(
    where: Where, target: Target, source: pl.Series, mask: pl.Series, frame: pl.DataFrame
) -> Iterator[Finding]:
    """What to say of the cells that could not be read."""
    column = target.table.columns[where.column]
    if not mask.any():
        return
    if column.type is not ColumnType.CATEGORY:
        yield messages.unreadable(where.on(frame, mask), column)
        return
    bad = pl.DataFrame({"value": _text(source), ADDRESS: frame[ADDRESS]}).filter(mask)
    for (value,), rows in bad.group_by("value", maintain_order=True):
        yield messages.unknown_value(where.on(rows), str(value), column)


def _with_links(
    frame: pl.DataFrame, rows: pl.DataFrame, positions: Mapping[str, int], feed: Feed
) -> pl.DataFrame:
    """The frame with the ids that its look-ups go through."""
    headings = {lookup.through for rule in feed.columns.values() for lookup in rule.lookup}
    links = {h: positions[normal(h)] for h in sorted(headings) if normal(h) in positions}
    return frame.with_columns(
        as_ids(rows[str(at)]).alias(THROUGH + heading) for heading, at in links.items()
    )


def _without_aged(frame: pl.DataFrame, feed: Feed) -> tuple[pl.DataFrame, dict[str, int]]:
    """The rows of those who are not too old, and how many were left out by reason."""
    left: dict[str, int] = {}
    for rule in feed.leave_out:
        if rule.over_age is not None and rule.on in frame.columns and BORN in frame.columns:
            kept = frame.filter(_young(rule.over_age, rule.on))
            if kept.height < frame.height:
                left[rule.reason.sv] = frame.height - kept.height
            frame = kept
    return frame, left


def _young(age: int, on: str) -> pl.Expr:
    turned = pl.col(BORN).dt.offset_by(f"{age + 1}y")
    return (turned > pl.col(on)).fill_null(True)


def _without_helpers(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.drop(BORN, strict=False)
