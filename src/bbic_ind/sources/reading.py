"""Read a delivery: files become the model's tables, and every problem a finding."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from bbic_ind.errors import Fault, ProfileError, SourceError
from bbic_ind.model import (
    ADDRESS,
    SOURCE,
    Dataset,
    ExtractedFrom,
    Finding,
    Model,
    Reading,
    SheetRead,
)
from bbic_ind.sources import checks, extraction, messages
from bbic_ind.sources.checks import Rows
from bbic_ind.sources.delivery import Delivery, open_delivery
from bbic_ind.sources.files import Opening
from bbic_ind.sources.headers import TextTable
from bbic_ind.sources.lookups import filled
from bbic_ind.sources.mapping import Mapped, map_sheet
from bbic_ind.sources.profile_shapes import Feed
from bbic_ind.sources.recognise import Match, knows_any
from bbic_ind.sources.roles import subject_columns
from bbic_ind.sources.subjects import hidden_ids, with_subjects, without_numbers
from bbic_ind.sources.supplements import is_supplement, put_together
from bbic_ind.sources.wanted import needed
from bbic_ind.sources.workbooks import READERS
from bbic_ind.texts import Text

Wanted = Mapping[str, Collection[str]]


def read(  # noqa: PLR0913 -- what the command line can ask for, all by keyword
    paths: Sequence[Path] | Opening,
    model: Model,
    *,
    profiles: Path,
    profile: str | None = None,
    extracted: date | None = None,
    key: bytes | None = None,
    wanted: Wanted | None = None,
) -> Reading:
    """Read files, folders and zips into the model's tables.

    ``paths`` may be an opening of them that is already under way.
    ``profiles`` is the folder of shipped profiles; ``profile`` the name of one of them
    or the path of another, else the one whose headings fit best is used.  ``extracted``
    is the day up to which the data is known, else it is looked for.  ``key`` makes
    pseudonyms stable between runs.  ``wanted`` names the columns to read of each table;
    without it all but free text are read.

    Raises SourceError when nothing could be read and ProfileError for a profile that is
    broken or fits nothing.
    """
    delivery = open_delivery(paths, model, profiles=profiles, profile=profile, extracted=extracted)
    keyed = replace(delivery, key=key)
    return read_delivery(keyed, given=extracted is not None, wanted=wanted)


def read_delivery(
    delivery: Delivery,
    *,
    given: bool = False,
    wanted: Wanted | None = None,
) -> Reading:
    """Read an opened delivery into the model's tables; its sheets are used up.

    ``given`` tells that the user named the extraction date.
    """
    model = delivery.model
    matches, said = _recognised(delivery)
    columns = needed(wanted, model, delivery.in_use)
    unread = [] if delivery.stated else [*_days_unread(delivery, matches, columns)]
    mapped, unused = _mapped(delivery, matches, columns)
    said += [found for one in mapped for found in one.findings]
    findings = _of_unused_files([*delivery.findings, *said], [one.read for one in mapped], unused)
    if not mapped:
        faults = [*(Fault(found.place, found.message) for found in findings), _NOTHING]
        raise (ProfileError if delivery.asked else SourceError)(faults)
    tables, said = _canonical(mapped, model)
    findings += said
    latest = extraction.latest_day([tables, *unread], model, date.today())
    day = delivery.stated or latest or date.today()
    if delivery.stated is None:
        findings.append(messages.latest_date(day) if latest else messages.no_date(day))
    findings += _on_dates([*checks.doubts(tables, mapped, model, day)], tables, model, day)
    findings += hidden_ids(tables)
    return Reading(
        dataset=Dataset(without_numbers(tables, model, delivery.key), day),
        sheets=(*(_counted(one, mapped, tables) for one in mapped), *unused),
        findings=tuple(findings),
        profile=", ".join(sorted({named.name for named in delivery.chosen.values()})),
        extracted_from=_origin(given, delivery.stated, latest),
    )


def _origin(given: bool, stated: date | None, latest: date | None) -> ExtractedFrom:
    if stated is not None:
        return "given" if given else "found"
    return "latest" if latest else "today"


FALLEN = Text("upprepade eller utan känd person", "repeated or of no known person")

_NOTHING = Fault(
    "",
    Text(
        "inget blad innehåller någon tabell som kan läsas.",
        "no sheet holds a table that can be read.",
    ),
)


def _recognised(delivery: Delivery) -> tuple[list[Match | None], list[Finding]]:
    """The kind of each sheet, and why none was found."""
    found = [delivery.recognised(sheet) for sheet in delivery.sheets]
    return [match for match, _ in found], [finding for _, said in found for finding in said]


def _feeds(match: Match | None) -> Mapping[str, Feed]:
    return {} if match is None else match.rule.feeds


def _days_unread(
    delivery: Delivery, matches: Sequence[Match | None], wanted: Mapping[str, frozenset[str]]
) -> Iterator[dict[str, pl.DataFrame]]:
    """The date columns that nobody wants, by table.

    What is asked for must not settle which day is the latest in the data.
    """
    for sheet, match in zip(delivery.sheets, matches, strict=True):
        for table, feed in _feeds(match).items():
            columns = delivery.model.tables[table].columns.items()
            days = {name for name, column in columns if column.type.is_date}
            rest = days - wanted.get(table, frozenset())
            if rest:
                # Whom a row concerns can leave it out.
                rest |= set(subject_columns(delivery.model, table))
                yield {table: map_sheet(sheet, delivery.target(sheet, table, feed, rest, 0)).frame}


def _mapped(
    delivery: Delivery, matches: Sequence[Match | None], wanted: Mapping[str, frozenset[str]]
) -> tuple[list[Mapped], list[SheetRead]]:
    """Every recognised sheet mapped to its tables, and the sheets not used.

    Each sheet's text is let go as soon as it has been read.
    """
    started: list[Future[Mapped]] = []
    unused: list[SheetRead] = []
    with ThreadPoolExecutor(READERS) as mapping:
        for match in matches:
            sheet, feeds = delivery.sheets.pop(0), _feeds(match)
            for table, feed in feeds.items():
                if table in wanted:
                    target = delivery.target(sheet, table, feed, wanted[table], len(started))
                    started.append(mapping.submit(map_sheet, sheet, target))
            if not any(table in wanted for table in feeds):
                shown = knows_any(sheet, delivery.layouts)
                unused.append(_unused(sheet, next(iter(feeds), ""), shown=shown))
    return [one.result() for one in started], unused


def _of_unused_files(
    findings: Sequence[Finding], used: Sequence[SheetRead], unused: Sequence[SheetRead]
) -> list[Finding]:
    """The findings, graver for a file of which nothing could be used.

    A sheet of prose in a workbook is a front page; a file with no table loses all it holds.
    """
    lost = {found.place for found in findings if found.rule in _LOST}
    known = {sheet.file for sheet in (*used, *unused) if sheet.place not in lost}
    return [
        replace(found, severity="error")
        if found.rule in _LOST and found.place.partition(" › ")[0] not in known
        else found
        for found in findings
    ]


_LOST = ("sheet.unknown", "sheet.empty", "header.missing")


def _on_dates(
    findings: Sequence[Finding], tables: Mapping[str, pl.DataFrame], model: Model, day: date
) -> list[Finding]:
    """One warning for an extraction date that many columns contradict; the rest as notes."""
    after = [found for found in findings if found.rule == "date.after_extraction"]
    latest = extraction.latest_day([tables], model, date.today())
    if len(after) < _SEVERAL or latest is None or latest <= day:
        return list(findings)
    early = messages.early_extraction(day, latest, sum(found.count for found in after))
    lesser = [replace(found, severity="note") if found in after else found for found in findings]
    return [early, *lesser]


_SEVERAL = 3
"""Columns that contradict an extraction date before it is rather the date that is wrong."""


def _unused(sheet: TextTable, table: str, *, shown: bool) -> SheetRead:
    """A sheet that feeds nothing, or a table that nobody wants.

    Its headings are not ``shown`` where none is known, since they may be data.
    """
    return SheetRead(
        file=sheet.grid_file,
        sheet=sheet.sheet,
        table=table,
        header_row=sheet.header_row,
        rows=sheet.frame.height,
        used=0,
        unused_headings=tuple(messages.headings(sheet)) if shown else (),
    )


def _canonical(
    mapped: Sequence[Mapped], model: Model
) -> tuple[dict[str, pl.DataFrame], list[Finding]]:
    """The tables put together, looked up, freed of repeats and given their subjects."""
    tables, findings = put_together(mapped)
    tables, said = filled(tables, mapped, model)
    findings += said
    for name, frame in tables.items():
        single, said = checks.without_repeats(Rows(name, frame, model, mapped))
        findings += said
        tables[name], said = checks.ends_in_order(Rows(name, single, model, mapped))
        findings += said
    tables, said = with_subjects(tables, mapped, model)
    return tables, findings + said


def _counted(
    one: Mapped, mapped: Sequence[Mapped], tables: Mapping[str, pl.DataFrame]
) -> SheetRead:
    """What was read of a sheet, the rows that fell away after the mapping counted too."""
    if is_supplement(one, mapped):
        return one.read
    table = tables[one.table]
    used = table.filter(pl.col(SOURCE) == one.target.number)[ADDRESS].n_unique()
    fallen = one.read.used - used
    if fallen <= 0:
        return replace(one.read, used=used)
    return replace(one.read, used=used, left_out={**one.read.left_out, FALLEN: fallen})
