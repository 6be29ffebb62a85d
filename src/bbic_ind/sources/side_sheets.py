"""Small tables written by hand in YAML: a mapping of each table's name to its rows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from bbic_ind.errors import SourceError
from bbic_ind.model import Finding
from bbic_ind.sources import file_messages as say
from bbic_ind.sources.grids import Grid, text_grid
from bbic_ind.strict_yaml import Document, parse


def read_side_sheet(content: Path | bytes, name: str) -> tuple[list[Grid], list[Finding]]:
    """Read each table of a YAML file as one grid.

    The first row of ``cells`` holds the headings, the keys of all rows in the order they
    are met; ``rows`` are line numbers.
    """
    data = content.read_bytes() if isinstance(content, Path) else content
    try:
        document = parse(data.decode("utf-8-sig"), Path(name), SourceError)
    except UnicodeDecodeError:
        return [], [say.not_utf8(name)]
    except SourceError as error:
        return [], [say.bad_yaml(fault) for fault in error.faults]
    if not isinstance(document.data, Mapping):
        return [], [say.no_rows(document.place())]
    wrong = [name for name, rows in document.data.items() if not _are_rows(rows)]
    grids = [_grid(document, name) for name in document.data if name not in wrong]
    return grids, [say.no_rows(document.place([name])) for name in wrong]


def _are_rows(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows)


def _grid(document: Document, table: str) -> Grid:
    rows = document.data[table]
    headings = list(dict.fromkeys(key for row in rows for key in row))
    cells = [headings, *([_text(row.get(heading)) for heading in headings] for row in rows)]
    lines = [document.lines[(table,)], *(document.lines[(table, at)] for at in range(len(rows)))]
    frame = pl.DataFrame(cells, orient="row", schema=dict.fromkeys(headings, pl.String))
    return text_grid(document.path.name, table, frame, pl.Series(lines, dtype=pl.UInt32))


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
