"""What a run rests on is told in words, in the workbook and the report alike."""

from dataclasses import fields, replace

import pytest

from bbic_ind.cli.computing import Order
from bbic_ind.output.manifest_facts import facts
from bbic_ind.provenance import Origin


def told(run, **settings):
    return facts(replace(run, origin=Origin(settings=settings)).manifest, run.lang)


def test_a_no_and_a_nought_are_settings_too(run):
    found = told(run, ci=False, earlier=0)

    assert (found["Konfidensintervall"], found["Tidigare år"]) == ("nej", "0")


def test_what_nobody_asked_for_is_not_told(run):
    assert told(run, limits=None, by=(), municipality="") == told(run)


@pytest.mark.parametrize("option", [one.name for one in fields(Order)])
def test_no_option_of_a_run_is_told_by_its_english_name(run, option):
    assert f"Inställning {option}" not in told(run, **{option: ("x",)})


def test_a_setting_without_words_goes_by_its_name(run):
    assert told(run, case="U1")["Inställning case"] == "U1"
