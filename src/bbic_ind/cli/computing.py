"""From what was asked for to a finished run: choose, read, calculate."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bbic_ind.cli.choice import choose
from bbic_ind.cli.language import LANG
from bbic_ind.engine import calculate
from bbic_ind.output.run import Run
from bbic_ind.periods import MonthDay, latest_complete_year, parse_period, parse_periods
from bbic_ind.sources import read


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for, in the user's words."""

    sources: tuple[Path, ...]
    periods: tuple[str, ...] = ()
    snapshot: MonthDay | None = None
    indicators: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    profile: str | None = None
    extracted: date | None = None


def carry_out(order: Order) -> Run:
    """Read the sources and compute what was asked; raises UserError for all that is wrong."""
    asked = parse_periods(order.periods, order.snapshot)
    choice = choose(order.indicators)
    reading = read(
        order.sources,
        choice.model,
        profiles=choice.profiles,
        profile=order.profile,
        extracted=order.extracted,
    )
    year = latest_complete_year(reading.dataset.extracted)
    periods = asked or [parse_period(str(year), order.snapshot)]
    results = calculate(choice.indicators, choice.model, reading.dataset, periods, order.by)
    return Run(results, reading, choice.indicators, choice.packs, LANG)
