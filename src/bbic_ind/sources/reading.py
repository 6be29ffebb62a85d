"""Read a delivery: files become the model's tables, and every problem a finding."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from bbic_ind.errors import Fault, SourceError
from bbic_ind.model import ADDRESS, Dataset, Finding, Model, Reading, SheetRead
from bbic_ind.sources import extraction, messages
from bbic_ind.sources.files import open_grids
from bbic_ind.sources.grids import Grid
from bbic_ind.sources.headers import TextTable, find_table, letter
from bbic_ind.sources.mapping import Mapped, Target, map_sheet
from bbic_ind.sources.profiles import Named, find_profile, headings_of, load_profiles, plain
from bbic_ind.sources.recognise import choose_profile, recognise
from bbic_ind.sources.subjects import pseudonymised, with_subjects
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

    Raises SourceError when nothing could be read and ProfileError for a bad profile.
    """
    layouts = _layouts(model, profiles, profile)
    grids, findings = open_grids(paths)
    sheets, said = _tables_in(grids, headings_of(layouts))
    findings += said
    chosen, said = choose_profile(sheets, layouts, model)
    findings += said
    stated, said = _stated(extracted, sheets, layouts, chosen)
    findings += said
    mapped, unused, said = _mapped(sheets, chosen, layouts[0], model, wanted)
    findings += said
    if not mapped:
        raise SourceError([Fault(f.place, f.message) for f in findings] or [_NOTHING])
    tables = with_subjects(_stacked(mapped), [m.persons for m in mapped], model)
    day = stated or extraction.latest_day(tables, model, date.today())
    if stated is None:
        findings.append(messages.latest_date(day))
    return Reading(
        dataset=Dataset(pseudonymised(tables, model, key), day),
        sheets=(*(m.read for m in mapped), *unused),
        findings=tuple(findings),
        profile=chosen.name,
        extracted_from="given" if extracted else "found" if stated else "latest",
    )


_NOTHING = Fault(
    "",
    Text(
        "inget blad innehåller någon tabell som kan läsas.",
        "no sheet holds a table that can be read.",
    ),
)


def _layouts(model: Model, folder: Path, profile: str | None) -> list[Named]:
    """The plain layout first, then the profiles that may be used."""
    if profile is not None:
        return [plain(model), find_profile(profile, folder, model)]
    return [plain(model), *load_profiles(folder, model)]


def _tables_in(grids: Sequence[Grid], known: set[str]) -> tuple[list[TextTable], list[Finding]]:
    sheets: list[TextTable] = []
    findings: list[Finding] = []
    for grid in grids:
        if grid.typed is not None:
            sheets.append(_typed_table(grid, grid.typed))
            continue
        table, said = find_table(grid, known)
        findings += said
        if table is not None:
            sheets.append(table)
    return sheets, findings


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
    sheets: Sequence[TextTable], chosen: Named, fallback: Named, model: Model, wanted: Wanted | None
) -> tuple[list[Mapped], list[SheetRead], list[Finding]]:
    """Every recognised sheet mapped to its tables, the sheets not used, and findings."""
    mapped: list[Mapped] = []
    unused: list[SheetRead] = []
    findings: list[Finding] = []
    for sheet in sheets:
        rule, said = recognise(sheet, chosen, fallback, model)
        findings += said
        feeds = rule.feeds if rule is not None else {}
        if not feeds:
            unused.append(_unused(sheet))
        for table, feed in feeds.items():
            columns = None if wanted is None else wanted.get(table, ())
            target = Target(model, table, feed, chosen.profile.dates, columns, len(mapped))
            mapped.append(map_sheet(sheet, target))
            findings += mapped[-1].findings
    return mapped, unused, findings


def _unused(sheet: TextTable) -> SheetRead:
    return SheetRead(
        file=sheet.grid_file,
        sheet=sheet.sheet,
        table="",
        header_row=sheet.header_row,
        rows=sheet.frame.height,
        used=0,
        unused_headings=tuple(heading for heading in sheet.headings if heading),
    )


def _stacked(mapped: Sequence[Mapped]) -> dict[str, pl.DataFrame]:
    """The frames of each table, one below the other."""
    frames: dict[str, list[pl.DataFrame]] = {}
    for one in mapped:
        frames.setdefault(one.table, []).append(one.frame)
    return {table: pl.concat(parts, how="diagonal") for table, parts in frames.items()}


def _stated(
    given: date | None, sheets: Sequence[TextTable], layouts: Sequence[Named], chosen: Named
) -> tuple[date | None, list[Finding]]:
    """The extraction date that was given or stands above a header, if any."""
    if given is not None:
        return given, []
    words = chosen.profile.extracted or tuple(
        word for named in layouts for word in named.profile.extracted
    )
    return extraction.found_in_titles(sheets, words, chosen.profile.dates)
