"""Read a delivery: files become the model's tables, and every problem a finding."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from bbic_ind.errors import Fault, ProfileError, SourceError
from bbic_ind.model import ADDRESS, SOURCE, Dataset, Finding, Model, Reading, SheetRead
from bbic_ind.sources import checks, extraction, messages
from bbic_ind.sources.checks import Rows
from bbic_ind.sources.files import open_grids
from bbic_ind.sources.grids import Grid
from bbic_ind.sources.headers import TextTable, find_table, letter
from bbic_ind.sources.lookups import filled
from bbic_ind.sources.mapping import Mapped, Target, map_sheet
from bbic_ind.sources.profile_shapes import Feed
from bbic_ind.sources.profiles import (
    PLAIN,
    Named,
    find_profile,
    headings_of,
    load_profiles,
    plain,
)
from bbic_ind.sources.recognise import choose_profiles, recognise
from bbic_ind.sources.subjects import pseudonymised, with_subjects
from bbic_ind.sources.supplements import put_together
from bbic_ind.sources.wanted import needed
from bbic_ind.texts import Text

Wanted = Mapping[str, Collection[str]]


def read(  # noqa: PLR0913 -- what the command line can ask for, all by keyword
    paths: Sequence[Path],
    model: Model,
    *,
    profiles: Path,
    profile: str | None = None,
    extracted: date | None = None,
    key: bytes | None = None,
    wanted: Wanted | None = None,
) -> Reading:
    """Read files, folders and zips into the model's tables.

    ``profiles`` is the folder of shipped profiles; ``profile`` the name of one of them
    or the path of another, else the one whose headings fit best is used.  ``extracted``
    is the day up to which the data is known, else it is looked for.  ``key`` makes
    pseudonyms stable between runs.  ``wanted`` names the columns to read of each table;
    without it all but free text are read.

    Raises SourceError when nothing could be read and ProfileError for a profile that is
    broken or fits nothing.
    """
    layouts = _layouts(model, profiles, profile)
    sheets, findings = _sheets(paths, headings_of(layouts))
    candidates = layouts if profile is None else layouts[-1:]
    chosen, said = choose_profiles(sheets, candidates, model)
    findings += said
    stated, said = _stated(extracted, sheets, layouts)
    findings += said
    plan = _Plan(model, chosen, layouts[0], needed(wanted, model, layouts), stated)
    mapped, unused, said = _mapped(sheets, plan)
    findings += said
    if not mapped:
        faults = [*(Fault(found.place, found.message) for found in findings), _NOTHING]
        raise (SourceError if profile is None else ProfileError)(faults)
    tables, said = _canonical(mapped, model)
    findings += said
    day = stated or extraction.latest_day(tables, model, date.today())
    if stated is None:
        findings.append(messages.latest_date(day))
    tables = pseudonymised(tables, model, key)
    findings += checks.doubts(tables, mapped, model, day)
    return Reading(
        dataset=Dataset(tables, day),
        sheets=(*(_counted(one, tables) for one in mapped), *unused),
        findings=tuple(findings),
        profile=", ".join(sorted({named.name for named in chosen.values()})),
        extracted_from="given" if extracted else "found" if stated else "latest",
    )


@dataclass(frozen=True)
class _Plan:
    """What every sheet is read by; ``chosen`` is the profile of each file."""

    model: Model
    chosen: Mapping[str, Named]
    plain: Named
    wanted: Mapping[str, frozenset[str]]
    extracted: date | None


FALLEN = Text("upprepade eller utan känd person", "repeated or of no known person")

_NOTHING = Fault(
    "",
    Text(
        "inget blad innehåller någon tabell som kan läsas.",
        "no sheet holds a table that can be read.",
    ),
)


def _layouts(model: Model, folder: Path, profile: str | None) -> list[Named]:
    """The plain layout first, then the profiles that may be used."""
    if profile is not None and profile != PLAIN:
        return [plain(model, folder), find_profile(profile, folder, model)]
    others = [] if profile == PLAIN else load_profiles(folder, model)
    return [plain(model, folder), *others]


def _sheets(paths: Sequence[Path], known: set[str]) -> tuple[list[TextTable], list[Finding]]:
    """Every table of text in the files."""
    grids, findings = open_grids(paths)
    sheets: list[TextTable] = []
    while grids:
        table, said = _table_in(grids.pop(0), known)
        sheets += [table] if table is not None else []
        findings += said
    return sheets, findings


def _table_in(grid: Grid, known: set[str]) -> tuple[TextTable | None, list[Finding]]:
    if grid.typed is not None:
        return _typed_table(grid, grid.typed), []
    return find_table(grid, known)


def _typed_table(grid: Grid, typed: pl.DataFrame) -> TextTable:
    """A parquet file's frame in the shape of a table of text, its types kept."""
    frame = typed.rename({name: str(at) for at, name in enumerate(typed.columns)})
    return TextTable(
        grid_file=grid.file,
        sheet=grid.sheet,
        headings=tuple(typed.columns),
        columns=tuple(letter(at) for at in range(typed.width)),
        frame=frame.with_columns(grid.rows.alias(ADDRESS)),
        titles=(),
        header_row=0,
        left_out={},
    )


def _mapped(
    sheets: list[TextTable], plan: _Plan
) -> tuple[list[Mapped], list[SheetRead], list[Finding]]:
    """Every recognised sheet mapped to its tables, the sheets not used, and findings.

    Each sheet's text is let go as soon as it has been read.
    """
    mapped: list[Mapped] = []
    unused: list[SheetRead] = []
    findings: list[Finding] = []
    while sheets:
        sheet = sheets.pop(0)
        profile = plan.chosen[sheet.grid_file]
        rule, said = recognise(sheet, profile, plan.plain, plan.model)
        findings += said
        feeds = rule.feeds if rule is not None else {}
        for table, feed in feeds.items():
            if table in plan.wanted:
                mapped.append(map_sheet(sheet, _target(table, feed, len(mapped), plan, profile)))
                findings += mapped[-1].findings
        if not any(table in plan.wanted for table in feeds):
            unused.append(_unused(sheet, next(iter(feeds), "")))
    return mapped, unused, findings


def _target(table: str, feed: Feed, number: int, plan: _Plan, named: Named) -> Target:
    return Target(
        model=plan.model,
        name=table,
        feed=feed,
        wanted=plan.wanted[table],
        number=number,
        order=named.profile.dates,
        leave_out=named.profile.leave_out,
        extracted=plan.extracted,
    )


def _unused(sheet: TextTable, table: str) -> SheetRead:
    """A sheet that feeds nothing, or a table that nobody wants."""
    return SheetRead(
        file=sheet.grid_file,
        sheet=sheet.sheet,
        table=table,
        header_row=sheet.header_row,
        rows=sheet.frame.height,
        used=0,
        unused_headings=tuple(messages.headings(sheet)),
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


def _stated(
    given: date | None, sheets: Sequence[TextTable], layouts: Sequence[Named]
) -> tuple[date | None, list[Finding]]:
    """The extraction date that was given or stands above a header, if any."""
    if given is not None:
        return given, []
    words = {word for named in layouts for word in named.profile.extracted}
    return extraction.found_in_titles(sheets, words, layouts[-1].profile.dates)


def _counted(one: Mapped, tables: Mapping[str, pl.DataFrame]) -> SheetRead:
    """What was read of a sheet, the rows that fell away after the mapping counted too."""
    source = tables[one.table][SOURCE]
    used = int((source == one.target.number).sum()) or one.frame.height
    fallen = one.frame.height - used
    if fallen <= 0:
        return replace(one.read, used=used)
    return replace(one.read, used=used, left_out={**one.read.left_out, FALLEN: fallen})
