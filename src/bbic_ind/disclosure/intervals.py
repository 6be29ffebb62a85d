"""How far each unknown can lie, by linear programming (scipy with HiGHS, an extra).

Most unknowns are shown to be wide by a few solutions that point in chance directions:
whatever two solutions differ by, the unknown can too.  Only what they leave narrow is
made as small and as large as can be.  The duals of that say which equations hold it in.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from bbic_ind.disclosure.relations import Equation, Unknown

_PROGRESS = 0.9
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


class ContradictionError(Exception):
    """The equations have no solution: what was taken to hold does not."""


def is_available() -> bool:
    """Whether the library for linear programming is installed."""
    return find_spec("scipy") is not None


def narrow(
    equations: Sequence[Equation], asked: Collection[Unknown], width: float
) -> dict[Unknown, Interval]:
    """Of the unknowns asked for, those that cannot vary by ``width``, with their limits.

    Raises ContradictionError when no numbers at least zero fit the equations.
    """
    problem = _Problem.of(equations)
    seen = _Seen(len(problem.columns), width)
    left = [column for unknown, column in problem.columns.items() if unknown in asked]
    left = _after_chance(problem, seen, left)
    unknowns = list(problem.columns)
    found: dict[Unknown, Interval] = {}
    for column in left:
        if seen.is_narrow(column):
            limits = problem.limits(column, seen)
            if limits.highest is not None and limits.highest - limits.lowest < width - _NEAR:
                found[unknowns[column]] = limits
    return found


def _after_chance(problem: "_Problem", seen: "_Seen", columns: list[int]) -> list[int]:
    """The columns that solutions in chance directions leave narrow, as long as they help."""
    import numpy  # noqa: PLC0415 - comes with scipy, which is an extra

    chance = numpy.random.default_rng(_SEED)
    left, before = columns, 2 * len(columns)
    while left and len(left) <= _PROGRESS * before:
        before = len(left)
        direction = numpy.zeros(len(problem.columns))
        signs = chance.choice([-1.0, 1.0], len(left))
        direction[left] = signs * chance.uniform(0.5, 1.5, len(left))
        for goal in (direction, -direction):
            seen.add(problem.solve(goal).x)
        left = [column for column in left if seen.is_narrow(column)]
    return left


class _Seen:
    """The least and the greatest that solutions so far gave each column."""

    def __init__(self, columns: int, width: float) -> None:
        import numpy  # noqa: PLC0415 - comes with scipy, which is an extra

        self._numpy: Any = numpy
        self._least = numpy.full(columns, numpy.inf)
        self._most = -self._least
        self._width = width - _NEAR

    def add(self, point: Any) -> None:
        self._least = self._numpy.minimum(self._least, point)
        self._most = self._numpy.maximum(self._most, point)

    def is_narrow(self, column: int) -> bool:
        """Whether no two solutions differ by the width there."""
        return bool(self._most[column] - self._least[column] < self._width)


@dataclass(frozen=True)
class _Problem:
    """Equations as a matrix; ``roof`` stands for no upper limit at all."""

    equations: Sequence[Equation]
    columns: Mapping[Unknown, int]
    matrix: Any
    constants: Sequence[float]
    roof: float

    @classmethod
    def of(cls, equations: Sequence[Equation]) -> "_Problem":
        from scipy.sparse import csr_array  # type: ignore[import-untyped]  # noqa: PLC0415

        columns: dict[Unknown, int] = {}
        across, down, factors = [], [], []
        for number, equation in enumerate(equations):
            for unknown, factor in equation.terms.items():
                across.append(columns.setdefault(unknown, len(columns)))
                down.append(number)
                factors.append(float(factor))
        shape = (len(equations), len(columns))
        constants = [equation.constant for equation in equations]
        roof = 100 * (100 + max(map(abs, constants), default=0))
        return cls(equations, columns, csr_array((factors, (down, across)), shape), constants, roof)

    def solve(self, goal: Any) -> Any:
        """The solution with the least ``goal``."""
        from scipy.optimize import linprog  # type: ignore[import-untyped]  # noqa: PLC0415

        limits = (0, self.roof)
        found = linprog(goal, A_eq=self.matrix, b_eq=self.constants, bounds=limits, method="highs")
        if found.x is None:
            raise ContradictionError
        return found

    def limits(self, column: int, seen: _Seen) -> Interval:
        """The least and the greatest value of one unknown."""
        goal = [0.0] * len(self.columns)
        goal[column] = 1.0
        lowest = self.solve(goal)
        goal[column] = -1.0
        highest = self.solve(goal)
        seen.add(lowest.x)
        seen.add(highest.x)
        most = -highest.fun
        return Interval(
            lowest.fun,
            None if most > self.roof / 2 else most,
            self._holding(lowest) | self._holding(highest),
        )

    def _holding(self, solution: Any) -> frozenset[int]:
        """The rows behind the equations that hold a solution where it is."""
        duals = solution.eqlin.marginals
        binding = (self.equations[n].sources for n, dual in enumerate(duals) if abs(dual) > _NEAR)
        return frozenset().union(*binding)
