"""A catalogue that the model does not bear out is refused, every fault at its line."""

import pytest

from bbic_ind.definitions.rules_file import load_catalogue
from bbic_ind.errors import DefinitionError

HEAD = """format: 1
rules:
  a.rule:
    severity: varning
    title: {sv: fel, en: wrong}
    action: {sv: rätta, en: correct}
"""
GOOD = """    from: utredningar
    where:
      - avslutad: {before: inledd}
    columns: [avslutad]
"""

BAD = {
    "unknown_table": (GOOD.replace("utredningar", "utredning"), "utredning"),
    "unknown_column": (GOOD.replace("avslutad: {", "slut: {"), "slut"),
    "unknown_cell": (GOOD.replace("[avslutad]", "[slut]"), "slut"),
    "wrong_operator": (GOOD.replace("before: inledd", "at_least: 3"), "at_least"),
    "unknown_key": (GOOD + "    colums: [avslutad]\n", "colums"),
    "unknown_kind": (GOOD + "    kind: radregel\n", "kind"),
    "no_condition": (GOOD.replace("\n      - avslutad: {before: inledd}", " []"), "lista"),
    "no_columns": (GOOD.replace("    columns: [avslutad]\n", ""), "columns"),
    "foreign_key": (GOOD + "    same: [avslutad]\n", "same"),
    "bad_day": (GOOD + "    valid: {from: 2013-02-30}\n", "ÅÅÅÅ-MM-DD"),
    "unknown_placeholder": (GOOD + "    message: {sv: '{slut}', en: '{slut}'}\n", "slut"),
    "subject_in_message": (GOOD + "    message: {sv: '{barn}', en: '{barn}'}\n", "barn"),
    "text_in_message": (GOOD + "    message: {sv: '{enhet}', en: '{enhet}'}\n", "enhet"),
    "drop_without_day": ("    kind: drop\n    from: utredningar\n", "dated"),
    "unknown_repeat": ("    kind: repeats\n    from: utredningar\n    same: [slut]\n", "slut"),
}


def load(tmp_path, model, text):
    (tmp_path / "r.yaml").write_text(text)
    return load_catalogue([tmp_path], model)


def test_a_rule_is_a_condition_in_the_language_of_definitions(tmp_path, model):
    assert list(load(tmp_path, model, HEAD + GOOD).rules) == ["a.rule"]


@pytest.mark.parametrize("name", BAD)
def test_a_broken_rule_is_refused_at_its_line(tmp_path, model, name):
    body, word = BAD[name]
    with pytest.raises(DefinitionError) as refused:
        load(tmp_path, model, HEAD + body)

    assert any(
        fault.place.startswith("r.yaml:") and word in fault.message.sv
        for fault in refused.value.faults
    )


def test_a_later_folder_replaces_a_rule_of_the_same_id(tmp_path, model):
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, severity in ((first, "varning"), (second, "fel")):
        folder.mkdir()
        (folder / "r.yaml").write_text((HEAD + GOOD).replace("varning", severity))

    assert load_catalogue([first, second], model).rules["a.rule"].severity == "fel"


def test_a_rule_holds_only_for_rows_dated_while_it_is_valid(checked_rows):
    row = "- {id: P%d, barn: B%d, från: %s, till: 2025-03-01, vårdform: skyddat_boende}\n"
    rows = "placeringar:\n" + row % (1, 1, "2024-03-31") + row % (2, 2, "2024-04-01")
    found = [
        o for o in checked_rows(rows).found if o.breach.rule.id == "placement.shelter_too_early"
    ]

    assert [one.breach.count for one in found] == [1]
