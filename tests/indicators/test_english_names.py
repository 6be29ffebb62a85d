"""Whoever reads the shipped definitions in English meets no name that has none."""

from pathlib import Path

import pytest

from bbic_ind.cli.choice import choose
from bbic_ind.definitions import Indicator
from bbic_ind.model import Column

from .shipped import FOLDER

PACKS = sorted(path.parent for path in FOLDER.glob("*/pack.yaml"))
ALIKE = {"SoL", "LVU", "z"}
"""What is called the same in both languages."""


def named(indicator: Indicator) -> set[str]:
    """What readings, named values, parts and questions are called in the file."""
    names = set(indicator.computations) - {""}
    for computation in indicator.computations.values():
        names |= {*computation.let, *(part.id for part in computation.parts)}
        names |= {computation.rest} if computation.rest else set()
        names |= set(computation.answers.items) if computation.answers else set()
    return names


def nameless(column: Column) -> set[str]:
    return set(column.values) - set(column.labels)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_name_and_value_has_an_english_one(pack: Path):
    choice = choose([str(pack)])
    tables = choice.model.tables.values()
    columns = [column for table in tables for column in table.columns.values()]
    values = {value for column in columns for value in nameless(column)}
    names = {name for one in choice.indicators for name in named(one) - set(one.labels)}

    assert (names | values) - ALIKE == set()
