"""What a breach can touch of a figure: its rows, and those that ask about its rows.

No value of the cells in doubt makes any other row count otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from bbic_ind.definitions.uses import asked_uses
from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.reckoning import Sorted
from bbic_ind.engine.checking.side_by_side import (
    BREACH,
    ORIGIN,
    SUBJECT,
    TABLE,
    breach_and_view,
)
from bbic_ind.engine.states import CERTAIN, State, literal
from bbic_ind.engine.world import ROW


def settled(
    found: Sequence[Sorted],
    hits: pl.DataFrame,
    breaches: Mapping[int, Breach],
    world: int = 0,
    *,
    alone: bool,
) -> list[Sorted]:
    """The rows without the doubt that the breaches of the ``hits`` have no part in.

    With ``alone`` only rows of the same subject ask about each other.
    """
    asking = [replace(one, asking=_asked_about(one, breaches)) for one in found]
    return [_settled(one, _touched(one, hits, world, alone=alone)) for one in asking]


def without_subjects(found: Sequence[Sorted], hits: pl.DataFrame, world: int) -> list[Sorted]:
    """The rows that are neither hit nor of the same subject as one that is."""
    touched = [_hit_or_beside(one, hits, hits, world) for one in found]
    return [
        one.with_frame(one.members.rows.frame.join(mine, on=ROW, how="anti"))
        for one, mine in zip(found, touched, strict=True)
    ]


def _asked_about(found: Sorted, breaches: Mapping[int, Breach]) -> frozenset[int]:
    asked = set(asked_uses(found.computation, found.members.rows.world.model))
    return frozenset(number for number, breach in breaches.items() if breach.is_about(asked))


def _touched(found: Sorted, hits: pl.DataFrame, world: int, *, alone: bool) -> pl.DataFrame:
    theirs = hits.filter(pl.col(BREACH).is_in(found.asking))
    return _hit_or_beside(found, hits, theirs, world, alone=alone)


def _hit_or_beside(
    found: Sorted, hits: pl.DataFrame, theirs: pl.DataFrame, world: int, *, alone: bool = True
) -> pl.DataFrame:
    """The ``_i`` of the rows hit, and of those of the same subject, or all, as others hit."""
    places = found.places(world).with_columns(breach_and_view())
    own = hits.filter(pl.col(TABLE) == found.members.rows.table)
    hit = places.join(own, left_on=[BREACH, ORIGIN], right_on=[BREACH, ROW], how="semi")
    beside = places.join(theirs, on=[BREACH, SUBJECT] if alone else BREACH, how="semi")
    return pl.concat([hit, beside]).select(ROW).unique()


def _settled(found: Sorted, touched: pl.DataFrame) -> Sorted:
    frame, mine = found.members.rows.frame, pl.col(ROW).is_in(touched[ROW].implode())
    undecided = [State.MISSING, State.PENDING]
    states = [pl.col(f"state:{part}") for part in found.members.parts]
    settled = [
        pl.when(~mine & state.is_in(undecided))
        .then(literal(State.FALSE))
        .otherwise(state)
        .name.keep()
        for state in states
    ]
    kept = mine | pl.col(CERTAIN)
    if found.is_vague is not None:
        kept &= mine | ~found.is_vague
    return found.with_frame(frame.with_columns(settled).filter(kept))
