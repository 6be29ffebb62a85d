"""No small slip in a shipped definition gets past its worked examples.

Every mutant is counted by the slow reference, which reads no frames and is quick on small tables.
"""

import pytest

from bbic_ind.definitions import Indicator
from bbic_ind.strict_yaml import read
from reference.examples import mismatches

from .mutants import Mutant, mutants
from .shipped import indicators, model_of, named

WITHIN = (
    "a contact joins every measure that touches it or begins the day after it,"
    " so one that ends in the contact also begins in it and none ends the day outside"
)
JOINED = "an investigation opened the day after a contact ends is part of that contact"

EQUIVALENT = {
    "socialstyrelsen-2009-3:4": {
        "let.senast.last.where.0.till: column till -> från": WITHIN,
        "let.senast.last.where.0.till.during.from: this.från - 1 day": WITHIN,
        "let.senast.last.where.0.till.during.to: this.till + 1 day": WITHIN,
    },
    "socialstyrelsen-2009-3:4-svar": {
        "let.svar.last.where.0.till: column till -> från": WITHIN,
        "let.svar.last.where.0.till.during.from: this.från - 1 day": WITHIN,
        "let.svar.last.where.0.till.during.to: this.till + 1 day": WITHIN,
    },
    "socialstyrelsen-2009-3:5": {
        "numerator.0.any.1.exists.where.0.inledd.after: this.till + 1 day": JOINED,
        "variants.formell_utredning.numerator.0.exists.where.0.inledd.after: this.till + 1 day": (
            JOINED
        ),
    },
    **{
        name: {"numerator.0.none.where.2.exists.where.1.inledd.after: this.till + 1 day": JOINED}
        for name in ("kolada-K1", "kolada-K2")
    },
}
"""Mutants that say the same as the definition, and why."""


@pytest.mark.parametrize("indicator", indicators(), ids=named)
def test_every_mutant_fails_an_example(indicator: Indicator):
    made = list(mutants(read(indicator.path), indicator.pack, model_of(indicator.pack)))
    survivors = {mutant.change for mutant in made if survives(mutant)}

    assert made
    assert survivors == set(EQUIVALENT.get(named(indicator), {}))


def survives(mutant: Mutant) -> bool:
    return all(holds(mutant.indicator, example) for example in mutant.indicator.examples)


def holds(indicator: Indicator, example: object) -> bool:
    try:
        return not mismatches(indicator, example, model_of(indicator.pack))
    except KeyError:  # a part that the example expects is gone
        return False
