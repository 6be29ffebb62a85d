"""The change log keeps up with the figures: none moves without an entry that says so."""

import re

import pytest

import bbic_ind

from . import tables
from .markdown import CHANGELOG, ROOT, links

TEXT = CHANGELOG.read_text("utf-8")
VERSIONS = re.findall(r"^## (\S+) – (\d{4}-\d{2}-\d{2})$", TEXT, re.MULTILINE)
ENTRIES = re.findall(r"^\| \[(\S+)\]\(\S+\) \| .+ \| .+ \| .+ → (.+) \|$", TEXT, re.MULTILINE)
FIGURES = tables.figures()
LATEST = dict(reversed(ENTRIES))
"""The figure that each indicator's newest entry tells; newer versions stand first."""


def test_the_newest_version_is_the_programs() -> None:
    assert VERSIONS[0][0] == bbic_ind.__version__


def test_the_newest_version_stands_first() -> None:
    assert sorted(VERSIONS, key=lambda version: version[1], reverse=True) == VERSIONS


def test_the_version_of_the_definitions_is_told() -> None:
    [version] = re.findall(
        r'^version: "(.+)"$', (tables.PACK / "pack.yaml").read_text(), re.MULTILINE
    )

    assert f"Socialstyrelsens förslag 2009*, version {version}," in TEXT


@pytest.mark.parametrize("indicator", FIGURES)
def test_a_figure_is_the_one_last_told(indicator: str) -> None:
    assert LATEST[indicator] == FIGURES[indicator], "siffran har flyttats: skriv det i CHANGELOG.md"


@pytest.mark.parametrize("target", sorted(set(links(TEXT))))
def test_a_link_leads_to_a_file(target: str) -> None:
    assert (ROOT / target).is_file()
