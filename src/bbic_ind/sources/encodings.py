"""Bytes of a text file made into UTF-8, and what was noticed on the way."""

import codecs
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bbic_ind.model import Finding
from bbic_ind.sources import file_messages as say

DELIMITERS = ";\t,|"
"""What may stand between the fields of a file."""

_MARKS = '\n\r\0"'
"""The characters that are looked for in every file."""

HEAD = 1 << 18
"""Bytes from the top of a file by which its encoding and delimiter are told."""

_CHUNK = 1 << 22
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Survey:
    """What one pass over the bytes of a file found."""

    marks: Collection[str]
    is_utf8: bool


@dataclass(frozen=True)
class Utf8:
    """A text file in UTF-8 with line feeds: still on disk where it already was so.

    ``quoted`` tells whether there is a quotation mark in it, ``skipped`` counts the lines at
    the top that are no records (``sep=;``).
    """

    data: Path | bytes
    head: bytes
    quoted: bool
    skipped: int
    findings: tuple[Finding, ...]

    def open(self) -> TextIO:
        """Open the text with its line ends as they are."""
        if isinstance(self.data, Path):
            return self.data.open(encoding="utf-8-sig", newline="")
        return io.TextIOWrapper(io.BytesIO(self.data), encoding="utf-8-sig", newline="")

    def count(self, mark: str) -> int:
        """Count a character of ASCII in the whole file."""
        return sum(chunk.count(mark.encode()) for chunk in _chunks(self.data))


def as_utf8(content: Path | bytes, name: str) -> Utf8:
    """Read UTF-8 with or without BOM, UTF-16, else Windows-1252, with a word on the last.

    NUL characters are dropped, with a finding; line ends of old Macs become line feeds.
    """
    data = content
    survey, findings = _survey(content), []
    start = _head(content)
    encoding = _encoding(start, survey)
    old_mac = "\r" in survey.marks and _ends_by_returns(start.decode("latin-1"))
    if encoding != "utf-8" or "\0" in survey.marks or old_mac:
        text = _bytes(content).decode(encoding, "replace")
        findings = _about(name, encoding, text)
        text = text.replace("\0", "")
        data = (text.replace("\r", "\n") if _ends_by_returns(text) else text).encode()
        survey = _survey(data)
    head = _head(data).removeprefix(codecs.BOM_UTF8)
    skipped = int(head[:4].lower() == b"sep=")
    return Utf8(data, head, '"' in survey.marks, skipped, tuple(findings))


def _ends_by_returns(text: str) -> bool:
    """Whether lines end as on old Macs; a line feed may still stand inside a field."""
    alone = "\r\n" not in text and "\r" in text.partition("\n")[0]
    return alone and text.count("\r") > text.count("\n")


def _about(name: str, encoding: str, text: str) -> list[Finding]:
    read_as = {"utf-8": [], "cp1252": [say.read_as_windows(name)]}
    found = read_as.get(encoding, [say.read_as_utf16(name)])
    return found + ([say.nuls(name, text.count("\0"))] if "\0" in text else [])


def _survey(content: Path | bytes) -> Survey:
    decoder, is_utf8 = codecs.getincrementaldecoder("utf-8")(), True
    marks: set[str] = set()
    for chunk in _chunks(content):
        marks |= {mark for mark in _MARKS if mark not in marks and mark.encode() in chunk}
        is_utf8 = is_utf8 and _decodes(decoder, chunk)
    return Survey(marks, is_utf8 and not decoder.getstate()[0])


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    if chunk.isascii() and not decoder.getstate()[0]:
        return True
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _encoding(head: bytes, survey: Survey) -> str:
    if head.startswith(_UTF16):
        return "utf-16"
    # Latin text in UTF-16 has a zero in every other byte; the mark in front may be lost.
    zeros = [head[start::2].count(0) for start in (0, 1)]
    if max(zeros) * 4 > len(head) > 0:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return "utf-8" if survey.is_utf8 else "cp1252"


def _bytes(content: Path | bytes) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


def _head(content: Path | bytes, size: int = HEAD) -> bytes:
    if isinstance(content, bytes):
        return content[:size]
    with content.open("rb") as file:
        return file.read(size)


def _chunks(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield from (content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK))
        return
    with content.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
