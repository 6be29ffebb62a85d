"""Where suggestions belong: the tables that sheets feed or could, and their headings left over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bbic_ind.sources import messages
from bbic_ind.sources.delivery import Delivery
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.profile_shapes import ColumnRule, Feed
from bbic_ind.sources.profiles import Named, completed, known_headings
from bbic_ind.sources.recognise import Match
from bbic_ind.sources.rows import fed_from, positions_in
from bbic_ind.suggesting.contents import Content

Contents = Mapping[tuple[str, int], Content]
"""What stands under each heading, by the sheet's place and the heading's position."""


def contents_of(delivery: Delivery) -> Contents:
    """The contents of every sheet, to be looked into as often as needed."""
    return {
        (messages.place_of(sheet), at): Content(sheet.frame[str(at)])
        for sheet in delivery.sheets
        for at in range(len(sheet.headings))
    }


@dataclass(frozen=True)
class Place:
    """Where a suggestion belongs: a sheet, the profile's name for it and the table it feeds.

    ``fed`` are the columns that have a heading, ``free`` the positions of the headings
    that feed nothing; ``named`` is the pattern to know the sheet by.
    """

    sheet: TextTable
    kind: str
    table: str
    feed: Feed
    fed: Mapping[str, int]
    free: tuple[int, ...]
    named: str = ""

    def rule(self, name: str) -> ColumnRule:
        """What the profile says of a column."""
        return self.feed.columns.get(name, ColumnRule())

    def content(self, at: int, seen: Contents) -> Content:
        """What stands under a heading."""
        return seen[messages.place_of(self.sheet), at]


def recognised(sheet: TextTable, match: Match, table: str, feed: Feed) -> Place:
    """The place of a table that a sheet feeds."""
    known = {normal(heading) for heading in known_headings(match.rule)}
    shown = messages.headings(sheet, recognised=True)
    named = [(at, heading) for at, heading in _named_headings(sheet) if heading in shown]
    free = [at for at, heading in named if normal(heading) not in known]
    return Place(sheet, match.kind, table, feed, _fed(sheet, feed), tuple(free))


def unrecognised(sheet: TextTable, table: str, delivery: Delivery, base: Named) -> Place:
    """The place of a table that a sheet could feed."""
    kind, feed = _kind_for(table, delivery, base)
    fed = _fed(sheet, feed)
    taken = set(fed.values())
    free = [at for at, _ in _named_headings(sheet) if at not in taken]
    name = sheet.sheet or PurePosixPath(sheet.grid_file).stem
    return Place(sheet, kind, table, feed, fed, tuple(free), name.replace("[", "[[]"))


def _kind_for(table: str, delivery: Delivery, base: Named) -> tuple[str, Feed]:
    """The profile's kind of sheet for a table, unless it must have headings of its own."""
    for kind, rule in base.profile.sheets.items():
        if table in rule.feeds and not rule.headings:
            return kind, rule.feeds[table]
    return table, completed(Feed(), delivery.model.tables[table], delivery.model)


def _named_headings(sheet: TextTable) -> Iterator[tuple[int, str]]:
    return ((at, heading) for at, heading in enumerate(sheet.headings) if heading)


def _fed(sheet: TextTable, feed: Feed) -> dict[str, int]:
    positions = positions_in(sheet)
    found = {name: fed_from(rule, positions) for name, rule in feed.columns.items()}
    return {name: at for name, at in found.items() if at is not None}
