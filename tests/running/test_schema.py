"""Editors are given a schema of run files that says what the program says."""

import json

import jsonschema

from bbic_ind.cli.run_file import json_schema
from bbic_ind.packaged import indicators_folder
from bbic_ind.strict_yaml import parse
from tests.readme.markdown import README, blocks

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def test_the_shipped_schema_is_the_one_the_program_makes():
    shipped = json.loads((indicators_folder() / "run.schema.json").read_text("utf-8"))

    assert shipped == json_schema()


def test_the_run_file_of_the_readme_is_valid_to_an_editor():
    [shown] = [b for b in blocks(README.read_text("utf-8"), "yaml") if b.startswith("# bbic-ind")]

    assert list(VALIDATOR.iter_errors(parse(shown, README).data)) == []


def test_an_editor_sees_an_unknown_key():
    asked = {"format": 1, "sources": "uttag", "folder": "utfall", "perioder": 2025}

    assert not VALIDATOR.is_valid(asked)
