"""The children and the adults around them, by test numbers or by opaque ids."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

ASSUMED_BIRTH = date(2012, 6, 1)
"""Steers the events of somebody whose number tells no birth date; stands in no file."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's id as the case system writes it, and a birth date that events must respect."""

    id: str
    born: date


def read_numbers(path: Path) -> list[Person]:
    """The people of a file with one number of 12 digits a line, below a heading."""
    numbers = path.read_text(encoding="utf-8").split()[1:]
    return [Person(number, birth_date(number)) for number in numbers]


def birth_date(number: str) -> date:
    """The birth date in a number; a coordination number has 60 added to its day."""
    year, month, day = int(number[:4]), int(number[4:6]), int(number[6:8])
    try:
        return date(year, month, day % 60)
    except ValueError:
        return ASSUMED_BIRTH


def temporary(births: Iterable[date]) -> list[Person]:
    """Children who have no number yet, under ids that only the municipality knows."""
    return [Person(f"TILLF-{n:04d}", born) for n, born in enumerate(births, start=1)]


def opaque(count: int, first_birth: date, last_birth: date, random: Random) -> list[Person]:
    """As many children as wanted under ids that are no numbers of persons."""
    days = (last_birth - first_birth).days
    return [
        Person(f"B{n:07d}", first_birth + timedelta(days=random.randint(0, days)))
        for n in range(1, count + 1)
    ]


def spread(people: Sequence[Person], count: int) -> list[Person]:
    """``count`` of the people, evenly spread over the list."""
    return [people[index * len(people) // count] for index in range(count)]
