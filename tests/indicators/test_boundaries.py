"""Every limit of a shipped definition holds to the day.

The limits are found in the definition's tree.  For each one a worked example is taken
and a cell of it moved over four days around the limit: the figures must be the same on
the two days before, turn on the very day, and stay so; and the engine must agree with
the slow reference on all four.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from bbic_ind.definitions import Computation, Example, Indicator
from bbic_ind.engine import calculate, example_dataset
from bbic_ind.model import Dataset, Model
from bbic_ind.periods import Period, parse_period
from reference.evaluator import evaluate, measured
from reference.examples import extracted_of, tables_of
from reference.world import World

from .edges import Edge, Seen, edges
from .shipped import indicators, model_of, named

Tables = dict[str, list[dict[str, Any]]]
Figures = list[tuple[Any, ...]]
Moved = list[tuple[str, int, str]]

COUNTED = ("part", "numerator", "denominator", "missing", "pending", "denominator_undecided")
AROUND = (-2, -1, 0, 1)

CASES = [
    pytest.param(indicator, variant, edge, id=f"{named(indicator)} {variant} {edge}")
    for indicator in indicators()
    for variant, computation in indicator.computations.items()
    for edge in edges(computation, model_of(indicator.pack))
]


@pytest.mark.parametrize(("indicator", "variant", "edge"), CASES)
def test_the_figures_turn_on_the_very_day(indicator: Indicator, variant: str, edge: Edge):
    computation = indicator.computations[variant]
    case = next(turning_cases(indicator, computation, edge), None)

    assert case is not None
    example, tables, period = case
    expected = [slow_figures(indicator, computation, each, example, period) for each in tables]
    assert [engine_figures(indicator, computation, e, example) for e in tables] == expected


def turning_cases(
    indicator: Indicator, computation: Computation, edge: Edge
) -> Iterator[tuple[Example, list[Tables], Period]]:
    """Examples, moved over the four days, in which the figures turn on the edge's day."""
    model = model_of(indicator.pack)
    for example in indicator.examples:
        period = measured(indicator, parse_period(example.period))
        tables = tables_of(example, model)
        world = World(model, tables, extracted_of(example, period), period)
        for limit, cells in movable(edge, tables, world):
            days = [moved(tables, cells, limit + timedelta(days=n)) for n in AROUND]
            seen = [
                turning(computation, slow_figures(indicator, computation, d, example, period))
                for d in days
            ]
            if seen[0] == seen[1] != seen[2] == seen[3]:
                yield example, days, period


def turning(computation: Computation, figures: Figures) -> Figures:
    """What may turn only on the edge: not a sum of days, which every moved day changes."""
    if computation.value is None:
        return figures
    return [
        tuple(n for key, n in zip(COUNTED, row, strict=True) if key != "numerator")
        for row in figures
    ]


def movable(edge: Edge, tables: Tables, world: World) -> Iterator[tuple[date, Moved]]:
    """Each row the edge is about: its limit, and the cells that hold its day."""
    for i, row in enumerate(world.tables.get(edge.table, ())):
        for outer in world.tables[edge.outer] if edge.outer else ({},):
            limit = edge.limit(Seen(row, outer, world.period))
            if limit is not None:
                yield limit, list(cells_of(edge, i, row, tables, world.model))


def cells_of(edge: Edge, index: int, row: Mapping[str, Any], tables: Tables, model: Model) -> Moved:
    """Where the row's day stands: in its own cell, or in those an episode was made from."""
    episodes = model.episodes.get(edge.table)
    if episodes is None:
        return [(edge.table, index, edge.column)]
    role = "opens" if edge.column == episodes.opens else "closes"
    return [
        (table, i, column)
        for table in episodes.merge
        for column in [getattr(model.tables[table], role)]
        for i, span in enumerate(tables[table])
        if span[episodes.by] == row[episodes.by] and span[column] == row[edge.column]
    ]


def moved(tables: Tables, cells: Moved, day: date) -> Tables:
    changed = deepcopy(tables)
    for table, index, column in cells:
        changed[table][index][column] = day
    return changed


def slow_figures(
    indicator: Indicator,
    computation: Computation,
    tables: Tables,
    example: Example,
    period: Period,
) -> Figures:
    extracted = extracted_of(example, period)
    model = model_of(indicator.pack)
    rows = evaluate(computation, indicator.kind, model, tables, extracted, period)
    return sorted(tuple(counted(row, key) for key in COUNTED) for row in rows)


def engine_figures(
    indicator: Indicator, computation: Computation, tables: Tables, example: Example
) -> Figures:
    period = parse_period(example.period)
    alone = replace(indicator, computation=computation, variants=())
    model = model_of(indicator.pack)
    frames = example_dataset(example, model, period).tables
    filled = {name: frame_of(tables[name], frame) for name, frame in frames.items()}
    extracted = extracted_of(example, measured(indicator, period))
    rows = calculate([alone], model, Dataset(filled, extracted), [period]).to_dicts()
    return sorted(tuple(counted(row, key) for key in COUNTED) for row in rows)


def frame_of(rows: list[dict[str, Any]], like: pl.DataFrame) -> pl.DataFrame:
    """The same frame with the moved days in it."""
    days = [name for name, dtype in like.schema.items() if dtype == pl.Date]
    return like.with_columns(pl.Series(name, [row[name] for row in rows], pl.Date) for name in days)


def counted(row: Mapping[str, Any], key: str) -> Any:
    return row[key] if key == "part" or row[key] is None else float(row[key])
