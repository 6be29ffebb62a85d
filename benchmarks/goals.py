"""What is to be reached, and how far each case is from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from measuring import Samples

ALL_OF_THEM, ONLY_FIVE = "bbic-ind, alla indikatorer", "bbic-ind, de fem"
PANDAS, DUCKDB, LOADING = "pandas, de fem", "DuckDB, de fem", "fastexcel, bara inläsning"
HELP = "bbic-ind --help"
CHECK, EXPLAIN = "bbic-ind check", "bbic-ind explain 5:3"
ONE_MONTH, THREE_YEARS = "styrkortet, en månad", "styrkortet, 36 månader"
REPORT = "bbic-ind report"

Judge = Callable[[Mapping[str, Samples]], "list[Goal]"]


@dataclass(frozen=True)
class Goal:
    """What was to be reached, and by how much it was.

    ``cpu`` is the same measure taken of processor time, which other programs disturb less;
    it is the stricter one for a program that uses several cores.
    """

    text: str
    measured: float
    cpu: float | None
    limit: float
    unit: str
    at_least: bool = False

    @property
    def reached(self) -> bool:
        if self.at_least:
            return self.measured >= self.limit
        return self.measured <= self.limit


def nothing(_: Mapping[str, Samples]) -> list[Goal]:
    """A case that is measured for its own sake."""
    return []


def of_help(samples: Mapping[str, Samples]) -> list[Goal]:
    return [_seconds("hjälptexten", samples[HELP], 0.25)]


def of_small_workbook(samples: Mapping[str, Samples]) -> list[Goal]:
    return [_seconds("hela kommandot", samples[ALL_OF_THEM], 1.5), _against_pandas(samples)]


def of_loading(samples: Mapping[str, Samples]) -> list[Goal]:
    return [
        _no_slower("tid mot bara inläsningen", samples[ALL_OF_THEM], samples[LOADING], 1.3),
    ]


def of_pandas(samples: Mapping[str, Samples]) -> list[Goal]:
    return [_against_pandas(samples)]


def of_country(samples: Mapping[str, Samples]) -> list[Goal]:
    memory = samples[ALL_OF_THEM].memory / 1024
    return [
        _no_slower("tid för de fem mot DuckDB", samples[ONLY_FIVE], samples[DUCKDB], 1.0),
        Goal("mest minne, alla indikatorer", memory, None, 6.0, "GB"),
    ]


def of_questions(samples: Mapping[str, Samples]) -> list[Goal]:
    own = samples[ALL_OF_THEM]
    return [
        _no_slower(f"tid för {name} mot compute", samples[name], own, 2.0)
        for name in (CHECK, EXPLAIN)
    ]


def of_card(samples: Mapping[str, Samples]) -> list[Goal]:
    text = "tid för 36 månader mot en"
    return [_no_slower(text, samples[THREE_YEARS], samples[ONE_MONTH], 3.0)]


def of_report(samples: Mapping[str, Samples]) -> list[Goal]:
    own, report = samples[ALL_OF_THEM], samples[REPORT]
    longer, cpu = report.wall - own.wall, report.cpu - own.cpu
    return [Goal("tid utöver compute", longer, cpu, 5.0, "s")]


def _seconds(text: str, own: Samples, limit: float) -> Goal:
    return Goal(text, own.wall, own.cpu, limit, "s")


def _no_slower(text: str, own: Samples, other: Samples, limit: float) -> Goal:
    return Goal(text, own.times(other), own.cpu / other.cpu, limit, "gånger")


def _against_pandas(samples: Mapping[str, Samples]) -> Goal:
    own, pandas = samples[ALL_OF_THEM], samples[PANDAS]
    times, cpu = pandas.times(own), pandas.cpu / own.cpu
    return Goal("snabbare än pandas", times, cpu, 8.0, "gånger", at_least=True)
