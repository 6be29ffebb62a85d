"""Everything that can be said of one figure: its cases, its steps, its limits, its doubts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from bbic_ind.definitions import Computation, Indicator
from bbic_ind.definitions.indicator import Term
from bbic_ind.engine.availability import available
from bbic_ind.engine.calculate import calculate_in
from bbic_ind.engine.explain.attrition import Stage, attrition
from bbic_ind.engine.explain.cases import SPANS, Sorted, addressed, sorted_cases
from bbic_ind.engine.explain.doubts import Doubt, doubts
from bbic_ind.engine.explain.exchanging import spelled_out
from bbic_ind.engine.explain.limits import Limit, limits, together, with_limit
from bbic_ind.engine.explain.moves import Moves, moves
from bbic_ind.engine.explain.nearness import DAYS, Nearness, days_past, nearness
from bbic_ind.engine.explain.replies import replies
from bbic_ind.engine.explain.resting import resting_on
from bbic_ind.engine.world import ROW, World, prepare
from bbic_ind.model import SOURCE, Dataset, Model
from bbic_ind.periods import Period
from bbic_ind.texts import Language


@dataclass(frozen=True, slots=True)
class Shift:
    """What a limit so many days, or whole numbers, later would change."""

    limit: Limit
    by: int
    moves: Moves


@dataclass(frozen=True)
class Population:
    """The cases of one table that make up a figure, or one term of it.

    ``cases`` has, beside what :class:`Sorted` says, ``id``, ``_source``, ``_row`` and for
    episodes, and cases that stand nowhere themselves, ``spans``; and ``days``, how many
    days past the limit a case lies, where there is but one.
    ``span`` are the columns that open and close a row.  ``side`` and ``term`` tell which
    addend of a ratio it is.
    """

    computation: Computation
    cases: pl.DataFrame
    stages: tuple[Stage, ...]
    doubts: tuple[Doubt, ...]
    nearness: tuple[Nearness, ...]
    shifts: tuple[Shift, ...]
    span: tuple[str, ...] = ()
    side: str = ""
    term: Term | None = None

    @property
    def rows(self) -> int:
        """How many rows the table has in the data."""
        return self.stages[0].start


@dataclass(frozen=True)
class Explanation:
    """One reading of one indicator in one period, seen through.

    ``figures`` are rows as :func:`calculate` gives them, all readings of the indicator;
    ``computation`` the reading as far as the data allow it.  ``missing`` names what the
    data lack for it, and then there is nothing more.  ``variants`` tell what the other
    readings would change, None where they count something else.  ``replies`` are the
    rows that yes/no answers were taken from.
    """

    indicator: Indicator
    variant: str
    period: Period
    world: World
    computation: Computation
    figures: pl.DataFrame
    missing: frozenset[str]
    left_out: frozenset[str]
    populations: tuple[Population, ...] = ()
    variants: tuple[tuple[str, Moves | None], ...] = ()
    replies: pl.DataFrame | None = None


def explain(
    indicator: Indicator,
    model: Model,
    dataset: Dataset,
    period: Period,
    variant: str = "",
    lang: Language = "sv",
) -> Explanation:
    """Explain the reading called ``variant``, the main one unless named.

    The notes of its figures are in the language.
    """
    world = prepare(model, dataset).during(period, snapshot=indicator.period == "snapshot")
    found = available(indicator.computations[variant], world)
    said = Explanation(
        indicator,
        variant,
        period,
        world,
        found.computation,
        calculate_in(world, [indicator], [period], lang=lang),
        found.missing,
        found.left_out,
    )
    return said if found.missing else _filled(said)


def _filled(said: Explanation) -> Explanation:
    if said.computation.answers is not None:
        return replace(
            said, replies=replies(said.computation, said.computation.answers, said.world)
        )
    if said.computation.terms:
        return replace(said, populations=tuple(_terms(said.computation, said.world)))
    found = sorted_cases(said.computation, said.world)
    population = _population(found, said.world)
    return replace(said, populations=(population,), variants=tuple(_variants(said, found)))


def _terms(computation: Computation, world: World) -> Iterator[Population]:
    for side, term in computation.sides:
        yield _population(sorted_cases(term.computation, world), world, side, term)


def _population(
    found: Sorted, world: World, side: str = "", term: Term | None = None
) -> Population:
    spelled = replace(found, computation=spelled_out(found.computation, world))
    asked = limits(spelled.computation)
    cases = addressed(found.cases, found.computation.table, world)
    if cases[SOURCE].null_count() == cases.height and cases.schema[SPANS] == pl.Null:
        cases = resting_on(cases, found)
    return Population(
        found.computation,
        _with_days(cases, found, asked),
        tuple(attrition(found, world)),
        tuple(doubts(found)),
        tuple(nearness(spelled, limit, world) for limit in asked),
        tuple(_shifts(spelled, asked, world)),
        world.table(found.computation.table).ends,
        side,
        term,
    )


def _with_days(cases: pl.DataFrame, found: Sorted, asked: list[Limit]) -> pl.DataFrame:
    own = [one for one in asked if one.side == "numerator" and one.is_of_own_days]
    if len(own) != 1:
        return cases.with_columns(pl.lit(None, pl.Int64).alias(DAYS))
    return cases.join(days_past(found, own[0]), on=ROW, how="left", maintain_order="left")


def _shifts(found: Sorted, asked: list[Limit], world: World) -> Iterator[Shift]:
    for limit in together(asked):
        for by in (-1, 1):
            then = sorted_cases(with_limit(found.computation, limit, by), world)
            changed = moves(found, then)
            if changed is not None:
                yield Shift(limit, by, changed)


def _variants(said: Explanation, found: Sorted) -> Iterator[tuple[str, Moves | None]]:
    """What each other reading changes; one that the data do not allow is left out."""
    for name, computation in said.indicator.computations.items():
        allowed = available(computation, said.world)
        if name != said.variant and not allowed.missing:
            yield name, moves(found, sorted_cases(allowed.computation, said.world))
