"""The same computation with some of its tests exchanged for others."""

from collections.abc import Callable
from dataclasses import replace

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import (
    All,
    AnyOf,
    ColumnTest,
    Condition,
    CountOf,
    CountTest,
    Exists,
    Name,
    Not,
    OpenOn,
    Operator,
    Overlaps,
    Pick,
    Related,
    SumOf,
    Value,
)
from bbic_ind.engine.world import World

Exchange = Callable[[Condition, str], Condition]
"""What a test on a row of the named table becomes."""


def exchanged(computation: Computation, exchange: Exchange) -> Computation:
    """The computation with its tests exchanged, those of related rows too."""
    table = computation.table
    return replace(
        computation,
        let={name: _of_value(value, exchange) for name, value in computation.let.items()},
        denominator=exchanged_all(computation.denominator, table, exchange),
        numerator=exchanged_all(computation.numerator, table, exchange),
        parts=tuple(
            replace(part, where=exchanged_all(part.where, table, exchange))
            for part in computation.parts
        ),
    )


def exchanged_all(where: All, table: str, exchange: Exchange) -> All:
    """The conditions on a table's rows with their tests exchanged."""
    return All(tuple(_of_condition(part, table, exchange) for part in where.conditions))


def _of_condition(node: Condition, table: str, exchange: Exchange) -> Condition:
    match node:
        case All():
            return exchanged_all(node, table, exchange)
        case AnyOf(conditions):
            return AnyOf(tuple(_of_condition(part, table, exchange) for part in conditions))
        case Not(inner):
            return Not(_of_condition(inner, table, exchange))
        case Exists() | CountTest():
            asked = exchange(node, table)
            if not isinstance(asked, Exists | CountTest):
                return asked
            return replace(asked, related=_of_related(node.related, exchange))
        case _:
            return exchange(node, table)


def _of_value(value: Value, exchange: Exchange) -> Value:
    if not isinstance(value, Pick | CountOf | SumOf):
        return value
    return replace(value, related=_of_related(value.related, exchange))


def _of_related(related: Related, exchange: Exchange) -> Related:
    return replace(related, where=exchanged_all(related.where, related.table, exchange))


def spelled_out(computation: Computation, world: World) -> Computation:
    """The computation with what it asks of spans said as tests of their two ends."""

    def in_ends(node: Condition, table: str) -> Condition:
        shape = world.table(table)
        opens, closes = Name((shape.opens or "",)), Name((shape.closes or "",))
        match node:
            case OpenOn(day):
                begun = ColumnTest(opens, Operator.ON_OR_BEFORE, day)
                return All((begun, ColumnTest(closes, Operator.AFTER, day)))
            case Overlaps(span):
                begun = ColumnTest(opens, Operator.ON_OR_BEFORE, span.last)
                return All((begun, ColumnTest(closes, Operator.ON_OR_AFTER, span.first)))
            case _:
                return node

    return exchanged(computation, in_ends)
