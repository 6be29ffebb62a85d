"""What is measured against what, and what is to be reached."""

import csv
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generate import EXTRACTED, make
from measuring import Command, Samples

HERE = Path(__file__).parent
PYTHON = Path(sys.executable)
PROGRAM = PYTHON.with_name("bbic-ind")

SMALL, MEDIUM, LARGE = 20_000, 500_000, 10_000_000
FIVE = ("1:2", "3:5", "4:2", "5:3", "5:4")

ALL_OF_THEM, ONLY_FIVE = "bbic-ind, alla indikatorer", "bbic-ind, de fem"
PANDAS, DUCKDB, LOADING = "pandas, de fem", "DuckDB, de fem", "fastexcel, bara inläsning"
HELP = "bbic-ind --help"


@dataclass(frozen=True)
class Case:
    """Commands to run by turns, all on the same data."""

    title: str
    commands: Mapping[str, Command]
    rounds: int = 5


@dataclass(frozen=True)
class Goal:
    """What was to be reached, and by how much it was."""

    text: str
    measured: float
    limit: float
    unit: str
    at_least: bool = False

    @property
    def reached(self) -> bool:
        if self.at_least:
            return self.measured >= self.limit
        return self.measured <= self.limit


def program(source: Path, indicators: Iterable[str] = ()) -> Command:
    """The whole command, as it is given at night."""
    chosen = [word for indicator in indicators for word in ("--indicators", indicator)]
    asked = ["--year", "2025", "--extracted", EXTRACTED.isoformat(), "--format", "csv", "-q"]
    return [PROGRAM, "compute", source, *asked, *chosen]


def peer(name: str, source: Path) -> Command:
    return [PYTHON, HERE / f"peer_{name}.py", source]


def small_and_medium() -> list[Case]:
    return [
        Case("Hjälptexten", {HELP: [PROGRAM, "--help"]}),
        _of_workbook("En kommun: 20 000 rader, xlsx", make(SMALL, "xlsx"), rounds=5),
        _of_workbook("En storstad: 500 000 rader, xlsx", make(MEDIUM, "xlsx"), rounds=3),
        _of_folder("En storstad: 500 000 rader, csv", make(MEDIUM, "csv"), rounds=5),
    ]


def large() -> list[Case]:
    return [
        _of_folder("Landet: 10 miljoner rader, csv", make(LARGE, "csv"), rounds=3),
        _of_folder("Landet: 10 miljoner rader, parquet", make(LARGE, "parquet"), rounds=3),
    ]


def _of_workbook(title: str, source: Path, rounds: int) -> Case:
    commands = {
        ALL_OF_THEM: program(source),
        LOADING: peer("fastexcel", source),
        PANDAS: peer("pandas", source),
    }
    return Case(title, commands, rounds)


def _of_folder(title: str, source: Path, rounds: int) -> Case:
    commands = {
        ALL_OF_THEM: program(source),
        ONLY_FIVE: program(source, FIVE),
        DUCKDB: peer("duckdb", source),
        PANDAS: peer("pandas", source),
    }
    return Case(title, commands, rounds)


def goals(measured: Mapping[str, Mapping[str, Samples]]) -> list[Goal]:
    """What the measured cases say of each goal that they concern."""
    return [goal for title, samples in measured.items() for goal in _goals(title, samples)]


def _goals(title: str, samples: Mapping[str, Samples]) -> list[Goal]:
    if HELP in samples:
        return [Goal("Hjälptexten", samples[HELP].wall, 0.25, "s")]
    own = samples[ALL_OF_THEM]
    if LOADING in samples:
        return [
            *([] if "500" in title else [Goal(f"{title}: hela kommandot", own.wall, 1.5, "s")]),
            Goal(
                f"{title}: mot bara inläsningen", own.times(samples[LOADING]), 1.3, "gånger tiden"
            ),
            _against_pandas(title, samples),
        ]
    if "miljoner" not in title:
        return [_against_pandas(title, samples)]
    times = samples[ONLY_FIVE].times(samples[DUCKDB])
    return [
        Goal(f"{title}: de fem mot DuckDB", times, 1.0, "gånger tiden"),
        Goal(f"{title}: mest minne, alla", own.memory / 1024, 6.0, "GB"),
    ]


def _against_pandas(title: str, samples: Mapping[str, Samples]) -> Goal:
    times = samples[PANDAS].times(samples[ALL_OF_THEM])
    return Goal(f"{title}: snabbare än pandas", times, 8.0, "gånger", at_least=True)


def disagreements(samples: Mapping[str, Samples]) -> list[str]:
    """Which peers' numerators and denominators are not those of the program."""
    own = five_of(samples[ALL_OF_THEM].output) if ALL_OF_THEM in samples else {}
    peers = {name: _peers(samples[name].output) for name in (PANDAS, DUCKDB) if name in samples}
    return [f"{name}: {told} i stället för {own}" for name, told in peers.items() if told != own]


def five_of(output: str) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of the five main figures in the program's csv."""
    rows = csv.DictReader(output.lstrip("\ufeff").splitlines(), delimiter=";")
    return {
        row["indicator"]: (_whole(row["numerator"]), _whole(row["denominator"]))
        for row in rows
        if row["indicator"] in FIVE and not row["variant"]
    }


def _whole(number: str) -> int:
    return int(float(number.replace(",", ".")))


def _peers(output: str) -> dict[str, tuple[int, int]]:
    rows = csv.reader(output.splitlines())
    return {indicator: (int(top), int(bottom)) for indicator, top, bottom in rows}
