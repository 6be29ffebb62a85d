"""Pair rows with the rows of another table that may belong to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from bbic_ind.definitions.conditions import Name, Related
from bbic_ind.definitions.walking import outer_names, own_names
from bbic_ind.engine.compiling import truth
from bbic_ind.engine.logic import Flag, all_of, column, some
from bbic_ind.engine.rows import ImaginedRow, Rows, restored, stored, with_references
from bbic_ind.engine.values import Value
from bbic_ind.engine.world import ROW

OUTER = "this._i"
MUST, PENDING = "_must", "_pending"
_WANTED = "_w."
FACT = "fact:"
"""How the columns begin that hold what was worked out about related rows."""


@dataclass(frozen=True)
class Pairs:
    """What may be related to what.

    ``frame`` has a row for each outer row and related row whose conditions may hold:
    ``this._i``, ``_must``, ``_pending`` (undecided and waiting for time), the related
    row's ``_i`` and the columns asked for.  ``decided`` says that no pair is undecided.
    ``imagined`` is true on outer rows that a row registered after E may come to belong
    to, ``unmatched`` on those whose own match value is missing.
    """

    frame: pl.DataFrame
    decided: bool
    imagined: Flag
    unmatched: Flag

    @property
    def certain(self) -> bool:
        """Whether the frame is the whole truth."""
        return self.decided and self.imagined is False and self.unmatched is False


def pair(rows: Rows, related: Related, inner: Rows, wanted: Mapping[str, Value]) -> Pairs:
    """Pair ``rows`` with the rows of ``inner`` that ``related`` asks for.

    ``wanted`` are values of the related row to keep, stored as ``_w.<name>.<part>``.
    """
    outer = {name: rows.value(Name(name.path)) for name in outer_names(related.where)}
    joined = beside(rows, related, _possible(inner, related, wanted), outer)
    kept = {name: restored(value, str(name)) for name, value in outer.items()}
    seen = Rows(inner.world, inner.table, joined, facts=inner.facts, outer=kept)
    answer = truth(related.where, seen)
    frame = joined.filter(column(answer.may)).select(
        OUTER,
        ROW,
        column(answer.must).alias(MUST),
        column(answer.pending).alias(PENDING),
        pl.col(rf"^{_WANTED}.*$"),
    )
    return Pairs(frame, answer.is_decided, imagined(rows, related), _unmatched(rows, related))


def imagined(rows: Rows, related: Related) -> Flag:
    """Where a row registered after E could satisfy the conditions.

    A table without an opening or happening date gets no rows as time goes by.
    """
    if rows.world.table(related.table).begins is None:
        return False
    return truth(related.where, ImaginedRow(rows, related.table, related.match)).may


def _possible(inner: Rows, related: Related, wanted: Mapping[str, Value]) -> pl.DataFrame:
    """The related rows that their own values do not rule out, with the columns needed."""
    alone = [part for part in related.where.conditions if not outer_names(part)]
    answer = all_of(truth(part, inner) for part in alone)
    return inner.frame.filter(column(answer.may)).select(
        *_needed(inner, related),
        *(part for name, value in wanted.items() for part in stored(value, f"{_WANTED}{name}")),
    )


def _needed(inner: Rows, related: Related) -> list[str]:
    names = {str(name) for name in own_names(related.where)}
    names |= {*inner.world.table(inner.table).dates}
    names |= {own for own, _ in related.match} | {ROW}
    return [name for name in inner.frame.columns if name in names or name.startswith(FACT)]


def beside(
    rows: Rows, related: Related, inner: pl.DataFrame, outer: Mapping[Name, Value]
) -> pl.DataFrame:
    """Each outer row beside every row that its match values name, whatever the conditions."""
    keys = [f"_key{i}" for i in range(len(related.match))]
    left = rows.frame.select(
        pl.col(ROW).alias(OUTER),
        *(pl.col(own).alias(key) for key, (_, own) in zip(keys, related.match, strict=True)),
        *(part for name, value in outer.items() for part in stored(value, str(name))),
    )
    right = inner.with_columns(
        pl.col(own).alias(key) for key, (own, _) in zip(keys, related.match, strict=True)
    )
    joined = left.join(right, on=keys, how="inner")
    if related.table == rows.table:  # never the row itself
        joined = joined.filter(pl.col(OUTER) != pl.col(ROW))
    return joined


def _unmatched(rows: Rows, related: Related) -> Flag:
    return some(
        pl.col(own).is_null() for _, own in related.match if rows.world.has_gaps(rows.table, own)
    )


def inner_rows(rows: Rows, related: Related, names: Iterable[Name]) -> Rows:
    """The other table's rows, with what lies behind the references its conditions use."""
    world = rows.world
    inner = Rows(world, related.table, world.tables[related.table])
    return with_references(inner, own_names(related.where) | set(names))
