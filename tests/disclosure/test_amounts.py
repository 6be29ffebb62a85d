"""What adds up an amount is hidden for the few that it is made of."""

from dataclasses import replace

import pytest

from bbic_ind.definitions import Example, Variant
from bbic_ind.disclosure.auditing import audit
from bbic_ind.disclosure.hiding import protect
from bbic_ind.engine import example_dataset
from bbic_ind.engine.behind import behind, uses_behind
from bbic_ind.engine.world import prepare
from bbic_ind.periods import parse_period
from tests.disclosure.tables import KOLADA, frame, row
from tests.indicators.shipped import indicators, model_of

BY = ("a",)
YEAR = parse_period("2025")
KPB = {one.id: one for one in indicators() if one.pack == "kpb"}
MODEL = model_of("kpb")


def ratio(over, under, **more):
    amounts = {"numerator": over, "denominator": under, "value": over / under}
    return row((1, 0, 1), "ratio", **amounts, **more)


def counts(over, under, **more):
    """How many stand behind the sides of a ratio; None for a side that counts already."""
    return row((1, 0, 1), "ratio", numerator=over, denominator=under, **more)


def suppressed(rows, by=(), behind_=None):
    cases = None if behind_ is None else frame(behind_, by)
    shown = protect(frame(rows, by), KOLADA, behind=cases).results
    return (shown["status"] == "suppressed").to_list()


def average(total, units, kind, **more):
    return row((0, 0, 0), kind, **{"numerator": total, "denominator": units, "value": 1.0} | more)


@pytest.mark.parametrize(("children", "hidden"), [(3.0, True), (4.0, False)])
def test_an_amount_for_each_of_few_is_hidden(children, hidden):
    assert suppressed([ratio(25770.0, children)]) == [hidden]


@pytest.mark.parametrize(("made_of", "hidden"), [(3, True), (4, False), (0, False)])
def test_an_amount_is_hidden_for_those_it_is_made_of(made_of, hidden):
    assert suppressed([ratio(25770.0, 40.0)], behind_=[counts(made_of, None)]) == [hidden]


def test_a_sum_below_is_hidden_for_those_it_is_made_of():
    assert suppressed([ratio(400.0, 16.8)], behind_=[counts(None, 3)]) == [True]


def test_a_small_amount_that_many_make_up_is_shown():
    assert suppressed([ratio(2.0, 40.0)], behind_=[counts(4, None)]) == [False]


def test_the_amount_of_a_hidden_group_cannot_be_worked_out():
    amounts = {None: (90000.0, 60.0), "k": (9000.0, 2.0), "l": (41000.0, 28.0)}
    amounts["m"] = (40000.0, 30.0)
    rows = [ratio(*of, a=a) for a, of in amounts.items()]
    made_of = [counts(of[1], None, a=a) for a, of in amounts.items()]

    assert suppressed(rows, BY, made_of) == [False, True, True, False]


def test_an_amount_that_others_add_up_to_gives_none_of_them_away():
    amounts = {"hela": (90000.0, 60.0), "ett": (9000.0, 2.0), "två": (41000.0, 28.0)}
    amounts["tre"] = (40000.0, 30.0)
    rows = [ratio(*of, indicator=name) for name, of in amounts.items()]
    made_of = [counts(of[1], None, indicator=name) for name, of in amounts.items()]

    assert suppressed(rows, behind_=made_of) == [False, True, True, False]


def test_an_amount_below_cannot_be_worked_out_be_it_ever_so_large():
    # Those above stand in several groups, so only those below can be subtracted.
    amounts = {None: (500.0, 100.0), "k": (90.0, 40.0), "l": (410.0, 30.0), "m": (400.0, 30.0)}
    rows = [ratio(*of, a=a) for a, of in amounts.items()]
    made_of = [counts(None, 2 if a == "k" else 30, a=a) for a in amounts]

    assert suppressed(rows, BY, made_of) == [False, True, False, True]


def test_an_amount_shown_under_another_name_is_hidden_with_it():
    amounts = {None: 90000.0, "k": 9000.0, "l": 41000.0, "m": 40000.0}
    rows = [ratio(of, 30.0, a=a) for a, of in amounts.items()]
    rows += [ratio(of, of, a=a, indicator="1:2") for a, of in amounts.items()]
    few = [counts(2 if a == "k" else 30, None, a=a) for a in amounts]
    enough = [counts(30, 30, a=a, indicator="1:2") for a in amounts]

    hidden = suppressed(rows, BY, [*few, *enough])

    assert hidden == [False, True, True, False] * 2


@pytest.mark.parametrize("kind", ["mean", "median", "max", "min"])
@pytest.mark.parametrize(("units", "hidden"), [(3.0, True), (4.0, False)])
def test_an_average_or_an_extreme_of_few_is_hidden(kind, units, hidden):
    assert suppressed([average(90.0, units, kind)]) == [hidden]


def test_an_average_is_hidden_where_few_have_the_number():
    assert suppressed([average(90.0, 9.0, "mean", missing=6)]) == [True]


def test_a_small_sum_that_many_are_averaged_over_is_shown():
    assert suppressed([average(2.0, 9.0, "mean")]) == [False]


def test_the_sum_behind_a_hidden_average_is_audited():
    rows = [average(90.0, 40.0, "mean"), row((), "mean", a="k"), average(80.0, 36.0, "mean", a="l")]

    found = audit({"r": frame(rows, BY)}, KOLADA)

    assert [(one.measure, one.lowest) for one in found] == [("numerator", 10)]


def cases(indicator, costs, without=()):
    """How many stand behind an indicator, of costs by child."""
    rows = tuple(
        {"månad": "2025-03-01", "barn": child, "belopp": 100, "typ": kind} for child, kind in costs
    )
    example = Example("", "2025", None, {"kostnader": rows}, without, {})
    world = prepare(MODEL, example_dataset(example, MODEL, YEAR))
    return behind(world, [KPB[indicator]], [YEAR]).select("numerator", "denominator").row(0)


COSTS = [("B1", "heldygnsvård"), ("B1", "heldygnsvård"), ("B2", "annat"), ("B3", "annat")]


def test_behind_an_amount_stands_each_subject_once():
    assert cases("KPB10", COSTS) == (1, 3)


def test_behind_an_amount_stand_rows_where_nothing_names_the_subject():
    assert cases("KPB10", COSTS, ("kostnader.barn",)) == (2, 4)


def test_a_side_that_counts_needs_nobody_behind_it():
    assert cases("KPB5", COSTS) == (1, None)


def test_the_subjects_behind_an_amount_are_read():
    assert uses_behind(KPB["KPB10"], MODEL) == {("kostnader", "barn")}


def test_what_adds_nothing_up_has_nothing_behind_it():
    world = prepare(MODEL, example_dataset(Example("", "2025", None, {}, (), {}), MODEL, YEAR))

    assert behind(world, [KPB["KPB11"]], [YEAR]) is None


def test_every_reading_has_its_own_behind_it():
    main = KPB["KPB10"]
    other = replace(main.computation, numerator_terms=KPB["KPB5"].computation.denominator_terms)
    both = replace(main, variants=(Variant("v", main.title, other),))
    world = prepare(MODEL, example_dataset(Example("", "2025", None, {}, (), {}), MODEL, YEAR))

    found = behind(world, [both], [YEAR]).select("variant", "numerator").rows()

    assert found == [("", 0), ("v", None)]


def test_what_is_no_whole_number_in_any_group_is_not_audited_as_a_count():
    rows = [ratio(59.0, 16.0), ratio(30.0, 13.0, a="k"), ratio(29.0, 3.0, a="l")]
    counted = audit({"r": frame(rows, BY)}, KOLADA)
    added = audit({"r": frame([*rows, ratio(0.0, 0.75, a="m")], BY)}, KOLADA)

    assert [one.rows[0].place.groups for one in counted] == [("l",)]
    assert added == []
