"""Parts of a form that are lost when it is filled in, as openpyxl does not keep them."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

from bbic_ind.texts import Text

_FILES = (
    ("xl/ctrlProps/", Text("kryssrutor och knappar", "check boxes and buttons")),
    ("xl/activeX/", Text("ActiveX-kontroller", "ActiveX controls")),
    ("xl/slicers/", Text("utsnitt", "slicers")),
    ("xl/threadedComments/", Text("trådade kommentarer", "threaded comments")),
    ("xl/embeddings/", Text("inbäddade filer", "embedded files")),
)
_MARKS = (
    ("xl/drawings/", b"<xdr:sp>", Text("textrutor och figurer", "text boxes and shapes")),
    ("xl/drawings/", b"<xdr:sp ", Text("textrutor och figurer", "text boxes and shapes")),
    ("xl/worksheets/", b"x14:dataValidation ", Text("listor från andra blad", "lists on sheets")),
    ("xl/worksheets/", b"x14:cfRule", Text("villkorsstyrd formatering", "conditional formats")),
    ("xl/worksheets/", b"x14:sparkline ", Text("miniatyrdiagram", "sparklines")),
)
_IMAGES = Text("bilder", "pictures")
_MACROS = Text("makron", "macros")


def lost_parts(path: Path) -> list[Text]:
    """What a workbook holds that filling it in does not keep, each kind once."""
    with ZipFile(path) as parts:
        return list(dict.fromkeys([*_by_name(parts, path), *_by_content(parts)]))


def _by_name(parts: ZipFile, path: Path) -> Iterator[Text]:
    names = parts.namelist()
    yield from (text for folder, text in _FILES if any(n.startswith(folder) for n in names))
    if any(name.startswith("xl/media/") for name in names) and find_spec("PIL") is None:
        yield _IMAGES
    if "xl/vbaProject.bin" in names and path.suffix.lower() != ".xlsm":
        yield _MACROS


def _by_content(parts: ZipFile) -> Iterator[Text]:
    for name in parts.namelist():
        marks = [(mark, text) for folder, mark, text in _MARKS if name.startswith(folder)]
        content = parts.read(name) if marks and name.endswith(".xml") else b""
        yield from (text for mark, text in marks if mark in content)
