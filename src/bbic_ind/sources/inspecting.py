"""Look at a delivery as it would be read, and tell what was recognised and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from bbic_ind.model import Finding, Model
from bbic_ind.model.inspection import (
    ColumnSeen,
    FileSeen,
    HeadingSeen,
    Inspection,
    Recognised,
    SheetSeen,
    TableSeen,
)
from bbic_ind.periods import OPEN
from bbic_ind.sources import extraction, messages
from bbic_ind.sources.delivery import Delivery, open_delivery
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.mapping import Mapped, map_sheet
from bbic_ind.sources.profile_shapes import ColumnRule
from bbic_ind.sources.profiles import known_headings
from bbic_ind.sources.recognise import Match, known_by
from bbic_ind.sources.rows import Positions, fed_from, positions_in
from bbic_ind.sources.supplements import is_supplement
from bbic_ind.sources.wanted import needed


def inspect(
    paths: Sequence[Path],
    model: Model,
    *,
    profiles: Path,
    profile: str | None = None,
    extracted: date | None = None,
) -> Inspection:
    """Look at files, folders and zips; the arguments are those of ``read``.

    Free text is counted but never read.  Nothing needs to be recognised: an export that
    no profile fits is told of too.  Raises SourceError when no file can be opened and
    ProfileError for a broken profile.
    """
    delivery = open_delivery(paths, model, profiles=profiles, profile=profile, extracted=extracted)
    looks = [_look(sheet, delivery) for sheet in delivery.sheets]
    mapped = [one for look in looks for one in look.mapped]
    latest = extraction.latest_day([_frames(mapped)], model, date.today()) if mapped else None
    return Inspection(
        files=tuple(_files(delivery)),
        sheets=tuple(_sheet(look, mapped, delivery) for look in looks),
        findings=(*delivery.findings, *(said for look in looks for said in _said(look, mapped))),
        extracted=delivery.stated or latest,
        extracted_from="given" if extracted else "found" if delivery.stated else "latest",
    )


@dataclass(frozen=True)
class _Look:
    """One sheet, what it was taken for, and what it gives to each table."""

    sheet: TextTable
    match: Match | None
    mapped: tuple[Mapped, ...]
    findings: tuple[Finding, ...]


def _look(sheet: TextTable, delivery: Delivery) -> _Look:
    match, findings = delivery.recognised(sheet)
    wanted = needed(None, delivery.model, delivery.layouts)
    feeds = match.rule.feeds if match is not None else {}
    mapped = tuple(
        map_sheet(sheet, delivery.target(sheet, table, feed, wanted[table], 0))
        for table, feed in feeds.items()
    )
    return _Look(sheet, match, mapped, tuple(findings))


def _said(look: _Look, mapped: Sequence[Mapped]) -> Iterator[Finding]:
    yield from look.findings
    for one in look.mapped:
        yield from () if is_supplement(one, mapped) else one.lacks
        yield from one.findings


def _files(delivery: Delivery) -> Iterator[FileSeen]:
    names = [layout.name for layout in delivery.layouts]
    for file, named in delivery.chosen.items():
        sheets = [sheet for sheet in delivery.sheets if sheet.grid_file == file]
        known = [known_by(sheet, delivery.layouts, delivery.model) for sheet in sheets]
        totals = [sum(column) for column in zip(*known, strict=True)]
        headings = sum(_headings(sheet) for sheet in sheets)
        yield FileSeen(file, named.name, headings, dict(zip(names, totals, strict=True)))


def _headings(sheet: TextTable) -> int:
    return sum(1 for heading in sheet.headings if heading)


def _sheet(look: _Look, mapped: Sequence[Mapped], delivery: Delivery) -> SheetSeen:
    sheet, match = look.sheet, look.match
    return SheetSeen(
        place=messages.place_of(sheet),
        file=sheet.grid_file,
        header_row=sheet.header_row,
        rows=sheet.frame.height,
        because=_because(sheet, match),
        tables=tuple(_table(sheet, one, is_supplement(one, mapped)) for one in look.mapped),
        left_over=tuple(_left_over(sheet, match, delivery)),
    )


def _because(sheet: TextTable, match: Match | None) -> Recognised | None:
    if match is None:
        return None
    headings = _headings(sheet)
    return Recognised(match.layout, match.kind, match.known, headings, match.named, match.complete)


def _table(sheet: TextTable, one: Mapped, adds: bool) -> TableSeen:
    """Every column of the table: fed by a heading, given elsewhere, or lacking."""
    positions, rules = positions_in(sheet), one.target.feed.columns
    fed = {
        name: at
        for name in one.target.table.columns
        if (at := fed_from(rules.get(name, _NONE), positions)) is not None
    }
    others = [name for name in one.target.table.columns if name not in fed]
    elsewhere = [name for name in others if _is_given(one, name, positions)]
    required = [] if adds else [found.column for found in one.lacks]
    return TableSeen(
        table=one.table,
        adds=adds,
        used=one.read.used,
        left_out=one.read.left_out,
        columns=tuple(_column(sheet, one, name, at) for name, at in fed.items()),
        elsewhere=tuple(elsewhere),
        required=tuple(required),
        absent=tuple(name for name in others if name not in (*elsewhere, *required)),
    )


_NONE = ColumnRule()


def _is_given(one: Mapped, name: str, positions: Positions) -> bool:
    """Whether a column that no heading feeds is fixed or looked up."""
    rule, column = one.target.feed.columns.get(name, _NONE), one.target.table.columns[name]
    through = [look.through for look in rule.lookup]
    if rule.years_before is not None:
        through += rule.years_before.from_
    found = any(normal(heading) in positions for heading in through)
    return found or column.lookup is not None or (rule.constant or rule.default) is not None


def _column(sheet: TextTable, one: Mapped, name: str, at: int) -> ColumnSeen:
    kind = one.target.table.columns[name].type
    days = _days(one, name) if kind.is_date and name in one.frame.columns else _NO_DAYS
    found = [finding for finding in one.findings if finding.column == name]
    return ColumnSeen(
        name=name,
        type=kind,
        fed_by=_heading(sheet, at),
        first=days.min(),  # type: ignore[arg-type]  # polars cannot tell that they are days
        last=days.max(),  # type: ignore[arg-type]
        unreadable=sum(f.count for f in found if f.rule.endswith(_UNREADABLE)),
        unknown=_unknown(found),
    )


_UNREADABLE = (".unreadable", ".unlike", "cell.error", "formula.uncached")


def _unknown(found: Iterable[Finding]) -> dict[str, int]:
    """The unknown values with their counts; those that are hidden count together."""
    counts: Counter[str] = Counter()
    for finding in found:
        counts[finding.value] += finding.count if finding.value else 0
    return dict(+counts)


_NO_DAYS = pl.Series(dtype=pl.Date)


def _days(one: Mapped, name: str) -> pl.Series:
    days = one.frame[name]
    return days.filter(days != OPEN)


def _heading(sheet: TextTable, at: int) -> HeadingSeen:
    cells = sheet.frame[str(at)]
    return HeadingSeen(sheet.headings[at], sheet.columns[at], len(cells) - cells.null_count())


def _left_over(sheet: TextTable, match: Match | None, delivery: Delivery) -> Iterator[HeadingSeen]:
    """The headings that nothing is read from, as far as they may be shown."""
    shown = set(messages.headings(sheet, recognised=match is not None))
    known = set() if match is None else {normal(h) for h in known_headings(match.rule)}
    picked = delivery.chosen[sheet.grid_file].profile.leave_out
    known |= {normal(rule.heading) for rule in picked if rule.heading}
    for at, heading in enumerate(sheet.headings):
        if heading in shown and normal(heading) not in known:
            yield _heading(sheet, at)


def _frames(mapped: Iterable[Mapped]) -> Mapping[str, pl.DataFrame]:
    """The rows of each table, those of several sheets stacked."""
    frames: dict[str, list[pl.DataFrame]] = {}
    for one in mapped:
        frames.setdefault(one.table, []).append(one.frame)
    return {name: pl.concat(parts, how="diagonal_relaxed") for name, parts in frames.items()}
