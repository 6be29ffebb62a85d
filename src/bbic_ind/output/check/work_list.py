"""The work list: one entry for each finding, as whoever corrects it needs it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from bbic_ind.definitions.rules import Severity
from bbic_ind.engine.checking import COUNT, PLACE, SAID, SHOWN, SIDE, UNITS, Breach, Checked, Effect
from bbic_ind.engine.explain.cases import ID, id_of
from bbic_ind.engine.world import ROW
from bbic_ind.model import ADDRESS, SOURCE
from bbic_ind.output.check.inspection import Inspection
from bbic_ind.output.check.wording import effect_of_row
from bbic_ind.output.explain.places import Places, shown
from bbic_ind.personal import HIDDEN, holds_number, is_number
from bbic_ind.texts import Text

_GROUP = "group"
_VALUE = re.compile(r"\{([^{}]*)\}")
_NO_GROUP = Text("uppgift saknas", "not stated")
_NO_CASE = Text("hela underlaget", "the whole data")


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding: how grave, whose, which case and cell, what is wrong and what to do.

    ``case`` is the case's own id, never the subject's; ``affects`` the figures it can
    change, each as text.  ``of_all`` is of the data as a whole and of no single case.
    """

    severity: Severity
    group: str
    table: str
    case: str
    where: str
    rule: str
    message: str
    action: str
    affects: tuple[str, ...]
    of_all: bool = False


def entries(inspection: Inspection) -> Iterator[Entry]:
    """Every finding, the gravest rules first."""
    for checked in inspection.checkup.found:
        yield from entries_of(checked, inspection)


def entries_of(
    checked: Checked, inspection: Inspection, most: int | None = None
) -> Iterator[Entry]:
    """The findings of one breach, at most ``most`` of them."""
    lang, breach = inspection.lang, checked.breach
    places = Places(inspection.reading.sheets, lang)
    rows = breach.rows if most is None else breach.rows.head(most)
    units = [_units(effect) for effect in checked.effects]
    for row in _with_cases(rows, breach, inspection).iter_rows(named=True):
        yield Entry(
            severity=breach.rule.severity,
            group=_group(row, inspection),
            table=_table(breach.table, inspection),
            case=shown(row[ID], lang),
            where=_where(row, breach, places),
            rule=breach.rule.id,
            message=_message(breach.messages[row[SAID]](lang), row),
            action=breach.rule.action(lang),
            affects=tuple(_affects(checked.effects, units, row, inspection)),
            of_all=row[ROW] is None,
        )


def _where(row: Mapping[str, Any], breach: Breach, places: Places) -> str:
    """The cells of the row; the place of what is no row, which may be nowhere."""
    if row[PLACE] is not None:
        return str(row[PLACE])
    return places.cells(row[SOURCE], row[ADDRESS], breach.columns)


def _with_cases(rows: pl.DataFrame, breach: Breach, inspection: Inspection) -> pl.DataFrame:
    """The rows with ``id`` and ``group`` of the case they are about."""
    world, group = inspection.checkup.world, inspection.catalogue.group_by
    frame = world.tables.get(breach.table)
    if frame is None:
        nothing = pl.lit(None, pl.String)
        return rows.with_columns(nothing.alias(ID), nothing.alias(_GROUP))
    grouped = pl.col(group).cast(pl.String) if group in frame.columns else pl.lit(None, pl.String)
    cases = frame.select(ROW, id_of(breach.table, frame, world), grouped.alias(_GROUP))
    return rows.join(cases, on=ROW, how="left", maintain_order="left")


def _group(row: Mapping[str, Any], inspection: Inspection) -> str:
    group = row[_GROUP]
    if row[ROW] is None:
        return _NO_CASE(inspection.lang)
    if group is None:
        return _NO_GROUP(inspection.lang)
    return HIDDEN if is_number(group) or holds_number(group) else str(group)


def _table(name: str, inspection: Inspection) -> str:
    table = inspection.checkup.world.model.table(name)
    if table is None or table.label is None:
        return name
    return table.label(inspection.lang)


def _message(text: str, row: Mapping[str, Any]) -> str:
    """The message with the row's own values in it."""
    filled = _VALUE.sub(lambda found: row.get(f"{SHOWN}{found[1]}") or "–", text)
    return f"{filled} ({row[COUNT]})" if row[COUNT] > 1 else filled


Units = dict[int, dict[str, int]]
"""How many units a row puts in doubt, by side of a ratio; by row."""


def _units(effect: Effect) -> Units | None:
    if effect.rows is None:
        return None
    found: Units = {}
    for row, units, side in effect.rows.select(ROW, UNITS, SIDE).iter_rows():
        found.setdefault(row, {})[side] = units
    return found


def _affects(
    effects: tuple[Effect, ...],
    units: list[Units | None],
    row: Mapping[str, Any],
    inspection: Inspection,
) -> Iterator[str]:
    """The figures that the row can change; a variant where it does not change the main one."""
    main: set[tuple[str, str]] = set()
    for effect, known in zip(effects, units, strict=True):
        which = (effect.indicator.pack, effect.indicator.id)
        changed = known is None or row[ROW] in known
        if changed and not (effect.variant and which in main):
            yield effect_of_row(effect, (known or {}).get(row[ROW], {}), inspection.lang)
        if changed:
            main.add(which)
