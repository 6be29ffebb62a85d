"""Two exports, or two sets of definitions, side by side: which cases moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from bbic_ind.definitions import Computation, Indicator
from bbic_ind.definitions.uses import uses
from bbic_ind.engine.availability import available
from bbic_ind.engine.calculate import calculate_in
from bbic_ind.engine.differences_why import Why, reasons
from bbic_ind.engine.explain.cases import KEY, PART, STANDING, sorted_cases
from bbic_ind.engine.row_keys import ROW_KEY, keyed_rows
from bbic_ind.engine.world import ROW, World, prepare
from bbic_ind.model import Dataset, Model
from bbic_ind.periods import Period

Figure = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """One of the two: its definitions by id, and its data."""

    indicators: Mapping[str, Indicator]
    model: Model
    dataset: Dataset

    @cached_property
    def world(self) -> World:
        """The prepared tables."""
        return prepare(self.model, self.dataset)

    def figures(self, periods: Sequence[Period]) -> dict[tuple[str, ...], Figure]:
        """Every figure by indicator, variant, part and period."""
        found = calculate_in(self.world, list(self.indicators.values()), periods)
        which = ("indicator", "variant", "part", "period")
        return {tuple(row[name] for name in which): row for row in found.to_dicts()}


@dataclass(frozen=True)
class MovedCase:
    """A case that counts otherwise than before.

    ``old`` and ``new`` are its standing and part on each side, None where it is in
    neither numerator nor denominator.  ``why`` tells the reason and where its row stands.
    """

    indicator: str
    period: str
    term: str
    table: str
    old: tuple[str, str] | None
    new: tuple[str, str] | None
    why: Why


@dataclass(frozen=True)
class Difference:
    """One indicator: its figures on both sides, and the cases that moved."""

    indicator: Indicator
    figures: tuple[tuple[Figure | None, Figure | None], ...]
    cases: tuple[MovedCase, ...]

    @property
    def any(self) -> bool:
        """Whether a figure or a case moved."""
        return bool(self.cases) or any(not alike(*pair) for pair in self.figures)


COMPARED = ("numerator", "denominator", "value", "low", "high", "missing", "pending")


def alike(old: Figure | None, new: Figure | None) -> bool:
    """Whether two figures have the same numbers; their status may differ."""
    if old is None or new is None:
        return False
    return all(old[name] == new[name] for name in COMPARED)


def differences(old: Side, new: Side, periods: Sequence[Period]) -> Iterator[Difference]:
    """What differs for each indicator; cases are those of the main reading."""
    before, after = old.figures(periods), new.figures(periods)
    for id_ in {**old.indicators, **new.indicators}:
        keys = [key for key in {**before, **after} if key[0] == id_]
        cases = (case for period in periods for case in _cases(id_, period, old, new))
        yield Difference(
            new.indicators.get(id_) or old.indicators[id_],
            tuple((before.get(key), after.get(key)) for key in keys),
            tuple(cases),
        )


def _cases(id_: str, period: Period, old: Side, new: Side) -> Iterator[MovedCase]:
    """The cases that moved in one period; none where one side lacks the definition."""
    if id_ not in old.indicators or id_ not in new.indicators:
        return
    before, after = _terms(old, id_, period), _terms(new, id_, period)
    for term in before.keys() & after.keys():
        yield from _moved(id_, period, term, (old, before[term]), (new, after[term]))


Asked = tuple[Computation, World]


def _terms(side: Side, id_: str, period: Period) -> dict[str, Asked]:
    """What is counted, by table; for a ratio each term by its side, number and table."""
    indicator = side.indicators[id_]
    world = side.world.during(period, snapshot=indicator.period == "snapshot")
    found = available(indicator.computation, world)
    computation = found.computation
    if found.missing or computation.answers is not None:
        return {}
    if indicator.kind != "ratio":
        return {computation.table: (computation, world)}
    named = {
        f"{name} {number} {term.table}": term
        for name, terms in (
            ("numerator", computation.numerator_terms),
            ("denominator", computation.denominator_terms),
        )
        for number, term in enumerate(terms, start=1)
    }
    return {name: (term.computation, world) for name, term in named.items()}


def _moved(
    id_: str, period: Period, term: str, old: tuple[Side, Asked], new: tuple[Side, Asked]
) -> Iterator[MovedCase]:
    before, after = (_keyed(*asked) for _, asked in (old, new))
    both = before.join(after, on="_case", how="full", coalesce=True, suffix="_new")
    changed = [pl.col(name).ne_missing(pl.col(f"{name}_new")) for name in (STANDING, PART)]
    moved = both.filter(pl.any_horizontal(changed)).sort("_case")
    if moved.is_empty():
        return
    rows = moved.select(pl.coalesce(f"{ROW_KEY}_new", ROW_KEY)).to_series()
    table = new[1][0].table
    used = uses(new[0].indicators[id_], new[0].model) | uses(old[0].indicators[id_], old[0].model)
    alike_ = old[0].indicators[id_].computation == new[0].indicators[id_].computation
    why = reasons(rows, table, used, (old[1][1], new[1][1]), same_definition=alike_)
    for case, reason in zip(moved.to_dicts(), why, strict=True):
        yield MovedCase(
            id_,
            period.label,
            term,
            table,
            _standing(case[STANDING], case[PART]),
            _standing(case[f"{STANDING}_new"], case[f"{PART}_new"]),
            reason,
        )


def _standing(standing: str | None, part: str | None) -> tuple[str, str] | None:
    return None if standing is None else (standing, part or "")


def _keyed(computation: Computation, world: World) -> pl.DataFrame:
    """The cases with ``_case``, by which they are known in any export, and their row's key."""
    rows = keyed_rows(computation.table, world).select(ROW, ROW_KEY)
    cases = sorted_cases(computation, world).cases.join(rows, on=ROW, how="left")
    case = pl.col(KEY) if computation.unit is not None else pl.col(ROW_KEY)
    if computation.unit is not None and computation.parts:
        case = pl.concat_str(KEY, PART, separator=" ")
    return cases.select(case.alias("_case"), ROW_KEY, STANDING, PART).unique(
        "_case", keep="first", maintain_order=True
    )
