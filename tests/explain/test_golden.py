"""The whole texts of explanations and traces, as the reader sees them, in both languages."""

import pytest

from bbic_ind.engine.explain import find_case, trace
from bbic_ind.output.explain.text import explanation
from bbic_ind.output.explain.trace import trace as trace_text
from tests.prose.golden import kept

from .conftest import HERE

GOLDEN = HERE / "golden"
LANGUAGES = ("sv", "en")
INDICATORS = ("1:1", "1:2", "1:3", "1:4", "1:5", "1:6", "1:7", "1:8", "1:9", "2:1", "2:2")
CASES = (
    ("1:1", "L3"),
    ("1:1", "L4"),
    ("1:1", "L5"),
    ("1:1", "L7"),
    ("1:2", "L1"),
    ("1:2", "L2"),
    ("1:3", "L1"),
    ("1:3", "L2"),
    ("1:4", "L10"),
    ("1:5", "L2"),
    ("2:1", "S2"),
    ("2:1", "S3"),
)


def followed(desk, id_, case, lang):
    teller = desk.teller(id_, lang)
    world = teller.said.world
    rows = [
        (population, trace(population.computation, row, world))
        for population in teller.said.populations
        for row in find_case(case, population, world).rows
    ]
    return trace_text(teller, rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_figure_is_explained_as_before(lang, library):
    told = "\n\n".join(explanation(library.teller(id_, lang)) for id_ in INDICATORS)

    assert told == kept(GOLDEN / f"explain.{lang}.txt", told)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cases_are_followed_as_before(lang, library):
    told = "\n\n".join(followed(library, id_, case, lang) for id_, case in CASES)

    assert told == kept(GOLDEN / f"case.{lang}.txt", told)
