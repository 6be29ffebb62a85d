"""Cells that a workbook has no value for: errors, and formulas that were never calculated."""

from collections.abc import Iterator

import polars as pl

from bbic_ind.model import ADDRESS, Finding
from bbic_ind.sources import messages
from bbic_ind.sources.feeding import Target
from bbic_ind.sources.grids import ERROR, FORMULA
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.messages import Where
from bbic_ind.sources.profile_shapes import ColumnRule
from bbic_ind.sources.rows import Positions, position
from bbic_ind.texts import Text


def spoiled_cells(
    sheet: TextTable, rows: pl.DataFrame, positions: Positions, target: Target
) -> Iterator[Finding]:
    """A finding for each column that such cells leave without a value.

    Those under a heading that only tells which rows to take are told of without a column.
    """
    rules = {n: rule for n, rule in target.feed.columns.items() if n in target.wanted}
    told: set[int] = set()
    for name, rule in rules.items():
        own = _own(rule, positions)
        told |= {*own}
        for at in own:
            yield from _told(sheet, rows, at, target, name, Text(name, name))
        for at in _looked_through(rule, positions):
            unfilled = rows.filter(pl.lit(value=True), *(pl.col(str(n)).is_null() for n in own))
            yield from _told(sheet, unfilled, at, target, name, _leads_to(name))
    for at in sorted(_choosing(positions, target) - told):
        yield from _told(sheet, sheet.frame, at, target, "", _CHOICE)


_CHOICE = Text("det som avgör vilka rader som tas med", "what tells which rows to take")


def _leads_to(name: str) -> Text:
    return Text(f"det som {name} hämtas genom", f"what {name} is looked up through")


def _told(
    sheet: TextTable, rows: pl.DataFrame, at: int, target: Target, name: str, stead: Text
) -> Iterator[Finding]:
    text = rows[str(at)]
    if text.dtype != pl.String:
        return
    place, letter = messages.place_of(sheet), sheet.columns[at]
    where = Where(place, target.name, name, letter, source=target.number)
    for mark, tell in ((ERROR, messages.error_cells), (FORMULA, messages.uncached_formulas)):
        spoiled = (text == mark).fill_null(value=False)
        if spoiled.any():
            cells = rows.filter(spoiled).unique(ADDRESS, maintain_order=True)
            yield tell(where.on(cells), stead)


def _own(rule: ColumnRule, positions: Positions) -> list[int]:
    """Where the cells stand that a column is read from."""
    headings = [] if rule.constant is not None else [rule.from_]
    if rule.years_before is not None:
        headings += [rule.years_before.from_, rule.years_before.stated]
    found = (position(one, positions) for one in headings)
    return [at for at in found if at is not None]


def _looked_through(rule: ColumnRule, positions: Positions) -> list[int]:
    """Where the ids stand that a column is looked up through."""
    headings = {normal(look.through) for look in rule.lookup}
    return sorted(positions[one] for one in headings if one in positions)


def _choosing(positions: Positions, target: Target) -> set[int]:
    headings = (
        *(rule.heading for rule in target.feed.only),
        *(rule.heading for rule in target.leaves_out if rule.heading is not None),
    )
    return {positions[normal(heading)] for heading in headings if normal(heading) in positions}
