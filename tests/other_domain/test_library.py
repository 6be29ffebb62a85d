"""A pack about quite another thing, with tables of its own, runs without a line of Python."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
START = "from bbic_ind.cli.main import main; main()"


def bbic_ind(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", START, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=HERE,
        env={**os.environ, "LC_ALL": "sv_SE.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def figures() -> dict[tuple[str, str, str], list[str]]:
    asked = ("compute", "export", "--indicators", "./library", "--year", "2025")
    printed = bbic_ind(*asked, "--extracted", "2026-02-01", "--format", "csv")
    rows = csv.DictReader(io.StringIO(printed.lstrip("\ufeff")), delimiter=";")
    shown = ("numerator", "denominator", "value", "low", "high")
    return {
        (row["indicator"], row["variant"], row["part"]): [row[name] for name in shown]
        for row in rows
    }


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (("1:1", "", ""), ["2", "4", "0.5", "0.5", "0.5"]),
        (("1:1", "books_only", ""), ["1", "2", "0.5", "0.5", "0.5"]),
        (("1:2", "", ""), ["3", "", "3", "3", "3"]),
        (("1:3", "", "book"), ["2", "4", "0.5", "0.5", "0.5"]),
        (("1:3", "", "film"), ["1", "4", "0.25", "0.25", "0.25"]),
        (("1:3", "", "other"), ["1", "4", "0.25", "0.25", "0.25"]),
        (("1:4", "", "a_week"), ["1", "4", "0.25", "0.25", "0.25"]),
        (("1:4", "", "longer"), ["3", "4", "0.75", "0.75", "0.75"]),
        (("1:5", "", "reserved_again"), ["1", "3", *["0.3333333333333333"] * 3]),
        (("1:5", "", "nothing"), ["2", "3", *["0.6666666666666666"] * 3]),
        (("1:6", "", ""), ["3", "4", "1", "0.75", "3.25"]),
        (("1:7", "", ""), ["84", "4", "21", "21", "21"]),
        (("1:8", "", ""), ["1", "1.5", *["0.6666666666666666"] * 3]),
        (("1:9", "", ""), ["84", "4", "38", "38", "38"]),
        (("1:10", "", ""), ["84", "4", "4", "4", "4"]),
        (("1:11", "", ""), ["4", "2", "2", "2", "2"]),
        (("2:1", "", "open_sundays"), ["1", "1", "1", "1", "1"]),
        (("2:1", "", "open_evenings"), ["0", "1", "", "0", "1"]),
    ],
)
def test_every_kind_gives_the_figure_counted_by_hand(
    figures: dict[tuple[str, str, str], list[str]], key: tuple[str, str, str], expected: list[str]
) -> None:
    assert figures[key] == expected


def test_the_packs_own_profile_reads_the_branches_list() -> None:
    asked = ("compute", "branches.csv", "--indicators", "./library", "--year", "2025")
    printed = bbic_ind(*asked, "--by", "branch", "--format", "csv")
    first = [line.split(";") for line in printed.splitlines() if ";1:1;;;" in line]

    assert [row[9:12] for row in first] == [
        ["", "1", "2"],
        ["north", "1", "1"],
        ["south", "0", "1"],
    ]


def test_the_pack_and_its_examples_are_sound() -> None:
    assert "12" in bbic_ind("validate", "./library")
