"""How many stand behind a sum: an amount alone does not tell whether it is one person's."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from bbic_ind.definitions import Computation, Indicator
from bbic_ind.definitions.indicator import Term
from bbic_ind.definitions.uses import Use
from bbic_ind.engine.calculate import calculate_in
from bbic_ind.engine.world import World
from bbic_ind.model import Model
from bbic_ind.periods import Period


def behind(
    world: World,
    indicators: Sequence[Indicator],
    periods: Sequence[Period],
    by: Sequence[str] = (),
) -> pl.DataFrame | None:
    """Those of the indicators that are ratios of sums, with the cases counted instead.

    As :func:`~bbic_ind.engine.calculate.calculate_in`.  In place of an amount stands the
    number of subjects whose numbers were added up, or of rows where the data name no
    subject; a side that is a count already is null.  None if nothing is added up.
    """
    found = [
        calculate_in(world, [_alone(indicator, computation, world)], periods, by).with_columns(
            pl.lit(variant).alias("variant"),
            *(pl.lit(None, pl.Float64).alias(side) for side in _counts(computation)),
        )
        for indicator in indicators
        for variant, computation in indicator.computations.items()
        if _adds_up(computation)
    ]
    return pl.concat(found) if found else None


def uses_behind(indicator: Indicator, model: Model) -> frozenset[Use]:
    """The columns that name the subjects whose numbers the indicator adds up."""
    return frozenset(
        (term.table, name)
        for computation in indicator.computations.values()
        for term in _adds_up(computation)
        if (name := _subject_column(term.table, model)) is not None
    )


def _alone(indicator: Indicator, computation: Computation, world: World) -> Indicator:
    """One reading of an indicator, with every subject counted once."""
    counting = replace(
        computation,
        numerator_terms=tuple(_cases(term, world) for term in computation.numerator_terms),
        denominator_terms=tuple(_cases(term, world) for term in computation.denominator_terms),
    )
    return replace(indicator, computation=counting, variants=())


def _cases(term: Term, world: World) -> Term:
    if term.of is None:
        return term
    name = _subject_column(term.table, world.model)
    return replace(term, of=None, unit=name if name and world.has(term.table, name) else None)


def _subject_column(table: str, model: Model) -> str | None:
    described, subject = model.table(table), model.subject
    if described is None or subject is None:
        return None
    columns = described.columns.items()
    return next((name for name, one in columns if one.refers_to == subject.table), None)


def _adds_up(computation: Computation) -> list[Term]:
    return [term for term in computation.terms if term.of is not None]


def _counts(computation: Computation) -> list[str]:
    """The sides of a ratio that add nothing up."""
    sides = {
        "numerator": computation.numerator_terms,
        "denominator": computation.denominator_terms,
    }
    return [side for side, terms in sides.items() if all(term.of is None for term in terms)]
