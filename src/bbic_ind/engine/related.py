"""Work out what conditions and named values ask of other tables."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from bbic_ind.definitions.conditions import (
    Condition,
    CountOf,
    CountTest,
    Exists,
    Name,
    Pick,
    Related,
    SumOf,
)
from bbic_ind.definitions.conditions import Value as NamedValue
from bbic_ind.definitions.walking import own_names, same_row
from bbic_ind.engine.compiling import COMPARED, named_value
from bbic_ind.engine.logic import Flag, Truth, both, column, either, every, negate
from bbic_ind.engine.pairs import FACT, MUST, OUTER, PENDING, Pairs, inner_rows, pair
from bbic_ind.engine.picking import picked
from bbic_ind.engine.rows import Rows, restored, with_references
from bbic_ind.engine.values import Value, constant
from bbic_ind.engine.world import ROW

_INFINITY = float("inf")


def with_named_values(rows: Rows, let: Mapping[str, NamedValue]) -> Rows:
    """Add every named value, each seeing those before it."""
    for name, value in let.items():
        rows = with_references(rows, own_names(value))
        rows, reckoned = _reckoned(rows, name, value)
        rows = replace(rows, values={**rows.values, name: reckoned})
    return rows


def with_facts(rows: Rows, conditions: Iterable[Condition]) -> Rows:
    """Add what the conditions need to know: values behind references, and related rows."""
    for condition in conditions:
        rows = with_references(rows, own_names(condition))
        for node in same_row(condition):
            if isinstance(node, Exists | CountTest) and node not in rows.facts:
                rows, fact = _fact(rows, node)
                rows = replace(rows, facts={**rows.facts, node: fact})
    return rows


def _reckoned(rows: Rows, name: str, value: NamedValue) -> tuple[Rows, Value]:
    match value:
        case CountOf(related):
            return _counted(rows, f"{FACT}{name}", _pairs(rows, related, {}))
        case SumOf(related, of):
            return _summed(rows, f"{FACT}{name}", related, of)
        case Pick():
            inner = _inner(rows, value.related)
            by, content = inner.value(Name((value.by,))), inner.value(Name((value.value,)))
            return picked(rows, f"{FACT}{name}", value, inner, by, content)
        case _:
            return rows, named_value(value, rows)


def _fact(rows: Rows, node: Exists | CountTest) -> tuple[Rows, Truth]:
    prefix = f"{FACT}{len(rows.facts)}"
    pairs = _pairs(rows, node.related, {})
    if isinstance(node, Exists):
        return _kept(*_existing(rows, prefix, pairs), prefix)
    rows, count = _counted(rows, prefix, pairs)
    return _kept(
        rows, COMPARED[node.operator](count, constant("number", float(node.number))), prefix
    )


def _kept(rows: Rows, answer: Truth, prefix: str) -> tuple[Rows, Truth]:
    """The answer as columns of its own, so that it holds wherever the rows are taken."""
    must, may, pending = f"{prefix}.is", f"{prefix}.may", f"{prefix}.waits"
    if answer.is_decided:
        frame = rows.frame.with_columns(column(answer.must).alias(must))
        return rows.with_frame(frame), Truth.decided(pl.col(must))
    frame = rows.frame.with_columns(
        column(answer.must).alias(must),
        column(answer.may).alias(may),
        column(answer.pending).alias(pending),
    )
    return rows.with_frame(frame), Truth(pl.col(must), pl.col(may), pl.col(pending))


def _inner(rows: Rows, related: Related) -> Rows:
    """The related table, with what its own conditions ask of further tables."""
    return with_facts(inner_rows(rows, related, ()), [related.where])


def _pairs(rows: Rows, related: Related, wanted: Mapping[str, Value]) -> Pairs:
    return pair(rows, related, _inner(rows, related), wanted)


def _existing(rows: Rows, prefix: str, pairs: Pairs) -> tuple[Rows, Truth]:
    must, pending = pl.col(f"{prefix}.must"), pl.col(f"{prefix}.pending")
    if pairs.decided:
        found = (
            pairs.frame.select(OUTER)
            .unique()
            .with_columns(pl.lit(value=True).alias(must.meta.output_name()))
        )
        rows = _with_columns(rows, found)
        must = must.fill_null(value=False)
        if pairs.certain:
            return rows, Truth.decided(must)
        return rows, _doubted(pairs, must, must, pending=False)
    found = pairs.frame.group_by(OUTER).agg(
        pl.col(MUST).any().alias(f"{prefix}.must"), pl.col(PENDING).any().alias(f"{prefix}.pending")
    )
    rows = _with_columns(rows, found)
    possible, waiting = must.is_not_null(), pending.fill_null(value=False)
    return rows, _doubted(pairs, must.fill_null(value=False), possible, pending=waiting)


def _doubted(pairs: Pairs, must: Flag, may: Flag, *, pending: Flag) -> Truth:
    """Add the doubt of rows yet to come and of rows whose own match value is missing."""
    may = either(may, either(pairs.imagined, pairs.unmatched))
    waiting = both(either(pairs.imagined, pending), negate(pairs.unmatched))
    return Truth(must, may, every((may, negate(must), waiting)))


def _counted(rows: Rows, prefix: str, pairs: Pairs) -> tuple[Rows, Value]:
    found = pairs.frame.group_by(OUTER).agg(
        pl.col(MUST).sum().cast(pl.Float64).alias(f"{prefix}.lo"),
        pl.len().cast(pl.Float64).alias(f"{prefix}.hi"),
        pl.col(PENDING).any().alias(f"{prefix}.pending"),
    )
    return _number(_with_columns(rows, found), prefix, pairs, missing=False)


def _summed(rows: Rows, prefix: str, related: Related, of: str) -> tuple[Rows, Value]:
    inner = _inner(rows, related)
    value = inner.value(Name((of,)))
    pairs = pair(rows, related, inner, {"of": value})
    kept, must = restored(value, "_w.of"), pl.col(MUST)
    lo, hi, gap = kept.lo, kept.hi, column(both(must, kept.missing))
    found = pairs.frame.group_by(OUTER).agg(
        pl.when(must).then(lo).otherwise(pl.min_horizontal(lo, 0.0)).sum().alias(f"{prefix}.lo"),
        pl.when(must).then(hi).otherwise(pl.max_horizontal(hi, 0.0)).sum().alias(f"{prefix}.hi"),
        pl.col(PENDING).any().alias(f"{prefix}.pending"),
        gap.any().alias(f"{prefix}.gap"),
    )
    rows = _with_columns(rows, found)
    bounds = rows.world.column(related.table, of).range or (-_INFINITY, _INFINITY)
    gap_here = pl.col(f"{prefix}.gap").fill_null(value=False)
    lowest = -_INFINITY if bounds[0] < 0 else 0.0
    return _number(rows, prefix, pairs, missing=gap_here, lowest=lowest)


def _number(
    rows: Rows, prefix: str, pairs: Pairs, *, missing: Flag, lowest: float = 0.0
) -> tuple[Rows, Value]:
    """The number of an outer row, between what is certain and what is possible."""
    lo = pl.col(f"{prefix}.lo").fill_null(0.0)
    if pairs.certain and missing is False:
        return rows, Value("number", lo, lo)
    hi = pl.col(f"{prefix}.hi").fill_null(0.0)
    more = either(pairs.imagined, pairs.unmatched)
    hi = pl.when(column(more)).then(pl.lit(_INFINITY)).otherwise(hi)
    if lowest < 0:
        lo = pl.when(column(more)).then(pl.lit(lowest)).otherwise(lo)
    known = lo == hi
    waiting = either(pairs.imagined, pl.col(f"{prefix}.pending").fill_null(value=False))
    lacking = either(either(negate(waiting), pairs.unmatched), missing)
    return rows, Value("number", lo, hi, both(~known, lacking), registered=Truth.decided(known))


def _with_columns(rows: Rows, found: pl.DataFrame) -> Rows:
    joined = rows.frame.join(found, left_on=ROW, right_on=OUTER, how="left", maintain_order="left")
    return rows.with_frame(joined)
