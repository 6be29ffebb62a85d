"""What a run was made from, and the manifest of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bbic_ind
from bbic_ind.model import Reading, SheetRead
from bbic_ind.personal import without_numbers
from bbic_ind.provenance.fingerprint import fingerprint_of
from bbic_ind.provenance.hashing import Digest, Digests
from bbic_ind.provenance.manifest import (
    COMPUTE,
    FileDigest,
    Manifest,
    PackVersion,
    Result,
    SheetCounts,
)
from bbic_ind.provenance.places import seen_from
from bbic_ind.texts import Language, printable


@dataclass(frozen=True)
class Origin:
    """What a run was asked for, and what the files behind it held.

    ``settings`` are plain values and paths, by option.  ``inputs`` are the digests of the
    files read, ``definitions`` of those that say how, by path; ``packs`` the versions of
    the packs by id; ``command`` what was asked.
    """

    settings: Mapping[str, Any] = field(default_factory=dict)
    inputs: Digests = field(default_factory=dict)
    definitions: Digests = field(default_factory=dict)
    packs: Mapping[str, str] = field(default_factory=dict)
    command: str = COMPUTE


Figures = Sequence[dict[str, Any]]


def manifest(
    origin: Origin, reading: Reading | None, figures: Figures, lang: Language, folder: Path
) -> Manifest:
    """The manifest as it is to lie in ``folder``; figures as :func:`plain_rows` gives them.

    ``reading`` is None where results were read and no sources.
    """
    return Manifest(
        program="bbic-ind",
        version=bbic_ind.__version__,
        command=origin.command,
        settings={name: _setting(value, folder) for name, value in origin.settings.items()},
        packs=tuple(PackVersion(id=id_, version=v) for id_, v in sorted(origin.packs.items())),
        profile=reading.profile if reading else "",
        extracted=reading.dataset.extracted if reading else None,
        extracted_from=reading.extracted_from if reading else "",
        inputs=tuple(_file(_name(path, origin, folder), d) for path, d in origin.inputs.items()),
        definitions=tuple(
            _file(f"{path.resolve().parent.name}/{path.name}", d)
            for path, d in sorted(origin.definitions.items())
        ),
        sheets=tuple(_counts(sheet, lang) for sheet in (reading.sheets if reading else ())),
        result=Result(rows=len(figures), sha256=fingerprint_of(figures)),
        figures=tuple(figures),
    )


def _name(path: Path, origin: Origin, folder: Path) -> str:
    """An input as the source it stands in and its place there."""
    for source in origin.settings.get("sources", ()):
        if path == source:
            break
        if path.is_relative_to(source):
            return f"{seen_from(source, folder)}/{path.relative_to(source).as_posix()}"
    return seen_from(path, folder)


def _file(name: str, digest: Digest) -> FileDigest:
    return FileDigest(file=without_numbers(printable(name)), size=digest.size, sha256=digest.sha256)


def _counts(sheet: SheetRead, lang: Language) -> SheetCounts:
    return SheetCounts(
        file=sheet.file,
        sheet=sheet.sheet,
        table=sheet.table,
        rows=sheet.rows,
        used=sheet.used,
        left_out={reason(lang): rows for reason, rows in sheet.left_out.items()},
    )


def _setting(value: Any, folder: Path) -> Any:
    """A setting as a plain value, its paths told from the folder."""
    if isinstance(value, Path):
        return without_numbers(printable(seen_from(value, folder)))
    if isinstance(value, tuple):
        return [_setting(item, folder) for item in value]
    return value if value is None or isinstance(value, bool | int) else str(value)
