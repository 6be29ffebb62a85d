"""Figures of every kind, counted slowly and obviously from rows of plain values.

``evaluate`` is the language of definitions read as straight as it is written: one row
at a time, no vectors, exact fractions.  It shares the parsed tree with the engine and
nothing else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import inf
from typing import Any

from bbic_ind.definitions.conditions import AnyOf, Name, Not
from bbic_ind.definitions.indicator import Computation, Indicator, Kind, Term
from bbic_ind.model import Model
from bbic_ind.periods import Period

from .availability import keep_computation
from .episodes import Rows
from .groups import belongs, combinations, group_of, placing
from .judging import judge, with_named_values
from .population import Judged, one_per, population, unit_of
from .values import Value
from .verdicts import TRUE, all_of
from .world import Row, World

Figure = dict[str, Any]
Group = tuple[Any, ...]


def evaluate(  # noqa: PLR0913, PLR0917 - all that an answer depends on
    computation: Computation,
    kind: Kind,
    model: Model,
    tables: dict[str, Rows],
    extracted: date,
    period: Period,
    by: Sequence[str] = (),
) -> list[Figure]:
    """The figures: one per part and group, with the keys of :func:`figure` and ``status``.

    ``tables`` holds rows of plain values: days, ``OPEN``, words, numbers, booleans, None.
    The period of a snapshot is its day (see :func:`measured`).  ``groups`` is a tuple in
    the order of ``by``, None in a total.
    """
    world = World(model, tables, extracted, period)
    computation, lacking = keep_computation(computation, world)
    if lacking:
        return [_not_computable(part, by, lacking) for part in _part_names(computation, kind)]
    figures = _KINDS[kind](computation, world, tuple(by))
    for group in {figure["groups"] for figure in figures}:
        same = [figure for figure in figures if figure["groups"] == group]
        waits = any(figure["pending"] or figure["joining"] for figure in same)
        for each in same:
            each["status"] = _status(each, kind, world, waits)
    return figures


def measured(indicator: Indicator, period: Period) -> Period:
    """The period an indicator is measured in: the day alone for a snapshot."""
    if indicator.period == "year":
        return period
    return replace(period, start=period.day, end=period.day)


def states(
    computation: Computation,
    model: Model,
    tables: dict[str, Rows],
    extracted: date,
    period: Period,
) -> list[tuple[str, str]]:
    """Each row's place in the denominator and, where it is certain, in the numerator.

    The words are ``true``, ``false``, ``missing`` and ``pending``; the second is empty
    for a row that does not certainly belong.
    """
    world = World(model, tables, extracted, period)
    computation, _ = keep_computation(computation, world)
    found = []
    for row in world.rows(computation.table):
        with_named_values(row, computation.let)
        member = judge(computation.denominator, row)
        found.append((member.state, judge(computation.numerator, row).state if member.must else ""))
    return found


def _part_names(computation: Computation, kind: Kind) -> list[str]:
    if kind == "yes_no" and computation.answers is not None:
        return list(computation.answers.items)
    if kind == "distribution":
        rest = [computation.rest] if computation.rest else []
        return [*(part.id for part in computation.parts), *rest]
    return [""]


def _not_computable(part: str, by: Sequence[str], lacking: Iterable[str]) -> Figure:
    empty = figure(part, (None,) * len(by), None, None)
    return {**empty, "status": "not_computable", "lacking": sorted(lacking)}


def _status(it: Figure, kind: Kind, world: World, waits: bool) -> str:
    if kind == "yes_no" and it["value"] is None:
        return "unanswered"
    if kind != "count" and it["denominator"] == 0:
        return "empty"
    return "final" if world.extracted >= world.period.end and not waits else "preliminary"


def figure(  # noqa: PLR0913, PLR0917 - the numbers of one result row
    part: str,
    groups: Group,
    numerator: Any,
    denominator: Any,
    missing: int = 0,
    pending: int = 0,
    denominator_undecided: int = 0,
    value: Any = None,
    low: Any = None,
    high: Any = None,
    joining: bool = False,
) -> Figure:
    """What was counted; ``joining`` tells that time may yet add to the denominator."""
    return dict(locals())


def shared(part: str, groups: Group, counts: tuple[Any, Any, int, int, int]) -> Figure:
    """A figure whose value is numerator over denominator, and which the undecided may raise."""
    numerator, denominator, missing, pending, _ = counts
    if denominator == 0:
        return figure(part, groups, *counts)
    low = Fraction(numerator) / denominator
    high = Fraction(numerator + missing + pending) / denominator
    return figure(part, groups, *counts, low, low, high)


# shares, counts and distributions


def _by_group(judged: list[Judged], by: Sequence[str]) -> list[tuple[Group, list[Judged]]]:
    combos = combinations([each.groups for each in judged], len(by))
    return [(c, [each for each in judged if belongs(each.groups, c)]) for c in combos]


def _share(computation: Computation, world: World, by: Sequence[str]) -> list[Figure]:
    return _shares(computation, world, by, {"": computation.numerator}, "share")


def _distribution(computation: Computation, world: World, by: Sequence[str]) -> list[Figure]:
    parts: dict[str, Any] = {part.id: part.where for part in computation.parts}
    if computation.rest:
        parts[computation.rest] = Not(AnyOf(tuple(parts.values())))
    return _shares(computation, world, by, parts, "distribution")


def _shares(
    computation: Computation, world: World, by: Sequence[str], parts: dict[str, Any], kind: Kind
) -> list[Figure]:
    judged = population(computation, world, kind, by)
    for each in judged:
        each.parts = {part: judge(condition, each.row) for part, condition in parts.items()}
    judged = one_per(computation, judged)
    return [
        shared(part, group, _counted(rows, part)) | {"joining": _may_be_joined(rows)}
        for group, rows in _by_group(judged, by)
        for part in parts
    ]


def _counted(rows: list[Judged], part: str) -> tuple[int, int, int, int, int]:
    certain = [row for row in rows if row.member.must]
    units = {row.unit for row in certain}
    unsure = {row.unit for row in rows if row.member.undecided} - units
    states = _unit_states(rows, part)
    return (
        states.count("true"),
        len(units),
        states.count("missing"),
        states.count("pending"),
        len(unsure),
    )


def _may_be_joined(rows: list[Judged]) -> bool:
    """Whether time will tell of a unit that does not certainly belong."""
    units = {row.unit for row in rows if row.member.must}
    return any(row.member.state == "pending" and row.unit not in units for row in rows)


def _unit_states(rows: list[Judged], part: str) -> list[str]:
    """Of each unit that certainly belongs, what is known of it.

    It is true if any of its rows belongs and is true, else undecided if that is
    undecided of any of them.
    """
    certain = {row.unit for row in rows if row.member.must}
    seen = defaultdict(set)
    for row in rows:
        if row.unit in certain:
            seen[row.unit].add(all_of([row.member, row.parts[part]]).state)
    order = ("true", "pending", "missing", "false")
    return [next(state for state in order if state in found) for found in seen.values()]


def _count(computation: Computation, world: World, by: Sequence[str]) -> list[Figure]:
    judged = population(computation, world, "count", by)
    for each in judged:
        each.parts = {"": judge(computation.numerator, each.row)}
    judged = one_per(computation, judged)
    figures = []
    for group, rows in _by_group(judged, by):
        states = _unit_states(rows, "")
        n, missing, pending = (states.count(s) for s in ("true", "missing", "pending"))
        figures.append(figure("", group, n, None, missing, pending, 0, n, n, n + missing + pending))
    return figures


# means, medians and extremes


def mean(values: list[Any]) -> Any:
    return sum(values, Fraction(0)) / len(values)


def median(values: list[Any]) -> Any:
    ordered, half = sorted(values), len(values) // 2
    if len(values) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / Fraction(2)


def _typical(middle: Callable[[list[Any]], Any], kind: Kind) -> Any:
    def of(computation: Computation, world: World, by: Sequence[str]) -> list[Figure]:
        judged = one_per(computation, population(computation, world, kind, by))
        return [_middle(computation, group, rows, middle) for group, rows in _by_group(judged, by)]

    return of


def _middle(
    computation: Computation, group: Group, rows: list[Judged], middle: Callable[[list[Any]], Any]
) -> Figure:
    assert computation.value is not None
    certain = [row for row in rows if row.member.must]
    values = [row.number or row.row.value(computation.value) for row in certain]
    known = [value.lo for value in values if value.known]
    missing = sum(not value.known and (value.missing or value.absent) for value in values)
    pending = len(values) - len(known) - missing
    unsure = sum(row.member.undecided for row in rows)
    counts = (sum(known, Fraction(0)), len(certain), missing, pending, unsure)
    ends = [_with_ends(values, end, middle) for end in ("lo", "hi")]
    found = figure("", group, *counts, middle(known) if known else None, *ends)
    return found | {"joining": any(row.member.state == "pending" for row in rows)}


def _with_ends(values: list[Value], end: str, middle: Callable[[list[Any]], Any]) -> Any:
    ends = [-inf if value.absent else getattr(value, end) for value in values]
    found = middle(ends) if ends else inf
    return None if found in (inf, -inf) else found


# ratios


def _ratio(computation: Computation, world: World, by: Sequence[str]) -> list[Figure]:
    above = [_judged_term(term, world, by) for term in computation.numerator_terms]
    below = [_judged_term(term, world, by) for term in computation.denominator_terms]
    every = [row.groups for _, rows in (*above, *below) for row in rows]
    return [
        _quotient(_within(above, group), _within(below, group), group)
        for group in combinations(every, len(by))
    ]


def _share_of_sum(computation: Computation, world: World, by: Sequence[str]) -> list[Figure]:
    return [_at_most_whole(found) for found in _ratio(computation, world, by)]


def _at_most_whole(found: Figure) -> Figure:
    if found["value"] is None or found["low"] is None:
        return found
    high = 1 if found["high"] is None else min(found["high"], 1)
    return {**found, "high": max(high, found["value"])}


Terms = list[tuple[Term, list[Judged]]]


def _judged_term(term: Term, world: World, by: Sequence[str]) -> tuple[Term, list[Judged]]:
    day = placing(None, term.where)
    return term, [
        Judged(
            row,
            judge(term.where, row),
            unit_of(row, term.unit),
            tuple(group_of(row, name, day) for name in by),
        )
        for row in world.rows(term.table)
    ]


def _within(terms: Terms, group: Group) -> Terms:
    return [(term, [row for row in rows if belongs(row.groups, group)]) for term, rows in terms]


def _quotient(above: Terms, below: Terms, group: Group) -> Figure:
    numerator, missing, pending, *added = _sum_of_terms(above)
    surely = [(term, [row for row in rows if row.member.must]) for term, rows in below]
    denominator, *unsure, _, _ = _sum_of_terms(below)
    added_below = _sum_of_terms(surely)[3:]
    counts = (numerator, denominator, missing, pending, sum(unsure))
    if denominator == 0:
        return figure("", group, *counts)
    ends = [numerator + each for each in added], [denominator + each for each in added_below]
    return figure("", group, *counts, Fraction(numerator) / denominator, *_furthest(*ends))


def _furthest(above: list[Any], below: list[Any]) -> tuple[Any, Any]:
    """The least and the most of a quotient, None where it could be anything."""
    if above[0] == -inf or not below[0] > 0:
        return None, None
    found = [0 if under == inf else over / under for over in above for under in below]
    return min(found), None if inf in found else max(found)


def _sum_of_terms(terms: Terms) -> tuple[Fraction, int, int, Any, Any]:
    total, missing, pending, less, more = Fraction(0), 0, 0, Fraction(0), Fraction(0)
    for term, rows in terms:
        counting = [replace(row, member=TRUE, parts={"": row.member}) for row in rows]
        states = _unit_states(counting, "")
        missing += states.count("missing")
        pending += states.count("pending")
        if term.of is None:
            total += states.count("true")
            more += states.count("missing") + states.count("pending")
            continue
        number = Name((term.of,))
        added = [_added(row, row.row.value(number)) for row in rows]
        less += sum(least for least, _ in added)
        more += sum(most for _, most in added)
        values = [row.row.value(number) for row in rows if row.member.must]
        missing += sum(not value.known for value in values)
        total += sum((value.lo for value in values if value.known), Fraction(0))
    return total, missing, pending, less, more


def _added(row: Judged, value: Value) -> tuple[Any, Any]:
    """The least and the most that a row can add besides what it surely does."""
    if row.member.state == "false" or (row.member.must and value.known):
        return 0, 0
    return min(0, value.lo), max(0, value.hi)


# answers


def _yes_no(computation: Computation, world: World, by: Sequence[str]) -> list[Figure]:
    assert computation.answers is not None
    total = (None,) * len(by)
    return [_answer(computation, world, item, total) for item in computation.answers.items]


def _answer(computation: Computation, world: World, item: str, group: Group) -> Figure:
    answers = computation.answers
    assert answers is not None
    on = Row(world, computation.table, -1, {}).day(answers.on).lo
    dated = defaultdict(set)
    for row in world.rows(computation.table):
        valid = row.value(Name((answers.valid,)))
        if row.value(Name((answers.question,))).lo == item and (not valid.known or valid.lo <= on):
            day = valid.lo if valid.known else -inf
            dated[day].add(row.value(Name((answers.answer,))).lo)
    said = dated[max(dated)] if dated else set()
    if said in ({"ja"}, {"nej"}):
        n = int(said == {"ja"})
        return figure(item, group, n, 1, 0, 0, 0, n, n, n)
    return figure(item, group, 0, 1, 1, 0, 0, None, 0, 1)


_KINDS: dict[str, Callable[[Computation, World, tuple[str, ...]], list[Figure]]] = {
    "share": _share,
    "count": _count,
    "distribution": _distribution,
    "mean": _typical(mean, "mean"),
    "median": _typical(median, "median"),
    "max": _typical(max, "max"),
    "min": _typical(min, "min"),
    "ratio": _ratio,
    "share_of_sum": _share_of_sum,
    "yes_no": _yes_no,
}
