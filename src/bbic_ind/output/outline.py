"""The results as a reader meets them: areas, their indicators, and what hangs under each.

Shared by the formats for people, so that the screen and the workbook tell the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bbic_ind.definitions import Indicator
from bbic_ind.engine.breakdown import MISSING_GROUP, OTHER_AGES
from bbic_ind.output.run import Run
from bbic_ind.output.wording import Row
from bbic_ind.results import Status
from bbic_ind.texts import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the main figure of an indicator, or (``under``) a variant, part or group.

    ``row`` is None for an indicator whose figures all stand under it.  ``label`` is empty
    where the line goes on with the next period of the figure above.
    """

    indicator: Indicator
    label: str
    under: bool
    row: Row | None


@dataclass(frozen=True, slots=True)
class Area:
    """A heading, perhaps empty, and its lines."""

    heading: str
    entries: tuple[Entry, ...]


def outline(run: Run) -> list[Area]:
    """Every row of the results once, in their order, under its area."""
    known = {(i.pack, i.id): i for i in run.indicators}
    rows = [(known[row["pack"], row["indicator"]], row) for row in run.worded().to_dicts()]
    return [
        Area(_heading(run, *area), tuple(_entries(run, list(grouped))))
        for area, grouped in groupby(rows, key=lambda pair: (pair[0].pack, pair[0].area))
    ]


def _heading(run: Run, pack: str, area: int | None) -> str:
    known = run.packs.get(pack)
    title = known.areas.get(area) if known is not None and area is not None else None
    if title is not None:
        return f"{area}  {title(run.lang)}"
    return known.title(run.lang) if known is not None else pack


def _entries(run: Run, pairs: list[tuple[Indicator, Row]]) -> Iterator[Entry]:
    for _, grouped in groupby(pairs, key=lambda pair: pair[0].id):
        same = list(grouped)
        yield from _indicator(run, same[0][0], [row for _, row in same])


def _indicator(run: Run, indicator: Indicator, rows: list[Row]) -> Iterator[Entry]:
    """The lines of one indicator, the periods of one figure following each other."""
    title = indicator.title(run.lang)
    by_label: dict[str, list[Row]] = {}
    for row in _worth_telling(rows):
        by_label.setdefault(distinction(run, indicator, row), []).append(row)
    if "" not in by_label:
        yield Entry(indicator, title, under=False, row=None)
    for label, figures in sorted(by_label.items(), key=lambda pair: pair[0] != ""):
        for number, row in enumerate(figures):
            first = (label or title) if number == 0 else ""
            yield Entry(indicator, first, under=label != "", row=row)


def _worth_telling(rows: list[Row]) -> list[Row]:
    """All rows; but one per period for an indicator of which nothing can be computed."""
    if any(row["status"] != Status.NOT_COMPUTABLE for row in rows):
        return rows
    first = {row["period"]: row for row in reversed(rows)}
    return [{**row, "variant": "", "part": ""} for row in reversed(first.values())]


def distinction(run: Run, indicator: Indicator, row: Row) -> str:
    """What tells the row from the indicator's main figure; empty for that figure."""
    variant = (
        _VARIANT(run.lang) + indicator.label(row["variant"])(run.lang) if row["variant"] else ""
    )
    part = indicator.label(row["part"])(run.lang) if row["part"] else ""
    groups = [_group(run, name, row[name]) for name in run.by if row[name] is not None]
    return " · ".join(text for text in (variant, part, *groups) if text)


def _group(run: Run, name: str, value: str) -> str:
    """A group as it is called; one of what is missing or beyond says of which breakdown."""
    if value in _BEYOND:
        breakdown = run.names.get((name, ""), Text(name, name))(run.lang)
        return f"{breakdown[:1].lower()}{breakdown[1:]}: {_BEYOND[value](run.lang)}"
    return run.names.get((name, value), Text(value, value))(run.lang)


_BEYOND = {
    MISSING_GROUP: Text(MISSING_GROUP, "not registered"),
    OTHER_AGES: Text(OTHER_AGES, "other ages"),
}


_VARIANT = Text("variant: ", "variant: ")
