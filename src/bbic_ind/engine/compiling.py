"""Compile conditions to truths over rows.  What relates to other tables is looked up."""

from collections.abc import Callable, Mapping

from bbic_ind.definitions.conditions import (
    Age,
    All,
    AnyOf,
    Between,
    ColumnTest,
    Condition,
    CountTest,
    DateExpression,
    Exists,
    Extreme,
    Lasts,
    Name,
    Not,
    OpenOn,
    Operand,
    Operator,
    Overlaps,
    Span,
)
from bbic_ind.definitions.parse_dates import parse_date
from bbic_ind.engine.comparisons import before, differs, not_after, same, within
from bbic_ind.engine.logic import Truth, all_of, any_of, both, either, negate, some
from bbic_ind.engine.rows import ImaginedRow, Rows
from bbic_ind.engine.values import (
    MAYBE,
    Value,
    constant,
    days_between,
    extreme,
    months_between,
    years_between,
)
from bbic_ind.periods import Duration

Scope = Rows | ImaginedRow
_YES_NO = {"ja": True, "nej": False}
_NEXT_DAY = (Duration(1, "days"),)

COMPARED: Mapping[Operator, Callable[[Value, Value], Truth]] = {
    Operator.IS: same,
    Operator.IS_NOT: differs,
    Operator.BEFORE: before,
    Operator.ON_OR_BEFORE: not_after,
    Operator.AFTER: lambda a, b: before(b, a),
    Operator.ON_OR_AFTER: lambda a, b: not_after(b, a),
    Operator.LESS_THAN: before,
    Operator.AT_MOST: not_after,
    Operator.MORE_THAN: lambda a, b: before(b, a),
    Operator.AT_LEAST: lambda a, b: not_after(b, a),
}


def truth(condition: Condition, scope: Scope) -> Truth:
    """The answer to a condition for each row of the scope."""
    match condition:
        case All(conditions):
            return all_of(truth(part, scope) for part in conditions)
        case AnyOf(conditions):
            return any_of(truth(part, scope) for part in conditions)
        case Not(inner):
            return truth(inner, scope).negated()
        case ColumnTest():
            return _column_test(condition, scope)
        case Exists() | CountTest():
            return _fact(condition, scope)
        case OpenOn(day):
            return _open_on(scope.day(day), scope)
        case Overlaps(span):
            return _overlaps(span, scope)
        case Lasts():
            return _lasts(condition, scope)


def named_value(value: Age | Between | Extreme, scope: Scope) -> Value:
    """A named value that is reckoned from the row itself."""
    match value:
        case Age(born, on):
            return years_between(scope.day(born), scope.day(on))
        case Between(unit, first, last):
            between = days_between if unit == "days" else months_between
            return between(scope.day(first), scope.day(last))
        case Extreme(latest, days):
            return extreme([scope.day(day) for day in days], latest=latest)


def _fact(condition: Exists | CountTest, scope: Scope) -> Truth:
    """What was worked out about related rows; of a row not yet registered nothing is known."""
    if not isinstance(scope, ImaginedRow):
        return scope.facts[condition]
    if isinstance(condition, Exists):
        return MAYBE
    some = Value("number", 0.0, float("inf"), registered=MAYBE)
    return COMPARED[condition.operator](some, constant("number", float(condition.number)))


def _column_test(test: ColumnTest, scope: Scope) -> Truth:
    value = scope.value(test.name)
    if test.operator is Operator.MISSING:
        return value.registered if test.operand is False else value.registered.negated()
    answer, values = _asked(test, value, scope)
    if not test.allow_missing:
        return answer
    if any(one.registered is MAYBE for one in values):  # a row yet to come may lack it
        return Truth(answer.must, may=True, pending=negate(answer.must))
    missing = some(one.missing for one in values)
    if missing is False:
        return answer
    must, may = either(answer.must, missing), either(answer.may, missing)
    return Truth(must, must if answer.is_decided else may, both(answer.pending, negate(missing)))


def _asked(test: ColumnTest, value: Value, scope: Scope) -> tuple[Truth, tuple[Value, ...]]:
    """The answer, and the values that it rests on."""
    if isinstance(test.operand, Span):
        first, last = scope.day(test.operand.first), scope.day(test.operand.last)
        return within(value, first, last), (value, first, last)
    if isinstance(test.operand, tuple):
        words = [_literal(word, value, scope) for word in test.operand]
        return any_of(same(value, word) for word in words), (value,)
    other = _compared_with(test.operand, value, scope)
    return COMPARED[test.operator](value, other), (value, other)


def _compared_with(operand: Operand, value: Value, scope: Scope) -> Value:
    if isinstance(operand, DateExpression):
        return scope.day(operand)
    if isinstance(operand, Name):
        return scope.value(operand)
    return _literal(operand, value, scope)


def _literal(operand: Operand, value: Value, scope: Scope) -> Value:
    """A word or number as written, read as what it is compared with."""
    match value.kind:
        case "number":
            return constant("number", float(str(operand)))
        case "yes_no":
            return constant("yes_no", _YES_NO.get(str(operand), operand is True))
        case "date":
            return scope.day(parse_date(str(operand)))
        case _:
            return constant("word", str(operand))


def _open_on(day: Value, scope: Scope) -> Truth:
    opens, closes = _span_of(scope)
    return all_of((not_after(opens, day), not_after(closes, day).negated()))


def _overlaps(span: Span, scope: Scope) -> Truth:
    opens, closes = _span_of(scope)
    first, last = scope.day(span.first), scope.day(span.last)
    return all_of((not_after(opens, last), not_after(first, closes)))


def lasting(condition: Lasts, scope: Scope) -> tuple[Value, Value]:
    """The first day on which the span would be long enough, and the day after its last."""
    opens, closes = _span_of(scope)
    if condition.within is not None:
        opens = extreme([opens, scope.day(condition.within.first)], latest=True)
        closes = extreme([closes, scope.day(condition.within.last)], latest=False)
    if condition.until is not None:
        closes = extreme([closes, scope.day(condition.until)], latest=False)
    long_enough = (condition.duration, Duration(condition.more, "days"))
    asked = long_enough if condition.more else long_enough[:1]
    return opens.moved(asked), closes.moved(_NEXT_DAY)


def _lasts(condition: Lasts, scope: Scope) -> Truth:
    """Both end days count: at least six months is opens + 6 months <= closes + 1 day."""
    due, over = lasting(condition, scope)
    match condition.operator:
        case Operator.AT_LEAST:
            return not_after(due, over)
        case Operator.LESS_THAN:
            return not_after(due, over).negated()
        case Operator.MORE_THAN:
            return before(due, over)
        case _:
            return before(due, over).negated()


def _span_of(scope: Scope) -> tuple[Value, Value]:
    table = scope.world.table(scope.table)
    opens, closes = Name((table.opens or "",)), Name((table.closes or "",))
    return scope.value(opens), scope.value(closes)
