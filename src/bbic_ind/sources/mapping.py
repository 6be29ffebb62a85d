"""One sheet becomes one canonical frame: rows chosen, columns fed, cells read."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl
import polars.selectors as cs

from bbic_ind.model import ADDRESS, SOURCE, ColumnType, Finding, Model, SheetRead, Table
from bbic_ind.personal import holds_number
from bbic_ind.sources import messages
from bbic_ind.sources.conversion import (
    as_ids,
    convert,
    silent,
    single,
    unspoiled,
    years_before,
)
from bbic_ind.sources.grids import is_spoiled
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.identity import bearers
from bbic_ind.sources.lacking import lacks, near_misses
from bbic_ind.sources.messages import Where
from bbic_ind.sources.profile_shapes import ColumnRule, DateOrder, Feed, LeaveOut
from bbic_ind.sources.roles import names_subject
from bbic_ind.sources.rows import (
    Counts,
    Positions,
    chosen,
    count_left,
    exploded,
    fed_from,
    position,
    positions_in,
    young_enough,
)

THROUGH = "_through "
"""Starts the name of a column that holds the ids a look-up goes through."""

DOUBT = "_doubt "
"""Starts the name of a column that tells which values must stay missing."""

BORN = "_born"
"""Date: the birth date that the row's personal number tells."""

HELPERS = cs.starts_with(THROUGH, DOUBT) | cs.by_name(BORN, require_all=False)
"""The columns that only the reading itself needs."""

MOST_VALUES = 30
"""With more unknown values than this a column is something else; none is shown then,
for they may be names."""

FEW = 3
"""An unknown value on fewer rows than this is not shown, for it may be a name; its cells
are."""

PERSON = ("normal", "born", "female")


@dataclass(frozen=True)
class Target:
    """The table to fill, by which rule, and what its values are read by.

    ``ids`` are the subjects' ids of the whole delivery, so that columns which hold the
    same id hold the same category.
    """

    model: Model
    name: str
    feed: Feed
    wanted: Collection[str]
    number: int
    ids: pl.Categories = field(default_factory=pl.Categories.random)
    order: DateOrder = "ymd"
    leave_out: tuple[LeaveOut, ...] = ()
    extracted: date | None = None

    @property
    def table(self) -> Table:
        """The table to fill."""
        return self.model.tables[self.name]

    @property
    def leaves_out(self) -> tuple[LeaveOut, ...]:
        """The rules for rows that do not concern the table."""
        return (*self.leave_out, *self.feed.leave_out)


@dataclass(frozen=True)
class Mapped:
    """What one sheet gave to one table.

    ``frame`` has the canonical columns, ``_source``, ``_row`` and the helping columns of
    look-ups; the subjects' ids are Categorical.  ``persons`` has one row per subject:
    ``normal, born, female``.
    ``lacks`` has a finding for each required column that is missing.
    """

    target: Target
    read: SheetRead
    frame: pl.DataFrame
    persons: pl.DataFrame
    findings: tuple[Finding, ...]
    lacks: tuple[Finding, ...]
    letters: Mapping[str, str]

    @property
    def table(self) -> str:
        """The table's name."""
        return self.target.name

    def where(self, name: str, rows: pl.Series) -> Where:
        """The cells of a canonical column in these rows of the sheet."""
        letter = self.letters.get(name, "")
        return Where(self.read.place, self.table, name, letter, rows, self.target.number)

    def is_subject(self, name: str) -> bool:
        """Whether a column holds the subject's own id."""
        return names_subject(self.target.model, self.table, name)

    def feeds_column(self, heading: str) -> bool:
        """Whether a heading feeds a canonical column."""
        return normal(heading) in {normal(used) for used in self.read.columns.values()}


@dataclass(frozen=True)
class Fed:
    """One column of a sheet, read.

    ``settled`` tells which values nothing else may fill.  ``told`` has what the distinct
    ids of the subject's column say, as :func:`~bbic_ind.sources.identity.bearers` does,
    ``id`` as written and ``normal`` Categorical.
    """

    values: pl.Series
    settled: pl.Series | None = None
    told: pl.DataFrame | None = None
    findings: tuple[Finding, ...] = ()


def map_sheet(sheet: TextTable, target: Target) -> Mapped:
    """Read one table out of one sheet."""
    positions = positions_in(sheet)
    rows, left = chosen(sheet.frame, positions, target.feed, target.leaves_out)
    rows = exploded(rows, positions, target.feed)
    fed = dict(_columns(sheet, rows, positions, target))
    frame = rows.select(
        pl.lit(target.number, pl.UInt32).alias(SOURCE),
        pl.col(ADDRESS),
        *_constants(target),
        *(column.values.alias(name) for name, column in fed.items()),
        *_helpers(rows, positions, fed, target),
    )
    frame, left = _without_aged(frame, left, target)
    at = {name: fed_from(target.feed.columns[name], positions) for name in fed}
    places = {name: place for name, place in at.items() if place is not None}
    return Mapped(
        target=target,
        read=_read(sheet, target, frame.height, left, places),
        frame=frame,
        persons=_persons(fed, frame, target.ids),
        findings=(
            *near_misses(sheet, target.name, target.table, target.feed, target.wanted),
            *(found for column in fed.values() for found in column.findings),
        ),
        lacks=tuple(lacks(sheet, target.name, target.table, target.feed)),
        letters={name: sheet.columns[place] for name, place in places.items()},
    )


def _columns(
    sheet: TextTable, rows: pl.DataFrame, positions: Positions, target: Target
) -> Iterator[tuple[str, Fed]]:
    """Every wanted column that the sheet has a heading for."""
    for name, rule in target.feed.columns.items():
        if name not in target.wanted:
            continue
        at = fed_from(rule, positions)
        if at is not None:
            where = _cells(sheet, target, name, at)
            yield name, _fed(rows[str(at)], rule, rows, where, target)
        elif rule.years_before is not None:
            years = position(rule.years_before.from_, positions)
            stated = position(rule.years_before.stated, positions)
            if years is not None:
                where = _cells(sheet, target, name, years)
                days = None if stated is None else rows[str(stated)]
                yield name, _reckoned(rows[str(years)], days, rows, where, target)


def _cells(sheet: TextTable, target: Target, name: str, at: int) -> Where:
    letter, place = sheet.columns[at], messages.place_of(sheet)
    return Where(place, target.name, name, letter, source=target.number)


def _fed(
    source: pl.Series, rule: ColumnRule, rows: pl.DataFrame, where: Where, target: Target
) -> Fed:
    if names_subject(target.model, target.name, where.column):
        return _identified(unspoiled(source.cast(pl.String)), rows, where, target.ids)
    column = target.table.columns[where.column]
    parsed = convert(source, column, rule, target.order)
    said = tuple(_doubts(where, target, source, parsed.unreadable, rows))
    settled = parsed.unreadable | silent(source, rule)
    return Fed(parsed.values, settled, findings=said)


def _identified(source: pl.Series, rows: pl.DataFrame, where: Where, ids: pl.Categories) -> Fed:
    """The subject's own id in its normal form, and what it tells."""
    kind = pl.Categorical(ids)
    written = source.cast(kind)
    seen = written.unique(maintain_order=True).drop_nulls()
    told = bearers(seen.cast(pl.String))
    as_written = (told["id"] == told["normal"]).all()
    normal = seen if as_written else told["normal"].cast(kind)
    told = told.with_columns(seen.alias("id"), normal.alias("normal"))
    wrong = told.filter(~pl.col("valid_check"))["id"]
    bad = written.is_in(wrong.implode())
    said = () if wrong.is_empty() else (messages.wrong_check(where.on(rows, bad)),)
    values = written if as_written else _beside(written, seen, normal)
    return Fed(values, told=told, findings=said)


def _beside(ids: pl.Series, known: pl.Series, values: pl.Series) -> pl.Series:
    """For each id the value that stands beside it among the known ones."""
    table = pl.DataFrame({"id": known, "value": values}).unique("id", keep="any")
    rows = ids.alias("id").to_frame()
    return rows.join(table, on="id", how="left", maintain_order="left")["value"]


def _reckoned(
    years: pl.Series, stated: pl.Series | None, rows: pl.DataFrame, where: Where, target: Target
) -> Fed:
    """A date reckoned back from years passed."""
    parsed = years_before(years, stated, target.extracted, target.order)
    if not parsed.unreadable.any():
        return Fed(parsed.values)
    return Fed(
        parsed.values,
        parsed.unreadable,
        findings=(messages.unreadable_years(where.on(rows, parsed.unreadable)),),
    )


def _constants(target: Target) -> Iterator[pl.Expr]:
    for name, rule in target.feed.columns.items():
        if rule.constant is not None and name in target.wanted:
            column = target.table.columns[name]
            yield single(rule.constant, column, target.order).alias(name)


def _helpers(
    rows: pl.DataFrame, positions: Positions, fed: Mapping[str, Fed], target: Target
) -> Iterator[pl.Series]:
    """The ids that look-ups go through, values that must stay missing, and birth dates."""
    rules = target.feed.columns
    for heading in sorted({look.through for rule in rules.values() for look in rule.lookup}):
        at = positions.get(normal(heading))
        if at is not None:
            yield as_ids(rows[str(at)]).alias(THROUGH + heading)
    for name, column in fed.items():
        if column.settled is not None and (rules[name].lookup or rules[name].default):
            yield column.settled.alias(DOUBT + name)
    if any(rule.over_age is not None for rule in target.leaves_out):
        told = ((fed_.values, fed_.told) for fed_ in fed.values() if fed_.told is not None)
        yield from (_beside(ids, of["normal"], of["born"]).alias(BORN) for ids, of in [*told][:1])


def _without_aged(frame: pl.DataFrame, left: Counts, target: Target) -> tuple[pl.DataFrame, Counts]:
    """The rows of those who are not too old, and how many were left out by reason."""
    for rule in target.leaves_out:
        on = rule.on or target.table.opens
        if rule.over_age is not None and on in frame.columns and BORN in frame.columns:
            kept = frame.filter(young_enough(BORN, rule.over_age, on))
            count_left(left, rule, frame.height - kept.height)
            frame = kept
    return frame, left


def _persons(fed: Mapping[str, Fed], frame: pl.DataFrame, ids: pl.Categories) -> pl.DataFrame:
    """The subjects that the rows name, one row each."""
    persons = [
        column.told.select(PERSON).filter(pl.col("normal").is_in(frame[name].unique().implode()))
        for name, column in fed.items()
        if column.told is not None
    ]
    shape = pl.Schema({"normal": pl.Categorical(ids), "born": pl.Date(), "female": pl.Boolean()})
    return pl.concat([pl.DataFrame(schema=shape), *persons]).unique("normal", maintain_order=True)


def _read(
    sheet: TextTable, target: Target, used: int, left: Counts, at: Mapping[str, int]
) -> SheetRead:
    headings = {name: sheet.headings[place] for name, place in at.items()}
    return SheetRead(
        file=sheet.grid_file,
        sheet=sheet.sheet,
        table=target.name,
        header_row=sheet.header_row,
        rows=sheet.frame.height + sum(sheet.left_out.values()),
        used=used,
        left_out={**messages.reasons(sheet.left_out), **left},
        columns=headings,
        letters={name: sheet.columns[place] for name, place in at.items()},
        unused_headings=tuple(h for h in messages.headings(sheet) if h not in headings.values()),
    )


def _doubts(
    where: Where, target: Target, source: pl.Series, mask: pl.Series, rows: pl.DataFrame
) -> Iterator[Finding]:
    """What to say of the cells that could not be read, beyond what the workbook's reader said."""
    column = target.table.columns[where.column]
    if not mask.any():
        return
    bad = pl.DataFrame({"value": source.cast(pl.String), ADDRESS: rows[ADDRESS]}).filter(mask)
    bad = bad.filter(~is_spoiled(bad["value"]))
    if bad.is_empty():
        return
    if column.type is not ColumnType.CATEGORY:
        texts = bad["value"].unique(maintain_order=True).to_list()
        yield messages.unreadable(where.on(bad), column, texts)
        return
    if bad["value"].n_unique() > MOST_VALUES:
        yield messages.unlike(where.on(bad), column)
        return
    for (value,), group in bad.group_by("value", maintain_order=True):
        shown = group.height >= FEW and not holds_number(str(value))
        yield messages.unknown_value(where.on(group), str(value), column, shown=shown)
