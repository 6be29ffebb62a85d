"""Editors are given a schema that says what the loader says."""

import json
from pathlib import Path

import jsonschema
import pytest

from bbic_ind.definitions.schema import json_schema
from bbic_ind.packaged import indicators_folder
from bbic_ind.strict_yaml import read

HERE = Path(__file__).parent
SHIPPED = sorted(indicators_folder().glob("*/[0-9]*.yaml"))
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def test_the_shipped_schema_is_the_one_the_program_makes():
    shipped = json.loads((indicators_folder() / "definition.schema.json").read_text("utf-8"))

    assert shipped == json_schema()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_definition_is_valid_to_an_editor(path):
    errors = [error.message for error in VALIDATOR.iter_errors(read(path).data)]

    assert errors == []


@pytest.mark.parametrize(
    "bad", ["unknown-key", "unknown-operator", "two-keys", "not-a-list", "lacks-in"]
)
def test_an_editor_sees_a_mistake_in_form(bad):
    data = read(HERE / "bad" / f"{bad}.yaml").data

    assert not VALIDATOR.is_valid(data)
