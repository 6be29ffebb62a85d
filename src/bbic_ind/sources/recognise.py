"""Which profile a delivery follows, and what each sheet in it holds, told by the headings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from bbic_ind.model import Finding, Model, Table
from bbic_ind.sources import heading_messages
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.profile_shapes import Feed, SheetRule
from bbic_ind.sources.profiles import PLAIN, Named, headings_of, known_headings

ENOUGH = 0.5
"""The share of a sheet's headings that must be known when neither its name nor all
required columns speak for a kind; below it the likeness is chance."""


@dataclass(frozen=True)
class Match:
    """How well one kind of sheet fits one sheet; greater is better, field by field.

    ``layout`` and ``kind`` name the profile and the kind of sheet in it.
    """

    layout: str
    kind: str
    rule: SheetRule
    known: int
    named: bool
    complete: bool

    @property
    def rank(self) -> tuple[int, bool, bool]:
        """What the choice between kinds goes by, in order."""
        return self.known, self.named, self.complete

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables this kind of sheet feeds."""
        return tuple(self.rule.feeds)


def choose_profiles(
    sheets: Sequence[TextTable], profiles: Sequence[Named], model: Model
) -> tuple[dict[str, Named], list[Finding]]:
    """For each file the profile that knows most of its headings, and doubts about the choice.

    ``profiles`` starts with the plain layout, which wins where no other knows more.  Of
    equals the one that suits the whole delivery counts, else the first.
    """
    scores: dict[str, list[int]] = {}
    for sheet in sheets:
        total = scores.get(sheet.grid_file, [0] * len(profiles))
        known = known_by(sheet, profiles, model)
        scores[sheet.grid_file] = [a + b for a, b in zip(total, known, strict=True)]
    overall = _best(profiles, [sum(column) for column in zip(*scores.values(), strict=True)])
    best = {file: _best(profiles, score) for file, score in scores.items()}
    chosen = {file: overall[0] if overall[0] in ones else ones[0] for file, ones in best.items()}
    if any(_torn(ones, overall) for ones in best.values()):
        return chosen, [heading_messages.several_profiles([named.name for named in overall])]
    return chosen, []


def _torn(best: Sequence[Named], overall: Sequence[Named]) -> bool:
    """Whether a file fits several of the profiles that suit the whole delivery."""
    return best[0].name != PLAIN and sum(named in overall for named in best) > 1


def _best(profiles: Sequence[Named], scores: Sequence[int]) -> list[Named]:
    """The profiles with the highest score, all of them where there is none."""
    if not scores:
        return list(profiles)
    return [one for one, score in zip(profiles, scores, strict=True) if score == max(scores)]


def known_by(sheet: TextTable, profiles: Sequence[Named], model: Model) -> list[int]:
    """How many headings each profile's best kind of sheet knows, or the plain layout's."""
    alone = [
        max((match.known for match in _matches(sheet, (named,), model)), default=0)
        for named in profiles
    ]
    return [max(known, alone[0]) for known in alone]


def recognise(
    sheet: TextTable, profile: Named, fallback: Named, model: Model
) -> tuple[Match | None, list[Finding]]:
    """The kind of sheet this is: the one that knows most headings, a name settling a tie.

    Where the profile and the plain layout know a table equally well, the profile counts.
    """
    matches = list(_matches(sheet, (profile, fallback), model))
    if not matches:
        shown = knows_any(sheet, (profile, fallback))
        return None, [heading_messages.unknown_sheet(sheet, _nearest(sheet, profile), shown=shown)]
    best = max(matches, key=lambda match: match.rank)
    rivals = {match.tables for match in matches if match.rank == best.rank}
    if len(rivals) > 1:
        return None, [heading_messages.ambiguous_sheet(sheet, sorted(t for r in rivals for t in r))]
    same = (m for m in matches if m.tables == best.tables and m.known == best.known)
    return next(same), []


def _matches(sheet: TextTable, layouts: Sequence[Named], model: Model) -> Iterable[Match]:
    """The kinds of sheet that this could be, the first layout's first."""
    present = {normal(heading) for heading in sheet.headings if heading}
    for layout in layouts:
        for name, rule in layout.profile.sheets.items():
            known = present & _normal_headings(rule)
            if not known or not _has_needed(rule, present):
                continue
            named = _is_named(sheet, (name, *rule.names))
            complete = not any(
                missing_required(model.tables[table], feed, present)
                for table, feed in rule.feeds.items()
            )
            enough = len(known) >= max(2, ENOUGH * len(present))
            if named or enough or (complete and rule.headings):
                yield Match(layout.name, name, rule, len(known), named, complete)


def _has_needed(rule: SheetRule, present: set[str]) -> bool:
    """Whether each heading the rule asks for is there, under one of its names."""
    return all(any(normal(name) in present for name in _names(h, rule)) for h in rule.headings)


def _names(heading: str, rule: SheetRule) -> Iterable[str]:
    """The heading and those that feed the same column."""
    yield heading
    for feed in rule.feeds.values():
        for column in feed.columns.values():
            if heading in column.from_:
                yield from column.from_


def missing_required(table: Table, feed: Feed, present: set[str]) -> list[str]:
    """The table's required columns that nothing in such a sheet can supply."""
    return [
        name
        for name, column in table.columns.items()
        if column.required and not _supplied(feed, name, present)
    ]


def _supplied(feed: Feed, name: str, present: set[str]) -> bool:
    rule = feed.columns.get(name)
    if rule is None:
        return False
    if rule.constant is not None or rule.default is not None:
        return True
    headings = [*rule.from_, *(lookup.through for lookup in rule.lookup)]
    return any(normal(heading) in present for heading in headings)


def _is_named(sheet: TextTable, patterns: Iterable[str]) -> bool:
    names = [_spaced(name) for name in (sheet.sheet, PurePosixPath(sheet.grid_file).stem)]
    return any(fnmatchcase(name, _spaced(pattern)) for name in names for pattern in patterns)


def _spaced(name: str) -> str:
    """A name or pattern as it is compared; ``normal`` would drop the star of a pattern."""
    return name.casefold().replace("_", " ")


def knows_any(sheet: TextTable, layouts: Sequence[Named]) -> bool:
    """Whether any heading is known; a row of none that is may be data taken for headings."""
    return not headings_of(layouts).isdisjoint(normal(heading) for heading in sheet.headings)


def _nearest(sheet: TextTable, profile: Named) -> str:
    """The kind of sheet an unknown one is named as, or shares most headings with, or empty."""
    present = {normal(heading) for heading in sheet.headings if heading}
    likeness = {
        name: (_is_named(sheet, (name, *rule.names)), len(present & _normal_headings(rule)))
        for name, rule in profile.profile.sheets.items()
    }
    near = {name: found for name, found in likeness.items() if found[1] > 1}
    return max(near, key=lambda name: near[name], default="")


def _normal_headings(rule: SheetRule) -> set[str]:
    return {normal(heading) for heading in known_headings(rule)}
