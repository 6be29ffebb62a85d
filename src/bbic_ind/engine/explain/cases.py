"""Every case of a computation: what it counts as, and where it stands in the files."""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import Name
from bbic_ind.engine.logic import column
from bbic_ind.engine.members import Members, members
from bbic_ind.engine.states import CERTAIN, State
from bbic_ind.engine.tally import unit_key
from bbic_ind.engine.values import expression
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import ADDRESS, SOURCE

KEY, STANDING, PART, AMOUNT = "key", "standing", "part", "amount"
ID, SPANS = "id", "spans"

_STATE = "_state"


class Standing(StrEnum):
    """What a case counts as in a figure."""

    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    MISSING = "missing"
    PENDING = "pending"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Sorted:
    """The rows of a computation, and the cases they make.

    ``cases`` has one row for each unit that belongs or may belong, the row that decides
    it: ``_i``, ``key`` (what the unit is known by, never to be shown), ``standing``
    (:class:`Standing`), ``part`` (empty where there are none) and ``amount``, the number
    that it adds (Float64, null where none is known or none is asked for).
    """

    computation: Computation
    members: Members
    cases: pl.DataFrame


def sorted_cases(computation: Computation, world: World) -> Sorted:
    """Sort the rows of a table into cases."""
    found = members(computation, world)
    own = key_of(computation, found), _amount(found, computation.value).alias(AMOUNT)
    frame = _with_states(computation, found).with_columns(own)
    certain = pl.col(CERTAIN)
    belongs = certain if computation.unit is None else certain.any().over(KEY)
    frame = frame.with_columns(_standing(belongs))
    cases = _one_per_unit(frame, computation).select(ROW, KEY, STANDING, PART, AMOUNT).sort(ROW)
    if is_open_ended(computation):
        cases = cases.filter(pl.col(STANDING) != Standing.NOT_COUNTED)
    return Sorted(computation, found, cases)


def is_open_ended(computation: Computation) -> bool:
    """Whether rows are only counted, out of no denominator."""
    return (
        not computation.denominator.conditions
        and not computation.parts
        and (bool(computation.numerator.conditions))
    )


def _with_states(computation: Computation, found: Members) -> pl.DataFrame:
    """The rows with their state, and the part they are in."""
    states = [f"state:{part}" for part in found.parts]
    state = pl.max_horizontal(states)
    rows = found.rows
    if computation.value is not None:
        counted = state == State.TRUE if computation.numerator.conditions else pl.lit(value=True)
        state = pl.when(counted).then(_state_of_number(found, computation.value)).otherwise(state)
    part = pl.coalesce(
        *(pl.when(pl.col(name) == State.TRUE).then(pl.lit(p)) for name, p in _named(found)),
        pl.lit(""),
    )
    return rows.frame.with_columns(state.alias(_STATE), part.alias(PART))


def _named(found: Members) -> list[tuple[str, str]]:
    return [(f"state:{part}", part) for part in found.parts]


def _amount(found: Members, name: Name | None) -> pl.Expr:
    """The number of each row, where it is known."""
    if name is None:
        return pl.lit(None, pl.Float64)
    number = found.rows.value(name)
    known = expression(number.lo) == expression(number.hi)
    return pl.when(known).then(expression(number.lo).cast(pl.Float64))


def _state_of_number(found: Members, name: Name) -> pl.Expr:
    number = found.rows.value(name)
    known = expression(number.lo) == expression(number.hi)
    return (
        pl.when(known)
        .then(pl.lit(State.TRUE, pl.UInt8))
        .when(column(number.missing))
        .then(pl.lit(State.MISSING, pl.UInt8))
        .otherwise(pl.lit(State.PENDING, pl.UInt8))
    )


def _standing(belongs: pl.Expr) -> pl.Expr:
    named = {
        State.TRUE: Standing.COUNTED,
        State.PENDING: Standing.PENDING,
        State.MISSING: Standing.MISSING,
        State.FALSE: Standing.NOT_COUNTED,
    }
    told = pl.col(_STATE).replace_strict(
        {int(state): str(standing) for state, standing in named.items()}, return_dtype=pl.String
    )
    uncertain = pl.lit(str(Standing.UNCERTAIN))
    return pl.when(belongs).then(told).otherwise(uncertain).alias(STANDING)


def key_of(computation: Computation, found: Members) -> pl.Expr:
    """What the unit of each row is known by."""
    if computation.unit is None:
        return pl.col(ROW).cast(pl.String).alias(KEY)
    return unit_key(found.rows.frame, computation.unit).cast(pl.String).alias(KEY)


def _one_per_unit(frame: pl.DataFrame, computation: Computation) -> pl.DataFrame:
    """Of each unit the row that decides what it counts as."""
    if computation.unit is None:
        return frame
    ranked = frame.sort(_STATE, CERTAIN, ROW, descending=[True, True, False])
    by = [KEY, PART] if computation.parts else [KEY]
    return ranked.unique(by, keep="first", maintain_order=True)


def addressed(cases: pl.DataFrame, table: str, world: World) -> pl.DataFrame:
    """The cases with their own ``id``, ``_source`` and ``_row``, null where they have none.

    The subject's own id is never given.  ``spans`` lists, for a case of an episode table,
    a struct of ``table``, ``id``, ``_source`` and ``_row`` for each span merged into it;
    else it is null.
    """
    if table in world.model.episodes:
        return _of_episodes(cases, table, world)
    found = cases.join(_places(table, world), on=ROW, how="left", maintain_order="left")
    return found.with_columns(pl.lit(None).alias(SPANS))


def _places(table: str, world: World) -> pl.DataFrame:
    """Where each row of a table stands: ``_i``, ``id``, ``_source``, ``_row``."""
    frame = world.tables[table]
    return frame.select(ROW, id_of(table, frame, world), *_optional(frame, (SOURCE, ADDRESS)))


def id_of(table: str, frame: pl.DataFrame, world: World) -> pl.Expr:
    """The case's own id, unless it is a subject's."""
    subject = world.model.subject
    hidden = subject is not None and subject.table == table
    known = ID in frame.columns and not hidden
    return pl.col(ID).cast(pl.String) if known else pl.lit(None, pl.String).alias(ID)


def _optional(frame: pl.DataFrame, names: tuple[str, ...]) -> list[pl.Expr]:
    return [
        pl.col(name) if name in frame.columns else pl.lit(None, pl.UInt32).alias(name)
        for name in names
    ]


def _of_episodes(cases: pl.DataFrame, table: str, world: World) -> pl.DataFrame:
    episodes = world.model.episodes[table]
    own = cases.join(world.tables[table], on=ROW, how="left", maintain_order="left")
    spans = pl.concat(_spans(name, episodes.by, world) for name in episodes.merge)
    within = pl.col("_opens").is_between(episodes.opens, pl.col(episodes.closes).fill_null(_LATEST))
    found = (
        own.select(ROW, episodes.by, episodes.opens, episodes.closes)
        .join(spans, left_on=episodes.by, right_on="_by", how="inner")
        .filter(within)
        .sort(ROW, "_opens")
        .group_by(ROW, maintain_order=True)
        .agg(pl.struct("table", ID, SOURCE, ADDRESS).alias(SPANS))
    )
    number = pl.lit(None, pl.UInt32)
    nowhere = (pl.lit(None, pl.String).alias(ID), number.alias(SOURCE), number.alias(ADDRESS))
    return cases.join(found, on=ROW, how="left", maintain_order="left").with_columns(*nowhere)


_LATEST = pl.date(9999, 12, 31)


def _spans(table: str, by: str, world: World) -> pl.DataFrame:
    frame, shape = world.tables[table], world.table(table)
    return frame.select(
        pl.lit(table).alias("table"),
        id_of(table, frame, world),
        *_optional(frame, (SOURCE, ADDRESS)),
        pl.col(by).alias("_by"),
        pl.col(shape.opens or "").alias("_opens"),
    )
