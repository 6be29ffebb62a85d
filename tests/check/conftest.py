"""The shipped rules tried on small files, and on small tables of another domain."""

from datetime import date
from pathlib import Path

import pytest

from bbic_ind.definitions import load_pack
from bbic_ind.definitions.rules import as_computation
from bbic_ind.definitions.rules_file import load_catalogue
from bbic_ind.definitions.uses import computation_uses, uses
from bbic_ind.engine.checking import check
from bbic_ind.model import load_model
from bbic_ind.packaged import indicators_folder
from bbic_ind.periods import parse_period
from bbic_ind.sources import read

SHIPPED = indicators_folder()
EXTRACTED = date(2026, 2, 1)


@pytest.fixture(scope="session")
def model():
    return load_model(SHIPPED / "model.yaml")


@pytest.fixture(scope="session")
def catalogue(model):
    return load_catalogue([SHIPPED / "rules"], model)


@pytest.fixture(scope="session")
def pack(model):
    return load_pack(SHIPPED / "socialstyrelsen-2009", model)


@pytest.fixture(scope="session")
def checked(model, catalogue, pack):
    """A function that reads files and tries every rule, for some or all indicators."""
    return checking(model, catalogue, pack)


def checking(model, catalogue, pack):
    """A function that reads files and tries every rule, for indicators of a pack."""
    wanted = {}
    for indicator in pack.indicators:
        for table, column in uses(indicator, model):
            wanted.setdefault(table, set()).add(column)
    tests = (as_computation(rule.test) for rule in catalogue.rules.values())
    for table, column in (u for test in tests if test for u in computation_uses(test, model)):
        wanted.setdefault(table, set()).add(column)

    def run(path, ids=()):
        reading = read(
            [Path(path)],
            model,
            profiles=SHIPPED / "profiles",
            extracted=EXTRACTED,
            wanted=wanted,
        )
        chosen = [one for one in pack.indicators if not ids or one.id in ids]
        return check(catalogue, chosen, model, reading, parse_period("2025"))

    return run


@pytest.fixture
def checked_rows(checked, tmp_path):
    """A function that tries every rule on tables written as YAML."""

    def run(text, ids=()):
        path = tmp_path / "underlag.yaml"
        path.write_text(text)
        return checked(path, ids)

    return run
