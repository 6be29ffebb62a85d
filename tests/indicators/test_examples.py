"""The worked examples of every shipped definition hold in the engine."""

import pytest

from bbic_ind.definitions import Example, Indicator
from bbic_ind.engine import run_example

from .shipped import indicators, model_of, named

EXAMPLES = [
    pytest.param(indicator, example, id=f"{named(indicator)}-{example.name}")
    for indicator in indicators()
    for example in indicator.examples
]


@pytest.mark.parametrize(("indicator", "example"), EXAMPLES)
def test_the_engine_gives_what_the_example_expects(indicator: Indicator, example: Example):
    assert run_example(indicator, example, model_of(indicator.pack)) == []


@pytest.mark.parametrize("indicator", indicators(), ids=named)
def test_no_two_examples_of_a_definition_share_a_name(indicator: Indicator):
    names = [example.name for example in indicator.examples]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("indicator", indicators(), ids=named)
def test_every_variant_is_expected_in_some_example(indicator: Indicator):
    expected = {name for e in indicator.examples for name in e.expect.get("variants", {})}

    assert expected == {variant.name for variant in indicator.variants}
