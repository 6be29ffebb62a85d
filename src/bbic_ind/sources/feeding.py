"""The columns of a sheet become canonical columns, each with what could not be read of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from bbic_ind.model import ADDRESS, ColumnType, Finding, Model, Table
from bbic_ind.personal import holds_number
from bbic_ind.sources import heading_messages, messages, row_messages
from bbic_ind.sources.conversion import convert, silent, unspoiled, years_before
from bbic_ind.sources.grids import is_spoiled
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.identity import bearers, number_of
from bbic_ind.sources.messages import Where
from bbic_ind.sources.profile_shapes import ColumnRule, DateOrder, Feed, LeaveOut
from bbic_ind.sources.roles import names_subject
from bbic_ind.sources.rows import Positions, fed_from, position

MOST_VALUES = 30
"""With more unknown values than this a column is something else; none is shown then,
for they may be names."""

FEW = 3
"""An unknown value on fewer rows than this is not shown, for it may be a name; its cells
are."""


@dataclass(frozen=True)
class Target:
    """The table to fill, by which rule, and what its values are read by.

    ``key`` makes the subjects' pseudonyms the same in another reading with the same key.
    """

    model: Model
    name: str
    feed: Feed
    wanted: Collection[str]
    number: int
    key: bytes | None = None
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
class Fed:
    """One column of a sheet, read.

    ``settled`` tells which values nothing else may fill.  ``told`` has what the distinct
    ids of the subject's column say, as :func:`~bbic_ind.sources.identity.bearers` does,
    with numbers (UInt64) for ``id``, as it was written, and ``normal``, its pseudonym.
    """

    values: pl.Series
    settled: pl.Series | None = None
    told: pl.DataFrame | None = None
    findings: tuple[Finding, ...] = ()


def columns_of(
    sheet: TextTable, rows: pl.DataFrame, positions: Positions, target: Target
) -> Iterator[tuple[str, Fed]]:
    """Every wanted column that the sheet has a heading for."""
    for name, rule in target.feed.columns.items():
        if name not in target.wanted:
            continue
        at = fed_from(rule, positions)
        if at is not None:
            where = _cells(sheet, target, name, at)
            fed = _fed(rows[str(at)], rule, rows, where, target)
            said = _rivals(fed.values, sheet, rows, where, target)
            yield name, replace(fed, findings=(*fed.findings, *said))
        elif rule.years_before is not None:
            years = position(rule.years_before.from_, positions)
            stated = position(rule.years_before.stated, positions)
            if years is not None:
                where = _cells(sheet, target, name, years)
                days = None if stated is None else rows[str(stated)]
                yield name, _reckoned(rows[str(years)], days, rows, where, target)


def _rivals(
    values: pl.Series, sheet: TextTable, rows: pl.DataFrame, where: Where, target: Target
) -> Iterator[Finding]:
    """The headings that mean the same column and have other values than the one that feeds it."""
    rule, column = target.feed.columns[where.column], target.table.columns[where.column]
    if column.type in (ColumnType.ID, ColumnType.TEXT):  # a case may have several of these
        return
    used, known = sheet.columns.index(where.letter), {normal(one) for one in rule.from_}
    for at, heading in enumerate(sheet.headings):
        if at == used or normal(heading) not in known:
            continue
        told = convert(rows[str(at)], column, rule, target.order).values
        differs = rows[str(at)].is_not_null() & told.is_not_null() & told.ne_missing(values)
        if differs.any():
            cells = _cells(sheet, target, where.column, at).on(rows, differs)
            yield heading_messages.rival(cells, heading, sheet.headings[used])


def _cells(sheet: TextTable, target: Target, name: str, at: int) -> Where:
    letter, place = sheet.columns[at], messages.place_of(sheet)
    return Where(place, target.name, name, letter, source=target.number)


def _fed(
    source: pl.Series, rule: ColumnRule, rows: pl.DataFrame, where: Where, target: Target
) -> Fed:
    if names_subject(target.model, target.name, where.column):
        return _identified(unspoiled(source.cast(pl.String)), rows, where, target.key)
    column = target.table.columns[where.column]
    parsed = convert(source, column, rule, target.order)
    said = tuple(_doubts(where, target, source, parsed.unreadable, rows))
    settled = parsed.unreadable | silent(source, rule)
    return Fed(parsed.values, settled, findings=said)


def _identified(source: pl.Series, rows: pl.DataFrame, where: Where, key: bytes | None) -> Fed:
    """The pseudonyms of the subjects, and what their ids tell."""
    written = number_of(source)
    told = bearers(source.gather(written.arg_unique()).drop_nulls())
    words = number_of(_words(told))
    told = told.with_columns(number_of(told["id"]), number_of(told["normal"], key))
    wrong = told.filter(~pl.col("valid_check"))["id"]
    bad = written.is_in(wrong.implode())
    said = [] if wrong.is_empty() else [messages.wrong_check(where.on(rows, bad))]
    if not words.is_empty():
        several = written.is_in(words.implode()) & written.is_duplicated()
        said += [row_messages.shared_word(where.on(rows, several))] if several.any() else []
    as_written = (told["id"] == told["normal"]).all()
    values = written if as_written else beside(written, told["id"], told["normal"])
    return Fed(values, told=told, findings=tuple(said))


def _words(told: pl.DataFrame) -> pl.Series:
    """The ids without a digit where others have one: *unknown* and the like, rather than ids."""
    other = told.filter(pl.col("kind") == "other")["id"]
    words = other.filter(~other.str.contains(r"\d"))
    return words if words.len() < told.height else words.clear()


def beside(ids: pl.Series, known: pl.Series, values: pl.Series) -> pl.Series:
    """For each id the value that stands beside it among the known ones."""
    table = pl.DataFrame({"id": known, "value": values}).unique("id", keep="any")
    rows = ids.alias("id").to_frame()
    return rows.join(table, on="id", how="left", maintain_order="left")["value"]


def _reckoned(
    years: pl.Series, stated: pl.Series | None, rows: pl.DataFrame, where: Where, target: Target
) -> Fed:
    """A date reckoned back from years passed."""
    parsed = years_before(years, stated, target.extracted, target.order)
    wrong = parsed.unreadable & ~is_spoiled(years.cast(pl.String))
    said = (messages.unreadable_years(where.on(rows, wrong)),) if wrong.any() else ()
    return Fed(parsed.values, parsed.unreadable, findings=said)


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
