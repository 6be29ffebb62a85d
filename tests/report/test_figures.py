"""The report tells the figures of compute, and nothing that compute hides."""

import pytest

from bbic_ind.cli.computing import Order, carry_out
from bbic_ind.output import wording
from bbic_ind.output.report.document import Link, Section, Table
from bbic_ind.output.report.lines import anchor
from bbic_ind.results import Status

from .conftest import SOURCES, make


def walked(section):
    yield section
    for inner in section.sections:
        yield from walked(inner)


def section_of(document, indicator):
    sections = (one for chapter in document.chapters for one in walked(chapter))
    return next(one for one in sections if one.anchor == anchor(indicator))


def texts(table):
    return [
        [cell.text if isinstance(cell, Link) else cell for cell in row]
        for group in table.groups
        for row in group.rows
    ]


def told_in(section):
    return [row for block in section.blocks if isinstance(block, Table) for row in texts(block)]


def expected(row, lang):
    """What a reader must find: the count and value, or why there are none."""
    if not wording.is_told(row):
        return [wording.status({**row, "note": None}, lang)]
    shown = [wording.value(row, lang), wording.fraction(row, lang), wording.bounds(row, lang)]
    return shown if row["value"] is not None else []


@pytest.mark.parametrize("made", ["town", "months", "library"])
def test_every_figure_of_compute_stands_in_the_section_of_its_indicator(made, request):
    made = request.getfixturevalue(made)
    by_id = {(one.pack, one.id): one for one in made.run.indicators}
    absent = []
    for row in made.run.results.to_dicts():
        section = section_of(made.document, by_id[row["pack"], row["indicator"]])
        whole = "\n".join("|".join(cells) for cells in told_in(section))
        absent += [text for text in expected(row, made.run.lang) if text not in whole]

    assert absent == []


def test_the_figures_are_those_that_compute_gives(town):
    periods = tuple(town.run.results["period"].unique(maintain_order=True))
    computed = carry_out(Order(SOURCES, periods, disclosure="kolada"))

    assert computed.results.equals(town.run.results)


def test_the_main_figure_has_a_row_for_each_period(town):
    indicator = next(one for one in town.run.indicators if one.id == "5:4")
    rows = told_in(section_of(town.document, indicator))

    assert rows[-2:] != rows[:2]
    assert ["2025", "81/95", "85,3 %", "", "slutlig"] in [
        [cell.replace("\u00a0", " ") for cell in row] for row in rows
    ]


def test_a_hidden_figure_has_no_number_in_any_chart(town):
    """Those hidden would otherwise stand in the chart's own data."""
    hidden = {
        (row["period"], row["indicator"])
        for row in town.run.results.to_dicts()
        if row["status"] == Status.SUPPRESSED and not row["variant"] and not row["part"]
    }
    drawn = {
        (point["period"], figure.alternative.split(":")[0])
        for figure in town.document.figures()
        for point in figure.chart["data"]["values"]
        if "period" in point and point["gap"] == "skyddad"
    }
    values = [
        point
        for figure in town.document.figures()
        for point in figure.chart["data"]["values"]
        if point.get("gap") == "skyddad" and any(point[n] is not None for n in ("value", "low"))
    ]

    assert hidden
    assert drawn
    assert values == []


def test_what_is_hidden_is_told_with_the_reason(town):
    chapter = next(one for one in town.document.chapters if one.anchor == "osakert")
    [hidden] = [one for one in chapter.sections if one.title == "Det som inte visas"]

    assert "kan peka ut någon" in hidden.blocks[0].text
    told = {item.text: [below.text for below in item.below] for item in hidden.blocks[2].items}
    assert told["2:5 Placeringar efter ett oförutsett avbrott: 2022, 2024, 2025"] == []
    assert told["5:4 Avslutade utredningar inom fyra månader"] == ["variant: 120 dagar: 2024"]


def test_without_protection_the_report_says_so(months):
    chapter = next(one for one in months.document.chapters if one.anchor == "osakert")

    assert "Small counts are not hidden" in chapter.sections[-1].blocks[0].text


def test_what_holds_of_single_figures_is_told_among_the_doubts(library):
    chapter = next(one for one in library.document.chapters if one.anchor == "osakert")
    [noted] = [one for one in chapter.sections if one.title == "Att veta om enskilda siffror"]

    assert noted.blocks[0].items[-1].text == "1:5, 1:8, 2:1: Kan inte delas upp på branch."


def test_every_indicator_has_its_definition_in_words(town):
    chapter = next(one for one in town.document.chapters if one.anchor == "definitioner")
    titles = [section.title for section in chapter.sections]

    assert titles == [f"{one.id} {one.title('sv')}" for one in town.run.indicators]
    assert all(isinstance(block, Section) for one in chapter.sections for block in one.blocks[1:])


def test_a_sentence_tells_the_latest_period_and_the_one_before(town):
    indicator = next(one for one in town.run.indicators if one.id == "5:4")
    text = section_of(town.document, indicator).blocks[0].text.replace("\u00a0", " ")

    assert text.startswith("2025: 81 av 95 utredningar, alltså 85,3 %.")
    assert "2024 var det 84,1 % (58/69)." in text


def test_a_figure_that_may_change_says_until_when(town):
    indicator = next(one for one in town.run.indicators if one.id == "3:5")

    assert "preliminär till 2026-12-31" in section_of(town.document, indicator).blocks[0].text


def test_limits_are_told_in_shape_and_word(months):
    indicator = next(one for one in months.run.indicators if one.id == "5:4")
    rows = told_in(section_of(months.document, indicator))

    assert {row[-1] for row in rows if row[0].startswith("2025-")} & {"● within", "▲ watch"}


def test_one_that_is_uncertain_is_spoken_of_in_the_singular(town):
    indicator = next(one for one in town.run.indicators if one.id == "1:2")
    text = section_of(town.document, indicator).blocks[0].text

    assert "1 räknas inte med, eftersom det är osäkert om den hör hit." in text


def test_the_english_report_quotes_as_english_does():
    made = make(Order(SOURCES, ("2025",), indicators=("2:1",), lang="en"))

    assert "”" not in made.markdown
