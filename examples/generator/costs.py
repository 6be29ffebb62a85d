"""What each measure costs month by month, as an accounts system lists it."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from bbic_ind.periods import OPEN, add_months
from generator.town import Row

SEED = 4711
FIRST_MONTH = date(2024, 1, 1)
OWN_BILL = 0.1
"""The part of the rows that name the child, and not the measure."""

PRICES = {
    "öppenvård": (6_000, 14_000),
    "kontaktperson": (2_500, 4_500),
    "kontaktfamilj": (5_000, 8_000),
    "heldygnsvård": (28_000, 120_000),
    "annat": (1_000, 5_000),
}


def costs(measures: Sequence[Row], extracted: date) -> list[Row]:
    """One row a measure and month, from FIRST_MONTH to the last whole month known.

    Its own stream of chance, so that nothing else in the town changes with it.
    """
    chance = Random(SEED)
    rows = [row for measure in measures for row in _of_measure(measure, extracted, chance)]
    return sorted(rows, key=lambda row: row["månad"])


def _of_measure(measure: Row, extracted: date, chance: Random) -> Iterator[Row]:
    price = chance.randrange(*PRICES[measure["typ"]], 100)
    for month in _months(measure, extracted):
        named = chance.random() < OWN_BILL
        yield {
            "månad": f"{month:%Y-%m}",
            "insats": None if named else measure["id"],
            "barn": measure["barn"] if named else None,
            "typ": measure["typ"] if named else None,
            "belopp": price + chance.randrange(0, 500, 10),
        }


def _months(measure: Row, extracted: date) -> Iterator[date]:
    end = measure["till"]
    last = extracted if end in (None, OPEN) else min(end, extracted)
    month = max(measure["från"].replace(day=1), FIRST_MONTH)
    while month <= last and month < extracted.replace(day=1):
        yield month
        month = add_months(month, 1)
