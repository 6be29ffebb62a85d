"""What is measured against what."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from agreement import FIVE
from draws import EXTRACTED
from generate import make
from goals import (
    ALL_OF_THEM,
    DUCKDB,
    HELP,
    LOADING,
    ONLY_FIVE,
    PANDAS,
    Judge,
    nothing,
    of_country,
    of_help,
    of_large_workbook,
    of_small_workbook,
)
from measuring import Command

HERE = Path(__file__).parent
PYTHON = Path(sys.executable)
PROGRAM = PYTHON.with_name("bbic-ind")

SMALL, MEDIUM, LARGE = 20_000, 500_000, 10_000_000


@dataclass(frozen=True)
class Case:
    """Commands to run by turns, all on the same data, and what they are to reach."""

    title: str
    commands: Mapping[str, Command]
    rounds: int = 5
    judge: Judge = nothing


def program(source: Path, indicators: Iterable[str] = ()) -> Command:
    """The whole command, as it is given at night."""
    chosen = [word for indicator in indicators for word in ("--indicators", indicator)]
    asked = ["--year", "2025", "--extracted", EXTRACTED.isoformat(), "--format", "csv", "-q"]
    return [PROGRAM, "compute", source, *asked, *chosen]


def peer(name: str, source: Path) -> Command:
    return [PYTHON, HERE / f"peer_{name}.py", source]


def small_and_medium() -> list[Case]:
    small, medium = _of_workbook(make(SMALL, "xlsx")), _of_workbook(make(MEDIUM, "xlsx"))
    return [
        Case("Hjälptexten", {HELP: [PROGRAM, "--help"]}, judge=of_help),
        Case("En kommun: 20 000 rader, xlsx", small, judge=of_small_workbook),
        Case("En storstad: 500 000 rader, xlsx", medium, rounds=3, judge=of_large_workbook),
        Case("En storstad: 500 000 rader, csv", _of_text(make(MEDIUM, "csv"))),
    ]


def large() -> list[Case]:
    text, typed = _of_text(make(LARGE, "csv")), _of_folder(make(LARGE, "parquet"))
    return [
        Case("Landet: 10 miljoner rader, csv", text, rounds=3, judge=of_country),
        Case("Landet: 10 miljoner rader, parquet", typed, rounds=3, judge=of_country),
    ]


def _of_workbook(source: Path) -> dict[str, Command]:
    return {
        ALL_OF_THEM: program(source),
        LOADING: peer("fastexcel", source),
        PANDAS: peer("pandas", source),
    }


def _of_folder(source: Path) -> dict[str, Command]:
    return {
        ALL_OF_THEM: program(source),
        ONLY_FIVE: program(source, FIVE),
        DUCKDB: peer("duckdb", source),
    }


def _of_text(folder: Path) -> dict[str, Command]:
    # pandas reads parquet only with yet another library, so it takes part for text alone.
    return {**_of_folder(folder), PANDAS: peer("pandas", folder)}
