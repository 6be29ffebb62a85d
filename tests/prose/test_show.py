"""``show`` tells a definition without data, in both languages."""

from pathlib import Path

import pytest

from bbic_ind.cli.choice import choose, shipped_packs
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
    return choose([pack.name for pack in shipped_packs()])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_shipped_indicator_can_be_told(lang, shipped):
    told = {
        (indicator.pack, indicator.id): description(
            indicator, shipped.packs[indicator.pack], shipped.model, lang
        )
        for indicator in shipped.indicators
    }

    assert len(told) == len(shipped.indicators)
    assert [id_ for id_, text in told.items() if "{" in text or "None" in text] == []


@pytest.mark.parametrize(
    ("id_", "sentence"),
    [
        ("5:4", "av dessa, de där avslutad är senast inledd + 4 månader."),
        ("2:2", "Ja eller nej bland nämndens svar på Ordinarie BBIC-licens (bbic_licens)."),
        ("3:2", "Rader med samma id räknas en gång."),
        ("S5:2", "Det högsta av öppen tid tas bland dessa."),
        ("S4:1", "Med frist menas inkom + 14 dagar."),
        ("KPB1", "Nämnaren är antalet olika barn bland kostnader där månad ligger under perioden."),
    ],
)
def test_a_shipped_figure_is_told_in_plain_swedish(shipped, id_, sentence):
    indicator = next(i for i in shipped.indicators if i.id == id_)

    told = description(indicator, shipped.packs[indicator.pack], shipped.model, "sv")

    assert sentence in " ".join(told.split())


def test_the_command_shows_a_whole_pack(capsys):
    code = run(["show", str(LIBRARY), "--lang", "en"])

    assert code == Exit.DONE
    assert capsys.readouterr().out.count("How it is counted") == 11


def test_the_command_refuses_an_unknown_id_with_the_nearest_one(capsys):
    code = run(["show", "5:33"])

    assert code == Exit.USAGE
    assert "5:3" in capsys.readouterr().err


def test_the_command_needs_to_know_what_to_show(capsys):
    assert run(["show"]) == Exit.USAGE
    assert "Traceback" not in capsys.readouterr().err


def test_what_a_figure_can_do_without_is_not_told_as_needed(shipped):
    indicator = next(i for i in shipped.indicators if i.id == "1:2")

    lines = description(indicator, shipped.packs[indicator.pack], shipped.model, "sv").split("\n")

    needed, used = (lines.index(head) for head in ("Behöver", "Använder det som finns av"))
    assert lines[needed + 1] == "  utredningar: barn, inledd, avslutad, typ"
    assert lines[used + 1] == "  utredningar: barnsamtal"
    assert lines[used + 2] == "  samtal: barn, datum, typ, ansvarig_handläggare"
