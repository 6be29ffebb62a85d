"""The day up to which the data is known."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import polars as pl

from bbic_ind.model import Finding, Model
from bbic_ind.periods import OPEN
from bbic_ind.sources import messages
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.profile_shapes import DateOrder
from bbic_ind.sources.values import parse_dates

_WRITTEN = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{8}|\d{1,2}[./-]\d{1,2}[./-]\d{4}")


def found_in_titles(
    sheets: Sequence[TextTable], words: Iterable[str], orders: Mapping[str, DateOrder]
) -> tuple[date | None, list[Finding]]:
    """The earliest day that stands after one of the words above a header.

    ``orders`` tells in which order the dates of each file are written.
    """
    known = [normal(word) for word in words]
    days = sorted(
        {
            day
            for sheet in sheets
            for row in sheet.titles
            if (day := _stated(" ".join(row), known, orders[sheet.grid_file])) is not None
        }
    )
    if not days:
        return None, []
    return days[0], [messages.several_extractions(days)] if len(days) > 1 else []


def _stated(row: str, words: Sequence[str], order: DateOrder) -> date | None:
    folded = row.casefold()
    starts = [folded.find(word) for word in words if word in folded]
    match = _WRITTEN.search(row, min(starts)) if starts else None
    if match is None:
        return None
    values = parse_dates(pl.Series([match.group()]), order).values
    return values.to_list()[0]  # type: ignore[no-any-return]


def latest_day(
    data: Iterable[Mapping[str, pl.DataFrame]], model: Model, today: date
) -> date | None:
    """The latest day in tables by name that is not in the future; None where there is none."""
    days = [
        _latest(frame[column], today)
        for tables in data
        for name, frame in tables.items()
        for column in frame.columns
        if (known := model.tables[name].columns.get(column)) is not None and known.type.is_date
    ]
    return max((day for day in days if day is not None), default=None)


def _latest(days: pl.Series, today: date) -> date | None:
    return days.filter((days != OPEN) & (days <= today)).max()  # type: ignore[return-value]
