"""Whether the other ways give the same numbers as the program."""

import csv
from collections.abc import Mapping

from goals import ALL_OF_THEM, DUCKDB, PANDAS
from measuring import Samples

FIVE = ("1:2", "3:5", "4:2", "5:3", "5:4")


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
