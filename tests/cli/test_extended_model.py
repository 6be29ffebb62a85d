"""A pack may add tables and columns to the shipped model, and compute on them at once."""

import pytest

PACK = 'format: 1\ntitle: {sv: Mitt, en: Mine}\nversion: "1"\nextends_model: true\n'
MODEL = """
format: 1
tables:
  utredningar:
    columns:
      husdjur: {type: yes_no, description: {sv: Husdjur., en: Pets.}}
  promenader:
    description: {sv: Promenader., en: Walks.}
    happens: dag
    columns:
      utredning: {type: id, refers_to: utredningar, description: {sv: Utredningen., en: The case.}}
      dag: {type: date, required: true, description: {sv: Dagen., en: The day.}}
"""
SHARE = """
format: 1
id: "1"
title: {sv: Husdjur, en: Pets}
kind: share
period: year
from: utredningar
denominator: [{avslutad: {during: period}}]
numerator:
  - husdjur: {is: ja}
  - exists: {in: promenader, match: {utredning: id}, where: [{dag: {during: period}}]}
"""
CASES = "id;barn;inledd;avslutad;husdjur\n" + "".join(
    f"U{n};B{n};2025-01-10;2025-03-01;{pet}\n" for n, pet in enumerate(("ja", "ja", "nej", ""), 1)
)
WALKS = "utredning;dag\nU1;2025-02-01\nU3;2025-02-02\n"


@pytest.fixture
def pack(tmp_path):
    """A folder with a pack of its own columns and a table, and what to count."""
    folder = tmp_path / "min-kommun"
    folder.mkdir()
    for name, text in (("pack", PACK), ("model", MODEL), ("husdjur", SHARE)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def data(tmp_path):
    """Four cases and two walks in the plain layout."""
    (tmp_path / "utredningar.csv").write_text(CASES, "utf-8")
    (tmp_path / "promenader.csv").write_text(WALKS, "utf-8")
    return tmp_path / "utredningar.csv", tmp_path / "promenader.csv"


def test_columns_and_tables_of_the_pack_are_computed_on(cli, pack, data):
    done = cli(
        "compute", *data, "--year", "2025", "--indicators", pack, "--extracted", "2026-02-01"
    )

    assert done.code == 0, done.err
    assert "1/4" in done.out


def test_the_pack_is_validated_on_the_shipped_model(cli, pack):
    assert cli("validate", pack).code == 0


def test_a_fault_in_what_the_pack_adds_is_told_with_its_line(cli, pack):
    model = pack / "model.yaml"
    model.write_text(MODEL.replace("refers_to: utredningar", "refers_to: utredning"), "utf-8")

    done = cli("validate", pack)

    assert done.code == 5
    assert "model.yaml:11: ”utredning” finns inte. Menade du ”utredningar”?" in done.err


def test_a_name_for_a_value_that_the_column_cannot_have_is_told_with_its_line(cli, pack):
    husdjur = "husdjur: {type: category, values: [katt], labels: {kat: {sv: katt, en: cat}}, "
    model = pack / "model.yaml"
    model.write_text(MODEL.replace("husdjur: {type: yes_no, ", husdjur), "utf-8")

    done = cli("validate", pack)

    assert done.code == 5
    assert "model.yaml:6: ”kat” finns inte. Menade du ”katt”?" in done.err


def test_the_shipped_pattern_is_computed_beside_an_export(cli, tmp_path, data):
    cases, _ = data
    cases.write_text(
        "id;barn;inledd;avslutad;typ;beslut\nU1;B1;2025-01-10;2025-03-01;barnutredning;insats\n",
        "utf-8",
    )
    side = tmp_path / "bbic.csv"
    side.write_text("id;Problematisk skolfrånvaro;Barnets boende\nU1;ja;växelvis\n", "utf-8")

    done = cli(
        *("compute", cases, side, "--year", "2025", "--indicators", "bbic"),
        *("--extracted", "2026-02-01"),
    )

    assert done.code == 0, done.err
    assert "1/1" in next(line for line in done.out.splitlines() if "skolfrånvaro" in line)
