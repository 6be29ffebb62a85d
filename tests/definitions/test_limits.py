"""Limits, baselines and breaks are read from a definition, and from a file before it."""

from datetime import date

import pytest

from bbic_ind.definitions import load_pack
from bbic_ind.definitions.limits_file import with_own_limits
from bbic_ind.errors import DefinitionError
from tests.definitions.test_bad_definitions import HERE, MODEL, PACK

FOLLOWED = """
limits: {green: {at_least: 0.95}, yellow: {at_least: 0.9}}
baseline: {until: 2024-12-31}
breaks:
  - {from: 2025-07-01, why: {sv: Ny lag., en: New law.}}
"""


@pytest.fixture
def a_pack(tmp_path):
    """The maker of a pack of one indicator, with what is added to its file."""

    def make(added=""):
        folder = tmp_path / "library"
        folder.mkdir(exist_ok=True)
        (folder / "pack.yaml").write_text(PACK, "utf-8")
        (folder / "1.yaml").write_text((HERE / "good.yaml").read_text("utf-8") + added, "utf-8")
        return load_pack(folder, MODEL).indicators

    return make


@pytest.fixture
def own(tmp_path):
    """The maker of the indicators with a file of limits, of the lines under ``indicators``."""

    def make(indicators, *lines):
        file = tmp_path / "limits.yaml"
        file.write_text("\n  ".join(["format: 1\nindicators:", *lines]) + "\n", "utf-8")
        return with_own_limits(indicators, file, indicators)[0]

    return make


def test_a_definition_can_say_what_it_is_followed_up_against(a_pack):
    [found] = a_pack(FOLLOWED)

    assert found.limits.green.at_least == 0.95
    assert found.baseline == date(2024, 12, 31)
    assert [(one.first, one.why.sv) for one in found.breaks] == [(date(2025, 7, 1), "Ny lag.")]


def test_a_definition_need_not(a_pack):
    [found] = a_pack()

    assert (found.limits, found.baseline, found.breaks) == (None, None, ())


def test_a_corridor_may_be_looser_to_one_side_only(a_pack):
    [found] = a_pack("limits: {green: {at_least: 0.5, at_most: 1}, yellow: {at_least: 0.4}}\n")

    assert [found.limits.colour(n) for n in (0.3, 0.4, 0.5)] == ["red", "yellow", "green"]


@pytest.mark.parametrize("name", ['"1"', "library/1"])
def test_a_file_of_limits_goes_before_the_definition(a_pack, own, name):
    [found] = own(a_pack(FOLLOWED), f"{name}: {{limits: {{green: {{at_least: 0.5}}}}}}")

    assert found.limits.green.at_least == 0.5
    assert found.baseline == date(2024, 12, 31)


def test_a_name_with_its_pack_goes_before_one_without(a_pack, own):
    [found] = own(
        a_pack(),
        "library/1: {limits: {green: {at_least: 0.5}}}",
        '"1": {limits: {green: {at_least: 0.9}}}',
    )

    assert found.limits.green.at_least == 0.5


def test_a_file_of_limits_may_have_those_of_packs_that_are_not_computed(a_pack, own):
    indicators = a_pack(FOLLOWED)

    assert own(indicators, "other/1: {limits: {green: {at_least: 0.5}}}") == indicators


@pytest.mark.parametrize("name", ['"2"', "library/2"])
def test_an_id_that_nothing_has_is_refused_at_its_line(a_pack, own, name):
    with pytest.raises(DefinitionError) as refused:
        own(a_pack(), f"{name}: {{baseline: {{until: 2024-12-31}}}}")

    [fault] = refused.value.faults
    assert fault.place == "limits.yaml:3"
    assert "uppsättning/id" in fault.message.sv


def test_limits_that_do_not_suit_the_kind_are_refused_at_their_line(a_pack, own):
    with pytest.raises(DefinitionError) as refused:
        own(a_pack(), '"1":', "  limits: {green: {at_least: 95}}")

    assert [fault.place for fault in refused.value.faults] == ["limits.yaml:4"]


def test_every_fault_of_the_file_is_told(a_pack, own):
    with pytest.raises(DefinitionError) as refused:
        own(a_pack(), '"1": {limits: {green: {at_least: 95}}}', '"2": {breaks: []}')

    assert len(refused.value.faults) == 2
