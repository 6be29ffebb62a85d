"""Check definitions against the model before any data is read."""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from bbic_ind.definitions.check_examples import example_faults
from bbic_ind.definitions.conditions import (
    All,
    ColumnTest,
    Condition,
    DateExpression,
    Lasts,
    Name,
    OpenOn,
    Operand,
    Operator,
    Overlaps,
    Pick,
    Related,
    Span,
    SumOf,
    Value,
)
from bbic_ind.definitions.contradictions import contradictions
from bbic_ind.definitions.indicator import Computation, Indicator
from bbic_ind.definitions.naming import Scope, Unknown, no_table
from bbic_ind.definitions.parse_conditions import DATE_OPERATORS, NUMBER_OPERATORS
from bbic_ind.definitions.parse_dates import Unreadable, parse_date
from bbic_ind.definitions.walking import days_of, related_of, same_row
from bbic_ind.errors import Fault
from bbic_ind.model import ColumnType, Model
from bbic_ind.strict_yaml import did_you_mean
from bbic_ind.texts import Text, listed

Found = Iterator[tuple[int, Text]]


def check_indicator(indicator: Indicator, model: Model) -> list[Fault]:
    """Every fault of an indicator, each at its line."""
    found = [
        fault
        for computation in indicator.computations.values()
        for fault in computation_faults(computation, model)
    ]
    found += list(example_faults(indicator, model))
    return [
        Fault(f"{indicator.path.name}:{line}" if line else indicator.path.name, message)
        for line, message in sorted(dict.fromkeys(found), key=itemgetter(0))
    ]


def computation_faults(computation: Computation, model: Model) -> Found:
    """What the model does not bear out, each with its line."""
    for term in computation.terms:
        if model.table(term.table) is None:
            yield term.line, no_table(term.table, model)
            continue
        scope = Scope(model, term.table)
        yield from _condition_faults(term.where, scope)
        if term.of is not None:
            yield from _expects(scope, Name((term.of,)), ColumnType.NUMBER, term.line)
        if term.unit and isinstance(found := scope.type_of(Name((term.unit,))), Unknown):
            yield term.line, found.message
    if computation.table:
        yield from _row_faults(computation, model)


def _row_faults(computation: Computation, model: Model) -> Found:
    if model.table(computation.table) is None:
        yield computation.lines.get("from", 0), no_table(computation.table, model)
        return
    scope = Scope(model, computation.table, computation.let)
    for place, (name, value) in enumerate(computation.let.items()):
        yield from _value_faults(name, value, scope.before(place))
    belongs, counts = computation.denominator, (computation.numerator, *_parts(computation))
    for where in (belongs, *counts):
        yield from _condition_faults(where, scope)
    alone = set(contradictions(belongs.conditions))
    for where in () if alone else counts:
        yield from contradictions((*belongs.conditions, *where.conditions))
    yield from _lone_faults(computation, scope)


def _parts(computation: Computation) -> Iterator[All]:
    yield from (part.where for part in computation.parts)


def _lone_faults(computation: Computation, scope: Scope) -> Found:
    """The names that stand outside conditions."""
    line = {key: computation.lines.get(key, 0) for key in _LONE}
    names = [("unit", Name((computation.unit,)))] if computation.unit else []
    if (kept := computation.one_per) is not None:
        names += [("one_per", Name((kept.column,))), ("one_per", kept.latest)]
    if (answers := computation.answers) is not None:
        names += [("question", Name((answers.question,)))]
        yes_no, date = ColumnType.YES_NO, ColumnType.DATE
        yield from _expects(scope, Name((answers.answer,)), yes_no, line["answer"])
        yield from _expects(scope, Name((answers.valid,)), date, line["valid"])
        yield from _day_faults([answers.on], scope, line["valid"])
    for key, name in names:
        if isinstance(found := scope.type_of(name), Unknown):
            yield line[key], found.message
    if computation.value is not None:
        yield from _expects(scope, computation.value, ColumnType.NUMBER, line["value"])
    if computation.dated is not None:
        yield from _day_faults([computation.dated], scope, line["dated"])


_LONE = ("unit", "one_per", "question", "answer", "valid", "value", "dated")


def _value_faults(name: str, value: Value, scope: Scope) -> Found:
    if name in scope.shape.columns:
        yield value.line, _shadowed(name)
    yield from _day_faults(days_of(value), scope, value.line)
    related = related_of(value)
    if related is None:
        return
    yield from _related_faults(related, scope)
    inside = scope.inside(related.table)
    if isinstance(value, SumOf):
        yield from _expects(inside, Name((value.of,)), ColumnType.NUMBER, value.line)
    if isinstance(value, Pick):
        yield from _expects(inside, Name((value.by,)), ColumnType.DATE, value.line)
        if isinstance(found := inside.type_of(Name((value.value,))), Unknown):
            yield value.line, found.message


def _condition_faults(condition: Condition, scope: Scope) -> Found:
    for node in same_row(condition):
        match node:
            case ColumnTest():
                yield from _test_faults(node, scope)
            case OpenOn() | Overlaps() | Lasts():
                yield from _span_faults(node, scope)
            case All(conditions):
                yield from contradictions(conditions)
            case _ if (related := related_of(node)) is not None:
                yield from _related_faults(related, scope)


def _related_faults(related: Related, scope: Scope) -> Found:
    if scope.model.table(related.table) is None:
        yield related.line, no_table(related.table, scope.model)
        return
    inside = scope.inside(related.table)
    if not related.match:
        yield related.line, _NO_MATCH
    for own, ours in related.match:
        for side, name in ((inside, own), (scope, ours)):
            if isinstance(found := side.column(Name((name,))), Unknown):
                yield related.line, found.message
    yield from _condition_faults(related.where, inside)


def _span_faults(node: OpenOn | Overlaps | Lasts, scope: Scope) -> Found:
    if scope.shape.opens is None or scope.shape.closes is None:
        yield node.line, _no_span(scope.table)
    yield from _day_faults(days_of(node), scope, node.line)


def _test_faults(test: ColumnTest, scope: Scope) -> Found:
    kind = scope.type_of(test.name)
    if isinstance(kind, Unknown):
        yield test.line, kind.message
        return
    yield from _day_faults(days_of(test), scope, test.line)
    if not _suits(test.operator, kind):
        yield test.line, _unsuited(test, kind)
        return
    yield from _operand_faults(test, kind, scope)


def _suits(operator: Operator, kind: ColumnType) -> bool:
    if operator is Operator.DURING or operator in DATE_OPERATORS:
        return kind.is_date
    if operator in NUMBER_OPERATORS:
        return kind is ColumnType.NUMBER
    return True


def _operand_faults(test: ColumnTest, kind: ColumnType, scope: Scope) -> Found:
    if isinstance(test.operand, Name):
        other = scope.type_of(test.operand)
        if isinstance(other, Unknown):
            yield test.line, other.message
        elif _family(other) != _family(kind):
            yield test.line, _incomparable(test, kind, other)
        return
    if test.operator is Operator.MISSING or isinstance(test.operand, DateExpression | Span):
        return
    operands = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    for operand in operands:
        yield from _literal_faults(test, operand, kind, scope)


def _literal_faults(test: ColumnTest, operand: Operand, kind: ColumnType, scope: Scope) -> Found:
    if kind is ColumnType.CATEGORY:
        words = scope.words_of(test.name)
        if operand not in words:
            yield test.line, _no_such_value(test, str(operand), words)
    elif kind is ColumnType.YES_NO:
        if operand not in ("ja", "nej", True, False):
            yield test.line, _no_such_value(test, str(operand), ("ja", "nej"))
    elif kind is ColumnType.NUMBER:
        if isinstance(operand, bool) or not isinstance(operand, int | float):
            yield test.line, _unsuited(test, kind)
    elif kind.is_date and not _is_day(operand):
        yield test.line, _unsuited(test, kind)


def _is_day(operand: Operand) -> bool:
    try:
        return not isinstance(parse_date(str(operand)).base, Name)
    except Unreadable:
        return False


def _day_faults(days: Iterable[DateExpression], scope: Scope, line: int) -> Found:
    for day in days:
        if isinstance(day.base, Name):
            yield from _expects(scope, day.base, ColumnType.DATE, line)


def _expects(scope: Scope, name: Name, kind: ColumnType, line: int) -> Found:
    found = scope.type_of(name)
    if isinstance(found, Unknown):
        yield line, found.message
    elif _family(found) != _family(kind):
        yield line, _wrong_type(name, found, kind)


def _family(kind: ColumnType) -> str:
    """Types that can be compared with one another."""
    if kind.is_date:
        return "date"
    words = (ColumnType.ID, ColumnType.TEXT, ColumnType.CATEGORY)
    return "words" if kind in words else kind.value


def _shadowed(name: str) -> Text:
    return Text(
        f"”{name}” under let heter som en kolumn. Välj ett annat namn.",
        f'"{name}" under let is called like a column. Choose another name.',
    )


def _no_span(table: str) -> Text:
    return Text(
        f"{table} har ingen början och inget slut (opens och closes i model.yaml).",
        f"{table} has no beginning and end (opens and closes in model.yaml).",
    )


def _unsuited(test: ColumnTest, kind: ColumnType) -> Text:
    return Text(
        f"”{test.name}” är av typen {kind.value}: {test.operator.value} går inte.",
        f'"{test.name}" is of type {kind.value}: {test.operator.value} does not go.',
    )


def _incomparable(test: ColumnTest, kind: ColumnType, other: ColumnType) -> Text:
    return Text(
        f"”{test.name}” ({kind.value}) kan inte jämföras med ”{test.operand}” ({other.value}).",
        f'"{test.name}" ({kind.value}) cannot be compared with "{test.operand}" ({other.value}).',
    )


def _wrong_type(name: Name, found: ColumnType, wanted: ColumnType) -> Text:
    return Text(
        f"”{name}” är av typen {found.value}; här behövs {wanted.value}.",
        f'"{name}" is of type {found.value}; {wanted.value} is needed here.',
    )


def _no_such_value(test: ColumnTest, operand: str, words: tuple[str, ...]) -> Text:
    sv, en = did_you_mean(operand, words)
    known = listed(list(words))
    return Text(
        f"”{test.name}” kan inte vara ”{operand}”.{sv} Värden: {known}.",
        f'"{test.name}" cannot be "{operand}".{en} Values: {known}.',
    )


_NO_MATCH = Text(
    "säg hur raderna hör ihop, till exempel match: {konto: id}.",
    "say how the rows belong together, for example match: {account: id}.",
)
