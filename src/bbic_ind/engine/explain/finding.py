"""Find the rows that a case's own id stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from bbic_ind.engine.explain.cases import ID, SPANS, addressed, id_of
from bbic_ind.engine.explain.explanation import Population
from bbic_ind.engine.explain.traced import Span
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import ADDRESS, SOURCE

_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The rows ``_i`` of a table that a case's id stands for.

    ``elsewhere`` names the other tables that have the id, ``near`` the ids most like it.
    """

    rows: tuple[int, ...]
    elsewhere: tuple[str, ...]
    near: tuple[str, ...]


def find_case(case: str, population: Population, world: World) -> Found:
    """Find a case by its own id, or else by that of a row it is made of or rests on."""
    table = population.computation.table
    episodes = world.model.episodes.get(table)
    own = episodes.merge if episodes is not None else (table,)
    if episodes is not None:
        rows = _in_spans(case, addressed(world.tables[table].select(ROW), table, world))
    else:
        rows = _in(case, table, world) or _in_spans(case, population.cases)
    others = [name for name in world.tables if name not in (*own, table)]
    elsewhere = tuple(name for name in others if _in(case, name, world))
    near = () if rows else tuple(_near(case, own, world))
    return Found(tuple(rows), elsewhere, near)


def _in(case: str, table: str, world: World) -> list[int]:
    frame = world.tables.get(table)
    if frame is None:
        return []
    return frame.filter(id_of(table, frame, world) == case)[ROW].to_list()


def _in_spans(case: str, cases: pl.DataFrame) -> list[int]:
    if cases.schema[SPANS] == pl.Null:
        return []
    spans = cases.select(ROW, SPANS).explode(SPANS).drop_nulls(SPANS).unnest(SPANS)
    return spans.filter(pl.col(ID) == case)[ROW].unique().sort().to_list()


def _near(case: str, tables: Sequence[str], world: World) -> list[str]:
    ids = [
        world.tables[table].select(id_of(table, world.tables[table], world)).to_series()
        for table in tables
        if table in world.tables
    ]
    known = pl.concat(ids).drop_nulls().unique().to_list()
    return get_close_matches(case, known, _MOST_NEAR)


def episode_spans(table: str, row: int, world: World) -> tuple[Span, ...]:
    """What an episode is made of; nothing for a row of any other table."""
    if table not in world.model.episodes:
        return ()
    cases = addressed(world.tables[table].filter(pl.col(ROW) == row).select(ROW), table, world)
    spans = cases.explode(SPANS).drop_nulls(SPANS)[SPANS].to_list()
    return tuple((span["table"], span[ID], span[SOURCE], span[ADDRESS]) for span in spans)
