"""A written file beside the same file written again: which of its cells are not the same."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import polars as pl

from bbic_ind.provenance.comparing import Fate


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where a value stands: a cell of a sheet, a column of a row, or a path in a JSON file."""

    sheet: str
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A cell that does not hold what it would if the file were written now."""

    spot: Spot
    written: str
    now: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a manifest vouches for: its fate, and the cells that are not as they were.

    ``cells`` is None where they cannot be told.  A file that is not written again, or has
    no cells, is compared ``as_a_whole``, by its digest.
    """

    file: str
    fate: Fate
    cells: tuple[Otherwise, ...] | None = ()
    as_a_whole: bool = False

    @property
    def holds(self) -> bool:
        """Whether nothing in it is another; one that is gone says nothing false."""
        return self.cells == ()


def is_told_by_cells(path: Path) -> bool:
    """Whether a file of this name has cells that can be told apart."""
    return path.suffix.lower() in _READERS


def otherwise(path: Path, now: bytes) -> tuple[Otherwise, ...] | None:
    """The cells of a file that differ from its content now; None where it cannot be read."""
    read = _READERS[path.suffix.lower()]
    try:
        before = dict(read(path.read_bytes()))
    except Exception:
        return None
    after = dict(read(now))
    spots = [spot for spot in {**before, **after} if before.get(spot) != after.get(spot)]
    return tuple(Otherwise(spot, before.get(spot, ""), after.get(spot, "")) for spot in spots)


Cells = Iterator[tuple[Spot, str]]


def _of_csv(content: bytes) -> Cells:
    lines = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    header = next(lines, [])
    for number, line in enumerate(lines, start=2):
        for name, value in zip(header, line, strict=True):
            yield Spot("", number, name), value


def _of_parquet(content: bytes) -> Cells:
    for number, row in enumerate(pl.read_parquet(BytesIO(content)).iter_rows(named=True), start=1):
        for name, value in row.items():
            yield Spot("", number, name), _text(value)


def _of_xlsx(content: bytes) -> Cells:
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow to load, and seldom needed

    for sheet in load_workbook(BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield Spot(sheet.title, cell.row, cell.column_letter), _text(cell.value)


def _of_json(content: bytes) -> Cells:
    return _flat("", json.loads(content))


def _flat(path: str, value: Any) -> Cells:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _flat(f"{path}[{number}]", inner)
    else:
        yield Spot("", 0, path), _text(value)


def _text(value: Any) -> str:
    """A value whatever its type; a spreadsheet may have made a day of a time, 1 of 1.0."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value.isoformat() if isinstance(value, date) else str(value)


_READERS: Mapping[str, Callable[[bytes], Cells]] = {
    ".csv": _of_csv,
    ".json": _of_json,
    ".xlsx": _of_xlsx,
    ".parquet": _of_parquet,
}
