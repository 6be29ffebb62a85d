"""Workbooks: begun alike, and written so that the same content gives the same bytes."""

from datetime import datetime
from typing import IO

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

import bbic_ind
from bbic_ind.output.undated import WHEN, Undated


def new_workbook(title: str) -> Workbook:
    """A workbook without sheets, with its title and what wrote it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    book.properties.creator = f"bbic-ind {bbic_ind.__version__}"
    return book


def save(book: Workbook, stream: IO[bytes]) -> None:
    """Write the workbook without the time of writing, so that a digest of it means something."""
    book.properties.created = book.properties.modified = datetime(*WHEN)
    with Undated(stream) as archive:
        ExcelWriter(book, archive).write_data()
