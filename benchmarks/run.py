"""Measure bbic-ind against other ways of getting the same numbers: ``run.py [--large]``.

Makes the data that is not there, runs every command several times by turns, demands
that all give the same numbers, and writes what was found into README.md.
"""

import argparse
import os
import sys

import report
from cases import Case, disagreements, goals, large, small_and_medium
from measuring import Samples, in_rounds

DEFAULT_BLOCK, LARGE_BLOCK = "mätningar", "mätningar av landet"


def measured(cases: list[Case]) -> dict[str, dict[str, Samples]]:
    """Every case's samples by its title; exits where two disagree on a number."""
    found = {}
    for case in cases:
        print(f"{case.title} ...", file=sys.stderr, flush=True)
        samples = in_rounds(case.commands, case.rounds)
        wrong = disagreements(samples)
        if wrong:
            sys.exit("\n".join([f"{case.title}: talen stämmer inte överens.", *wrong]))
        found[case.title] = samples
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--large", action="store_true", help="only the ten million rows")
    is_large = asked.parse_args().large
    cases = large() if is_large else small_and_medium()
    before = os.getloadavg()[0]
    found = measured(cases)
    load = (before + os.getloadavg()[0]) / 2
    text = report.told(found, goals(found), load)
    print(text)
    report.write(LARGE_BLOCK if is_large else DEFAULT_BLOCK, text)


if __name__ == "__main__":
    main()
