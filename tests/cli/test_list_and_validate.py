import shutil

import pytest

from bbic_ind.cli.validating import verdict
from bbic_ind.errors import DefinitionError, Exit


def test_list_shows_each_indicator_with_the_tables_it_needs(cli, library):
    assert cli("list", "--indicators", library).out == (
        "Bibliotekets mått (bibliotek 1.0.0)\n"
        "\n"
        "1  Utlåningen är snabb\n"
        "  1:1  Lån som lämnades tillbaka i tid\n"
        "       andel per år, ur lån\n"
    )


def test_list_makes_room_for_the_longest_id(cli):
    out = cli("list").out

    assert "\n  3:4-svar Måluppfyllelse" in out
    assert "\n  3:5      Barn som" in out
    assert "\n           andel per år" in out


def test_list_names_the_other_packs(cli):
    last = " ".join(cli("list").out.split("\n\n")[-1].split())

    assert last == (
        "Fler uppsättningar: avvikelser, bbic, kolada, kpb, nacka, styrkort. "
        "Visa en med bbic-ind list --indicators NAMN."
    )


def test_list_follows_the_language_asked_for(cli, library):
    assert "share per year, from lån" in cli("list", "--indicators", library, "--lang", "en").out


def test_validate_counts_what_it_found_sound(cli, library):
    done = cli("validate", library)

    assert (done.code, done.out) == (
        Exit.DONE,
        "Allt stämmer: 1 indikator, 1 exempel, 0 profiler, 0 regler.\n",
    )


@pytest.fixture
def late(library, tmp_path):
    """The library's pack with a definition that does not give what its example expects."""
    pack = tmp_path / "fel"
    shutil.copytree(library, pack)
    definition = pack / "1-1.yaml"
    definition.write_text(definition.read_text().replace("+ 1 months", "+ 30 days"))
    return pack


def test_an_example_that_does_not_hold_is_a_definition_error(cli, late):
    done = cli("validate", late)

    assert (done.code, "1-1.yaml:" in done.err, "sista dagen" in done.err) == (
        Exit.DEFINITION,
        True,
        True,
    )


def test_what_an_example_became_is_told_in_both_languages(late):
    with pytest.raises(DefinitionError) as refused:
        verdict([late], "sv")

    message = refused.value.faults[0].message
    assert message.sv.endswith("stämmer inte: numerator blev 0, väntat 1.")
    assert message.en.endswith("does not hold: numerator became 0, expected 1.")
