"""Editors are given a schema that says what the loader says."""

import json
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest

from bbic_ind.definitions.check import check_indicator
from bbic_ind.definitions.parse_indicator import parse_indicator
from bbic_ind.definitions.schema import json_schema
from bbic_ind.errors import DefinitionError
from bbic_ind.model import load_model
from bbic_ind.packaged import indicators_folder
from bbic_ind.strict_yaml import parse, read

HERE = Path(__file__).parent
SHIPPED = sorted(
    path
    for pack in indicators_folder().glob("*/pack.yaml")
    for path in pack.parent.glob("*.yaml")
    if path.stem not in ("pack", "model")
)
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def test_the_shipped_schema_is_the_one_the_program_makes():
    shipped = json.loads((indicators_folder() / "definition.schema.json").read_text("utf-8"))

    assert shipped == json_schema()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_shipped_definition_is_valid_to_an_editor(path):
    errors = [error.message for error in VALIDATOR.iter_errors(read(path).data)]

    assert errors == []


@pytest.mark.parametrize(
    "bad", ["unknown-key", "unknown-operator", "two-keys", "not-a-list", "lacks-in"]
)
def test_an_editor_sees_a_mistake_in_form(bad):
    data = read(HERE / "bad" / f"{bad}.yaml").data

    assert not VALIDATOR.is_valid(data)


MODEL = load_model(indicators_folder() / "model.yaml")
OTHERWISE = (None, True, 1, "on", "3", [])
APART = {("examples",), ("source",), ("law",), ("interpretation",)}


def places(data, at=()):
    """Every place in a file but inside its texts and examples."""
    if at:
        yield at
    if at[:1] not in APART:
        keys = data if isinstance(data, dict) else range(len(data) if isinstance(data, list) else 0)
        for key in keys:
            yield from places(data[key], (*at, key))


def broken(data):
    """The file with one key gone, in a list, or holding something else, for every key."""
    for *above, last in places(data):
        for written in ("gone", "in a list", *OTHERWISE):
            changed = deepcopy(data)
            inside = changed
            for key in above:
                inside = inside[key]
            if written == "gone":
                del inside[last]
            else:
                inside[last] = [inside[last]] if written == "in a list" else written
            yield (*above, last), written, changed


def is_accepted(data):
    document = parse(json.dumps(data), Path("x.yaml"))
    try:
        return not check_indicator(parse_indicator(document, "x", MODEL), MODEL)
    except DefinitionError:
        return False


@pytest.mark.parametrize("name", ["2-2", "5-3"])
def test_an_editor_refuses_nothing_that_the_program_accepts(name):
    data = read(indicators_folder() / "socialstyrelsen-2009" / f"{name}.yaml").data

    wrongly = [
        (at, written)
        for at, written, changed in broken(data)
        if not VALIDATOR.is_valid(changed) and is_accepted(changed)
    ]

    assert wrongly == []
