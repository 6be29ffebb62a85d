"""What the report says of a figure in words."""

from dataclasses import replace
from pathlib import Path

import pytest

from bbic_ind.model import load_model
from bbic_ind.output.report.lines import chapters
from bbic_ind.output.report.sentences import told

MODEL = load_model(Path(__file__).parents[1] / "other_domain" / "library" / "model.yaml")


@pytest.fixture
def figure(library):
    found = {one.indicator.id: one for area in chapters(library.run) for one in area.indicators}
    return found.__getitem__


def counting(figure, numerators):
    """The figure with other counts in its parts."""
    parts = [
        replace(line, rows=[{**line.rows[-1], "numerator": n}])
        for line, n in zip(figure.parts, numerators, strict=True)
    ]
    return replace(figure, lines=tuple(parts))


def said(figure):
    return told(figure, MODEL, "sv").replace("\N{NO-BREAK SPACE}", " ")


def test_the_largest_part_is_named(figure):
    assert "Störst är delen ”book”: 2, alltså 50,0 %." in said(figure("1:3"))


def test_parts_that_are_largest_alike_are_all_named(figure):
    assert "Störst är delarna ”book” och ”film”: 2 var, alltså 50,0 %." in said(
        counting(figure("1:3"), (2, 2, 0))
    )


def test_no_part_is_largest_where_nothing_is_counted(figure):
    assert "Störst" not in said(counting(figure("1:3"), (0, 0, 0)))


def test_an_average_is_of_those_that_have_a_number(figure):
    assert " i medeltal för 3 " in said(figure("1:6"))
