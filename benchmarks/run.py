"""Measure bbic-ind against other ways of getting the same numbers.

Makes the data that is not there, runs every command several times by turns, demands
that all give the same numbers, and writes what was found into README.md.
"""

import argparse
import os
import sys

from agreement import disagreements
from cases import Case, large, small_and_medium
from measuring import Samples, in_rounds

import report

DEFAULT_BLOCK, LARGE_BLOCK = "mätningar", "mätningar av landet"


def measured(cases: list[Case], rounds: int | None) -> dict[str, dict[str, Samples]]:
    """Every case's samples by its title; exits where two disagree on a number."""
    found = {}
    for case in cases:
        print(f"{case.title} ...", file=sys.stderr, flush=True)
        samples = in_rounds(case.commands, rounds or case.rounds)
        wrong = disagreements(samples)
        if wrong:
            sys.exit("\n".join([f"{case.title}: talen stämmer inte överens.", *wrong]))
        found[case.title] = samples
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--large", action="store_true", help="only the ten million rows")
    asked.add_argument("--rounds", type=int, help="instead of each case's own number")
    given = asked.parse_args()
    is_large = given.large
    cases = large() if is_large else small_and_medium()
    before = os.getloadavg()[0]
    found = measured(cases, given.rounds)
    load = (before + os.getloadavg()[0]) / 2
    goals = {case.title: case.judge(found[case.title]) for case in cases}
    text = report.told(found, goals, load)
    print(text)
    report.write(LARGE_BLOCK if is_large else DEFAULT_BLOCK, text)


if __name__ == "__main__":
    main()
