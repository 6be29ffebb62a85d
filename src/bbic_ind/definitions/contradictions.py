"""Conditions that no value can satisfy together."""

from collections.abc import Iterator
from itertools import pairwise

from bbic_ind.definitions.conditions import ColumnTest, Condition, Name, Operator
from bbic_ind.texts import Text


def contradictions(conditions: tuple[Condition, ...]) -> Iterator[tuple[int, Text]]:
    """Two tests of one name that no value can pass together."""
    tests = [part for part in conditions if isinstance(part, ColumnTest)]
    for name in dict.fromkeys(test.name for test in tests):
        same = [test for test in tests if test.name == name]
        for line in (*_of_another_word(same), *_of_crossed_limits(same)):
            yield line, _impossible(name)


def _of_another_word(tests: list[ColumnTest]) -> Iterator[int]:
    """The lines of the tests for another word than the one before them asks for."""
    words = [test for test in tests if test.operator is Operator.IS]
    for first, second in pairwise(words):
        if isinstance(first.operand, str) and first.operand != second.operand:
            yield second.line


def _of_crossed_limits(tests: list[ColumnTest]) -> Iterator[int]:
    """The line of the last test, where a number must be above what it must be below."""
    lower, upper = _limits(tests)
    if lower is not None and upper is not None and lower > upper:
        yield tests[-1].line


def _limits(tests: list[ColumnTest]) -> tuple[float | None, float | None]:
    numbers = [(test.operator, test.operand) for test in tests if isinstance(test.operand, float)]
    lower = [n for op, n in numbers if op in (Operator.AT_LEAST, Operator.MORE_THAN)]
    upper = [n for op, n in numbers if op in (Operator.AT_MOST, Operator.LESS_THAN)]
    return max(lower, default=None), min(upper, default=None)


def _impossible(name: Name) -> Text:
    return Text(
        f"inget värde på ”{name}” kan uppfylla villkoren tillsammans.",
        f'no value of "{name}" can satisfy the conditions together.',
    )
