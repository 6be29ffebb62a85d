"""A side sheet of answers, written so that the sources are read from it as they stand."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from typing import IO

import yaml

from bbic_ind.output.plain_text import guarded

Row = Mapping[str, str | bool | date | None]
Tables = Mapping[str, Sequence[Row]]

FORMATS = ("yaml", "yml", "csv")

_YES_NO = {True: "ja", False: "nej"}
"""What a yes and a no are written as; every profile reads them."""


def write_side_sheet(tables: Tables, suffix: str, stream: IO[bytes]) -> None:
    """Write the rows of the tables; a CSV file holds those of the only table."""
    text = _csv(*tables.values()) if suffix == ".csv" else _yaml(tables)
    stream.write(text.encode("utf-8-sig" if suffix == ".csv" else "utf-8"))


def _yaml(tables: Tables) -> str:
    plain = {name: [_plain(row) for row in rows] for name, rows in tables.items()}
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1000)


def _csv(rows: Sequence[Row]) -> str:
    written = StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = csv.DictWriter(written, columns, delimiter=";", lineterminator="\r\n")
    lines.writeheader()
    lines.writerows({name: guarded(v) for name, v in _plain(row).items()} for row in rows)
    return written.getvalue()


def _plain(row: Row) -> dict[str, str]:
    """The row as text, without what is not known."""
    return {name: _text(value) for name, value in row.items() if value is not None}


def _text(value: str | bool | date) -> str:
    if isinstance(value, bool):
        return _YES_NO[value]
    return value.isoformat() if isinstance(value, date) else value
