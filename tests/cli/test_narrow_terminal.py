"""What is read on a narrow terminal fits there, the numbers beside what they count."""

import os
import sys
from io import StringIO
from pathlib import Path

import pytest

from bbic_ind.cli import main

TOWN = Path(__file__).parents[2] / "examples" / "exempelstad" / "combine.xlsx"
NARROW, HALF, PHONE = 80, 60, 50


class Screen(StringIO):
    def isatty(self):
        return True


def shown(asked, monkeypatch, width=NARROW):
    """What a narrow terminal in place of standard output is given."""
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("NO_COLOR", "1")
    size = os.terminal_size((width, 40))
    monkeypatch.setattr("bbic_ind.output.room.shutil.get_terminal_size", lambda: size)
    main.run([str(word) for word in asked])
    return screen.getvalue().splitlines()


@pytest.mark.parametrize(
    "asked",
    [
        ("explain", "5:3", TOWN),
        ("explain", "5:3", TOWN, "--case", "100004"),
        ("inspect", TOWN),
        ("check", TOWN, "--indicators", "5:3"),
        ("show", "5:3"),
        ("list",),
        ("compute", TOWN, "--indicators", "5:3", "--by", "kön"),
    ],
)
@pytest.mark.parametrize("width", [NARROW, HALF])
def test_no_line_is_wider_than_the_terminal(asked, width, monkeypatch):
    lines = shown(asked, monkeypatch, width)

    assert len(lines) > 10
    assert [line for line in lines if len(line) > width] == []


def test_a_terminal_too_narrow_for_a_table_is_told_of_the_columns_one_by_one(monkeypatch):
    lines = shown(("inspect", TOWN), monkeypatch, PHONE)

    assert [line for line in lines if len(line) > PHONE] == []
    assert "    beslut: Beslut (F, 98,1 %)" in lines


def test_no_line_of_an_audit_is_wider_than_the_terminal(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    main.run(["compute", str(TOWN), "--year", "2025", "--quiet", "--output", "resultat.csv"])

    lines = shown(("audit", "resultat.csv"), monkeypatch)

    assert len(lines) > 10
    assert [line for line in lines if len(line) > NARROW] == []


def test_a_rule_that_could_not_be_tried_is_told_in_words(monkeypatch):
    lines = shown(("check", TOWN, "--indicators", "5:3,1:3"), monkeypatch)

    assert [line for line in lines if line.endswith("två gånger: underlaget saknar samtal")]
