"""From what was asked for to a finished run: choose, read, calculate."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from bbic_ind.cli.choice import Choice, choose, shipped_pack
from bbic_ind.cli.earlier import reached
from bbic_ind.cli.messages import doing
from bbic_ind.cli.origin import origin, settings_of
from bbic_ind.cli.parsing import one_of
from bbic_ind.definitions import Indicator
from bbic_ind.definitions.limits_file import with_own_limits
from bbic_ind.definitions.uses import Use, uses, with_looked_up
from bbic_ind.disclosure.hiding import protect
from bbic_ind.disclosure.profile import NONE, Profile, load_profile
from bbic_ind.engine.behind import behind, uses_behind
from bbic_ind.engine.calculate import calculate_in
from bbic_ind.engine.misread import with_misread
from bbic_ind.engine.world import World, prepare
from bbic_ind.errors import Fault, UsageError, UserError, refuse_all
from bbic_ind.model import ColumnType, Finding, Model, Reading
from bbic_ind.output.group_names import group_names
from bbic_ind.output.run import Run
from bbic_ind.periods import MonthDay, Period, latest_complete_year, parse_period, parse_periods
from bbic_ind.provenance.hashing import meanwhile
from bbic_ind.series import marked
from bbic_ind.sources import read
from bbic_ind.sources.files import Opening, input_files, open_ahead
from bbic_ind.sources.profiles import Named, find_profile
from bbic_ind.strict_yaml import read as read_yaml
from bbic_ind.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for; periods, indicators and breakdowns in the user's words.

    ``limits`` is a file of the user's own limits; with ``ci`` shares get their intervals.
    Where no period is named, up to ``earlier`` years come before the latest complete one.
    """

    sources: tuple[Path, ...]
    periods: tuple[str, ...] = ()
    snapshot: str = "11-01"
    indicators: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    profile: str | None = None
    extracted: date | None = None
    disclosure: str = NONE
    limits: str | None = None
    ci: bool = False
    lang: Language = "sv"
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """An order found to be possible; ``periods`` is empty for the latest complete year.

    ``opening`` gives the files, which are opened since the plan began; ``remarks`` are on
    what was asked, to tell beside what is found in the files.
    """

    order: Order
    opening: Opening
    choice: Choice
    snapshot: MonthDay
    periods: tuple[Period, ...]
    used: dict[tuple[str, str], frozenset[Use]]
    disclosure: Profile | None = None
    remarks: tuple[Finding, ...] = ()


def plan(order: Order, opening: Opening | None = None) -> Plan:
    """Check everything on the command line while the files are opened.

    ``opening`` is one of the order's sources that has begun already.  Raises UserError with
    all that is wrong.
    """
    try:
        return _planned(order, opening)
    except UserError:
        refuse_all(partial(check, order) for check in _CHECKS)
        raise


def _planned(order: Order, opening: Opening | None) -> Plan:
    """The plan of an order; raises UserError with the first that is wrong."""
    refuse_absent(order.sources)
    opening = opening or open_ahead(order.sources)
    snapshot = MonthDay.parse(order.snapshot)
    periods = tuple(parse_periods(order.periods, snapshot))
    choice, remarks = _with_own_limits(choose(order.indicators), order.limits)
    one_of("--by", order.by, breakdowns(choice.model))
    disclosure = load_profile(order.disclosure)
    used = {(i.pack, i.id): _used(i, choice.model, disclosure) for i in choice.indicators}
    return Plan(order, opening, choice, snapshot, periods, used, disclosure, remarks)


_CHECKS: tuple[Callable[[Order], object], ...] = (
    lambda order: refuse_absent(order.sources),
    lambda order: MonthDay.parse(order.snapshot),
    lambda order: parse_periods(order.periods),
    lambda order: order.limits and read_yaml(Path(order.limits)),
    lambda order: _with_own_limits(choose(order.indicators), order.limits),
    lambda order: one_of("--by", order.by, breakdowns(choose(order.indicators).model)),
    lambda order: load_profile(order.disclosure),
    lambda order: order.profile and _named_profile(order.profile, choose(order.indicators)),
)
"""What can be wrong with an order, each apart from the others."""


def _named_profile(name: str, choice: Choice) -> Named:
    return find_profile(name, choice.profiles, choice.model)


def _used(indicator: Indicator, model: Model, disclosure: Profile | None) -> frozenset[Use]:
    """What the indicator reads, and with protection who stands behind what it adds up."""
    used = with_looked_up(uses(indicator, model), model)
    return used if disclosure is None else used | uses_behind(indicator, model)


def _with_own_limits(choice: Choice, file: str | None) -> tuple[Choice, tuple[Finding, ...]]:
    """The choice with the limits of the user's own file, if there is one."""
    if file is None:
        return choice, ()
    known = [one for pack in choice.packs.values() for one in pack.indicators]
    own, remarks = with_own_limits(choice.indicators, Path(file), known, shipped_pack)
    return replace(choice, indicators=own), remarks


def gather(planned: Plan, key: bytes | None = None) -> tuple[Reading, list[Period]]:
    """Read the sources, and settle which periods to compute; raises UserError.

    ``key`` makes the pseudonyms the same as in another reading with the same key.
    """
    order, choice = planned.order, planned.choice
    with doing(_READING(order.lang)):
        reading = read(
            planned.opening,
            choice.model,
            profiles=choice.profiles,
            profile=order.profile,
            extracted=order.extracted,
            key=key,
            wanted=_wanted(planned.used.values(), order.by, choice.model),
        )
    extracted = reading.dataset.extracted
    reading = replace(reading, findings=(*reading.findings, *planned.remarks))
    return reading, [*planned.periods] or _latest(extracted, planned.snapshot, order.earlier)


def carry_out(order: Order, opening: Opening | None = None) -> Run:
    """Read the sources and compute what was asked; raises UserError for what is wrong."""
    return computed(plan(order, opening))


def computed(planned: Plan) -> Run:
    """Carry out an order that was found to be possible."""
    order = planned.order
    with meanwhile(input_files(order.sources)) as inputs:
        reading, periods = gather(planned)
    choice = planned.choice
    with doing(_COMPUTING(order.lang)):
        world = prepare(choice.model, reading.dataset, choice.indicators)
        results = _calculated(planned, world, reading, periods)
    if not planned.periods:
        periods = reached(results, periods)
        results = results.filter(pl.col("period").is_in([period.label for period in periods]))
    return Run(
        marked(_protected(results, planned, world, periods), choice.indicators, intervals=order.ci),
        reading,
        choice.indicators,
        choice.packs,
        planned.used,
        order.lang,
        origin=origin(
            settings_of(order, periods), choice, reading.profile.split(", "), inputs.result()
        ),
        names=group_names(choice.model, order.by),
    )


def _calculated(
    planned: Plan, world: World, reading: Reading, periods: Sequence[Period]
) -> pl.DataFrame:
    """The results, with what the reading found that their bounds do not take in."""
    order, indicators = planned.order, planned.choice.indicators
    results = calculate_in(world, indicators, periods, order.by, order.lang)
    return with_misread(results, indicators, world.model, reading.findings, order.lang)


def _protected(
    results: pl.DataFrame, planned: Plan, world: World, periods: Sequence[Period]
) -> pl.DataFrame:
    """The results without what the disclosure profile hides."""
    if planned.disclosure is None:
        return results
    with doing(_PROTECTING(planned.order.lang)):
        cases = behind(world, planned.choice.indicators, periods, planned.order.by)
        return protect(results, planned.disclosure, planned.order.lang, cases).results


def breakdowns(model: Model) -> list[str]:
    """What figures can be divided by: the model's breakdowns, and columns that hold few words.

    Never an id: a figure for each person is no statistic.
    """
    columns = (
        name
        for table in model.tables.values()
        for name, column in table.columns.items()
        if column.type in _GROUPS
    )
    return list(dict.fromkeys([*model.breakdowns, *columns]))


_GROUPS = (ColumnType.CATEGORY, ColumnType.TEXT, ColumnType.YES_NO)


def _wanted(
    used: Iterable[Collection[Use]], by: Sequence[str], model: Model
) -> dict[str, set[str]]:
    """The columns to read of each table: those used, and those to divide by."""
    wanted: dict[str, set[str]] = {}
    for table, column in (use for uses_ in used for use in uses_):
        wanted.setdefault(table, set()).add(column)
    for table, columns in wanted.items():
        columns.update(set(by) & set(model.tables[table].columns))
    return wanted


def _latest(extracted: date, snapshot: MonthDay, earlier: int) -> list[Period]:
    """The latest complete year, and as many years before it."""
    last = latest_complete_year(extracted)
    return [parse_period(str(year), snapshot) for year in range(last - earlier, last + 1)]


def refuse_absent(sources: Iterable[Path]) -> None:
    """Raise UsageError when no source is named, or one of them does not exist."""
    asked = list(sources)
    if not asked:
        raise UsageError(Fault("", _NO_SOURCE))
    absent = [path for path in asked if not path.exists()]
    if absent:
        raise UsageError([Fault(str(path), _ABSENT) for path in absent])


_READING = Text("Läser underlaget", "Reading the sources")
_PROTECTING = Text("Skyddar små antal", "Protecting small counts")
_COMPUTING = Text("Räknar indikatorerna", "Computing the indicators")
_NO_SOURCE = Text(
    "ange minst en fil eller mapp med uttag, till exempel uttag.xlsx",
    "name at least one file or folder of exports, for example export.xlsx",
)
_ABSENT = Text(
    "filen eller mappen finns inte. Kontrollera namnet och var du står.",
    "there is no such file or folder. Check the name and where you are.",
)
