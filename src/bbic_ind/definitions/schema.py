"""A JSON Schema of definition files, for editors that complete and check while one writes."""

from typing import Any

from bbic_ind.definitions.conditions import Operator
from bbic_ind.definitions.definition_file import DefinitionFile
from bbic_ind.definitions.parse_conditions import DATE_OPERATORS, NUMBER_OPERATORS

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_NUMBER_OR_NAME: Schema = {"type": ["number", "string"]}
_WORD: Schema = {"type": ["string", "number", "boolean"]}


def json_schema() -> Schema:
    """The schema of one definition file, conditions and named values included."""
    schema = DefinitionFile.model_json_schema(by_alias=True)
    definitions = schema["$defs"] | _condition_schemas()
    properties = schema["properties"]
    properties["denominator"] = properties["numerator"] = _reference("conditions_or_terms")
    properties["let"] = _mapping_of(_reference("value"))
    properties["parts"] = _mapping_of(_reference("conditions"))
    variant = definitions["VariantEntry"]["properties"]
    variant["denominator"] = variant["numerator"] = _reference("conditions_or_terms")
    variant["let"] = _mapping_of(_reference("value"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bbic-ind: definition",
        **{key: value for key, value in schema.items() if key not in ("$defs", "title")},
        "$defs": definitions,
    }


def _condition_schemas() -> dict[str, Schema]:
    condition = _reference("condition")
    conditions = _list_of(condition)
    return {
        "conditions": conditions,
        "condition": {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {
                "all": conditions,
                "any": conditions,
                "not": condition,
                "open_on": _TEXT,
                "overlaps": _reference("span"),
                "lasts": _length(),
                "exists": _reference("related"),
                "none": _reference("related"),
                "count": _related({key: {"type": "integer"} for key in NUMBER_OPERATORS}),
            },
            "additionalProperties": _column_test(),
        },
        "span": {"anyOf": [{"const": "period"}, _closed({"from": _TEXT, "to": _TEXT})]},
        "related": _related({}),
        "value": _value(),
        "term": {
            "anyOf": [
                _term("count", {"unit": _TEXT}, ["in"]),
                _term("sum", {"of": _TEXT}, ["in", "of"]),
            ]
        },
        "conditions_or_terms": {"anyOf": [conditions, _list_of(_reference("term"))]},
    }


def _term(kind: str, also: Schema, required: list[str]) -> Schema:
    rows = {"in": _TEXT, "where": _reference("conditions"), **also}
    return _closed({kind: _closed(rows, required)})


def _column_test() -> Schema:
    operands: dict[str, Schema] = {
        Operator.IS: _WORD,
        Operator.IS_NOT: _WORD,
        Operator.ONE_OF: _list_of(_WORD),
        Operator.MISSING: _FLAG,
        Operator.DURING: _reference("span"),
        **dict.fromkeys(DATE_OPERATORS, _TEXT),
        **dict.fromkeys(NUMBER_OPERATORS, _NUMBER_OR_NAME),
    }
    return _closed({**operands, "allow_missing": _FLAG, "if_available": _FLAG}, [])


def _length() -> Schema:
    lengths = dict.fromkeys(NUMBER_OPERATORS, _TEXT)
    return _closed({**lengths, "within": _reference("span"), "until": _TEXT}, [])


def _related(also: dict[Any, Schema]) -> Schema:
    return _closed(
        {
            "in": _TEXT,
            "where": _reference("conditions"),
            "match": _mapping_of(_TEXT),
            "if_available": _FLAG,
            **also,
        },
        ["in"],
    )


def _value() -> Schema:
    pick = _related({"by": _TEXT, "value": _TEXT})
    kinds = {
        "age": _closed({"born": _TEXT, "on": _TEXT}),
        "days": _closed({"from": _TEXT, "to": _TEXT}),
        "months": _closed({"from": _TEXT, "to": _TEXT}),
        "earliest_of": _list_of(_TEXT),
        "latest_of": _list_of(_TEXT),
        "first": pick,
        "last": pick,
        "count": _reference("related"),
        "sum": _related({"of": _TEXT}),
    }
    named = {**_closed(kinds, []), "minProperties": 1, "maxProperties": 1}
    return {"anyOf": [_TEXT, named]}


def _closed(properties: dict[Any, Schema], required: list[str] | None = None) -> Schema:
    named = {str(name): schema for name, schema in properties.items()}
    return {
        "type": "object",
        "properties": named,
        "required": list(named) if required is None else required,
        "additionalProperties": False,
    }


def _list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema, "minItems": 1}


def _mapping_of(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
