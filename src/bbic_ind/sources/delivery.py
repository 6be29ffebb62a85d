"""What the user named, opened and told apart: tables of text, and the profile of each file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from bbic_ind.model import ADDRESS, Finding, Model
from bbic_ind.sources import extraction
from bbic_ind.sources.feeding import Target
from bbic_ind.sources.files import Opening, open_ahead
from bbic_ind.sources.grids import Grid
from bbic_ind.sources.headers import TextTable, find_table, letter
from bbic_ind.sources.profile_shapes import Feed
from bbic_ind.sources.profiles import PLAIN, Named, find_profile, headings_of, load_profiles, plain
from bbic_ind.sources.recognise import Match, choose_profiles, recognise


@dataclass(frozen=True)
class Delivery:
    """Everything that was delivered, before any value is read.

    ``sheets`` is emptied by whoever reads it, so that each text is let go in time.
    ``layouts`` are the plain layout and the profiles that may be used; ``chosen`` is the
    profile of each file, by the file's name.  ``stated`` is the extraction date that was
    given or stands above a header.  ``asked`` tells that the user named the profile.
    ``key`` makes the subjects' pseudonyms the same in another reading with the same key.
    """

    model: Model
    sheets: list[TextTable]
    layouts: tuple[Named, ...]
    chosen: Mapping[str, Named]
    stated: date | None
    asked: bool
    findings: tuple[Finding, ...]
    key: bytes | None = None

    @property
    def plain(self) -> Named:
        """The plain layout, which counts beside every profile."""
        return self.layouts[0]

    @property
    def in_use(self) -> list[Named]:
        """The plain layout and the profiles that files were found to follow."""
        return list({named.name: named for named in (self.plain, *self.chosen.values())}.values())

    def recognised(self, sheet: TextTable) -> tuple[Match | None, list[Finding]]:
        """The kind of sheet this is by its file's profile, or why none."""
        return recognise(sheet, self.chosen[sheet.grid_file], self.plain, self.model)

    def target(
        self, sheet: TextTable, table: str, feed: Feed, wanted: Collection[str], number: int
    ) -> Target:
        """The table to fill from a sheet; ``number`` is its place among the sheets used."""
        profile = self.chosen[sheet.grid_file].profile
        return Target(
            model=self.model,
            name=table,
            feed=feed,
            wanted=wanted,
            number=number,
            key=self.key,
            order=profile.dates,
            leave_out=profile.leave_out,
            extracted=self.stated,
        )


def open_delivery(
    paths: Sequence[Path] | Opening,
    model: Model,
    *,
    profiles: Path,
    profile: str | None = None,
    extracted: date | None = None,
) -> Delivery:
    """Open files, folders and zips and choose a profile for each file.

    ``paths``, ``profiles``, ``profile`` and ``extracted`` are as for
    :func:`bbic_ind.sources.read`.
    Raises SourceError when no file can be opened and ProfileError for a broken profile.
    """
    opening = paths if callable(paths) else open_ahead(paths)
    layouts = _layouts(model, profiles, profile)
    sheets, findings = _sheets(opening, headings_of(layouts))
    return told_apart(sheets, layouts, model, extracted, findings, asked=profile is not None)


def told_apart(
    sheets: Sequence[TextTable],
    layouts: Sequence[Named],
    model: Model,
    extracted: date | None,
    findings: Sequence[Finding] = (),
    *,
    asked: bool,
) -> Delivery:
    """Choose a profile for each file; the last of the layouts for all where one was asked for."""
    chosen, said = choose_profiles(sheets, layouts[-1:] if asked else layouts, model)
    stated, also = _stated(extracted, sheets, layouts, chosen)
    return Delivery(
        model=model,
        sheets=list(sheets),
        layouts=tuple(layouts),
        chosen=chosen,
        stated=stated,
        asked=asked,
        findings=(*findings, *said, *also),
    )


def _layouts(model: Model, folder: Path, profile: str | None) -> list[Named]:
    """The plain layout first, then the profiles that may be used."""
    if profile is not None and profile != PLAIN:
        return [plain(model, folder), find_profile(profile, folder, model)]
    others = [] if profile == PLAIN else load_profiles(folder, model)
    return [plain(model, folder), *others]


def _sheets(opening: Opening, known: set[str]) -> tuple[list[TextTable], list[Finding]]:
    """Every table of text in the files."""
    grids, findings = opening()
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
        frame=frame.select(grid.rows.alias(ADDRESS), pl.all()),
        titles=(),
        header_row=0,
        left_out={},
    )


def _stated(
    given: date | None,
    sheets: Sequence[TextTable],
    layouts: Sequence[Named],
    chosen: Mapping[str, Named],
) -> tuple[date | None, list[Finding]]:
    """The extraction date that was given or stands above a header, if any."""
    if given is not None:
        return given, []
    words = {word for named in layouts for word in named.profile.extracted}
    orders = {file: named.profile.dates for file, named in chosen.items()}
    return extraction.found_in_titles(sheets, words, orders)
