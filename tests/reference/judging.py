"""Conditions and named values answered row by row, as the language tells them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf
from typing import Any

from bbic_ind.definitions.conditions import (
    Age,
    All,
    AnyOf,
    Between,
    ColumnTest,
    Condition,
    CountOf,
    CountTest,
    DateExpression,
    Exists,
    Extreme,
    Lasts,
    Name,
    Not,
    OpenOn,
    Operator,
    Overlaps,
    Pick,
    Related,
    Span,
    SumOf,
)
from bbic_ind.definitions.conditions import Value as NamedValue
from bbic_ind.definitions.parse_dates import parse_name
from bbic_ind.model import Column
from bbic_ind.periods import Duration

from . import verdicts
from .values import ABSENT, Value, between, extreme, moved, point, unknown_outcome, word
from .verdicts import FALSE, MISSING, PENDING, TRUE, Verdict
from .world import ImaginedRow, Row

COMPARE: dict[Operator, Callable[..., Verdict]] = {
    Operator.BEFORE: verdicts.less,
    Operator.LESS_THAN: verdicts.less,
    Operator.ON_OR_BEFORE: verdicts.at_most,
    Operator.AT_MOST: verdicts.at_most,
    Operator.AFTER: lambda a, b: verdicts.less(b, a),
    Operator.MORE_THAN: lambda a, b: verdicts.less(b, a),
    Operator.ON_OR_AFTER: lambda a, b: verdicts.at_most(b, a),
    Operator.AT_LEAST: lambda a, b: verdicts.at_most(b, a),
    Operator.IS: verdicts.same,
    Operator.IS_NOT: lambda a, b: verdicts.negated(verdicts.same(a, b)),
    Operator.DURING: verdicts.during,
}


def judge(condition: Condition, row: Row) -> Verdict:
    """What can be said of the condition on the row."""
    match condition:
        case ColumnTest():
            return _test(condition, row)
        case OpenOn(day):
            return _open_on(day, row)
        case Overlaps(span):
            return _overlaps(span, row)
        case Lasts():
            return _lasts(condition, row)
        case All(conditions):
            return verdicts.all_of(judge(each, row) for each in conditions)
        case AnyOf(conditions):
            return verdicts.any_of(judge(each, row) for each in conditions)
        case Not(inner):
            return verdicts.negated(judge(inner, row))
        case Exists(related):
            return _exists(related, row)
        case CountTest(related, operator, number):
            return _count_test(related, operator, number, row)
    raise TypeError(condition)


# tests on columns


def _test(test: ColumnTest, row: Row) -> Verdict:
    value = row.value(test.name)
    if test.operator is Operator.MISSING:
        return _missing(value, asked=test.operand is True)
    if test.operator is Operator.ONE_OF:
        assert isinstance(test.operand, tuple)
        words = [_literal(each) for each in test.operand]
        answers = [_atom(Operator.IS, [value, each], test.allow_missing) for each in words]
        return verdicts.any_of(answers)
    return _atom(test.operator, [value, *_operands(test, row)], test.allow_missing)


def _missing(value: Value, *, asked: bool) -> Verdict:
    """Always decided, but of a row that is not there yet."""
    if value.registered is None:
        return PENDING
    registered = value.known or (value.registered and not value.absent)
    return verdicts.decided(registered is not asked)


def _operands(test: ColumnTest, row: Row) -> list[Value]:
    operand = test.operand
    if isinstance(operand, Span):
        return [row.day(operand.first), row.day(operand.last)]
    if isinstance(operand, DateExpression):
        return [row.day(operand)]
    if isinstance(operand, Name):
        return [row.value(operand)]
    return [_literal(operand)]


def _literal(it: Any) -> Value:
    if isinstance(it, int | float) and not isinstance(it, bool):
        return point(Fraction(it))
    return point(word(it))


def _atom(operator: Operator, values: list[Value], allow_missing: bool = False) -> Verdict:
    missing = any(value.missing for value in values)
    if allow_missing and missing:
        return TRUE
    if any(value.absent for value in values):
        return verdicts.decided(operator is Operator.IS_NOT)
    if operator in (Operator.IS, Operator.IS_NOT) and None in (values[0].lo, values[1].lo):
        answer = MISSING
    else:
        answer = COMPARE[operator](*values)
    if allow_missing and any(value.may_be_missing for value in values):
        answer = replace(answer, may=True)
    return verdicts.undecided_as(answer, pending=not missing)


# tests on spans


def _span_of(row: Row) -> tuple[Value, Value]:
    shape = row.world.shape(row.table)
    return row.value(Name((shape.begins or "",))), row.value(Name((shape.closes or "",)))


def _open_on(day: DateExpression, row: Row) -> Verdict:
    opens, closes = _span_of(row)
    on = row.day(day)
    if on.absent:
        return FALSE
    closed = _atom(Operator.ON_OR_BEFORE, [closes, on])
    return verdicts.all_of([_atom(Operator.ON_OR_BEFORE, [opens, on]), verdicts.negated(closed)])


def _overlaps(span: Span, row: Row) -> Verdict:
    opens, closes = _span_of(row)
    return verdicts.all_of(
        [
            _atom(Operator.ON_OR_BEFORE, [opens, row.day(span.last)]),
            _atom(Operator.ON_OR_AFTER, [closes, row.day(span.first)]),
        ]
    )


def _lasts(lasts: Lasts, row: Row) -> Verdict:
    starts, ends = ([value] for value in _span_of(row))
    if lasts.within is not None:
        starts.append(row.day(lasts.within.first))
        ends.append(row.day(lasts.within.last))
    if lasts.until is not None:
        ends.append(row.day(lasts.until))
    if any(value.absent for value in [*starts, *ends]):
        return FALSE
    full = moved(extreme(starts, latest=True), [lasts.duration])
    after_last = moved(extreme(ends, latest=False), [Duration(1, "days")])
    mirrored = {
        Operator.AT_LEAST: verdicts.at_most(full, after_last),
        Operator.LESS_THAN: verdicts.negated(verdicts.at_most(full, after_last)),
        Operator.MORE_THAN: verdicts.less(full, after_last),
        Operator.AT_MOST: verdicts.negated(verdicts.less(full, after_last)),
    }
    missing = any(value.missing for value in [*starts, *ends])
    return verdicts.undecided_as(mirrored[lasts.operator], pending=not missing)


# related rows


@dataclass(frozen=True)
class Candidate:
    """A row that may be meant, and whether it is."""

    row: Row
    verdict: Verdict

    @property
    def is_imagined(self) -> bool:
        return self.row.is_imagined


def _candidates(related: Related, outer: Row) -> list[Candidate] | None:
    """The related rows that may satisfy ``where``; None where there is no telling.

    That is so where the outer row cannot be matched, and where it is not there yet: what
    belongs to a row to come is not asked for.
    """
    if outer.is_imagined:
        return None
    matched = {}
    for inner_name, outer_name in related.match:
        value = outer.value(parse_name(outer_name))
        if not value.known:
            return None
        matched[inner_name] = value
    rows = [
        row
        for row in outer.world.rows(related.table)
        if not row.is_same_as(outer) and all(row.value(Name((c,))) == v for c, v in matched.items())
    ]
    inner = [row.inside(outer) for row in rows]
    if outer.world.shape(related.table).begins is not None:
        inner.append(ImaginedRow(outer.world, related.table, outer, matched))
    judged = [Candidate(row, judge(related.where, row)) for row in inner]
    return [_imagined_waits(each) for each in judged if each.verdict.may]


def _imagined_waits(candidate: Candidate) -> Candidate:
    """An imagined row is never certain, and only time will tell of it."""
    return replace(candidate, verdict=PENDING) if candidate.is_imagined else candidate


def _waits(candidates: list[Candidate]) -> bool:
    return any(each.verdict.undecided and each.verdict.pending for each in candidates)


def _exists(related: Related, row: Row) -> Verdict:
    candidates = _candidates(related, row)
    if candidates is None:
        return MISSING
    return verdicts.any_of(each.verdict for each in candidates)


def _count(related: Related, row: Row) -> tuple[Value, bool]:
    """The number of related rows, and whether what is undecided of it waits for time."""
    candidates = _candidates(related, row)
    if candidates is None:
        return Value(Fraction(0), inf, missing=True, registered=False), False
    certain = sum(each.verdict.must for each in candidates)
    possible = inf if any(each.is_imagined for each in candidates) else len(candidates)
    if certain == possible:
        return point(Fraction(certain)), False
    waits = _waits(candidates)
    return Value(Fraction(certain), possible, missing=not waits, registered=False), waits


def _count_test(related: Related, operator: Operator, number: int, row: Row) -> Verdict:
    count, waits = _count(related, row)
    answer = COMPARE[operator](count, point(Fraction(number)))
    return verdicts.undecided_as(answer, pending=waits)


def _sum(sum_of: SumOf, row: Row) -> Value:
    column = row.world.shape(sum_of.related.table).columns[sum_of.of]
    lowest = 0 if column.range is not None and column.range[0] >= 0 else -inf
    candidates = _candidates(sum_of.related, row)
    if candidates is None:
        return Value(lowest, inf, missing=True, registered=False)
    real = [each for each in candidates if not each.is_imagined]
    values = [(each.verdict.must, each.row.value(parse_name(sum_of.of))) for each in real]
    lo = sum((v.lo if must else min(0, v.lo)) for must, v in values)
    hi = sum((v.hi if must else max(0, v.hi)) for must, v in values)
    if len(real) < len(candidates):
        lo, hi = lo + lowest, inf
    if lo == hi:
        return point(Fraction(lo))
    untold = any(value.missing for must, value in values if must)
    return Value(lo, hi, missing=untold or not _waits(candidates), registered=False)


def _pick(pick: Pick, row: Row) -> Value:
    column = _column_of(pick.value, pick.related.table, row)
    candidates = _candidates(pick.related, row)
    if candidates is None:
        return unknown_outcome(column, missing=True)
    contenders = _contenders(pick, candidates)
    if not contenders:
        return ABSENT
    if all(each.verdict.must and _by(pick, each).known for each in contenders):
        return _winner(pick, contenders).row.value(parse_name(pick.value))
    return unknown_outcome(column, missing=not any(_contends_in_time(pick, c) for c in contenders))


def _column_of(path: str, table: str, row: Row) -> Column:
    *steps, last = path.split(".")
    for step in steps:
        table = row.world.target(table, step)
    return row.world.shape(table).columns[last]


def _by(pick: Pick, candidate: Candidate) -> Value:
    return candidate.row.value(parse_name(pick.by))


def _contenders(pick: Pick, candidates: list[Candidate]) -> list[Candidate]:
    certain = [_by(pick, each) for each in candidates if each.verdict.must]
    if not certain:
        return candidates
    if pick.last:
        bound = max(by.lo for by in certain)
        return [each for each in candidates if _by(pick, each).hi >= bound]
    bound = min(by.hi for by in certain)
    return [each for each in candidates if _by(pick, each).lo <= bound]


def _contends_in_time(pick: Pick, contender: Candidate) -> bool:
    """Whether time alone can settle if this contender wins."""
    if contender.verdict.undecided:
        return contender.verdict.pending
    by = _by(pick, contender)
    return not by.known and not by.missing


def _winner(pick: Pick, contenders: list[Candidate]) -> Candidate:
    best = (max if pick.last else min)(_by(pick, each).lo for each in contenders)
    tied = [each for each in contenders if _by(pick, each).lo == best]
    registered = [each for each in tied if each.row.value(parse_name(pick.value)).known]
    return (registered or tied)[-1 if pick.last else 0]


# named values


def named_value(value: NamedValue, row: Row) -> Value:
    """What a value under ``let`` is on the row."""
    match value:
        case Age(born, on):
            return between("years", row.day(born), row.day(on))
        case Between(unit, first, last):
            return between(unit, row.day(first), row.day(last))
        case Extreme(latest, days):
            return extreme([row.day(day) for day in days], latest=latest)
        case Pick():
            return _pick(value, row)
        case CountOf(related):
            return _count(related, row)[0]
        case SumOf():
            return _sum(value, row)
    raise TypeError(value)


def with_named_values(row: Row, let: Any) -> Row:
    """The row, knowing the values named under ``let``, each built on those before it."""
    for name, value in let.items():
        row.named[name] = named_value(value, row)
    return row
