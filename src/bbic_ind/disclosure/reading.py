"""Read result files back: csv, json, parquet and xlsx as this program writes them.

Tables with one number per row, made for other systems, are results too.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from bbic_ind.errors import Fault, SourceError
from bbic_ind.results import groups, schema, shaped
from bbic_ind.texts import Text

_FIRST = "pack"
_SEPARATOR = ";"
_MARK = "'"
_BESIDE = (
    ".manifest.json",
    ".kolumner.csv",
    ".kolada.csv",
    ".kolada.parquet",
    ".tal.csv",
    ".tal.parquet",
)
"""How files end that the program lays beside its results, and that are none themselves."""


_MEASURE, _NUMBER = "measure", "number"
_BESIDES = ("key", "area", "period_unit", "unit")
"""What a table with one number per row tells beside the results."""
_VALUE, _COUNTED = "value", "numerator"
"""Two columns of results; a table of values alone has but the first."""


def read_results(paths: Iterable[Path]) -> dict[str, pl.DataFrame]:
    """The result frame of each file, by its name; a folder stands for the result files in it.

    Raises SourceError with every file that is not a result of this program, and every
    folder that has none.
    """
    found: dict[str, pl.DataFrame] = {}
    files = {path: _files(path) for path in paths}
    faults = [Fault(str(path), _NO_FILES) for path, within in files.items() if not within]
    for path in chain.from_iterable(files.values()):
        try:
            rows = _READERS[path.suffix.lower()](path)
            if _VALUE in rows.columns and _COUNTED not in rows.columns:
                faults.append(Fault(str(path), _NO_COUNTS))
                continue
            found[str(path)] = _framed(_wide(rows))
        except (OSError, KeyError, ValueError, TypeError, PolarsError):
            faults.append(Fault(str(path), _NO_RESULT))
    if faults:
        raise SourceError(faults)
    return found


def _files(path: Path) -> Sequence[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if _may_be_result(file))


def _may_be_result(file: Path) -> bool:
    return file.suffix.lower() in _READERS and not file.name.endswith(_BESIDE)


def _wide(rows: pl.DataFrame) -> pl.DataFrame:
    """A table with one number per row as rows of results; any other as it is."""
    if not {_MEASURE, _NUMBER} <= set(rows.columns):
        return rows
    told = rows.drop(_BESIDES)
    which = [name for name in told.columns if name not in (_MEASURE, _NUMBER)]
    wide = told.pivot(_MEASURE, index=which, values=_NUMBER)
    lacking = [pl.lit(None, kind).alias(n) for n, kind in schema().items() if n not in wide.columns]
    return wide.with_columns(lacking)


def _framed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows in the one schema, other columns being groups."""
    fixed = schema()
    if not fixed.keys() <= set(rows.columns):
        raise ValueError
    days = [name for name, kind in fixed.items() if kind == pl.Date]
    written = [name for name in days if rows.schema[name] == pl.String]
    rows = rows.with_columns(pl.col(written).str.to_date())
    return shaped(rows, groups(rows))


def _csv(path: Path) -> pl.DataFrame:
    text = pl.read_csv(path, separator=_SEPARATOR, infer_schema=False, glob=False)
    # What a spreadsheet could run as a formula stands behind an apostrophe.
    return text.with_columns(pl.all().str.strip_prefix(_MARK))


def _parquet(path: Path) -> pl.DataFrame:
    return pl.read_parquet(path, glob=False)


def _json(path: Path) -> pl.DataFrame:
    return _from_rows(json.loads(path.read_text("utf-8"))["results"])


def _xlsx(path: Path) -> pl.DataFrame:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and seldom needed

    book = load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        header, *rows = sheet.iter_rows(values_only=True) if sheet.max_row else [()]
        if header and header[0] == _FIRST:
            names = [str(name) for name in header]
            return _from_rows(dict(zip(names, row, strict=True)) for row in rows)
    raise ValueError


def _from_rows(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """The rows as text, since a column of a file may hold numbers and nothing."""
    written = [{name: _text(value) for name, value in row.items()} for row in rows]
    return pl.DataFrame(written, schema=dict.fromkeys(written[0], pl.String) if written else None)


def _text(value: Any) -> str | None:
    return value if value is None else str(value).removesuffix(" 00:00:00")


_READERS: Mapping[str, Callable[[Path], pl.DataFrame]] = {
    ".csv": _csv,
    ".json": _json,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}

_NO_FILES = Text(
    "mappen har inga resultatfiler. Ange den mapp som bbic-ind compute har skrivit till, eller "
    "filerna (.csv, .json, .parquet, .xlsx).",
    "the folder has no result files. Name the folder that bbic-ind compute has written to, or "
    "the files (.csv, .json, .parquet, .xlsx).",
)
_NO_RESULT = Text(
    "filen går inte att läsa som ett resultat. Ange filer som bbic-ind compute har skrivit "
    "(.csv, .json, .parquet, .xlsx), eller bbic-ind export med --as values.",
    "the file cannot be read as a result. Name files that bbic-ind compute has written "
    "(.csv, .json, .parquet, .xlsx), or bbic-ind export with --as values.",
)
_NO_COUNTS = Text(
    "tabellen har bara värden, inga täljare, så det går inte att se om små antal syns i den. "
    "Skriv samma siffror ur samma underlag med bbic-ind export --as values, med samma "
    "indikatorer, perioder och uppdelning (--by), och ange den filen i stället.",
    "the table has values alone and no numerators, so it does not tell whether small counts show "
    "in it. Write the same figures of the same sources with bbic-ind export --as values, with the "
    "same indicators, periods and breakdowns (--by), and name that file instead.",
)
