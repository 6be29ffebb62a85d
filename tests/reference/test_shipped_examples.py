"""Every worked example of the shipped packs holds when it is counted row by row."""

import pytest

from bbic_ind.cli.choice import choose, shipped_packs
from bbic_ind.definitions import Example, Indicator
from bbic_ind.model import Model

from .examples import mismatches


def worked_examples() -> list[object]:
    return [
        pytest.param(indicator, example, choice.model, id=f"{indicator.id}-{example.name}")
        for choice in (choose([pack.name]) for pack in shipped_packs())
        for indicator in choice.indicators
        for example in indicator.examples
    ]


@pytest.mark.parametrize(("indicator", "example", "model"), worked_examples())
def test_example_holds(indicator: Indicator, example: Example, model: Model) -> None:
    assert mismatches(indicator, example, model) == []
