"""What an explanation says agrees with the figure it explains."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from bbic_ind.cli.choice import DEFAULT_PACK, choose
from bbic_ind.definitions import Indicator
from bbic_ind.definitions.conditions import (
    All,
    ColumnTest,
    DateExpression,
    Name,
    Operator,
    Span,
)
from bbic_ind.engine.explain import BINS, Standing, Verdict, explain, find_case, trace
from bbic_ind.engine.explain.limits import with_limit
from bbic_ind.output.explain.text import explanation
from bbic_ind.output.explain.trace import trace as trace_text
from bbic_ind.periods import Duration, MonthDay, parse_period

from .conftest import TOWN, YEAR, desk

SHIPPED = choose([DEFAULT_PACK]).indicators
SHARES = [indicator.id for indicator in SHIPPED if indicator.kind == "share"]
DIVIDED = [*SHARES, *(i.id for i in SHIPPED if i.kind == "distribution")]


def counts(cases: pl.DataFrame, part: str = "") -> dict[str, int]:
    """The cases counted, with those of one part for a distribution."""
    counted = cases.filter(pl.col("standing") == Standing.COUNTED)
    return {
        "numerator": counted.filter(pl.col("part") == part).height,
        "denominator": cases.filter(pl.col("standing") != Standing.UNCERTAIN).height,
        "denominator_undecided": cases.filter(pl.col("standing") == Standing.UNCERTAIN).height,
    }


def figures(explained, variant: str = "") -> list[dict]:
    return explained.figures.filter(pl.col("variant") == variant).to_dicts()


@pytest.mark.parametrize("id_", DIVIDED)
def test_the_cases_add_up_to_the_figure(id_, town):
    explained = town.explain(id_)
    [population] = explained.populations

    for figure in figures(explained):
        expected = {name: figure[name] for name in counts(population.cases)}
        assert counts(population.cases, figure["part"]) == expected


@pytest.mark.parametrize("id_", SHARES)
def test_the_undecided_cases_are_those_of_the_figure(id_, town):
    explained = town.explain(id_)
    [population], [figure] = explained.populations, figures(explained)
    standing = population.cases["standing"]

    assert (standing == Standing.MISSING).sum() == figure["missing"]
    assert (standing == Standing.PENDING).sum() == figure["pending"]


def test_the_terms_of_a_ratio_add_up_to_its_numerator(town):
    explained = town.explain("5:2")
    above = [p for p in explained.populations if p.side == "numerator"]

    counted = sum((p.cases["standing"] == Standing.COUNTED).sum() for p in above)

    assert counted == figures(explained)[0]["numerator"]


@pytest.mark.parametrize("id_", ["1:2", "2:3", "4:1", "4:2", "5:3", "5:4"])
def test_the_last_step_leaves_the_denominator_and_the_numerator(id_, town):
    explained = town.explain(id_)
    [population], [figure] = explained.populations, figures(explained)
    into_denominator, into_numerator = population.stages

    assert into_denominator.steps[-1].left == figure["denominator"]
    assert into_denominator.steps[-1].left_doubtful == figure["denominator_undecided"]
    assert into_numerator.start == figure["denominator"]
    assert into_numerator.steps[-1].left == figure["numerator"]
    assert into_numerator.steps[-1].left_doubtful == figure["missing"] + figure["pending"]


@pytest.mark.parametrize("id_", ["1:2", "1:3", "2:5", "3:5", "4:1", "4:2", "5:3", "5:4"])
def test_a_moved_limit_changes_the_figure_by_the_cases_that_move(id_, town):
    explained = town.explain(id_)
    [population] = explained.populations
    before = counts(population.cases)

    assert population.shifts
    for shift in population.shifts:
        moved = with_limit(explained.computation, shift.limit, shift.by)
        then = recomputed(explained.indicator, moved, town)
        counted = shift.moves.into_numerator - shift.moves.out_of_numerator
        belonging = shift.moves.into_denominator - shift.moves.out_of_denominator
        assert then["numerator"] - before["numerator"] == counted
        assert then["denominator"] - before["denominator"] == belonging


@pytest.mark.parametrize(("by", "day"), [(-1, (10, 31)), (1, (11, 2))])
def test_the_measurement_day_moves_the_cases_that_it_would_have_counted(by, day, town):
    explained = town.explain("5:2")
    above = [one for one in explained.populations if one.side == "numerator"]
    moves = [shift.moves for one in above for shift in one.shifts if shift.by == by]
    then = town.explain("5:2", period=parse_period("2025", MonthDay(*day)))

    [before], [after] = figures(explained), figures(then)

    assert len(moves) == len(above)
    assert any(move.any for move in moves)
    assert after["numerator"] - before["numerator"] == sum(
        move.into_numerator - move.out_of_numerator for move in moves
    )


def test_a_limit_two_related_rows_deep_is_moved(library):
    [population] = library.explain("1:8").populations
    deep = [shift for shift in population.shifts if len(shift.limit.within) == 2]

    assert [(shift.by, shift.moves.out_of_numerator) for shift in deep] == [(-1, 0), (1, 1)]


def test_each_unit_is_said_to_count_once_though_it_is_in_several_parts():
    kolada = desk(choose(["kolada"]), TOWN / "combine.xlsx")
    denominator = figures(kolada.explain("K3"))[0]["denominator"]
    [said] = [
        one for one in explanation(kolada.teller("K3")).splitlines() if "räknade en gång" in one
    ]

    assert said.split()[7] == str(int(denominator))


SIBLINGS = """
barn:
  - {id: B1, född: 2005-01-01}
  - {id: B2, född: 2004-12-01}
  - {id: B3, född: 2003-12-01}
placeringar:
  - {id: P1, barn: B1, från: 2025-01-01, till: 2025-02-01, vårdform: jourhem}
  - {id: P2, barn: B1, från: 2025-02-01, till: 2025-03-01, vårdform: hvb}
  - {id: P3, barn: B2, från: 2025-01-01, till: 2025-02-01, vårdform: jourhem}
  - {id: P4, barn: B2, från: 2025-02-01, till: 2025-03-01, vårdform: hvb}
  - {id: P5, barn: B3, från: 2025-01-01, till: 2025-02-01, vårdform: jourhem}
  - {id: P6, barn: B3, från: 2025-02-01, till: 2025-03-01, vårdform: hvb}
"""


def test_a_moved_limit_moves_units_in_the_parts_that_they_are_in(tmp_path):
    path = tmp_path / "placeringar.yaml"
    path.write_text(SIBLINGS)
    kolada = desk(choose(["kolada"]), path, extracted=date(2026, 2, 1))
    [population] = kolada.explain("K3").populations
    [younger, older] = [shift.moves for shift in population.shifts]

    assert (younger.out_of_denominator, younger.out_of_numerator) == (2, 4)
    assert (older.into_denominator, older.into_numerator) == (1, 2)


LATE_END = """
barn:
  - {id: B1, född: 2015-01-01}
placeringar:
  - {id: P1, barn: B1, från: 2025-02-01, till: 2025-05-01, vårdform: familjehem}
  - {id: P2, barn: B1, från: 2024-02-01, till: okänt, vårdform: jourhem}
"""


def test_a_unit_in_doubt_is_told_by_the_row_that_may_come_to_belong(tmp_path):
    path = tmp_path / "placeringar.yaml"
    path.write_text(LATE_END)
    kolada = desk(choose(["kolada"]), path, extracted=date(2026, 2, 1))
    explained = kolada.explain("K3")
    [population] = explained.populations
    [doubt] = population.doubts
    missing = {figure["part"]: figure["missing"] for figure in figures(explained)}

    assert {part for part, number in missing.items() if number} == {"jourhem"}
    assert dict(zip(population.cases["id"], population.cases["standing"], strict=True)) == {
        "P1": Standing.COUNTED,
        "P2": Standing.MISSING,
    }
    assert (doubt.side, doubt.missing) == ("denominator", 1)


COMPULSORY = """
barn:
  - {id: B1, född: 2015-01-01}
placeringar:
  - {id: P1, barn: B1, från: 2025-02-01, till: 2025-05-01, vårdform: hvb, lagrum: SoL}
  - {id: P2, barn: B1, från: 2024-02-01, till: okänt, vårdform: hvb, lagrum: LVU}
"""


def test_a_unit_is_told_by_the_row_that_may_count_rather_than_one_that_does_not(tmp_path):
    path = tmp_path / "placeringar.yaml"
    path.write_text(COMPULSORY)
    kolada = desk(choose(["kolada"]), path, extracted=date(2026, 2, 1))
    [population] = kolada.explain("N33878").populations

    assert population.cases.select("id", "standing").rows() == [("P2", Standing.MISSING)]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("P1", "Rader med samma barn räknas en gång: det räcker att en av dem är i täljaren."),
        ("P2", "Rader med samma barn räknas en gång. Är en annan säkert i nämnaren kan den här"),
    ],
)
def test_a_followed_case_says_once_how_it_counts_beside_others_of_its_unit(case, said, tmp_path):
    path = tmp_path / "placeringar.yaml"
    path.write_text(LATE_END)
    kolada = desk(choose(["kolada"]), path, extracted=date(2026, 2, 1))
    explained, teller = kolada.explain("K3"), kolada.teller("K3")
    [population], world = explained.populations, explained.world
    [row] = find_case(case, population, world).rows
    told = trace_text(teller, [(population, trace(population.computation, row, world))])

    assert told.count(said) == 1


def recomputed(indicator: Indicator, computation, town) -> dict:
    changed = replace(indicator, computation=computation, variants=())
    explained = explain(changed, town.choice.model, town.reading.dataset, parse_period("2025"))
    return figures(explained)[0]


LENGTH = """
placeringar:
  - {id: P1, barn: B1, från: 2025-01-01, till: 2025-06-29, vårdform: hvb}
  - {id: P2, barn: B2, från: 2025-01-01, till: 2025-06-30, vårdform: hvb}
  - {id: P3, barn: B3, från: 2025-01-01, till: 2025-07-03, vårdform: hvb}
samtal:
  - {id: S1, barn: B2, datum: 2025-02-02, typ: uppföljningssamtal, enskilt: ja}
"""


@pytest.fixture
def stays(town, tmp_path):
    """Three stays about six months long, both end days counted: a day short, exactly, longer."""
    path = tmp_path / "vård.yaml"
    path.write_text(LENGTH)
    return desk(town.choice, path, extracted=date(2026, 2, 1))


def of_length(population):
    """The limits that are lengths of time, with their histogram and their moves."""
    near = [one for one in population.nearness if isinstance(one.limit.at, Duration)]
    return near, [one for one in population.shifts if isinstance(one.limit.at, Duration)]


def test_how_long_a_row_lasts_is_measured_from_its_limit(stays):
    [population] = stays.explain("1:3").populations
    ([near], _) = of_length(population)
    days = [edge for edge, n in zip((None, *BINS), near.bins, strict=True) for _ in range(n)]

    assert days == [-1, 0, 2]


def test_a_length_a_day_longer_leaves_out_the_row_that_lasts_exactly_so_long(stays):
    [population] = stays.explain("1:3").populations
    (_, [shorter, longer]) = of_length(population)

    assert (shorter.by, shorter.moves.into_denominator) == (-1, 1)
    assert (longer.by, longer.moves.out_of_denominator) == (1, 1)


def of_cuts(explained):
    """What moves when the days that cut a span do, each a day earlier and a day later."""
    [population] = explained.populations
    cuts = [one for one in population.shifts if one.limit.is_cut]
    return [(s.by, s.moves.into_denominator - s.moves.out_of_denominator) for s in cuts]


def test_the_day_until_which_a_span_counts_is_moved_as_the_definition_would_be(town):
    explained = town.explain("1:3", "hela_episoden")
    *others, lasts = explained.computation.denominator.conditions
    before = figures(explained, "hela_episoden")[0]["denominator"]

    def until(by: int) -> int:
        day = replace(lasts.until, offsets=(Duration(by, "days"),))
        asked = All((*others, replace(lasts, until=day)))
        moved = replace(explained.computation, denominator=asked)
        return recomputed(explained.indicator, moved, town)["denominator"] - before

    assert of_cuts(explained) == [(-1, until(-1)), (1, until(1))] == [(-1, -3), (1, 0)]


def test_the_days_a_span_is_cut_to_are_moved_each_by_itself(stays):
    indicator = stays.explain("1:3").indicator
    [lasts] = indicator.computation.denominator.conditions
    half = Span(DateExpression(date(2025, 1, 1)), DateExpression(date(2025, 6, 30)))
    asked = All((replace(lasts, within=half),))
    cut = replace(indicator, computation=replace(indicator.computation, denominator=asked))

    explained = explain(cut, stays.choice.model, stays.reading.dataset, YEAR)

    assert of_cuts(explained) == [(-1, 0), (1, -2), (-1, -2), (1, 0)]


@pytest.mark.parametrize("id_", ["1:3", "3:5", "5:3", "5:4"])
def test_a_variant_changes_the_figure_by_the_cases_that_move(id_, town):
    explained = town.explain(id_)
    [main] = figures(explained)

    for name, moves in explained.variants:
        [other] = figures(explained, name)
        assert other["numerator"] - main["numerator"] == (
            moves.into_numerator - moves.out_of_numerator
        )
        assert other["denominator"] - main["denominator"] == (
            moves.into_denominator - moves.out_of_denominator
        )


@pytest.mark.parametrize("id_", ["1:2", "2:5", "4:1", "4:2", "5:3", "5:4"])
def test_every_case_near_a_limit_or_without_a_day_is_in_the_histogram(id_, town):
    explained = town.explain(id_)
    [population], [figure] = explained.populations, figures(explained)

    for near in population.nearness:
        assert sum(near.bins) + near.unknown == figure["denominator"]


STANDINGS = {
    Verdict.YES: Standing.COUNTED,
    Verdict.NO: Standing.NOT_COUNTED,
    Verdict.MISSING: Standing.MISSING,
    Verdict.PENDING: Standing.PENDING,
}


@pytest.mark.parametrize("id_", ["1:2", "2:3", "2:5", "3:4", "4:1", "4:2", "5:3", "5:4"])
def test_a_followed_case_comes_to_what_it_counts_as(id_, town):
    explained = town.explain(id_)
    [population] = explained.populations

    for case in population.cases.gather_every(5).to_dicts():
        followed = trace(explained.computation, case["_i"], explained.world)
        certain = followed.denominator.verdict is Verdict.YES
        verdict = followed.numerators[0][1].verdict
        assert (STANDINGS[verdict] if certain else Standing.UNCERTAIN) == case["standing"]


def test_a_doubt_names_the_column_that_lacks_a_value(library):
    [population] = library.explain("1:1").populations
    in_numerator = [doubt for doubt in population.doubts if doubt.side == "numerator"]

    assert [(d.missing, d.pending) for d in in_numerator] == [(1, 1)]
    assert [(str(name), count) for name, count in in_numerator[0].lacking] == [("returned", 1)]


def test_a_later_row_of_the_same_unit_is_said_to_count_instead(library):
    explained = library.explain("1:3")
    row = explained.world.tables["stays"].filter(pl.col("until") == pl.date(2025, 3, 14))["_i"][0]

    followed = trace(explained.computation, row, explained.world)

    assert followed.displaced


def test_what_the_data_lack_is_said_and_nothing_more(library):
    without = {
        name: frame for name, frame in library.reading.dataset.tables.items() if name != "loans"
    }
    dataset = replace(library.reading.dataset, tables=without)
    indicator = library.choice.indicators[0]

    explained = explain(indicator, library.choice.model, dataset, parse_period("2025"))

    assert (explained.missing, explained.populations) == ({"loans"}, ())


def test_of_several_related_rows_the_one_nearest_to_the_limit_is_measured(library):
    [population] = library.explain("1:2").populations
    upper = next(near for near in population.nearness if near.limit.upper)
    days = sorted(
        edge for edge, number in zip((None, *BINS), upper.bins, strict=True) for _ in range(number)
    )

    assert days == [-31, -31, 0]


def test_those_whom_the_figures_are_about_have_no_id_to_show(library):
    [population] = library.explain("1:7").populations

    assert population.cases["id"].to_list() == [None] * population.cases.height
    assert find_case("1", population, library.explain("1:7").world).rows == ()


def test_a_case_that_stands_nowhere_is_told_by_the_rows_it_rests_on(library):
    nowhere = {
        name: frame.drop("_source", "_row") if name == "borrowers" else frame
        for name, frame in library.reading.dataset.tables.items()
    }
    dataset = replace(library.reading.dataset, tables=nowhere)
    indicator = next(one for one in library.choice.indicators if one.id == "1:9")

    explained = explain(indicator, library.choice.model, dataset, parse_period("2025"))
    [population] = explained.populations

    assert [[span["id"] for span in spans] for spans in population.cases["spans"]] == [
        ["L4"],
        ["L9"],
    ]
    assert len(find_case("L4", population, explained.world).rows) == 1


def test_a_day_reckoned_from_someones_birth_is_not_told(library):
    of_age = DateExpression(Name(("borrower", "born")), (Duration(13, "years"),))
    young = ColumnTest(Name(("lent",)), Operator.BEFORE, of_age)
    explained = library.explain("1:1")

    asked = replace(explained.computation, numerator=All((young,)))
    [(_, followed)] = trace(asked, 0, explained.world).numerators

    assert [one.days for one in followed.below] == [(None,)]


def test_a_day_after_an_end_that_has_not_come_is_no_day(library):
    explained = library.explain("1:1")
    open_row = explained.world.tables["loans"].filter(pl.col("id") == "L7")["_i"][0]
    later = DateExpression(Name(("returned",)), (Duration(2, "months"),))
    asked = All((ColumnTest(Name(("lent",)), Operator.BEFORE, later),))

    followed = trace(replace(explained.computation, numerator=asked), open_row, explained.world)

    [(_, numerator)] = followed.numerators
    assert [one.days for one in numerator.below] == [(None,)]


def test_a_case_made_of_other_rows_says_which_of_their_cells_to_change(town):
    teller = town.teller("1:3")
    world, [population] = teller.said.world, teller.said.populations
    [row] = find_case("500040", population, world).rows
    told = trace_text(teller, [(population, trace(population.computation, row, world))])

    _, needed = told.split("skulle detta behöva gälla")
    assert "Placeringar › D26, E26" in " ".join(needed.split())
