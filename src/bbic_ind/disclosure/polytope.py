"""All solutions of some equations, as a body with as few dimensions as there is freedom.

Elimination leaves the few unknowns that can be chosen; every other one is a form in
them, and must not be below zero.  That is far quicker to walk than the equations.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bbic_ind.disclosure.elimination import ContradictionError, Line, made_of, solved, sources
from bbic_ind.disclosure.relations import Equation, Unknown

_NEAR = 1e-5


@dataclass(frozen=True, slots=True)
class Extreme:
    """Where a weighted sum is least: the ``value`` of the sum, and that of each unknown.

    ``held`` are lines that together say it cannot be less, and how much of each.
    """

    value: float
    point: Any
    held: Sequence[tuple[Line, float]]


@dataclass(frozen=True)
class Polytope:
    """The ``unknowns`` are ``base`` + ``forms`` times the numbers that can be chosen.

    The first unknowns have a line each, the others are those chosen.  ``walls`` are the
    unknowns that are the first of their form to reach zero; ``roof`` stands for no upper
    limit at all.
    """

    equations: Sequence[Equation]
    unknowns: Sequence[Unknown]
    lines: Sequence[Line]
    base: Any
    forms: Any
    walls: Sequence[int]
    roof: float

    @classmethod
    def of(cls, equations: Sequence[Equation]) -> "Polytope":
        """The solutions of the equations; raises ContradictionError if there is none."""
        import numpy  # noqa: PLC0415 - comes with scipy, which is an extra

        decided = solved(equations)
        chosen = {u: None for line in decided.values() for u in line.terms if u not in decided}
        lines, unknowns = [*decided.values()], [*decided, *chosen]
        base = numpy.array([*(float(line.constant) for line in lines), *(0.0 for _ in chosen)])
        forms = [*(_form(line, decided) for line in lines), *({unknown: 1.0} for unknown in chosen)]
        return cls(
            equations,
            unknowns,
            lines,
            base,
            _matrix(forms, list(chosen)),
            _walls(forms, base),
            100 * (100 + max((abs(one.constant) for one in equations), default=0)),
        )

    def least(self, weights: Mapping[int, float]) -> Extreme:
        """Where the sum of some unknowns, each with its weight, is least.

        Raises ContradictionError when no numbers at least zero fit the equations.
        """
        numbers = list(weights)
        chosen, duals = self._solve(self.forms[numbers].T @ list(weights.values()))
        point = self.base + self.forms @ chosen
        value = sum(part * point[number] for number, part in weights.items())
        parts = [*weights.items(), *zip(self.walls, duals, strict=True)]
        held = [(self.lines[n], part) for n, part in parts if part and n < len(self.lines)]
        return Extreme(float(value), point, held)

    def sources(self, *extremes: Extreme) -> frozenset[int]:
        """The rows of results that hold the extremes where they are."""
        return frozenset().union(
            *(sources(made_of(extreme.held), self.equations) for extreme in extremes)
        )

    def _solve(self, goal: Any) -> tuple[Any, Sequence[float]]:
        """The numbers to choose for the least ``goal``, and the dual of each wall.

        Presolving takes longer than it saves here, and is for what cannot do without.
        """
        from scipy.optimize import linprog  # type: ignore[import-untyped]  # noqa: PLC0415

        if not self.walls:
            return goal, ()
        for presolve in (False, True):
            found = linprog(
                goal,
                A_ub=-self.forms[self.walls],
                b_ub=self.base[self.walls],
                bounds=(0, self.roof),
                method="highs-ds",
                options={"presolve": presolve},
            )
            if found.x is not None:
                return found.x, found.ineqlin.marginals
        raise ContradictionError


def _form(line: Line, decided: Mapping[Unknown, Line]) -> dict[Unknown, float]:
    """What the decided unknown of a line is, but for its constant."""
    return {one: -float(factor) for one, factor in line.terms.items() if one not in decided}


def _matrix(forms: Sequence[Mapping[Unknown, float]], chosen: Sequence[Unknown]) -> Any:
    """A row for each form and a column for each unknown that can be chosen."""
    from scipy.sparse import csr_array  # type: ignore[import-untyped]  # noqa: PLC0415

    columns = {unknown: column for column, unknown in enumerate(chosen)}
    cells = [
        (row, columns[one], part) for row, form in enumerate(forms) for one, part in form.items()
    ]
    down, across, parts = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_array((parts, (down, across)), (len(forms), len(columns)))


def _walls(forms: Iterable[Mapping[Unknown, float]], base: Any) -> list[int]:
    """Of the unknowns with one form, the one with the least base.

    Raises ContradictionError where what cannot vary is below zero.
    """
    walls: dict[frozenset[tuple[Unknown, float]], int] = {}
    for number, form in enumerate(forms):
        if not form and base[number] < -_NEAR:
            raise ContradictionError
        first = walls.setdefault(frozenset(form.items()), number)
        if base[number] < base[first]:
            walls[frozenset(form.items())] = number
    walls.pop(frozenset(), None)
    return list(walls.values())
