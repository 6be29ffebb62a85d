"""Read key figures that somebody saved: answers of Kolada's interface, or a table.

An answer (JSON, version 2 or 3) has under ``values`` a row for each key figure,
municipality and period, with a value for each gender.  A file may hold a list of answers,
one for each page.  A table (CSV) has the columns of :data:`SCHEMA`; ``count`` may be absent.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import polars as pl

from bbic_ind.errors import Fault, SourceError, noting
from bbic_ind.texts import Text

SCHEMA = pl.Schema(
    {
        "kpi": pl.String(),
        "municipality": pl.String(),
        "year": pl.Int64(),
        "gender": pl.String(),
        "value": pl.Float64(),
        "count": pl.Float64(),
    }
)

_GENDERS = {"T": "T", "K": "K", "M": "M", "F": "K"}
"""The letters as different texts of the interface have them."""

_MUNICIPALITY = re.compile(r"(?!00)\d{4}")
"""The code of a municipality; 0000 is the country, 00 begins a region, a letter a group."""

_CODE_LENGTH = 4


@dataclass(frozen=True)
class Saved:
    """What the files hold: values of municipalities, their names, and pages not saved.

    ``left_out`` counts the values of regions, groups and the country.
    """

    values: pl.DataFrame
    names: Mapping[str, str]
    unfinished: tuple[str, ...]
    left_out: int


@dataclass
class _Found:
    rows: list[tuple[Any, ...]]
    names: dict[str, str]
    unfinished: bool = False


class _LinesError(ValueError):
    """Lines of a table that tell no value."""

    def __init__(self, lines: list[int]) -> None:
        self.lines = lines
        super().__init__(str(lines))


def read_saved(paths: Iterable[Path]) -> Saved:
    """Read every file; raises SourceError with each that cannot be."""
    found: dict[Path, _Found] = {}
    faults: list[Fault] = []
    for path in paths:
        with noting(faults, SourceError):
            found[path] = _read(path)
    if faults:
        raise SourceError(faults)
    rows = dict.fromkeys(row for one in found.values() for row in one.rows)
    own = [row for row in rows if _MUNICIPALITY.fullmatch(row[1])]
    names = {code: name for one in found.values() for code, name in one.names.items()}
    return Saved(
        pl.DataFrame(own, schema=SCHEMA, orient="row"),
        names,
        tuple(path.name for path, one in found.items() if one.unfinished),
        len(rows) - len(own),
    )


def _read(path: Path) -> _Found:
    try:
        return _READERS[path.suffix.lower()](path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise SourceError(Fault(str(path), _ABSENT)) from None
    except _LinesError as wrong:
        raise SourceError([Fault(f"{path}:{n}", _WRONG_LINE) for n in wrong.lines]) from None
    except (OSError, LookupError, ValueError, TypeError, AttributeError):
        raise SourceError(Fault(str(path), _UNREADABLE)) from None


def _json(text: str) -> _Found:
    whole = json.loads(text)
    pages = whole if isinstance(whole, list) and "values" in whole[0] else [whole]
    found = _Found([], {})
    for page in pages:
        rows = page["values"] if isinstance(page, dict) else page
        found.rows += [value for row in rows if "kpi" in row for value in _values(row)]
        found.names |= {row["id"]: row["title"] for row in rows if _is_named(row)}
    last = pages[-1]
    found.unfinished = isinstance(last, dict) and bool(last.get("next_url"))
    return found


def _is_named(row: Mapping[str, Any]) -> bool:
    return "kpi" not in row and {"id", "title"} <= row.keys()


def _values(row: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The values of a row that stand; one that was deleted, or has none, does not."""
    if row.get("isdeleted") or "municipality" not in row:
        return
    for one in row["values"]:
        if one.get("isdeleted") or one.get("value") is None:
            continue
        # How many units an answer counts is one for a municipality, and tells nothing of it.
        year = int(row["period"])
        value = _finite(one["value"])
        yield row["kpi"], row["municipality"], year, _GENDERS[one["gender"]], value, None


def _csv(text: str) -> _Found:
    first = text.partition("\n")[0]
    lines = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    if not set(lines.fieldnames or ()) >= _COLUMNS:
        raise ValueError
    rows, wrong = [], []
    for line in lines:
        try:
            rows.append(_line(line))
        except (LookupError, ValueError, TypeError, AttributeError):
            wrong.append(lines.line_num)
    if wrong:
        raise _LinesError(wrong)
    return _Found([row for row in rows if row], {})


_COLUMNS = SCHEMA.keys() - {"count"}


def _line(line: Mapping[str, str]) -> tuple[Any, ...] | None:
    value = _number(line["value"])
    if value is None:
        return None
    code = line["municipality"].strip().zfill(_CODE_LENGTH)
    gender = _GENDERS[line["gender"].strip().upper()]
    count = _number(line.get("count") or "")
    return line["kpi"].strip(), code, int(line["year"]), gender, value, count


def _number(text: str) -> float | None:
    plain = text.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    return _finite(float(plain)) if plain else None


def _finite(number: float) -> float:
    if not isfinite(number):
        raise ValueError
    return number


_READERS = {".json": _json, ".csv": _csv}

_ABSENT = Text(
    "filen finns inte. Kontrollera namnet och var du står.",
    "there is no such file. Check the name and where you are.",
)
_WRONG_LINE = Text(
    "raden går inte att läsa: väntade kommunens kod, ett år, bokstaven T, K eller M, och ett tal.",
    "the line cannot be read: expected a municipality's code, a year, gender T, K or M, and a "
    "number.",
)
_UNREADABLE = Text(
    "filen går inte att läsa som Koladas nyckeltal. Spara svaret från Koladas gränssnitt som "
    "det är (.json), eller en tabell (.csv) med kolumnerna kpi, municipality, year, gender och "
    "value.",
    "the file cannot be read as key figures of Kolada. Save the answer of Kolada's interface "
    "as it is (.json), or a table (.csv) with the columns kpi, municipality, year, gender and "
    "value.",
)
