"""Editors are given schemas of surveys and forms that say what the program says."""

import json

import jsonschema
import pytest

from bbic_ind.output.survey.schemas import json_schemas
from bbic_ind.packaged import indicators_folder
from bbic_ind.strict_yaml import read

from .conftest import FORM

SURVEYS = indicators_folder() / "surveys"
FILES = {"survey": SURVEYS / "socialstyrelsen-2009.yaml", "form": FORM}


def validator(name):
    return jsonschema.Draft202012Validator(json_schemas()[name])


@pytest.mark.parametrize("name", FILES)
def test_the_shipped_schema_is_the_one_the_program_makes(name):
    shipped = json.loads((SURVEYS / f"{name}.schema.json").read_text("utf-8"))

    assert shipped == json_schemas()[name]


@pytest.mark.parametrize("name", FILES)
def test_the_shipped_file_is_valid_to_an_editor(name):
    assert list(validator(name).iter_errors(read(FILES[name]).data)) == []


@pytest.mark.parametrize("name", FILES)
def test_an_editor_sees_an_unknown_key(name):
    asked = read(FILES[name]).data

    assert not validator(name).is_valid({**asked, "frågor": []})
