"""Hold the data against every rule, and every breach against the figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.rules import (
    Catalogue,
    Drop,
    Repeats,
    RowTest,
    Rule,
    as_computation,
    columns_of,
    table_of,
)
from bbic_ind.definitions.uses import uses
from bbic_ind.engine.availability import available
from bbic_ind.engine.checking.breach import Breach
from bbic_ind.engine.checking.effects import Effect, effects
from bbic_ind.engine.checking.reading_rules import (
    broken_by_lack,
    broken_when_read,
    lacking_rules,
    not_told_again,
)
from bbic_ind.engine.checking.row_rules import broken_by_drop, broken_by_repeats, broken_by_rows
from bbic_ind.engine.world import World, prepare
from bbic_ind.model import Model, Reading
from bbic_ind.periods import Period


@dataclass(frozen=True)
class Checked:
    """A breach and the figures it can change."""

    breach: Breach
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Untried:
    """A rule that could not be tried, and the tables or columns that the data lack for it."""

    rule: Rule
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Checkup:
    """Everything that was found, the gravest first, and the rules that could not be tried."""

    world: World
    found: tuple[Checked, ...]
    untried: tuple[Untried, ...]
    tried: int


def check(
    catalogue: Catalogue,
    indicators: Sequence[Indicator],
    model: Model,
    reading: Reading,
    period: Period,
) -> Checkup:
    """Try every rule that concerns a table the indicators read."""
    world = prepare(model, reading.dataset).during(period, snapshot=False)
    used = {table for indicator in indicators for table, _ in uses(indicator, model)}
    rules = [rule for rule in catalogue.rules.values() if table_of(rule.test) in used]
    untried = {rule.id: Untried(rule, lacks) for rule in rules if (lacks := _lacks(rule, world))}
    tried = [rule for rule in rules if rule.id not in untried]
    breaches = [
        *_broken_by_data(catalogue, tried, reading, world),
        *(b for rule in lacking_rules(catalogue) for b in broken_by_lack(rule, indicators, world)),
    ]
    reckoned = effects(breaches, indicators, world, period)
    found = (Checked(breach, moved) for breach, moved in zip(breaches, reckoned, strict=True))
    return Checkup(world, tuple(sorted(found, key=_gravest)), tuple(untried.values()), len(tried))


def _broken_by_data(
    catalogue: Catalogue, tried: Sequence[Rule], reading: Reading, world: World
) -> Iterator[Breach]:
    """What the reading found, and what breaks the rules tried besides."""
    read = [*broken_when_read(catalogue, reading.findings, world)]
    yield from read
    for breach in (breach for rule in tried for breach in _breaches(rule, world)):
        anew = not_told_again(breach, read)
        if anew is not None:
            yield anew


def _gravest(checked: Checked) -> tuple[int, bool, int]:
    breach = checked.breach
    return breach.rule.severity.grade, not checked.effects, -breach.count


def _breaches(rule: Rule, world: World) -> Iterator[Breach]:
    match rule.test:
        case RowTest():
            yield from broken_by_rows(rule, rule.test, world)
        case Repeats():
            yield from broken_by_repeats(rule, rule.test, world)
        case Drop():
            yield from broken_by_drop(rule, rule.test, world)


def _lacks(rule: Rule, world: World) -> tuple[str, ...]:
    computation = as_computation(rule.test)
    if computation is None:
        return ()
    missing = set(available(computation, world).missing)
    if computation.table in world.tables:
        columns = columns_of(rule.test)
        lost = (name for name in columns if not world.has(computation.table, name))
        missing |= {f"{computation.table}.{name}" for name in lost}
    return tuple(sorted(missing))
