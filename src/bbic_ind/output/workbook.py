"""Writing a workbook so that the same content gives the same bytes, whenever it is written."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can tell, which stands for none."""


def save(book: Workbook, stream: IO[bytes]) -> None:
    """Write the workbook without the time of writing, so that a digest of it means something."""
    book.properties.created = book.properties.modified = datetime(*_WHEN)
    with _Undated(stream, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()


class _Undated(ZipFile):
    """A zip whose files all bear the same time."""

    def writestr(self, name: Any, data: Any, *rest: Any) -> None:
        super().writestr(self._info(str(name)), data, *rest)

    def write(self, filename: Any, arcname: Any = None, *_rest: Any) -> None:
        with Path(filename).open("rb") as file, self.open(self._info(arcname), "w") as place:
            shutil.copyfileobj(file, place)

    @staticmethod
    def _info(name: str) -> ZipInfo:
        info = ZipInfo(name, _WHEN)
        info.compress_type = ZIP_DEFLATED
        return info
