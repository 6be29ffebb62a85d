"""Tables for other systems: made of a run, and written with their dictionary."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import polars as pl

from bbic_ind.errors import Fault, UsageError
from bbic_ind.model import Model
from bbic_ind.output.as_csv import frame_bytes
from bbic_ind.output.files import DICTIONARY, format_of, write_whole
from bbic_ind.output.outward.dictionary import (
    KOLADA_TABLE,
    RESULT_TABLE,
    SERIES_TABLE,
    VALUES_TABLE,
    Table,
    dictionary,
)
from bbic_ind.output.outward.kolada import DOCUMENT, is_kpi, kolada
from bbic_ind.output.outward.values import values
from bbic_ind.output.run import Run
from bbic_ind.texts import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """What a table is made from: a run, the model it rests on and whose it is."""

    run: Run
    model: Model
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of table: how it is made, and what its columns mean."""

    make: Callable[[Asked], pl.DataFrame]
    columns: Table


def _kolada(asked: Asked) -> pl.DataFrame:
    if not any(is_kpi(one) for one in asked.run.indicators):
        raise UsageError(Fault(DOCUMENT, _NO_KPI))
    run = asked.run
    table = kolada(run.results, run.indicators, asked.model, asked.municipality)
    if table.is_empty():
        raise UsageError(Fault(DOCUMENT, _NO_YEAR))
    return table


def _series(asked: Asked) -> pl.DataFrame:
    if asked.run.series.is_empty():
        raise UsageError(Fault("--period", _NO_SERIES))
    return asked.run.series


FORMS: Mapping[str, Form] = {
    "results": Form(lambda asked: asked.run.worded(), RESULT_TABLE),
    "values": Form(lambda asked: values(asked.run), VALUES_TABLE),
    "series": Form(_series, SERIES_TABLE),
    "kolada": Form(_kolada, KOLADA_TABLE),
}
"""The tables that can be made."""


def write_tables(asked: Asked, form: str, paths: Sequence[Path]) -> list[Path]:
    """Write one table to files, csv or parquet, each with its dictionary beside it.

    Gives the paths of the dictionaries.  Raises UsageError where there is nothing to write,
    or nowhere.
    """
    frame = FORMS[form].make(asked)
    for path in paths:
        write_whole(path, partial(WRITERS[format_of(path)], frame))
    return describe(frame, asked.model, form, paths)


def describe(frame: pl.DataFrame, model: Model, form: str, paths: Iterable[Path]) -> list[Path]:
    """Write the dictionary of a table beside each of the files that hold it; gives its paths."""
    described = dictionary(frame, FORMS[form].columns, model)
    beside = list(dict.fromkeys(path.with_suffix(DICTIONARY) for path in paths))
    for path in beside:
        write_whole(path, partial(_write_csv, described))
    return beside


def _write_csv(frame: pl.DataFrame, stream: IO[bytes]) -> None:
    stream.write(frame_bytes(frame))


def _write_parquet(frame: pl.DataFrame, stream: IO[bytes]) -> None:
    frame.write_parquet(stream)


WRITERS: Mapping[str, Callable[[pl.DataFrame, IO[bytes]], None]] = {
    "csv": _write_csv,
    "parquet": _write_parquet,
}
"""What a table can be written as, by the suffix of the file's name."""

_NO_KPI = Text(
    "ingen av indikatorerna är ett nyckeltal i Kolada. Lägg till uppsättningen kolada, eller en "
    "egen definition med nyckeltalets id och source.document Kolada.",
    "none of the indicators is a key figure of Kolada. Add the pack kolada, or a definition of "
    "your own with the key figure's id and source.document Kolada.",
)
_NO_YEAR = Text(
    "tabellen har bara hela år, och inget sådant är räknat. Ange till exempel --year 2025.",
    "the table has whole years only, and none was computed. Give for example --year 2025.",
)
_NO_SERIES = Text(
    "en serie behöver flera perioder. Ange till exempel --period 2021..2025, eller "
    "periods: 2021..2025 i en körfil.",
    "a series needs several periods. Give for example --period 2021..2025, or "
    "periods: 2021..2025 in a run file.",
)
