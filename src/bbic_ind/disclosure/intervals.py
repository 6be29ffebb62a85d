"""How far each unknown can lie, by linear programming (scipy with HiGHS, an extra).

Most unknowns are shown to be wide by solutions that point in chance directions: whatever
two solutions differ by, the unknown can too.  Only what they leave narrow is made as
small and as large as can be.  The duals of that say which equations hold it in.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from typing import Any

from bbic_ind.disclosure.polytope import Extreme, Polytope
from bbic_ind.disclosure.relations import Equation, Unknown

_NEAR = 1e-5
_SEED = 20090101


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the greatest an unknown can be, and the rows that say so.

    ``highest`` is None where nothing published limits it.
    """

    lowest: float
    highest: float | None
    sources: frozenset[int]


def is_available() -> bool:
    """Whether the library for linear programming is installed."""
    return find_spec("scipy") is not None


def narrow(
    equations: Sequence[Equation], asked: Collection[Unknown], width: float
) -> Iterator[tuple[Unknown, Interval]]:
    """Of the unknowns asked for, those that cannot vary by ``width``, with their limits.

    Each is worked out when it is taken.  Raises ContradictionError when no numbers at
    least zero fit the equations.
    """
    attack = _Attack(Polytope.of(equations), width)
    unknowns = attack.polytope.unknowns
    left = [row for row, unknown in enumerate(unknowns) if unknown in asked]
    zero, left = attack.without_zeros(attack.after_chance(left))
    for row, limits in chain(zero, attack.limits(left)):
        yield unknowns[row], limits


class _Attack:
    """The least and the greatest value of each row that solutions so far gave."""

    def __init__(self, polytope: Polytope, width: float) -> None:
        import numpy  # noqa: PLC0415 - comes with scipy, which is an extra

        self.polytope = polytope
        self._numpy: Any = numpy
        self._width = width - _NEAR
        self._least = numpy.full(len(polytope.unknowns), numpy.inf)
        self._most = -self._least

    def solve(self, weights: dict[int, float]) -> Extreme:
        """The least weighted sum of some rows."""
        found = self.polytope.least(weights)
        self._least = self._numpy.minimum(self._least, found.point)
        self._most = self._numpy.maximum(self._most, found.point)
        return found

    def _narrow(self, rows: list[int]) -> list[int]:
        """The rows where no two solutions differ by the width."""
        return [row for row in rows if self._most[row] - self._least[row] < self._width]

    def after_chance(self, rows: list[int]) -> list[int]:
        """The rows that solutions in chance directions leave narrow, as long as they help."""
        chance = self._numpy.random.default_rng(_SEED)
        left, before = rows, len(rows) + 1
        while left and len(left) < before:
            before = len(left)
            signs = chance.choice([-1.0, 1.0], before) * chance.uniform(0.5, 1.5, before)
            self.solve(dict(zip(left, signs, strict=True)))
            self.solve(dict(zip(left, -signs, strict=True)))
            left = self._narrow(left)
        return left

    def without_zeros(self, rows: list[int]) -> tuple[list[tuple[int, Interval]], list[int]]:
        """The rows that are all nought in every solution, apart from the rest."""
        zero = [row for row in rows if self._most[row] < _NEAR]
        sources = frozenset[int]()
        while zero:
            most = self.solve(dict.fromkeys(zero, -1.0))
            if -most.value < _NEAR:
                sources = self.polytope.sources(most)
                break
            zero = [row for row in zero if self._most[row] < _NEAR]
        rest = sorted({*rows} - {*zero})
        return [(row, Interval(0.0, 0.0, sources)) for row in zero], rest

    def limits(self, rows: list[int]) -> Iterator[tuple[int, Interval]]:
        """The limits of each row that is narrow."""
        for row in rows:
            if self._narrow([row]):
                limits = self._between(row)
                if limits.highest is not None and limits.highest - limits.lowest < self._width:
                    yield row, limits

    def _between(self, row: int) -> Interval:
        least, most = self.solve({row: 1.0}), self.solve({row: -1.0})
        highest = None if -most.value > self.polytope.roof / 2 else -most.value
        return Interval(least.value, highest, self.polytope.sources(least, most))
