"""The rows of a table with what is known of them, and which of several stand for one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from bbic_ind.definitions.conditions import Name
from bbic_ind.definitions.indicator import Computation, Kind

from .groups import group_of, placing_of
from .judging import judge, with_named_values
from .values import Value
from .verdicts import MISSING, PENDING, Verdict
from .world import Row, World


@dataclass
class Judged:
    """A row with what is known of it."""

    row: Row
    member: Verdict
    unit: Any
    groups: tuple[str, ...] = ()
    parts: dict[str, Verdict] = field(default_factory=dict)
    number: Value | None = None


def population(
    computation: Computation, world: World, kind: Kind, by: Sequence[str]
) -> list[Judged]:
    day = placing_of(computation, kind)
    judged = []
    for row in world.rows(computation.table):
        with_named_values(row, computation.let)
        groups = tuple(group_of(row, name, day) for name in by)
        member = judge(computation.denominator, row)
        judged.append(Judged(row, member, unit_of(row, computation.unit), groups))
    return judged


def unit_of(row: Row, unit: str | None) -> Any:
    """A row whose unit is missing is a unit of its own."""
    value = row.value(Name((unit,))) if unit else None
    return value.lo if value is not None and value.known else ("row", row.index)


def one_per(computation: Computation, judged: list[Judged]) -> list[Judged]:
    """Of each the latest row that certainly belongs, and those that may come to belong."""
    if computation.one_per is None:
        return judged
    of_each = defaultdict(list)
    alone = []
    for each in judged:
        key = each.row.value(Name((computation.one_per.column,)))
        (of_each[key.lo] if key.known else alone).append(each)
        each.number = each.row.value(computation.value) if computation.value else None
    latest = computation.one_per.latest
    return [*alone, *(each for same in of_each.values() for each in _latest(same, latest))]


def _latest(judged: list[Judged], latest: Name) -> list[Judged]:
    certain = [each for each in judged if each.member.must]
    if not certain:
        return judged
    chosen = max(certain, key=lambda each: _rank(each, latest, "lo"))
    least = _rank(chosen, latest, "lo")
    rivals = [
        each
        for each in judged
        if each.member.may and each is not chosen and _rank(each, latest, "hi") > least
    ]
    if rivals:
        may_count = [chosen, *rivals]
        chosen.parts = {part: _agreed(part, may_count, latest) for part in chosen.parts}
        chosen.number = _any_number(may_count, latest) if chosen.number else None
    return [chosen, *(each for each in rivals if not each.member.must)]


def _agreed(part: str, judged: list[Judged], latest: Name) -> Verdict:
    """What all that may be the latest say; undecided where they differ."""
    states = {each.parts[part].state for each in judged}
    if states in ({"true"}, {"false"}):
        return judged[0].parts[part]
    waits = "pending" in states or any(_waits(each, latest) for each in judged)
    return PENDING if waits else MISSING


def _any_number(judged: list[Judged], latest: Name) -> Value:
    """Every number that what may be the latest can have."""
    numbers = [each.number for each in judged if each.number is not None]
    lo = min(-inf if it.absent else it.lo for it in numbers)
    hi = max(inf if it.absent else it.hi for it in numbers)
    waits = any(_waits(each, latest) for each in judged)
    waits = waits or any(not (it.known or it.missing or it.absent) for it in numbers)
    return Value(lo, hi, missing=lo != hi and not waits)


def _waits(each: Judged, latest: Name) -> bool:
    """Whether time will tell if a row belongs, or on which day it lies."""
    value = each.row.value(latest)
    vague = not (value.known or value.missing or value.absent)
    return vague or each.member.state == "pending"


def _rank(each: Judged, latest: Name, end: str) -> tuple[Any, int]:
    value = each.row.value(latest)
    return (-inf if value.absent else getattr(value, end)), each.row.index
