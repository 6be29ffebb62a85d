"""What is measured against what."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from agreement import FIVE
from draws import EXTRACTED
from generate import DATA, make
from goals import (
    ALL_OF_THEM,
    CHECK,
    DUCKDB,
    EXPLAIN,
    HELP,
    LOADING,
    ONE_MONTH,
    ONLY_FIVE,
    PANDAS,
    REPORT,
    THREE_YEARS,
    Judge,
    nothing,
    of_card,
    of_country,
    of_help,
    of_loading,
    of_pandas,
    of_questions,
    of_report,
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


def program(source: Path, indicators: Iterable[str] = (), period: str = "2025") -> Command:
    """The whole command, as it is given at night."""
    chosen = [word for indicator in indicators for word in ("--indicators", indicator)]
    return [*_asking("compute", source), "--period", period, "--format", "csv", "-q", *chosen]


def _asking(command: str, source: Path) -> list[str | Path]:
    return [PROGRAM, *command.split(), source, "--extracted", EXTRACTED.isoformat()]


def peer(name: str, source: Path) -> Command:
    return [PYTHON, HERE / f"peer_{name}.py", source]


def small_and_medium() -> list[Case]:
    small, medium = make(SMALL, "xlsx"), make(MEDIUM, "xlsx")
    return [
        Case("Hjälptexten", {HELP: [PROGRAM, "--help"]}, judge=of_help),
        Case(
            "En kommun: 20 000 rader, xlsx",
            {**_loading(small), **_by_hand(small)},
            judge=of_small_workbook,
        ),
        Case("En storstad: 500 000 rader, xlsx", _loading(medium), judge=of_loading),
        # By itself: its 40 seconds would stand before our turn alone in every round.
        Case("En storstad: 500 000 rader, xlsx, mot pandas", _by_hand(medium), 3, of_pandas),
        Case("En storstad: 500 000 rader, csv", _of_text(make(MEDIUM, "csv"))),
        *(
            Case(f"Frågor: 500 000 rader, {kind}", _questions(make(MEDIUM, kind)), 3, of_questions)
            for kind in ("xlsx", "csv", "parquet")
        ),
        Case("Styrkortet: 500 000 rader, csv", _card(make(MEDIUM, "csv")), judge=of_card),
        Case("Rapporten: 20 000 rader, xlsx", _report(make(SMALL, "xlsx")), judge=of_report),
    ]


def large() -> list[Case]:
    text, typed = _of_text(make(LARGE, "csv")), _of_folder(make(LARGE, "parquet"))
    return [
        Case("Landet: 10 miljoner rader, csv", text, rounds=3, judge=of_country),
        Case("Landet: 10 miljoner rader, parquet", typed, rounds=3, judge=of_country),
    ]


def _loading(source: Path) -> dict[str, Command]:
    return {ALL_OF_THEM: program(source), LOADING: peer("fastexcel", source)}


def _by_hand(source: Path) -> dict[str, Command]:
    return {ALL_OF_THEM: program(source), PANDAS: peer("pandas", source)}


def _questions(source: Path) -> dict[str, Command]:
    return {
        ALL_OF_THEM: program(source),
        CHECK: _asking("check", source),
        EXPLAIN: _asking("explain 5:3", source),
    }


def _card(source: Path) -> dict[str, Command]:
    periods = {ONE_MONTH: "2025-12", THREE_YEARS: "2023-01..2025-12"}
    return {
        name: [*program(source, ["styrkort"], period), "--by", "enhet"]
        for name, period in periods.items()
    }


def _report(source: Path) -> dict[str, Command]:
    page = ["-o", DATA / "rapport.html", "--quiet"]
    return {ALL_OF_THEM: program(source), REPORT: [*_asking("report", source), *page]}


def _of_folder(source: Path) -> dict[str, Command]:
    return {
        ALL_OF_THEM: program(source),
        ONLY_FIVE: program(source, FIVE),
        DUCKDB: peer("duckdb", source),
    }


def _of_text(folder: Path) -> dict[str, Command]:
    # pandas reads parquet only with yet another library, so it takes part for text alone.
    return {**_of_folder(folder), PANDAS: peer("pandas", folder)}
