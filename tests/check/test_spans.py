"""No value of the cells in doubt takes a figure out of the span that is told of it."""

import random
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from bbic_ind.cli.choice import choose
from bbic_ind.definitions.uses import uses
from bbic_ind.engine.checking.breach import Breach, shaped
from bbic_ind.engine.checking.effects import effects
from bbic_ind.engine.checking.figures import AVERAGES, readings
from bbic_ind.engine.checking.reckoning import counted, sort
from bbic_ind.engine.checking.side_by_side import numbered
from bbic_ind.engine.checking.worlds import altered
from bbic_ind.engine.world import ROW, prepare
from bbic_ind.periods import parse_period
from bbic_ind.sources import read
from bbic_ind.texts import Text
from tests.check.conftest import EXTRACTED, SHIPPED

TOWN = Path(__file__).parents[2] / "examples" / "exempelstad"
YEAR = parse_period("2025")
PACKS = ["socialstyrelsen-2009", "avvikelser", "bbic", "kolada", "kpb", "nacka", "styrkort"]
BREACHES, FILLINGS = 30, 3
WHOLE = 0.3
"""How often rows are in doubt as a whole."""
NOBODY = range(4_000_000_000, 4_000_000_005)
"""Serial numbers of subjects who are in no table."""


@pytest.mark.parametrize("pack", PACKS)
def test_no_value_of_the_cells_in_doubt_takes_a_figure_out_of_its_span(pack, catalogue):
    chance, chosen = random.Random(7), choose([pack])
    world = _world(pack, chosen)
    figures = list(readings(chosen.indicators, world, YEAR))
    now = {figure.id: _values(figure, world) for figure in figures}
    rule = next(iter(catalogue.rules.values()))
    used = sorted(use for use in {u for f in figures for u in f.uses} if world.has(*use))
    breaches = [_breach(rule, *chance.choice(used), world, chance) for _ in range(BREACHES)]

    found = effects(breaches, chosen.indicators, world, YEAR)

    for breach, told in zip(breaches, found, strict=True):
        told_of = {(one.indicator.id, one.variant): one for one in told}
        reading = [figure for figure in figures if breach.is_about(figure.uses)]
        for _ in range(FILLINGS):
            filled = _filled(breach, world, chance)
            for figure in reading:
                effect = told_of.get((figure.indicator.id, figure.variant))
                for part, value in _values(figure, filled).items():
                    told_so = _holds(effect, part, now[figure.id].get(part), value)
                    assert told_so, (figure.id, part, breach.table, breach.columns, value)


def _world(pack, chosen):
    wanted = {}
    for table, column in (use for one in chosen.indicators for use in uses(one, chosen.model)):
        wanted.setdefault(table, set()).add(column)
    own = [TOWN / pack] if (TOWN / pack).is_dir() else []
    sources = [TOWN / "combine.xlsx", TOWN / "sidoblad", *own]
    profiles = SHIPPED / "profiles"
    reading = read(sources, chosen.model, profiles=profiles, extracted=EXTRACTED, wanted=wanted)
    world = prepare(chosen.model, reading.dataset, chosen.indicators)
    return numbered(world.during(YEAR, snapshot=False))


def _breach(rule, table, column, world, chance):
    rows = world.tables[table][ROW].to_list()
    hit = pl.Series(ROW, chance.sample(rows, min(chance.choice([1, 2, 3, 8]), len(rows))))
    says = (Text("fel", "wrong"),)
    rows, whole = shaped(hit.cast(pl.UInt32).to_frame()), chance.random() < WHOLE
    return Breach(rule, table, (column,), says, rows, whole_rows=whole)


def _filled(breach, world, chance):
    """The world with other values in the cells in doubt, all the same now and then.

    Of rows that are in doubt as a whole some are not there.
    """
    frame, (name,) = world.tables[breach.table], breach.columns
    if breach.whole_rows:
        gone = [row for row in breach.hits if chance.random() < 0.5]
        return altered(world, {breach.table: frame.filter(~pl.col(ROW).is_in(gone))})
    values = [
        *frame[name].unique(),
        *_others(world.column(breach.table, name), frame[name], chance),
    ]
    hits = breach.hits.to_list()
    found = [chance.choice(values)] * len(hits) if chance.random() < 0.3 else None
    filled = pl.Series(name, found or chance.choices(values, k=len(hits)), frame[name].dtype)
    cells = pl.DataFrame({ROW: breach.hits, name: filled})
    changed = frame.update(cells, on=ROW, how="left", include_nulls=True)
    return altered(world, {breach.table: changed})


def _others(column, held, chance):
    """Values that the column does not hold, and could."""
    if held.dtype == pl.Date:
        return [date(2024, 1, 1) + timedelta(days=chance.randrange(760)) for _ in range(20)]
    if held.dtype == pl.Float64:
        most = column.range[1] if column.range else 60_000
        return [chance.random() * min(most, 60_000) for _ in range(10)]
    return [*column.values, *(NOBODY if held.dtype == pl.UInt32 else ())]


def _values(figure, world):
    """The value of each part, None where there is nothing to count."""
    parts, kind = counted(figure, sort(figure, world), world), figure.indicator.kind
    return {part: _value(counts, kind) for part, counts in parts.items()}


def _value(counts, kind):
    above, below = counts["numerator"] or 0, counts["denominator"] or 0
    if kind in AVERAGES:
        return counts["value"]
    if kind == "count":
        return above
    return above / below if below else None


def _holds(effect, part, now, value):
    """Whether the effect allows the value; one that gives no amounts allows any."""
    if value == now or (effect is not None and not effect.moves):
        return True
    move = next((one for one in effect.moves if one.part == part), None) if effect else None
    if move is None:
        return False
    if move.low is None:
        return True
    return move.empties if value is None else move.low - 1e-9 <= value <= move.high + 1e-9
