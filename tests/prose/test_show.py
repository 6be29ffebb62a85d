"""``show`` tells a definition without data, in both languages."""

from pathlib import Path

import pytest

from bbic_ind.cli.choice import DEFAULT_PACK, choose
from bbic_ind.cli.main import run
from bbic_ind.errors import Exit
from bbic_ind.output.as_description import description

from .conftest import LIBRARY
from .golden import kept

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("sv", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_indicator_is_told_as_before(lang, model, pack):
    told = "\n".join(description(indicator, pack, model, lang) for indicator in pack.indicators)

    assert told == kept(GOLDEN / f"show.{lang}.txt", told)


@pytest.fixture(scope="module")
def shipped():
    return choose([DEFAULT_PACK])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_shipped_indicator_can_be_told(lang, shipped):
    told = {
        indicator.id: description(indicator, shipped.packs[indicator.pack], shipped.model, lang)
        for indicator in shipped.indicators
    }

    assert len(told) > 15
    assert [id_ for id_, text in told.items() if "{" in text or "None" in text] == []


def test_a_shipped_share_is_told_in_plain_swedish(shipped):
    indicator = next(i for i in shipped.indicators if i.id == "5:4")

    told = description(indicator, shipped.packs[indicator.pack], shipped.model, "sv")

    assert "av dessa, de där avslutad är senast inledd + 4\N{NO-BREAK SPACE}månader." in told


def test_the_command_shows_a_whole_pack(capsys):
    code = run(["show", str(LIBRARY), "--lang", "en"])

    assert code == Exit.DONE
    assert capsys.readouterr().out.count("How it is counted") == 9


def test_the_command_refuses_an_unknown_id_with_the_nearest_one(capsys):
    code = run(["show", "5:33"])

    assert code == Exit.USAGE
    assert "5:3" in capsys.readouterr().err


def test_the_command_needs_to_know_what_to_show(capsys):
    assert run(["show"]) == Exit.USAGE
    assert "Traceback" not in capsys.readouterr().err
