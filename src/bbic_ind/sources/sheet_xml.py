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
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s+ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
_ADDRESS = rb"""r=["']([A-Z]{1,3})(\d+)["']"""
_ADDRESSED = re.compile(_ADDRESS)
_FILLED = re.compile(_ADDRESS + rb"[^<>]*>\s*<(?:\w+:)?(?:v|f|is)\b")
_OVERLAP = 512

_ROOT = re.compile(rb"<(\w+:)?worksheet\b")
_ROW_NUMBER = re.compile(rb"""\sr=["'](\d+)["']""")
_ERRORS = {b't="e"': re.compile(rb't="e"[^<>]*>'), b"t='e'": re.compile(rb"t='e'[^<>]*>")}
_CALCULATED_TEXT = re.compile(rb"""\st=["']str["']""")

_SIGN = b"#"
"""What an error (``#N/A``) cannot be without; one byte is found the quickest."""

_PIECE = 1 << 18
"""Bytes that fit in the processor's own memory."""

Cell = tuple[int, int]
"""The column and the row of a cell, both counted from 0."""


@dataclass(frozen=True)
class Problems:
    """A sheet's error cells and its formulas without a value."""

    errors: tuple[Cell, ...] = ()
    uncached: tuple[Cell, ...] = ()


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
    prefix = _prefix(archive, part)
    # Most sheets hold neither, and a search for plain text is the quickest of all.
    if not _holds_any(archive, part, (_SIGN, _formula_end(prefix))):
        return Problems()
    xml = archive.read(part)
    return Problems(tuple(_errors(xml, prefix)), tuple(_uncached(xml, prefix)))


def _prefix(archive: zipfile.ZipFile, part: str) -> bytes:
    """What every tag begins with: nothing in most files, ``x:`` and the like in some."""
    with archive.open(part) as xml:
        root = _ROOT.search(xml.read(1 << 12))
    return root[1] or b"" if root else b""


def _formula_end(prefix: bytes) -> bytes:
    """Formulas that share another's text have an empty tag, but the other's is closed."""
    return b"</%bf>" % prefix


def _holds_any(archive: zipfile.ZipFile, part: str, signs: Sequence[bytes]) -> bool:
    """Whether any of the signs stands in the part, which is read piece by piece."""
    with archive.open(part) as xml:
        tail = b""
        while piece := xml.read(_PIECE):
            stretch = tail + piece
            # From the end: in a sheet's XML that is twice as quick as from the beginning.
            if any(stretch.rfind(sign) >= 0 for sign in signs):
                return True
            tail = stretch[-max(map(len, signs)) :]
    return False


def _errors(xml: bytes, prefix: bytes) -> Iterator[Cell]:
    for sign, mark in _ERRORS.items():
        for found in mark.finditer(xml) if sign in xml else ():
            start = xml.rfind(b"<", 0, found.start())
            if xml.startswith(b"<%bc" % prefix, start):  # and not a text that says the same
                yield _cell(xml, start, prefix)


def _uncached(xml: bytes, prefix: bytes) -> Iterator[Cell]:
    if _formula_end(prefix) not in xml:
        return
    formula = rb"(?:</%bf>|<%bf\b[^<>]*/>)\s*(<%bv\s*/>|<%bv></%bv>)?\s*</%bc>"
    for found in re.finditer(formula % ((prefix,) * 6), xml):
        start = xml.rfind(b"<%bc" % prefix, 0, found.start())
        # A formula may well come to an empty text.
        if not (found[1] and _CALCULATED_TEXT.search(xml, start, found.start())):
            yield _cell(xml, start, prefix)


def _cell(xml: bytes, start: int, prefix: bytes) -> Cell:
    """The cell whose tag starts there: some programs leave out where cells and rows stand."""
    if address := _ADDRESSED.search(xml, start, xml.find(b">", start)):
        return _position(address[1]) - 1, int(address[2]) - 1
    row = xml.rfind(b"<%brow" % prefix, 0, start)
    number = _ROW_NUMBER.search(xml, row, xml.find(b">", row))
    above = int(number[1]) - 1 if number else xml.count(b"<%brow" % prefix, 0, row)
    return xml.count(b"<%bc" % prefix, row, start), above


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


def _position(letters: bytes) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + letter - ord("A") + 1
    return position


def _tags(pattern: re.Pattern[bytes], xml: bytes) -> list[dict[str, str]]:
    return [
        {key.decode(): _unescaped(one or other) for key, one, other in _ATTRIBUTE.findall(tag)}
        for tag in pattern.findall(xml)
    ]


def _unescaped(value: bytes) -> str:
    return html.unescape(value.decode("utf-8", "replace"))


def _relation_id(sheet: dict[str, str]) -> str:
    return next((value for key, value in sheet.items() if key.endswith(":id")), "")


def _member(target: str) -> str:
    """The member a relation points at: from the root, or from the folder ``xl``."""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
