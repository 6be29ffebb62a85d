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
from bbic_ind.engine.explain.cases import AMOUNT, KEY, PART, STANDING, sorted_cases
from bbic_ind.engine.row_keys import ROW_KEY, keyed_rows
from bbic_ind.engine.world import ROW, World, prepare
from bbic_ind.model import Dataset, Model
from bbic_ind.periods import Period
from bbic_ind.texts import Language

Figure = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """One of the two: its definitions by id, and its data; the notes are in the language."""

    indicators: Mapping[str, Indicator]
    model: Model
    dataset: Dataset
    lang: Language = "sv"

    @cached_property
    def world(self) -> World:
        """The prepared tables."""
        return prepare(self.model, self.dataset)

    def figures(self, periods: Sequence[Period]) -> dict[tuple[str, ...], Figure]:
        """Every figure by indicator, variant, part and period."""
        found = calculate_in(self.world, list(self.indicators.values()), periods, lang=self.lang)
        which = ("indicator", "variant", "part", "period")
        return {tuple(row[name] for name in which): row for row in found.to_dicts()}


@dataclass(frozen=True)
class MovedCase:
    """A case that counts otherwise than before, or adds another number.

    ``variant`` names the reading, empty for the main one.  ``old`` and ``new`` are its
    standing and part on each side, None where it is in neither numerator nor denominator.
    ``why`` tells the reason and where its row stands.
    """

    indicator: str
    variant: str
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
    """What differs for each indicator; cases of variants are those the main reading lacks."""
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
    in_main: set[str] = set()
    for asked in _on_both_sides(id_, period, old, new):
        for key, case in _moved(asked):
            if not asked.variant:
                in_main.add(key)
            if not asked.variant or key not in in_main:
                yield case


def _on_both_sides(id_: str, period: Period, old: Side, new: Side) -> "Iterator[_Compared]":
    """Every reading, or term of one, that both sides have; the main reading first."""
    readings = new.indicators[id_].computations
    for variant in (name for name in old.indicators[id_].computations if name in readings):
        before, after = (_terms(side, id_, variant, period) for side in (old, new))
        for term in (name for name in before if name in after):
            yield _Compared(id_, variant, period, term, (old, before[term]), (new, after[term]))


Asked = tuple[Computation, World]


@dataclass(frozen=True)
class _Compared:
    """One reading, or one term of it, on both sides."""

    id: str
    variant: str
    period: Period
    term: str
    old: tuple[Side, Asked]
    new: tuple[Side, Asked]

    @property
    def same_definition(self) -> bool:
        """Whether the reading is defined alike on both sides."""
        one, other = (side.indicators[self.id] for side, _ in (self.old, self.new))
        return one.computations[self.variant] == other.computations[self.variant]


def _terms(side: Side, id_: str, variant: str, period: Period) -> dict[str, Asked]:
    """What is counted, by table; for a ratio each term by its side, number and table."""
    indicator = side.indicators[id_]
    world = side.world.during(period, snapshot=indicator.period == "snapshot")
    found = available(indicator.computations[variant], world)
    computation = found.computation
    if found.missing or computation.answers is not None:
        return {}
    if not computation.terms:
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


def _moved(asked: _Compared) -> Iterator[tuple[str, MovedCase]]:
    """Each case that moved, with what it is known by, in the order of the rows."""
    (old, (before, then)), (new, (after, now)) = asked.old, asked.new
    both = _keyed(before, then, now).join(
        _keyed(after, now, then), on="_case", how="full", coalesce=True, suffix="_new"
    )
    compared = (STANDING, PART, AMOUNT)
    changed = [pl.col(name).ne_missing(pl.col(f"{name}_new")) for name in compared]
    moved = both.filter(pl.any_horizontal(changed)).sort(f"{ROW}_new", ROW, nulls_last=True)
    if moved.is_empty():
        return
    rows = moved.select(pl.coalesce(f"{ROW_KEY}_new", ROW_KEY)).to_series()
    used = uses(new.indicators[asked.id], new.model) | uses(old.indicators[asked.id], old.model)
    why = reasons(rows, after.table, used, (then, now), same_definition=asked.same_definition)
    for case, reason in zip(moved.to_dicts(), why, strict=True):
        yield (
            f"{after.table} {case['_case']}",
            MovedCase(
                asked.id,
                asked.variant,
                asked.period.label,
                asked.term,
                after.table,
                _standing(case[STANDING], case[PART]),
                _standing(case[f"{STANDING}_new"], case[f"{PART}_new"]),
                reason,
            ),
        )


def _standing(standing: str | None, part: str | None) -> tuple[str, str] | None:
    return None if standing is None else (standing, part or "")


def _keyed(computation: Computation, world: World, other: World) -> pl.DataFrame:
    """The cases with ``_case``, by which they are known in any export, and their row's key."""
    rows = keyed_rows(computation.table, world, other).select(ROW, ROW_KEY)
    cases = sorted_cases(computation, world).cases.join(rows, on=ROW, how="left")
    case = pl.col(KEY) if computation.unit is not None else pl.col(ROW_KEY)
    if computation.unit is not None and computation.parts:
        case = pl.concat_str(KEY, PART, separator=" ")
    return cases.select(case.alias("_case"), ROW, ROW_KEY, STANDING, PART, AMOUNT).unique(
        "_case", keep="first", maintain_order=True
    )
