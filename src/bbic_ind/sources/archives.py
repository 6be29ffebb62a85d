"""Zip files, opened in memory only, with limits that no honest export comes near.

Nothing is ever unpacked to disk, so a member's path is only a name to show.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from bbic_ind.model import Finding
from bbic_ind.personal import without_numbers
from bbic_ind.sources import file_messages as say

MOST_UNPACKED = 8 << 30
"""Bytes, 8 GB, that a zip may hold unpacked; the largest exports known are under 2 GB."""

MOST_MEMBERS = 10_000
"""Files in one zip; a folder of exports has tens, a workbook a few hundred."""

MOST_SHRUNK = 250
"""Times a large member may shrink: sheets shrink 5 to 40 times, a bomb 1,000 times."""

LARGE = 64 << 20
"""Bytes, 64 MB: a member smaller than this does no harm however much it shrank."""


def open_zip(content: Path | bytes) -> zipfile.ZipFile:
    """Open a zip on disk or in memory; raises BadZipFile."""
    return zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content)


BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What a damaged zip, or one packed in an unknown way, raises when it is read."""


def is_zip(content: Path | bytes) -> bool:
    """Whether the content begins as a zip does, one with nothing in it too."""
    return head(content, 4) in (b"PK\x03\x04", b"PK\x05\x06")


def head(content: Path | bytes, size: int) -> bytes:
    """The first bytes of a file on disk or in memory."""
    if isinstance(content, bytes):
        return content[:size]
    with content.open("rb") as file:
        return file.read(size)


def refusal(content: Path | bytes, name: str) -> Finding | None:
    """Say why a zip (or a workbook, which is one) cannot be opened safely, if so."""
    try:
        with open_zip(content) as archive:
            members = archive.infolist()
    except (*BAD_ZIP, ValueError):
        return say.broken(name)
    if any(member.flag_bits & 1 for member in members):
        return say.encrypted(name)
    return say.bomb(name) if _is_bomb(members) else None


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
            parts = _steps(member.filename)
            if not member.is_dir() and parts and not any(is_ignored(part) for part in parts):
                shown = "/".join((name, *map(without_numbers, parts)))
                yield shown, _content(archive, member, shown)


def is_ignored(part: str) -> bool:
    """Whether a file or folder is nobody's data: hidden, or left behind by a program."""
    left_behind = ("thumbs.db", "ehthumbs.db", "desktop.ini")
    return part.startswith((".", "~$", "__MACOSX")) or part.lower() in left_behind


def _steps(path: str) -> tuple[str, ...]:
    steps = path.replace("\\", "/").split("/")
    return tuple(step for step in steps if step not in ("", ".", ".."))


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str) -> bytes | Finding:
    try:
        return archive.read(member)
    except BAD_ZIP:
        return say.broken(shown)
