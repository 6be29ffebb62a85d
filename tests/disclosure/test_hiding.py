"""What is hidden, and what a hidden row looks like."""

import polars as pl
import pytest

from bbic_ind.disclosure.auditing import audit
from bbic_ind.disclosure.hiding import protect, reason
from bbic_ind.disclosure.profile import load_profile
from bbic_ind.results import EXTRAS
from tests.disclosure.tables import KOLADA, NEEDS_SCIPY, frame, hidden, row, table

SOCIALSTYRELSEN = load_profile("socialstyrelsen")
BY = ("a",)
FIGURES = ["numerator", "denominator", "value", "low", "high", "missing", "pending"]


def hides(counts, profile=KOLADA, **more):
    shown = protect(frame([row(counts, **more)]), profile).results
    return shown["status"].to_list() == ["suppressed"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_small_numerator_is_hidden(number):
    assert hides((number, 0, 40))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_small_complement_is_hidden(number):
    assert hides((40, 0, number))


def test_a_complement_that_is_small_with_the_undecided_is_hidden():
    assert hides((40, 2, 0))


def test_a_complement_that_is_small_without_the_undecided_is_hidden():
    assert hides((40, 9, 2))


@pytest.mark.parametrize("counts", [(0, 0, 40), (40, 0, 0), (4, 0, 4), (0, 0, 0)])
def test_nobody_everybody_and_four_are_shown(counts):
    assert not hides(counts)


def test_nobody_is_hidden_where_the_profile_says_so():
    strict = KOLADA.model_copy(update={"small": KOLADA.small.model_copy(update={"first": 0})})

    assert hides((0, 0, 40), strict)


def test_a_denominator_below_four_is_hidden():
    assert hides((0, 0, 3))


@pytest.mark.parametrize(("units", "hidden_"), [(20, True), (21, False)])
def test_a_denominator_of_twenty_one_is_the_first_socialstyrelsen_shows(units, hidden_):
    assert hides((10, 0, units - 10), SOCIALSTYRELSEN) == hidden_


def test_a_small_count_is_hidden():
    assert hides((2, 0, 0), kind="count")


@pytest.mark.parametrize(("count", "units", "hidden"), [(2, 9, True), (4, 3, True), (4, 4, False)])
def test_a_ratio_is_hidden_for_either_side(count, units, hidden):
    assert hides((count, 0, 0), kind="ratio", denominator=units) == hidden


def test_an_answer_tells_of_no_group_and_is_shown():
    assert not hides((1, 0, 0), kind="yes_no")


def test_what_cannot_be_computed_stays_as_it_is():
    results = frame([row((), status="not_computable", note="Saknas.")])

    assert protect(results, KOLADA).results.equals(results)


def test_a_hidden_row_has_no_figure_left():
    shown = protect(frame([row((2, 1, 40))]), KOLADA).results

    assert shown.select(FIGURES).row(0) == (None,) * len(FIGURES)


@pytest.mark.parametrize("column", [*EXTRAS, "new"])
def test_a_hidden_row_keeps_nothing_that_is_read_off_its_figure(column):
    told = pl.lit("red" if EXTRAS.get(column) == pl.String else 0.05)
    shown = protect(frame([row((2, 1, 40))]).with_columns(told.alias(column)), KOLADA).results

    assert shown[column].to_list() == [None]


def test_a_hidden_row_says_which_it_is():
    results = table({("k",): (1, 0, 20), ("l",): (4, 0, 30)}, BY)
    named = results.columns[: results.columns.index("numerator")]

    assert protect(results, KOLADA).results.select(named).equals(results.select(named))


@pytest.mark.parametrize(
    ("profile", "lang", "note"),
    [
        (KOLADA, "sv", "Färre än 4, eller skyddar en annan siffra."),
        (KOLADA, "en", "Fewer than 4, or protects another figure."),
        (
            SOCIALSTYRELSEN,
            "sv",
            "Färre än 4 eller nämnare under 21, eller skyddar en annan siffra.",
        ),
    ],
    ids=["sv", "en", "socialstyrelsen"],
)
def test_a_hidden_row_says_why(profile, lang, note):
    assert protect(frame([row((2, 0, 40))]), profile, lang).results["note"].item() == note


def test_the_reader_cannot_tell_the_small_row_from_its_shield():
    # One of two that make five: were the shield known to be above three, the other were one.
    results = table({("k",): (1, 0, 20), ("l",): (4, 0, 30)}, BY)

    shown = protect(results, KOLADA)

    assert (shown.small, shown.shields) == (1, 1)
    notes = shown.results.filter(pl.col("status") == "suppressed")["note"]
    assert set(notes) == {reason(KOLADA)("sv")}


def test_the_smallest_group_that_helps_is_the_shield():
    cells = {("k",): (2, 0, 20), ("l",): (50, 0, 60), ("m",): (9, 0, 10), ("n",): (0, 0, 5)}

    assert hidden(protect(table(cells, BY), KOLADA).results, BY) == {("k",), ("m",)}


@NEEDS_SCIPY
def test_a_part_shields_another_before_a_main_figure_does():
    parts = {"p": (3, 0, 47), "q": (20, 0, 30), "r": (27, 0, 23)}
    rows = [row((21, 0, 29))]
    rows += [row(of, "distribution", part=part, indicator="1:2") for part, of in parts.items()]

    shown = protect(frame(rows), KOLADA).results

    assert shown.filter(pl.col("status") == "suppressed")["part"].to_list() == ["p", "q"]


def test_the_later_of_two_readings_that_differ_by_few_is_hidden():
    rows = [row((20, 0, 20)), row((18, 0, 22), variant="v"), row((10, 0, 30), variant="w")]

    shown = protect(frame(rows), KOLADA).results

    assert shown.filter(pl.col("status") == "suppressed")["variant"].to_list() == ["v"]


def test_readings_may_differ_by_few_where_the_profile_says_so():
    rows = [row((20, 0, 20)), row((18, 0, 22), variant="v")]
    lenient = KOLADA.model_copy(update={"variants": False})

    assert protect(frame(rows), lenient).small == 0


def test_a_reader_who_cannot_tell_that_units_stand_in_two_groups_is_kept_out():
    # In 2023 sixteen stand in the groups of fifteen.  Whoever knows that the two figures are
    # of the same units doubts that 45 less 17 are the others in 2025; the reader does not.
    first = {(None, "2023"): 15, ("k", "2023"): 9, ("l", "2023"): 7}
    first |= {(None, "2024"): 34, (None, "2025"): 45}
    second = {(None, "2023"): (5, 0, 10), ("l", "2023"): (3, 0, 4), (None, "2024"): (6, 0, 28)}
    second |= {(None, "2025"): (14, 0, 31), ("m", "2025"): (0, 0, 1), ("k", "2025"): (5, 0, 12)}
    rows = [row((0, 0, units), a=a, period=year) for (a, year), units in first.items()]
    rows += [row(of, a=a, period=year, indicator="1:2") for (a, year), of in second.items()]

    assert audit({"r": protect(frame(rows, BY), KOLADA).results}, KOLADA) == []
