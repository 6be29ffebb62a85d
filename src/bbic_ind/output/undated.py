"""Zips without the time of writing, so that the same content gives the same bytes."""

import shutil
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can tell, which stands for none."""


class Undated(ZipFile):
    """A zip whose files all bear the same time."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream, "w", ZIP_DEFLATED)

    def writestr(self, name: Any, data: Any, *rest: Any) -> None:
        """Write a file, as the parent class does."""
        super().writestr(self._info(str(name)), data, *rest)

    def write(self, filename: Any, arcname: Any = None, *_rest: Any) -> None:
        """Write a copy of a file, as the parent class does."""
        with Path(filename).open("rb") as file, self.open(self._info(arcname), "w") as place:
            shutil.copyfileobj(file, place)

    @staticmethod
    def _info(name: str) -> ZipInfo:
        info = ZipInfo(name, WHEN)
        info.compress_type = ZIP_DEFLATED
        return info


def copy_undated(source: IO[bytes], stream: IO[bytes]) -> None:
    """Write a zip that somebody else made once more, without its times."""
    with ZipFile(source) as dated, Undated(stream) as archive:
        for name in dated.namelist():
            archive.writestr(name, dated.read(name))
