"""Zip files, opened in memory only, with limits that no honest export comes near.

Nothing is ever unpacked to disk, so a member's path is only a name to show.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bbic_ind.model import Finding
from bbic_ind.texts import Text

MOST_UNPACKED = 8 << 30
"""Bytes, 8 GB, that a zip may hold unpacked; the largest exports known are under 2 GB."""

MOST_MEMBERS = 10_000
"""Files in one zip; a folder of exports has tens, a workbook a few hundred."""

MOST_SHRUNK = 250
"""Times a large member may shrink: sheets shrink 5 to 40 times, a bomb 1,000 times."""

LARGE = 64 << 20
"""Bytes, 64 MB: a member smaller than this does no harm however much it shrank."""

_NOT_MEANT = ("__MACOSX", ".")


def open_zip(content: Path | bytes) -> zipfile.ZipFile:
    """Open a zip on disk or in memory; raises BadZipFile."""
    return zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content)


def refusal(content: Path | bytes, name: str) -> Finding | None:
    """Say why a zip (or a workbook, which is one) cannot be opened safely, if so."""
    try:
        with open_zip(content) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _broken(name)
    if any(member.flag_bits & 1 for member in members):
        return _locked(name)
    return _too_large(name) if _is_bomb(members) else None


def _is_bomb(members: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > max(LARGE, MOST_SHRUNK * member.compress_size) for member in members
    )
    return swollen or unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS


def members(content: Path | bytes, name: str) -> Iterator[tuple[str, bytes | Finding]]:
    """Each file of a zip: the name to show and its bytes, or why it could not be read."""
    with open_zip(content) as archive:
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            parts = PurePosixPath(member.filename.replace("\\", "/")).parts
            if member.is_dir() or not parts or any(part.startswith(_NOT_MEANT) for part in parts):
                continue
            shown = f"{name}/{'/'.join(parts)}"
            try:
                yield shown, archive.read(member)
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
                yield shown, _broken(shown)


def _broken(name: str) -> Finding:
    return Finding(
        "file.broken",
        "error",
        name,
        Text(
            "filen är skadad eller inte hel. Hämta eller ta ut den på nytt.",
            "the file is damaged or not complete. Fetch or export it again.",
        ),
    )


def _locked(name: str) -> Finding:
    return Finding(
        "file.encrypted",
        "error",
        name,
        Text(
            "filen är skyddad med lösenord. Öppna den, ta bort lösenordet och spara den på ett "
            "skyddat ställe, eller ta ut den utan lösenord.",
            "the file is protected by a password. Open it, remove the password and save it in a "
            "protected place, or export it without one.",
        ),
    )


def _too_large(name: str) -> Finding:
    return Finding(
        "file.bomb",
        "error",
        name,
        Text(
            "filen sväller orimligt mycket när den packas upp och öppnades därför inte. Packa upp "
            "den själv och ange filerna i den om du litar på den.",
            "the file swells beyond reason when unpacked and was therefore not opened. Unpack it "
            "yourself and name the files in it if you trust it.",
        ),
    )
