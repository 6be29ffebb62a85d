"""The dictionary of a table that is passed on: what every column means, one row per column.

============ =================================================================================
column       its name
type         text, date, number or integer
unit         what its numbers are numbers of; empty where that differs from row to row
allowed      the words it may hold, with commas; empty where any may stand
sv, en       what it means, in both languages
============ =================================================================================
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

import polars as pl

from bbic_ind.definitions.indicator import Kind
from bbic_ind.engine.breakdown import OTHER_AGES
from bbic_ind.model import Model
from bbic_ind.output.outward.meanings import ANY, KOLADA, RESULTS, SERIES, VALUES, Meaning
from bbic_ind.output.outward.values import MEASURES
from bbic_ind.periods import PeriodUnit
from bbic_ind.results import Mark, Status
from bbic_ind.texts import Text

SCHEMA = pl.Schema(dict.fromkeys(("column", "type", "unit", "allowed", "sv", "en"), pl.String()))


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table, by what its columns mean."""

    meanings: Mapping[str, Meaning]


RESULT_TABLE = Table(RESULTS)
VALUES_TABLE = Table({**RESULTS, **VALUES})
SERIES_TABLE = Table({**RESULTS, **SERIES})
KOLADA_TABLE = Table({**RESULTS, **KOLADA})


def dictionary(frame: pl.DataFrame, table: Table, model: Model) -> pl.DataFrame:
    """The dictionary of a frame; a column that the table does not know is a group."""
    rows = [_row(name, kind, table, model) for name, kind in frame.schema.items()]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _row(name: str, kind: pl.DataType, table: Table, model: Model) -> tuple[str, ...]:
    meaning = table.meanings.get(name) or _group(name, model)
    allowed = meaning.allowed if meaning.allowed is not None else _ALLOWED.get(name, ())
    told = meaning.text
    return name, _type(kind), meaning.unit, ", ".join(allowed), told.sv, told.en


def _type(kind: pl.DataType) -> str:
    if kind == pl.Date:
        return "date"
    if kind.is_integer():
        return "integer"
    return "number" if kind.is_float() else "text"


_ALLOWED: Mapping[str, Iterable[str]] = {
    "kind": get_args(Kind),
    "status": tuple(Status),
    "limit": tuple(Mark),
    "period_unit": get_args(PeriodUnit),
    "measure": MEASURES,
}


def _group(name: str, model: Model) -> Meaning:
    """A column to divide by: a breakdown of the model, or a column of its tables."""
    breakdown = model.breakdowns.get(name)
    if breakdown is not None:
        ages = (*breakdown.bands, OTHER_AGES, ANY) if breakdown.bands else ()
        return Meaning(_divided(breakdown.title.text), allowed=ages or _words(name, model))
    columns = [one.columns[name] for one in model.tables.values() if name in one.columns]
    described = columns[0].description.text if columns else Text(name, name)
    return Meaning(_divided(described), allowed=_words(name, model))


def _words(name: str, model: Model) -> tuple[str, ...]:
    column = model.breakdowns[name].column if name in model.breakdowns else name
    columns = [one.columns[column] for one in model.tables.values() if column in one.columns]
    words = dict.fromkeys(word for one in columns for word in one.values)
    return (*words, ANY) if words else ()


def _divided(title: Text) -> Text:
    sv, en = title.sv.rstrip("."), title.en.rstrip(".")
    return Text(f"Grupp: {sv}. Tom när siffran gäller alla.", f"Group: {en}. Empty for everybody.")
