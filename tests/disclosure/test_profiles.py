"""A disclosure profile is strict YAML, and every limit can be set."""

import pytest

from bbic_ind.disclosure.profile import load_profile, shipped_profiles
from bbic_ind.errors import DefinitionError, UsageError

GOOD = """\
format: 1
title: {sv: Min, en: Mine}
why: {sv: Så, en: So}
small: {from: 1, to: 4}
denominator_below: 10
width: 4
variants: false
"""


def written(folder, text):
    path = folder / "min.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def test_two_profiles_come_with_the_program():
    assert shipped_profiles() == ["kolada", "socialstyrelsen"]


def test_none_is_no_profile():
    assert load_profile("none") is None


def test_every_limit_is_read(tmp_path):
    mine = load_profile(written(tmp_path, GOOD))

    assert (mine.small.first, mine.small.last, mine.width) == (1, 4, 4)
    assert (mine.denominator_below, mine.variants) == (10, False)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("width: 4", "widht: 4", "width"),
        ("width: 4", "width: 6", "högst ett mer än small.to"),
        ("variants: false\n", "", "variants"),
        ("format: 1", "format: 2", "format"),
    ],
    ids=["misspelt", "too wide", "absent", "format"],
)
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, said):
    with pytest.raises(DefinitionError) as refused:
        load_profile(written(tmp_path, GOOD.replace(old, new)))

    lines = [fault.line("sv") for fault in refused.value.faults]
    assert any(said in line and line.startswith("min.yaml") for line in lines)


def test_an_unknown_name_is_told_with_those_there_are():
    with pytest.raises(UsageError) as refused:
        load_profile("koloda")

    assert "none, kolada, socialstyrelsen" in refused.value.faults[0].line("sv")
