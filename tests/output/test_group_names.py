"""What groups are called, from the shipped model."""

import pytest

from bbic_ind.cli.choice import choose
from bbic_ind.output.group_names import group_names


@pytest.mark.parametrize(
    ("by", "value", "english"),
    [
        ("kön", "", "Sex"),
        ("kön", "flicka", "girl"),
        ("åldersgrupp", "", "Age group"),
        ("åldersgrupp", "0–6 år", "0–6 years"),
        ("enhet", "", "unit"),
    ],
)
def test_a_group_has_a_name_in_english(by, value, english):
    assert group_names(choose(()).model, [by])[by, value].en == english


def test_what_the_model_does_not_name_has_no_name():
    assert ("enhet", "Utredning Norr") not in group_names(choose(()).model, ["enhet"])


def test_every_band_of_ages_has_a_name():
    model = choose(()).model
    bands = model.breakdowns["åldersgrupp"].bands

    assert {band for _, band in group_names(model, ["åldersgrupp"])} == {"", *bands}
