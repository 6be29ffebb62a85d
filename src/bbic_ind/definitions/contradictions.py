"""Conditions that no value can satisfy together, and bands that do not part their numbers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor, inf

from bbic_ind.definitions.conditions import (
    All,
    ColumnTest,
    Condition,
    DateExpression,
    Name,
    Operator,
    Span,
)
from bbic_ind.texts import Text

_LOWER = {
    Operator.AT_LEAST: False,
    Operator.MORE_THAN: True,
    Operator.ON_OR_AFTER: False,
    Operator.AFTER: True,
}
_UPPER = {
    Operator.AT_MOST: False,
    Operator.LESS_THAN: True,
    Operator.ON_OR_BEFORE: False,
    Operator.BEFORE: True,
}
"""The tests that say where values begin and end; True where the end itself is left out."""

_End = tuple[float | DateExpression, bool]
_Ends = tuple[list[_End], list[_End]]


def contradictions(conditions: Sequence[Condition]) -> Iterator[tuple[int, Text]]:
    """Tests of one name that no value can pass together."""
    tests = [test for test in _tests(conditions) if not test.allow_missing]
    for name in dict.fromkeys(test.name for test in tests):
        same = [test for test in tests if test.name == name]
        if _share_no_word(same) or _share_nothing(*_ends(same)):
            yield same[-1].line, _impossible(name)


def ill_parted(
    bands: Mapping[str, Sequence[Condition]], *, with_rest: bool
) -> Iterator[tuple[str, Text]]:
    """Bands that share a number with another, or leave a whole number between them to none."""
    ends = {name: _ends(_tests(conditions)) for name, conditions in bands.items()}
    ordered = sorted(ends, key=lambda name: _least(ends[name]))
    for first, second in pairwise(ordered):
        (low, high), (lower, upper) = ends[first], ends[second]
        if not _share_nothing(low + lower, high + upper):
            yield second, _overlapping(first, second)
        elif not with_rest and _last(ends[first]) + 1 < _least(ends[second]):
            yield second, _apart(first, second)


def _tests(conditions: Sequence[Condition]) -> list[ColumnTest]:
    """The tests that all have to be passed."""
    tests: list[ColumnTest] = []
    for part in conditions:
        if isinstance(part, All):
            tests += _tests(part.conditions)
        elif isinstance(part, ColumnTest):
            tests.append(part)
    return tests


def _ends(tests: Sequence[ColumnTest]) -> _Ends:
    """Where the values that pass begin, and where they end."""
    lower: list[_End] = []
    upper: list[_End] = []
    for test in tests:
        if isinstance(test.operand, Span):
            lower.append((test.operand.first, False))
            upper.append((test.operand.last, False))
        elif isinstance(test.operand, float | DateExpression):
            if test.operator in _LOWER:
                lower.append((test.operand, _LOWER[test.operator]))
            if test.operator in _UPPER:
                upper.append((test.operand, _UPPER[test.operator]))
    return lower, upper


def _share_nothing(lower: Sequence[_End], upper: Sequence[_End]) -> bool:
    return any(_is_past(begins, ends) for begins in lower for ends in upper)


def _is_past(begins: _End, ends: _End) -> bool:
    """Whether what begins there is past the end; days that cannot be compared are not."""
    (first, beside), (last, short) = begins, ends
    if first == last:
        return beside or short
    if isinstance(first, DateExpression) and isinstance(last, DateExpression):
        fixed = isinstance(first.base, date) and isinstance(last.base, date)
        return fixed and not (first.offsets or last.offsets) and str(first.base) > str(last.base)
    return isinstance(first, float) and isinstance(last, float) and first > last


def _share_no_word(tests: Sequence[ColumnTest]) -> bool:
    asked = [_words(test) for test in tests if test.operator in (Operator.IS, Operator.ONE_OF)]
    denied = {test.operand for test in tests if test.operator is Operator.IS_NOT}
    known = [words for words in asked if words]
    return bool(known) and not frozenset.intersection(*known) - denied


def _words(test: ColumnTest) -> frozenset[object]:
    """The words that pass, none if they are those of another row."""
    operands = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    return frozenset(word for word in operands if isinstance(word, str))


def _least(ends: _Ends) -> float:
    """The least whole number of a band."""
    numbers = [(n, beside) for n, beside in ends[0] if isinstance(n, float)]
    return max((floor(n) + 1 if beside else ceil(n) for n, beside in numbers), default=-inf)


def _last(ends: _Ends) -> float:
    """The greatest whole number of a band."""
    numbers = [(n, short) for n, short in ends[1] if isinstance(n, float)]
    return min((ceil(n) - 1 if short else floor(n) for n, short in numbers), default=inf)


def _impossible(name: Name) -> Text:
    return Text(
        f"inget värde på ”{name}” kan uppfylla villkoren tillsammans.",
        f'no value of "{name}" can satisfy the conditions together.',
    )


def _overlapping(first: str, second: str) -> Text:
    return Text(
        f"delarna ”{first}” och ”{second}” har tal gemensamt.",
        f'the parts "{first}" and "{second}" share numbers.',
    )


def _apart(first: str, second: str) -> Text:
    return Text(
        f"tal mellan delarna ”{first}” och ”{second}” hör inte till någon. Ändra en gräns, eller "
        "lägg till rest.",
        f'numbers between the parts "{first}" and "{second}" belong to none. Change a limit, or '
        "add rest.",
    )
