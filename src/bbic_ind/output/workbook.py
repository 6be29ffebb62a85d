"""Writing a workbook so that the same content gives the same bytes, whenever it is written."""

from datetime import datetime
from typing import IO

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from bbic_ind.output.undated import WHEN, Undated


def save(book: Workbook, stream: IO[bytes]) -> None:
    """Write the workbook without the time of writing, so that a digest of it means something."""
    book.properties.created = book.properties.modified = datetime(*WHEN)
    with Undated(stream) as archive:
        ExcelWriter(book, archive).write_data()
