"""What the reader of workbooks does not tell, looked up in an xlsx file's own XML.

Regular expressions are enough and fast here: the marks looked for cannot stand inside a
text, where ``<`` is written ``&lt;``.
"""

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_CELLS = 64_000_000
"""Cells from the first filled to the last; the reader keeps each in some 36 bytes."""

SMALL = 8 << 20
"""Bytes of XML that are scanned for stray cells even where a range is declared."""

MOST_CHECKED = 1 << 30
"""Bytes of XML, 1 GB, beyond which errors and formulas are not looked for."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FILLED = re.compile(rb'c r="([A-Z]{1,3})(\d+)"[^>]*>\s*<(?:\w+:)?(?:v|f|is)\b')
_OVERLAP = 512

_ERROR = re.compile(rb't="e"[^<>]*>')
_UNCACHED = re.compile(rb"(?:</f>|<f[^<>]*/>)(?:<v\s*/>|<v></v>)?</c>")
_ERROR_TYPE = b't="e"'
_FORMULA_END = b"</f>"
"""Formulas that share another's text have an empty tag, but the other's is closed."""

_SIGNS = (b"#", _FORMULA_END)
"""What an error (``#N/A``), and a formula, cannot be without; one byte is found the quickest."""

_PIECE = 1 << 18
"""Bytes that fit in the processor's own memory."""

_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]+\d+)"')


@dataclass(frozen=True)
class Problems:
    """The addresses of a sheet's error cells and of its formulas without a value."""

    errors: tuple[str, ...] = ()
    uncached: tuple[str, ...] = ()


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The member that holds each sheet of an xlsx file, empty for any other workbook."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    relations = _tags(_RELATION, archive.read("xl/_rels/workbook.xml.rels"))
    targets = {tag.get("Id", ""): _member(tag.get("Target", "")) for tag in relations}
    sheets = _tags(_SHEET, archive.read("xl/workbook.xml"))
    parts = {sheet.get("name", ""): targets.get(_relation_id(sheet), "") for sheet in sheets}
    return {name: part for name, part in parts.items() if part in names}


def is_too_large(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether the filled cells span more than :data:`MOST_CELLS`.

    The declared range is believed when it is moderate and the sheet is not small;
    formatted but empty cells often make it far too large, a few programs leave it out.
    """
    size = archive.getinfo(part).file_size
    with archive.open(part) as xml:
        declared = _area(_DIMENSION.findall(xml.read(1 << 16)))
    if size > SMALL and 1 < declared <= MOST_CELLS:
        return False
    return _area(list(_corners(archive, part))) > MOST_CELLS


def problems(archive: zipfile.ZipFile, part: str) -> Problems:
    """Find error cells and formulas that were never calculated."""
    if archive.getinfo(part).file_size > MOST_CHECKED:
        return Problems()
    # Most sheets hold neither, and a search for plain text is the quickest of all.
    if not _holds_any(archive, part, _SIGNS):
        return Problems()
    xml = archive.read(part)
    errors = _cells_at(xml, _ERROR) if _ERROR_TYPE in xml else ()
    return Problems(errors, _cells_at(xml, _UNCACHED) if _FORMULA_END in xml else ())


def _holds_any(archive: zipfile.ZipFile, part: str, signs: Sequence[bytes]) -> bool:
    """Whether any of the signs stands in the part, which is read piece by piece."""
    with archive.open(part) as xml:
        tail = b""
        while piece := xml.read(_PIECE):
            stretch = tail + piece
            if any(sign in stretch for sign in signs):
                return True
            tail = stretch[-max(map(len, signs)) :]
    return False


def _cells_at(xml: bytes, mark: re.Pattern[bytes]) -> tuple[str, ...]:
    return tuple(_cell_before(xml, found.start()) for found in mark.finditer(xml))


def _cell_before(xml: bytes, position: int) -> str:
    start = xml.rfind(b"c r=", 0, position)
    found = _CELL.match(xml, xml.rfind(b"<", 0, start))
    return found[1].decode() if found else "?"


def _corners(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    """The first and last filled row and column of each stretch of the XML."""
    with archive.open(part) as xml:
        tail = b""
        while chunk := xml.read(1 << 22):
            cells = _FILLED.findall(tail + chunk)
            if cells:
                columns = sorted({column for column, _ in cells}, key=lambda c: (len(c), c))
                rows = sorted({row for _, row in cells}, key=int)
                yield columns[0], rows[0], columns[-1], rows[-1]
            tail = chunk[-_OVERLAP:]


def _area(ranges: list[tuple[bytes, bytes, bytes, bytes]]) -> int:
    if not ranges:
        return 0
    lefts, tops, rights, bottoms = zip(*ranges, strict=True)
    width = max(map(_position, rights)) - min(map(_position, lefts)) + 1
    return width * (max(map(int, bottoms)) - min(map(int, tops)) + 1)


def position_of(address: str) -> tuple[int, int]:
    """The column and the row of a cell, both counted from 0.

    >>> position_of("B3"), position_of("AA1")
    ((1, 2), (26, 0))
    """
    letters = address.rstrip("0123456789")
    return _position(letters.encode()) - 1, int(address[len(letters) :]) - 1


def _position(letters: bytes) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + letter - ord("A") + 1
    return position


def _tags(pattern: re.Pattern[bytes], xml: bytes) -> list[dict[str, str]]:
    return [
        {key.decode(): _unescaped(value) for key, value in _ATTRIBUTE.findall(tag)}
        for tag in pattern.findall(xml)
    ]


def _unescaped(value: bytes) -> str:
    return html.unescape(value.decode("utf-8", "replace"))


def _relation_id(sheet: dict[str, str]) -> str:
    return next((value for key, value in sheet.items() if key.endswith(":id")), "")


def _member(target: str) -> str:
    """The member a relation points at: from the root, or from the folder ``xl``."""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
