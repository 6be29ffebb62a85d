"""Every rule has a file that breaks it, and one that differs just enough not to."""

from pathlib import Path

import pytest
import yaml

from tests.check.conftest import SHIPPED

FILES = Path(__file__).parent / "rules"
RULES = sorted(
    rule
    for path in (SHIPPED / "rules").glob("*.yaml")
    for rule in yaml.safe_load(path.read_text()).get("rules", {})
)
INDICATORS = {"data.lacking": ["5:4"]}


def broken(checked, rule, kind):
    found = checked(FILES / f"{rule}.{kind}.yaml", INDICATORS.get(rule, ())).found
    return {one.breach.rule.id for one in found}


@pytest.mark.parametrize("rule", RULES)
def test_the_bad_file_breaks_the_rule(checked, rule):
    assert rule in broken(checked, rule, "bad")


@pytest.mark.parametrize("rule", RULES)
def test_the_good_file_does_not(checked, rule):
    assert rule not in broken(checked, rule, "good")


def test_every_file_belongs_to_a_rule():
    assert {path.name.rsplit(".", 2)[0] for path in FILES.glob("*.yaml")} == set(RULES)


def test_every_rule_says_what_to_do(catalogue):
    assert [rule.id for rule in catalogue.rules.values() if not rule.action.sv] == []
