"""Split equations into sets that share no unknown, so that each can be solved alone."""

from collections.abc import Iterable

from bbic_ind.disclosure.relations import Equation, Unknown


def components(equations: Iterable[Equation]) -> list[list[Equation]]:
    """The equations, apart where nothing joins them."""
    parent: dict[Unknown, Unknown] = {}

    def top(unknown: Unknown) -> Unknown:
        while parent[unknown] != unknown:
            parent[unknown] = unknown = parent[parent[unknown]]
        return unknown

    together = [equation for equation in equations if equation.terms]
    for equation in together:
        first, *others = equation.terms
        parent.setdefault(first, first)
        for other in others:
            parent[top(parent.setdefault(other, other))] = top(first)
    found: dict[Unknown, list[Equation]] = {}
    for equation in together:
        found.setdefault(top(next(iter(equation.terms))), []).append(equation)
    return list(found.values())
