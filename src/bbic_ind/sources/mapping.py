"""One sheet becomes one canonical frame: rows chosen, columns fed, cells read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
import polars.selectors as cs

from bbic_ind.model import ADDRESS, SOURCE, Finding, SheetRead
from bbic_ind.sources import messages
from bbic_ind.sources.conversion import as_ids, single
from bbic_ind.sources.feeding import Fed, Target, beside, columns_of
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.lacking import lacks, near_misses
from bbic_ind.sources.messages import Where
from bbic_ind.sources.roles import names_subject
from bbic_ind.sources.rows import (
    Counts,
    Positions,
    chosen,
    count_left,
    exploded,
    fed_from,
    positions_in,
    young_enough,
)
from bbic_ind.sources.sheet_messages import no_rows
from bbic_ind.sources.spoiled import spoiled_cells

THROUGH = "_through "
"""Starts the name of a column that holds the ids a look-up goes through."""

DOUBT = "_doubt "
"""Starts the name of a column that tells which values must stay missing."""

BORN = "_born"
"""Date: the birth date that the row's personal number tells."""

HELPERS = cs.starts_with(THROUGH, DOUBT) | cs.by_name(BORN, require_all=False)
"""The columns that only the reading itself needs."""

PERSON = ("normal", "born", "female")


@dataclass(frozen=True)
class Mapped:
    """What one sheet gave to one table.

    ``frame`` has the canonical columns, ``_source``, ``_row`` and the helping columns of
    look-ups; the subjects are known by pseudonyms (UInt64).  ``persons`` has each subject
    at least once: ``normal, born, female``.
    ``lacks`` has a finding for each required column that is missing, ``links`` the letters
    of the ids that look-ups go through.
    """

    target: Target
    read: SheetRead
    frame: pl.DataFrame
    persons: pl.DataFrame
    findings: tuple[Finding, ...]
    lacks: tuple[Finding, ...]
    links: Mapping[str, str]

    @property
    def table(self) -> str:
        """The table's name."""
        return self.target.name

    def where(self, name: str, rows: pl.Series) -> Where:
        """The cells of a canonical column in these rows of the sheet."""
        letter = self.read.letters.get(name, "")
        return Where(self.read.place, self.table, name, letter, rows, self.target.number)

    def is_subject(self, name: str) -> bool:
        """Whether a column holds the subject's own id."""
        return names_subject(self.target.model, self.table, name)

    def feeds_column(self, name: str) -> bool:
        """Whether a heading feeds a canonical column, or such a column of that name is fed."""
        fed = self.read.columns
        return normal(name) in {normal(one) for one in (*fed, *fed.values())}


def map_sheet(sheet: TextTable, target: Target) -> Mapped:
    """Read one table out of one sheet."""
    positions = positions_in(sheet)
    rows, left = chosen(sheet.frame, positions, target.feed, target.leaves_out)
    rows = exploded(rows, positions, target.feed)
    fed = dict(columns_of(sheet, rows, positions, target))
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
        read=_read(sheet, target, frame[ADDRESS].n_unique(), left, places),
        frame=frame,
        persons=_persons(fed, frame, left),
        findings=(
            *([no_rows(messages.place_of(sheet), target.name)] if sheet.frame.is_empty() else []),
            *near_misses(sheet, target.name, target.table, target.feed, target.wanted),
            *spoiled_cells(sheet, rows, positions, target),
            *(found for column in fed.values() for found in column.findings),
        ),
        lacks=tuple(lacks(sheet, target.name, target.table, target.feed)),
        links={name: sheet.columns[place] for name, place in _through(target, positions)},
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
    for name, at in _through(target, positions):
        yield as_ids(rows[str(at)]).alias(name)
    for name, column in fed.items():
        if column.settled is not None and (rules[name].lookup or rules[name].default):
            yield column.settled.alias(DOUBT + name)
    if any(rule.over_age is not None for rule in target.leaves_out):
        told = ((one.values, one.told) for one in fed.values() if one.told is not None)
        yield from (beside(ids, of["normal"], of["born"]).alias(BORN) for ids, of in [*told][:1])


def _through(target: Target, positions: Positions) -> Iterator[tuple[str, int]]:
    """The helping columns of ids that look-ups go through, and where in the sheet they stand."""
    rules = target.feed.columns.values()
    for heading in sorted({look.through for rule in rules for look in rule.lookup}):
        at = positions.get(normal(heading))
        if at is not None:
            yield THROUGH + heading, at


def _without_aged(frame: pl.DataFrame, left: Counts, target: Target) -> tuple[pl.DataFrame, Counts]:
    """The rows of those who are not too old, and how many were left out by reason."""
    known = target.extracted or date.today()
    for rule in target.leaves_out:
        on = rule.on or target.table.opens
        if rule.over_age is not None and on in frame.columns and BORN in frame.columns:
            kept = frame.filter(young_enough(BORN, rule.over_age, on, known))
            gone = frame[ADDRESS].n_unique() - kept[ADDRESS].n_unique()
            count_left(left, rule, gone)
            frame = kept
    return frame, left


def _persons(fed: Mapping[str, Fed], frame: pl.DataFrame, left: Counts) -> pl.DataFrame:
    """The subjects that the rows name, each at least once."""
    persons = [
        told if not left else told.filter(pl.col("normal").is_in(frame[name].unique().implode()))
        for name, column in fed.items()
        if (told := column.told) is not None
    ]
    shape = pl.Schema({"normal": pl.UInt64(), "born": pl.Date(), "female": pl.Boolean()})
    return pl.concat([pl.DataFrame(schema=shape), *(told.select(PERSON) for told in persons)])


def _read(
    sheet: TextTable, target: Target, used: int, left: Counts, at: Mapping[str, int]
) -> SheetRead:
    headings = {name: sheet.headings[place] for name, place in at.items()}
    shown = messages.headings(sheet, recognised=True)
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
        unused_headings=tuple(h for h in shown if h not in headings.values()),
    )
