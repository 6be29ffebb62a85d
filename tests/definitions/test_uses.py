"""What an indicator reads, seen on shipped definitions that need each kind of it."""

import pytest

from bbic_ind.definitions import load_pack
from bbic_ind.definitions.uses import uses
from bbic_ind.model import load_model
from bbic_ind.packaged import indicators_folder


@pytest.fixture(scope="module")
def used():
    model = load_model(indicators_folder() / "model.yaml")
    pack = load_pack(indicators_folder() / "socialstyrelsen-2009", model)
    return {indicator.id: uses(indicator, model) for indicator in pack.indicators}


def test_the_tested_columns_are_used(used):
    assert ("utredningar", "avslutad") in used["5:4"]


def test_the_day_compared_with_is_used(used):
    assert ("utredningar", "inledd") in used["5:4"]


def test_a_column_nobody_asks_for_is_not_used(used):
    assert ("utredningar", "enhet") not in used["5:4"]


def test_what_related_rows_are_asked_is_used(used):
    assert ("samtal", "ansvarig_handläggare") in used["1:2"]


def test_what_joins_related_rows_is_used_on_both_sides(used):
    assert {("utredningar", "barn"), ("samtal", "barn")} <= used["1:2"]


def test_a_span_uses_the_columns_that_open_and_close_it(used):
    assert {("handläggare", "från"), ("handläggare", "till")} <= used["3:1"]


def test_a_column_reached_through_a_reference_is_used(used):
    assert ("barn", "född") in used["3:5"]


def test_episodes_use_the_columns_they_are_merged_from(used):
    assert {("placeringar", "från"), ("placeringar", "till")} <= used["1:3"]


def test_the_terms_of_a_ratio_are_used(used):
    assert ("handläggare", "sysselsättningsgrad") in used["5:2"]


def test_variants_count_as_well(used):
    assert ("aktualiseringar", "beslut") in used["5:3"]


def test_answers_use_question_answer_and_validity(used):
    assert used["2:2"] == {("nämndsvar", "fråga"), ("nämndsvar", "svar"), ("nämndsvar", "gäller")}
