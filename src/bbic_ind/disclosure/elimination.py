"""Exact elimination: which unknowns a system of equations settles.  Needs no library.

Fractions, never floats: an unknown is settled or it is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from bbic_ind.disclosure.relations import Equation, Unknown
from bbic_ind.disclosure.settling import Settled

Number = int | Fraction
K = TypeVar("K")


@dataclass
class _Line:
    """A combination of equations, and how much of each is in it."""

    terms: dict[Unknown, Number]
    constant: Fraction
    made_of: dict[int, Number]

    def without(self, unknown: Unknown, other: "_Line") -> "_Line":
        """The line less what cancels ``unknown``; ``other`` holds it once."""
        times = self.terms.get(unknown, 0)
        if not times:
            return self
        return _Line(
            _less(self.terms, other.terms, times),
            self.constant - times * other.constant,
            _less(self.made_of, other.made_of, times),
        )

    def divided_by(self, number: Number) -> "_Line":
        if number == 1:
            return self
        part = -1 if number == -1 else Fraction(1) / number
        terms = {unknown: factor * part for unknown, factor in self.terms.items()}
        made_of = {equation: factor * part for equation, factor in self.made_of.items()}
        return _Line(terms, self.constant * part, made_of)


def eliminate(equations: Sequence[Equation]) -> dict[Unknown, Settled]:
    """The unknowns with only one possible value, whatever their signs."""
    pivots: dict[Unknown, _Line] = {}
    for number, equation in enumerate(equations):
        constant = Fraction(equation.constant).limit_denominator(10**6)
        line = _Line({**equation.terms}, constant, {number: 1})
        for unknown in [unknown for unknown in line.terms if unknown in pivots]:
            line = line.without(unknown, pivots[unknown])
        if not line.terms:
            continue
        chosen = min(line.terms, key=lambda unknown: abs(line.terms[unknown]) != 1)
        line = line.divided_by(line.terms[chosen])
        for unknown, other in pivots.items():
            pivots[unknown] = other.without(chosen, line)
        pivots[chosen] = line
    return {
        unknown: Settled(float(line.constant), _sources(line, equations))
        for unknown, line in pivots.items()
        if len(line.terms) == 1
    }


def _sources(line: _Line, equations: Sequence[Equation]) -> frozenset[int]:
    return frozenset().union(*(equations[number].sources for number in line.made_of))


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
