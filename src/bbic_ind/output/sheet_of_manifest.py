"""The workbook's sheet of provenance: what the run was asked for and rests on, with digests."""

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.output import cells
from bbic_ind.output.manifest_facts import facts
from bbic_ind.provenance import Manifest
from bbic_ind.texts import Language, Text

_SHEET = Text("Körintyg", "Manifest")
_TITLE = Text("Körintyg", "Run manifest")
_WIDTHS = (34, 52, 14, 72)
_HEADINGS = (
    Text("Slag", "Kind"),
    Text("Fil", "File"),
    Text("Byte", "Bytes"),
    Text("SHA-256", "SHA-256"),
)
_BYTES = 3
_INPUT, _DEFINITION = Text("underlag", "source"), Text("definition", "definition")


def fill_manifest(book: Workbook, manifest: Manifest, lang: Language) -> None:
    """Add the sheet: the facts of the manifest and a row for each file behind the figures."""
    sheet: Worksheet = book.create_sheet(_SHEET(lang))
    cells.put_line(sheet, 1, _TITLE(lang), cells.TITLE)
    row = cells.put_facts(sheet, 3, facts(manifest, lang)) + 1
    cells.put_header(sheet, row, [heading(lang) for heading in _HEADINGS], (_BYTES,))
    for line in _files(manifest, lang):
        row += 1
        cells.put_row(sheet, row, line, _WIDTHS)
    # The facts above the table are too many to stay; they would leave no room to scroll in.
    cells.finish_table(sheet, _WIDTHS, str(book.properties.title or _TITLE(lang)))


def _files(manifest: Manifest, lang: Language) -> Iterator[tuple[cells.Value, ...]]:
    kinds = ((_INPUT, manifest.inputs), (_DEFINITION, manifest.definitions))
    for kind, files in kinds:
        for file in files:
            yield kind(lang), file.file, file.size, file.sha256
