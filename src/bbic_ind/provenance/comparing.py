"""What differs between two manifests: files, definitions, counts and figures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bbic_ind.provenance.manifest import FileDigest, Manifest, SheetCounts

Figure = Mapping[str, Any]

FIGURES = (
    "numerator",
    "denominator",
    "value",
    "low",
    "high",
    "missing",
    "pending",
    "denominator_undecided",
    "status",
    "final_from",
    "count",
    "units",
)
"""What is compared of a figure; all else tells which it is."""


class Fate(StrEnum):
    """What has become of a file."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that is not what it was; None on the side that does not have it."""

    old: Figure | None
    new: Figure | None

    @property
    def either(self) -> Figure:
        """The figure, to tell which it is."""
        return self.old or self.new or {}


@dataclass(frozen=True, slots=True)
class Differences:
    """Two manifests side by side.

    ``inputs`` and ``definitions`` tell the fate of every file; ``facts`` what else is
    otherwise, old and new by name; ``sheets`` those of which other rows were used.
    """

    inputs: Mapping[str, Fate]
    definitions: Mapping[str, Fate]
    facts: Mapping[str, tuple[str, str]]
    sheets: tuple[tuple[SheetCounts | None, SheetCounts | None], ...]
    figures: tuple[Moved, ...]
    same_figures: int

    @property
    def figures_agree(self) -> bool:
        """Whether every figure is what it was."""
        return not self.figures


def compare(old: Manifest, new: Manifest) -> Differences:
    """Compare an earlier manifest with one of the same run made again."""
    figures = list(_pairs(old.figures, new.figures))
    moved = tuple(Moved(*pair) for pair in figures if not _agree(*pair))
    sheets = _sheets(old.sheets, new.sheets)
    return Differences(
        _fates(old.inputs, _renamed(old, new)),
        _fates(old.definitions, new.definitions),
        _facts(old, new),
        tuple(pair for pair in sheets if _used(pair[0]) != _used(pair[1])),
        moved,
        len(figures) - len(moved),
    )


def _renamed(old: Manifest, new: Manifest) -> list[FileDigest]:
    """The inputs of the new manifest under the names that the old one has for their sources."""
    known = dict(zip(_sources(new), _sources(old), strict=False))
    return [file.model_copy(update={"file": _in_source(file.file, known)}) for file in new.inputs]


def _sources(one: Manifest) -> list[str]:
    """What was read, as it was named."""
    group = one.settings.get("group")
    beside = (*one.settings.get("beside", ()), *((group,) if group else ()))
    return [*one.settings.get("sources", ()), *beside]


def _in_source(name: str, known: Mapping[str, str]) -> str:
    for new, old in known.items():
        if name == new or name.startswith(f"{new}/"):
            return old + name.removeprefix(new)
    return name


def _fates(old: Iterable[FileDigest], new: Iterable[FileDigest]) -> dict[str, Fate]:
    before = {one.file: one.sha256 for one in old}
    after = {one.file: one.sha256 for one in new}
    return {name: _fate(before.get(name), after.get(name)) for name in {**before, **after}}


def _fate(old: str | None, new: str | None) -> Fate:
    if new is None:
        return Fate.GONE
    if old is None:
        return Fate.NEW
    return Fate.SAME if old == new else Fate.CHANGED


def _facts(old: Manifest, new: Manifest) -> dict[str, tuple[str, str]]:
    told = {
        "program": (old.version, new.version),
        "packs": (_packs(old), _packs(new)),
        "profile": (old.profile, new.profile),
        "extracted": (str(old.extracted or ""), str(new.extracted or "")),
    }
    return {name: pair for name, pair in told.items() if pair[0] != pair[1]}


def _packs(one: Manifest) -> str:
    return ", ".join(f"{pack.id} {pack.version}" for pack in one.packs)


def _sheets(
    old: Iterable[SheetCounts], new: Iterable[SheetCounts]
) -> list[tuple[SheetCounts | None, SheetCounts | None]]:
    before, after = ({(s.file, s.sheet, s.table): s for s in sheets} for sheets in (old, new))
    return [(before.get(key), after.get(key)) for key in {**before, **after}]


def _used(sheet: SheetCounts | None) -> tuple[int, int] | None:
    return None if sheet is None else (sheet.rows, sheet.used)


def _pairs(
    old: Iterable[Figure], new: Iterable[Figure]
) -> Iterator[tuple[Figure | None, Figure | None]]:
    before, after = ({_key(figure): figure for figure in figures} for figures in (old, new))
    return ((before.get(key), after.get(key)) for key in {**before, **after})


def _key(figure: Figure) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted((name, v) for name, v in figure.items() if name not in FIGURES))


def _agree(old: Figure | None, new: Figure | None) -> bool:
    if old is None or new is None:
        return False
    return all(old.get(name) == new.get(name) for name in FIGURES)
