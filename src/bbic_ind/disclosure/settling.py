"""Work out what follows at once: one unknown in a sum, or nothing left to share.

These two steps find nearly all that a reader can subtract by hand, and make the rest
of the equations smaller.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bbic_ind.disclosure.relations import Equation, Unknown

_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Settled:
    """A number that can be worked out, and the rows that give it away."""

    value: float
    sources: frozenset[int]


@dataclass(frozen=True)
class Outcome:
    """What can be worked out, and the equations that remain of what cannot."""

    settled: Mapping[Unknown, Settled]
    remaining: list[Equation]


def settle(equations: Iterable[Equation]) -> Outcome:
    """Put in what follows until nothing more does."""
    open_ = dict(enumerate(equations))
    holding: dict[Unknown, set[int]] = {}
    for number, equation in open_.items():
        for unknown in equation.terms:
            holding.setdefault(unknown, set()).add(number)
    settled: dict[Unknown, Settled] = {}
    waiting = deque(open_)
    while waiting:
        number = waiting.popleft()
        if number not in open_:
            continue
        open_[number] = equation = _put_in(open_[number], settled)
        found = _follows(equation)
        settled.update(found)
        if not equation.terms or found:
            del open_[number]
        for unknown in found:
            waiting.extend(holding[unknown] & open_.keys())
    return Outcome(settled, list(open_.values()))


def _put_in(equation: Equation, settled: Mapping[Unknown, Settled]) -> Equation:
    known = [unknown for unknown in equation.terms if unknown in settled]
    if not known:
        return equation
    terms = {unknown: n for unknown, n in equation.terms.items() if unknown not in settled}
    constant = equation.constant - sum(equation.terms[u] * settled[u].value for u in known)
    sources = equation.sources.union(*(settled[unknown].sources for unknown in known))
    return Equation(terms, constant, sources)


def _follows(equation: Equation) -> dict[Unknown, Settled]:
    """The unknowns that an equation settles alone."""
    terms, constant = equation.terms, equation.constant
    if len(terms) == 1:
        [(unknown, factor)] = terms.items()
        return {unknown: Settled(constant / factor, equation.sources)}
    if abs(constant) < _NOTHING and (min(terms.values(), default=0) > 0 or _negative(terms)):
        return dict.fromkeys(terms, Settled(0.0, equation.sources))
    return {}


def _negative(terms: Mapping[Unknown, int]) -> bool:
    return bool(terms) and max(terms.values()) < 0
