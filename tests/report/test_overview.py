"""What a reader meets first: how the figures have moved, and whose measures they are."""

from datetime import date

import pytest

from bbic_ind.cli.computing import Order
from bbic_ind.output.report.document import Panels
from bbic_ind.output.report.indicators import _matrix
from bbic_ind.output.report.lines import Line, chapters
from tests.report.conftest import SOURCES, make
from tests.report.test_charts import row


def panels(made):
    return [
        panel
        for block in made.document.chapters[0].blocks
        if isinstance(block, Panels)
        for panel in block.panels
    ]


def with_values(made):
    """The main figures with a value in two periods or more."""
    mains = [(told, told.main) for area in chapters(made.run) for told in area.indicators]
    return [
        told.indicator.id
        for told, main in mains
        if main is not None and sum(one["value"] is not None for one in main.rows) > 1
    ]


def test_each_main_figure_with_several_values_has_a_small_chart(town):
    shown = [panel.head.text.split()[0] for panel in panels(town)]

    assert len(shown) > 5
    assert shown == with_values(town)


def test_a_small_chart_says_what_the_figure_came_to_last(town):
    latest = {panel.head.text.split()[0]: panel.latest for panel in panels(town)}

    assert latest["5:4"].replace("\u00a0", " ") == "2025: 85,3 %"
    assert latest["4:1"] == "2025: skyddad"


def test_a_small_chart_says_how_the_figure_stands_to_its_limit(months):
    assert any(panel.latest.endswith(("within", "watch", "outside")) for panel in panels(months))


def test_a_single_period_has_no_small_charts(library):
    assert panels(library) == []


def test_small_charts_stand_in_a_list_with_links(town):
    listed = town.page.xpath("//ul[@class='panels']/li")

    assert [len(item.xpath(".//a[@href]")) for item in listed] == [1] * len(panels(town))


@pytest.fixture(scope="module")
def two_packs():
    asked = Order(SOURCES, ("2025",), indicators=("styrkort", "kpb"))
    return make(asked)


def test_areas_of_several_packs_are_told_apart(two_packs):
    titles = [chapter.title for chapter in two_packs.document.chapters]

    assert "Styrkort för månaden · 1 Inflöde" in titles
    assert "Kostnad per brukare (KPB) · 1 Kostnad per barn" in titles


def test_several_packs_have_a_title_in_common(two_packs):
    assert two_packs.document.title == "Kvalitetsrapport"


def test_periods_stand_in_time_where_a_group_begins_later():
    def year(number):
        start, end = date(number, 1, 1), date(number, 12, 31)
        return row(str(number), period_start=start, period_end=end)

    late, all_along = Line("a", True, (year(2023),)), Line("b", True, (year(2022), year(2023)))

    titles = [column.title for column in _matrix("", [late, all_along], "sv").columns]
    assert titles[1:] == ["2022", "2023"]


def test_definitions_stand_in_two_columns_in_the_word_document(town):
    xml = town.word.element.xml

    assert xml.count('w:num="2"') == 1
    assert town.word.sections[-1]._sectPr.xpath("./w:cols/@w:num") == ["1"]
