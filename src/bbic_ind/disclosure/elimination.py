"""Exact elimination: what is left to choose of a system of equations.  Needs no library.

Fractions, never floats: an unknown is settled or it is not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from bbic_ind.disclosure.relations import Equation, Unknown
from bbic_ind.disclosure.settling import Settled

Number = int | Fraction
K = TypeVar("K")

_NOTHING = 1e-5


class ContradictionError(Exception):
    """The equations have no solution: what was taken to hold does not."""


@dataclass(frozen=True, slots=True)
class Line:
    """``terms`` add up to ``constant``; ``made_of`` says how much of each equation is in it."""

    terms: dict[Unknown, Number]
    constant: Number
    made_of: dict[int, Number]

    def without(self, unknown: Unknown, other: "Line") -> "Line":
        """The line less what cancels ``unknown``; ``other`` holds it once."""
        times = self.terms.get(unknown, 0)
        if not times:
            return self
        return Line(
            _less(self.terms, other.terms, times),
            self.constant - times * other.constant,
            _less(self.made_of, other.made_of, times),
        )

    def divided_by(self, number: Number) -> "Line":
        """The line with every number in it divided."""
        if number == 1:
            return self
        part = -1 if number == -1 else Fraction(1) / number
        terms = {unknown: factor * part for unknown, factor in self.terms.items()}
        made_of = {equation: factor * part for equation, factor in self.made_of.items()}
        return Line(terms, self.constant * part, made_of)


def solved(equations: Sequence[Equation]) -> dict[Unknown, Line]:
    """The unknowns that the others decide, each with a line that holds it once.

    The other terms of a line are unknowns that may be chosen freely, as far as the
    equations go.  Raises ContradictionError when no numbers fit the equations.
    """
    uses = Counter(unknown for equation in equations for unknown in equation.terms)
    lines: dict[Unknown, Line] = {}
    holding: dict[Unknown, set[Unknown]] = defaultdict(set)
    # Short ones first: they decide much, and fill later lines with little.
    for number, equation in sorted(enumerate(equations), key=lambda one: len(one[1].terms)):
        line = Line({**equation.terms}, _exact(equation.constant), {number: 1})
        for unknown in [unknown for unknown in line.terms if unknown in lines]:
            line = line.without(unknown, lines[unknown])
        if line.terms:
            chosen = min(line.terms, key=lambda one: (abs(line.terms[one]) != 1, uses[one]))
            line = line.divided_by(line.terms[chosen])
            for other in [chosen, *holding.pop(chosen, ())]:
                lines[other] = lines[other].without(chosen, line) if other != chosen else line
                for unknown in line.terms:
                    holding[unknown].add(other)
        elif line.constant:
            raise ContradictionError
    return lines


def eliminate(equations: Sequence[Equation]) -> dict[Unknown, Settled]:
    """The unknowns with only one possible value, whatever their signs.

    Raises ContradictionError when no numbers fit the equations.
    """
    return {
        unknown: Settled(float(line.constant), sources(line.made_of, equations))
        for unknown, line in solved(equations).items()
        if len(line.terms) == 1
    }


def sources(made_of: Mapping[int, object], equations: Sequence[Equation]) -> frozenset[int]:
    """The rows that the equations of a line rest on."""
    return frozenset().union(*(equations[number].sources for number in made_of))


def made_of(lines: Iterable[tuple[Line, float]]) -> dict[int, float]:
    """How much of each equation is in a sum of lines, each times a number; never nothing."""
    total: dict[int, float] = {}
    for line, times in lines:
        for equation, part in line.made_of.items():
            total[equation] = total.get(equation, 0.0) + times * float(part)
    return {equation: part for equation, part in total.items() if abs(part) > _NOTHING}


def _exact(constant: float) -> Number:
    return int(constant) if constant.is_integer() else Fraction(constant).limit_denominator(10**6)


def _less(one: dict[K, Number], other: Mapping[K, Number], times: Number) -> dict[K, Number]:
    """``one`` less ``times`` the ``other``, without what becomes zero."""
    left = dict(one)
    for key, factor in other.items():
        number = left.get(key, 0) - times * factor
        if number:
            left[key] = number
        else:
            left.pop(key, None)
    return left
