"""What cases rest on that stand nowhere in the files themselves."""

from collections.abc import Iterator

import polars as pl

from bbic_ind.definitions.conditions import Related
from bbic_ind.definitions.walking import related_of
from bbic_ind.engine.explain.cases import ID, SPANS, Sorted, addressed
from bbic_ind.engine.explain.doubts import leaves
from bbic_ind.engine.members import numerators
from bbic_ind.engine.pairs import OUTER, inner_rows, pair
from bbic_ind.engine.related import with_facts
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.world import ROW
from bbic_ind.model import ADDRESS, SOURCE

_PLACE = ("table", ID, SOURCE, ADDRESS)


def resting_on(cases: pl.DataFrame, found: Sorted) -> pl.DataFrame:
    """The cases with the related rows that satisfy, or may, what is asked as their ``spans``.

    A subject that was made of what other tables say is told by what it rests on there.
    """
    rows = found.members.rows
    places = [_places(rows, related) for related in _asked_for(found)]
    if not places:
        return cases
    told = pl.concat(places).unique(maintain_order=True).group_by(ROW, maintain_order=True)
    spans = told.agg(pl.struct(_PLACE).alias(SPANS))
    return cases.drop(SPANS).join(spans, on=ROW, how="left", maintain_order="left")


def _asked_for(found: Sorted) -> Iterator[Related]:
    computation = found.computation
    wheres = (computation.denominator, *numerators(computation).values())
    for node in (*computation.let.values(), *(leaf for where in wheres for leaf in leaves(where))):
        if related := related_of(node):
            yield related


def _places(rows: Rows, related: Related) -> pl.DataFrame:
    """``_i`` of the outer row, with the table, id and place of each row that belongs to it."""
    inner = with_facts(inner_rows(rows, related, ()), [related.where])
    pairs = pair(rows, related, inner, {}).frame.select(OUTER, ROW)
    placed = addressed(pairs, related.table, rows.world)
    if related.table in rows.world.model.episodes:
        spans = placed.explode(SPANS).drop_nulls(SPANS)
        return spans.select(pl.col(OUTER).alias(ROW), pl.col(SPANS).struct.unnest())
    return placed.select(
        pl.col(OUTER).alias(ROW), pl.lit(related.table).alias("table"), ID, SOURCE, ADDRESS
    )
