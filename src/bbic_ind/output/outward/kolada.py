"""The figures that are key figures of Kolada, as a small table to key in or to keep.

One row per key figure, year and gender:

============ =================================================================================
kpi          the id in Kolada
municipality the municipality's code, four digits with its leading zero
year         the year, a whole one
gender       T everybody, K women and girls, M men and boys
value        as Kolada shows it: shares in percent; null where there is none
count        how many the value rests on: the denominator, or the number itself of a count
status       see :class:`~bbic_ind.results.Status`
============ =================================================================================
"""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.model import Model
from bbic_ind.output.wording import Row
from bbic_ind.periods import unit_of
from bbic_ind.results import IN_PERCENT, groups

DOCUMENT = "Kolada"
"""What stands as the document of the source in a definition of one of its key figures."""

SCHEMA = pl.Schema(
    {
        "kpi": pl.String(),
        "municipality": pl.String(),
        "year": pl.Int64(),
        "gender": pl.String(),
        "value": pl.Float64(),
        "count": pl.Float64(),
        "status": pl.String(),
    }
)

EVERYBODY = "T"
_LETTERS = {"female": "K", "male": "M"}


def is_kpi(indicator: Indicator) -> bool:
    """Whether the indicator is a key figure itself, and not only a part of one."""
    source = indicator.source
    return source.get("document") == DOCUMENT and source.get("indicator") == indicator.id


def sexes(model: Model) -> str | None:
    """The breakdown of the model that divides by sex, if it has one."""
    column = model.subject.sex if model.subject else None
    names = (name for name, one in model.breakdowns.items() if column and one.column == column)
    return next(names, None)


def kolada(
    results: pl.DataFrame, indicators: Iterable[Indicator], model: Model, municipality: str
) -> pl.DataFrame:
    """The table of results; without rows where none is of a key figure and a whole year."""
    kpis = {(one.pack, one.id): one for one in indicators if is_kpi(one)}
    letters, sex = _letters(model), sexes(model) or ""
    rows = [
        _row(row, kpi, municipality, letters[row[sex]])
        for row in _candidates(results, sex)
        if (kpi := kpis.get((row["pack"], row["indicator"]))) and row[sex] in letters
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _candidates(results: pl.DataFrame, sex: str) -> list[Row]:
    """The main figures of whole years, undivided or divided by the column ``sex`` alone."""
    others = [group for group in groups(results) if group != sex]
    main = results.filter(
        (pl.col("variant") == "")
        & (pl.col("part") == "")
        & pl.all_horizontal(pl.lit(value=True), pl.col(others).is_null())
    )
    if sex not in main.columns:
        main = main.with_columns(pl.lit(None, pl.String).alias(sex))
    return [row for row in main.to_dicts() if unit_of(row["period"]) == "year"]


def _letters(model: Model) -> Mapping[str | None, str]:
    words = model.subject.sex_values if model.subject else {}
    return {None: EVERYBODY, **{word: _LETTERS[sex] for sex, word in words.items()}}


def _row(row: Row, kpi: Indicator, municipality: str, gender: str) -> tuple[Any, ...]:
    value = _percent(row) if is_in_percent(kpi) else row["value"]
    count = row["numerator"] if row["kind"] == "count" else row["denominator"]
    return kpi.id, municipality, int(row["period"]), gender, value, count, row["status"]


def is_in_percent(kpi: Indicator) -> bool:
    """Whether Kolada shows the key figure in percent; its title there says so of others."""
    return kpi.kind in IN_PERCENT or _PERCENT in kpi.source.get("title", "")


_PERCENT = "(%)"


def _percent(row: Row) -> float | None:
    """The value in percent, from the counts, which are exact."""
    return None if row["value"] is None else float(100 * row["numerator"] / row["denominator"])
