"""What the user named, files, folders and zips, opened as grids of text."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path, PurePosixPath
from unicodedata import normalize

import polars as pl

from bbic_ind.errors import Fault, SourceError
from bbic_ind.model import Finding
from bbic_ind.personal import HIDDEN, without_numbers
from bbic_ind.sources import file_messages as say
from bbic_ind.sources.archives import BAD_ZIP, head, is_ignored, is_zip, members, open_zip, refusal
from bbic_ind.sources.delimited import read_delimited
from bbic_ind.sources.grids import Grid, typed_grid
from bbic_ind.sources.own_results import as_written, own_results, results_among, saved_again
from bbic_ind.sources.side_sheets import read_side_sheet
from bbic_ind.sources.workbooks import READERS, read_workbook
from bbic_ind.texts import printable

__all__ = ["Grid", "Opening", "input_files", "open_ahead", "open_grids"]

Content = Path | bytes
Opened = tuple[list[Grid], list[Finding]]
Opening = Callable[[], Opened]
"""Gives what :func:`open_grids` gives, or raises what it raises."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old workbook begins, and the envelope of one with a password."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SPACE = 0x20
_WEB = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<style")
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_YAML = (".yaml", ".yml")
_BOOKS = (".xls", ".xlsx")

_DOCUMENTS = {
    *(".pdf", ".doc", ".docx", ".odt", ".rtf", ".md", ".ppt", ".pptx", ".odp"),
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".heic"),
    *(".msg", ".eml", ".lnk", ".url", "readme", "readme.txt", "läsmig.txt"),
}
"""Names of what people keep beside exports, and how such names end: no export is called so."""

_TEXT = (".csv", ".tsv", ".tab", ".txt", ".skv", *_BOOKS, "")
"""Names under which text with delimiters is met; some systems call it a workbook."""


def open_grids(paths: Sequence[Path]) -> Opened:
    """Open files, folders (with theirs) and zips; every sheet and file is one grid.

    What a file is shows in its content; its name only tells delimited text from YAML.
    A file that cannot be read gives a finding with its name as place, and the rest is
    read.  Raises SourceError, with all that was found wrong, when nothing could be read.
    """
    with ThreadPoolExecutor(READERS) as readers:
        opened = list(readers.map(lambda named: _open(*named), _named(paths)))
    opened = opened or [([], [say.nothing_in("")])]
    grids = [grid for found, _ in opened for grid in found]
    results = results_among(grids)
    grids = [grid for grid in grids if grid.file not in results]
    findings = [finding for _, said in opened for finding in said]
    findings += [*map(saved_again, results), *_not_read(paths)]
    if not grids:
        raise SourceError([Fault(finding.place, finding.message) for finding in findings])
    return grids, findings


def open_ahead(paths: Sequence[Path]) -> Opening:
    """Begin at once to open files as :func:`open_grids` does; what it gives waits for the rest.

    The readers of files let other threads run, so that the definitions can be loaded
    meanwhile.
    """
    opened: Future[Opened] = Future()

    def work() -> None:
        try:
            opened.set_result(open_grids(paths))
        except BaseException as error:  # raised again where it is waited for
            opened.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return opened.result


def input_files(paths: Sequence[Path]) -> list[Path]:
    """Every file that is looked into for what the user named, each once."""
    return [file for file, _ in _named(paths) if os.path.isfile(file)]


def _named(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Every file to open, once, with the name to show."""
    seen: set[Path] = set()
    names: set[str] = set()
    for path in paths:
        for file in _files_of(path):
            if file.resolve() not in seen:
                seen.add(file.resolve())
                shown = file.name if file == path else file.relative_to(path).as_posix()
                shown = without_numbers(normalize("NFC", printable(shown)))
                yield file, _unlike(shown, names)


def _unlike(name: str, names: set[str]) -> str:
    """The name, or with a number where a file has it already; ``names`` learns it."""
    tried = (f"{name} ({number})" if number > 1 else name for number in count(1))
    found = next(one for one in tried if HIDDEN not in name or one not in names)
    names.add(found)
    return found


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    visible = _visible(path)
    own = own_results(visible)
    return [file for file in visible if file not in own] or [path]


def _visible(folder: Path) -> list[Path]:
    """The files in a folder and the folders in it; links and folders that stay closed too."""
    found: list[Path] = []
    closed: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not is_ignored(name)]
        linked = [name for name in folders if Path(here, name).is_symlink()]
        found += [Path(here, name) for name in (*files, *linked) if not is_ignored(name)]
    found += [Path(error.filename) for error in closed]
    return [path for path in sorted(found) if not _is_special(path)]


def _is_special(path: Path) -> bool:
    """Whether it is a pipe or the like, which would never end."""
    return os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path))


def _not_read(paths: Sequence[Path]) -> list[Finding]:
    """A word on the program's own results, for each folder that has some."""
    found = {path: own_results(_visible(path)) for path in paths if path.is_dir()}
    return [
        as_written(sorted(without_numbers(printable(one.name)) for one in own))
        for own in found.values()
        if own
    ]


def _open(content: Path, name: str) -> Opened:
    try:
        if content.is_dir():
            linked = any(content.iterdir()) and content.is_symlink()
            return [], [say.link(name) if linked else say.nothing_in(name)]
        if not content.exists():
            return [], [say.link(name) if content.is_symlink() else say.not_found(name)]
        # The readers of files cannot open a path that is no UTF-8.
        named = printable(str(content)) == str(content)
        return _read(content if named else content.read_bytes(), name)
    except OSError:
        return [], [say.not_allowed(name)]


def _read(content: Content, name: str, in_zip: bool = False) -> Opened:
    start, suffix = head(content, 1 << 12), PurePosixPath(name).suffix.lower()
    if _DOCUMENTS.intersection((suffix, PurePosixPath(name).name.lower())):
        return [], [say.document(name)]
    if not start:
        return [], [say.empty(name)]
    if is_zip(content):
        return _read_zip(content, name, in_zip)
    if start.startswith(_OLE):
        return _read_old(content, name)
    if start.startswith(b"PAR1"):
        return _read_parquet(content, name)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB):
        return [], [say.web_page(name)]
    if suffix in _YAML:
        return read_side_sheet(content, name)
    if not _is_text(start, suffix):
        return [], [say.unknown(name)]
    grids, findings = read_delimited(content, name)
    return grids, [*([say.text_named_workbook(name)] if suffix in _BOOKS else []), *findings]


def _is_text(start: bytes, suffix: str) -> bool:
    if suffix not in _TEXT:
        return False
    # A few stray control characters are survived; a program or a picture is full of them.
    control = sum(byte < _SPACE and byte not in b"\t\n\r\0" for byte in start)
    return not start.startswith(b"%PDF") and control * 100 < len(start)


def _read_zip(content: Content, name: str, in_zip: bool) -> Opened:
    refused = refusal(content, name)
    if refused:
        return [], [refused]
    with open_zip(content) as archive:
        inside = {member.lower().replace("\\", "/") for member in archive.namelist()}
    if inside.intersection(_WORKBOOKS):
        return _read_workbook(content, name)
    if "[content_types].xml" in inside:
        return [], [say.unknown(name)]
    return ([], [say.zip_in_zip(name)]) if in_zip else _read_members(content, name)


def _read_workbook(content: Content, name: str) -> Opened:
    try:
        return read_workbook(content, name)
    except BAD_ZIP:
        return [], [say.broken(name)]


def _read_members(content: Content, name: str) -> Opened:
    grids: list[Grid] = []
    findings: list[Finding] = []
    for shown, member in members(content, name):
        found, said = ([], [member]) if isinstance(member, Finding) else _read(member, shown, True)
        grids += found
        findings += said
    return grids, findings if grids or findings else [say.nothing_in(name)]


def _read_old(content: Content, name: str) -> Opened:
    data = content.read_bytes() if isinstance(content, Path) else content
    return ([], [say.encrypted(name)]) if _ENCRYPTED in data else read_workbook(content, name)


def _read_parquet(content: Content, name: str) -> Opened:
    try:
        return [typed_grid(name, pl.read_parquet(content, glob=False))], []
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return [], [say.broken(name)]
