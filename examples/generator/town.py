"""A municipality as rows of the canonical tables, added one event at a time.

A row is a mapping from column to value: dates, booleans, numbers and text, ``None`` for
what is not registered and ``OPEN`` for an end that has not come.  Columns that begin with
``_`` hold links that some case systems show and the canonical tables do not need.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import Any

Row = dict[str, Any]

UNITS = ("Mottagning", "Utredning Norr", "Utredning Söder", "Familjehem")

FIRST_ID = {
    "aktualiseringar": 100_001,
    "utredningar": 200_001,
    "beslut": 300_001,
    "insatser": 400_001,
    "placeringar": 500_001,
    "samtal": 600_001,
    "uppföljningar": 700_001,
    "avvikelser": 800_001,
    "samarbetssamtal": 900_001,
}


@dataclass
class Town:
    """The rows of every table so far, and the one source of chance."""

    random: Random
    tables: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, **values: Any) -> Row:
        """Add a row under the next id of its table."""
        rows = self.tables[table]
        row = {"id": str(FIRST_ID[table] + len(rows)), **values}
        rows.append(row)
        return row

    def answer(self, yes: float, missing: float = 0.0) -> bool | None:
        """Yes, no or not registered, with these chances."""
        chance = self.random.random()
        return None if chance < missing else self.random.random() < yes

    def one_of(self, chances: dict[Any, float]) -> Any:
        """One of the keys, by its chance."""
        return self.random.choices([*chances], weights=[*chances.values()])[0]

    def unit(self) -> str:
        """One of the units that investigate."""
        return self.random.choice(UNITS[1:3])
