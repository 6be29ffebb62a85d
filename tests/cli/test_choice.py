import shutil
from pathlib import Path

import pytest

from bbic_ind.cli.choice import DEFAULT_PACK, choose
from bbic_ind.errors import DefinitionError, UsageError
from bbic_ind.sources.profiles import load_profiles

LIBRARY = Path(__file__).parent / "bibliotek"


@pytest.fixture
def local(tmp_path):
    """A pack that adds a table to the shipped model."""
    folder = tmp_path / "lokalt"
    shutil.copytree(LIBRARY, folder)
    about = folder / "pack.yaml"
    about.write_text(about.read_text() + "extends_model: true\n")
    return folder


def test_the_national_pack_is_the_default():
    assert list(choose([]).packs) == [DEFAULT_PACK]


def test_an_id_alone_is_looked_for_in_the_default_pack():
    assert [indicator.id for indicator in choose(["5:4"]).indicators] == ["5:4"]


@pytest.mark.parametrize(("id_", "pack"), [("U33401", "kolada"), ("4.3:1", "nacka")])
def test_an_id_the_default_pack_lacks_is_found_in_the_pack_that_has_it(id_, pack):
    chosen = choose([id_])

    assert [(indicator.pack, indicator.id) for indicator in chosen.indicators] == [(pack, id_)]


def test_ids_of_several_packs_are_computed_together():
    assert {indicator.pack for indicator in choose(["5:4", "U33401"]).indicators} == {
        DEFAULT_PACK,
        "kolada",
    }


def test_a_pack_with_its_own_model_stands_alone():
    assert list(choose([str(LIBRARY)]).model.tables) == ["lån"]


def test_a_pack_that_extends_adds_its_tables_to_the_shipped(local):
    tables = choose([str(local)]).model.tables

    assert ("lån" in tables, len(tables) > 1) == (True, True)


def test_two_packs_are_computed_together(local):
    assert set(choose([DEFAULT_PACK, str(local)]).packs) == {DEFAULT_PACK, "lokalt"}


def test_a_pack_with_profiles_of_its_own_reads_with_them(local):
    (local / "profiles").mkdir()

    assert choose([str(local)]).profiles == local / "profiles"


def test_a_profile_of_a_pack_may_extend_a_shipped_one(local):
    (local / "profiles").mkdir()
    (local / "profiles" / "egen.yaml").write_text("format: 1\nextends: combine\n")
    chosen = choose([str(local)])

    (found,) = load_profiles(chosen.profiles, chosen.model)

    assert "Utredningar" in found.profile.sheets


def test_a_near_word_is_suggested():
    with pytest.raises(UsageError, match='Did you mean "5:4"'):
        choose(["5:44"])


def test_an_id_beside_a_pack_is_sought_in_that_pack_alone():
    with pytest.raises(UsageError) as caught:
        choose(["kolada", "5:4"])

    assert "ingen indikator i kolada heter så." in caught.value.faults[0].message("sv")


def test_a_file_is_no_pack(monkeypatch):
    monkeypatch.chdir(LIBRARY)
    file = next(LIBRARY.glob("[0-9]*.yaml")).name

    for word in (file, f"./{file}"):
        with pytest.raises(DefinitionError, match="that is a file"):
            choose([word])


def test_every_broken_pack_is_told(tmp_path):
    for name in ("ett", "två"):
        (tmp_path / name).mkdir()

    with pytest.raises(DefinitionError) as refused:
        choose([str(tmp_path / "ett"), str(tmp_path / "två")])

    assert len(refused.value.faults) == 2


def test_a_broken_definition_is_named_with_its_pack_where_there_are_several(tmp_path):
    broken = tmp_path / "ett"
    shutil.copytree(LIBRARY, broken)
    (broken / "ny.yaml").write_text("format: 1\nid: 1\n")

    with pytest.raises(DefinitionError) as refused:
        choose([str(broken), DEFAULT_PACK])

    assert {fault.place.partition("/")[0] for fault in refused.value.faults} == {"ett"}


def test_two_packs_of_the_same_name_are_refused(tmp_path):
    twin = tmp_path / LIBRARY.name
    shutil.copytree(LIBRARY, twin)

    with pytest.raises(UsageError, match="two packs are called bibliotek"):
        choose([str(LIBRARY), str(twin)])
