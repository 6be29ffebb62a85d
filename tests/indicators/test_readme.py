"""What the README of the definitions shows can be written, and it leaves nothing out."""

import re
from pathlib import Path
from typing import get_args

import pytest

from bbic_ind.definitions import Kind
from bbic_ind.definitions.conditions import Operator
from bbic_ind.definitions.indicator import Indicator
from bbic_ind.definitions.parse_indicator import DefinitionFile, parse_indicator
from bbic_ind.model import load_model
from bbic_ind.model.shapes import Breakdown, Column, Episodes, Lookup, Subject, Table
from bbic_ind.strict_yaml import parse

from .shipped import FOLDER, model

README = (FOLDER / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
CONDITIONS = [block for block in BLOCKS if block.startswith("- ")]
LET = re.findall(
    r"`(\w+: \{(?:age|days|months|earliest_of|first|last|count|sum): .*?\}+)` \|", README
)

ROW_TESTS = ("open_on", "overlaps", "lasts")
JOINS = ("all", "any", "not", "exists", "none", "count")
FLAGS = ("allow_missing", "if_available")
VALUES = ("age", "days", "months", "earliest_of", "latest_of", "first", "last", "count", "sum")


def defined(text: str) -> Indicator:
    return parse_indicator(parse(text, Path("README.md")), "x", model())


def with_head(body: str) -> Indicator:
    head = (
        'format: 1\nid: "1"\ntitle: {sv: x, en: x}\nkind: count\nperiod: year\nfrom: utredningar\n'
    )
    return defined(head + body)


@pytest.mark.parametrize("block", CONDITIONS)
def test_every_condition_shown_can_be_written(block: str):
    assert with_head(f"numerator:\n{block}").computation.numerator.conditions


@pytest.mark.parametrize("value", LET)
def test_every_named_value_shown_can_be_written(value: str):
    assert with_head(f"let:\n  {value}\nnumerator: [{{id: {{missing: false}}}}]").computation.let


def test_the_definition_shown_line_by_line_is_a_definition():
    assert defined(BLOCKS[0]).id == "5:3"


@pytest.mark.parametrize("word", [*Operator, *ROW_TESTS, *JOINS, *FLAGS])
def test_every_operator_is_explained_and_shown(word: str):
    assert f"`{word}" in README
    assert any(re.search(rf"\b{word}:", block) for block in CONDITIONS) or word == "all"


@pytest.mark.parametrize("word", VALUES)
def test_every_named_value_is_explained(word: str):
    assert f"`{word}`" in README


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_is_explained(kind: str):
    assert f"| `{kind}`" in README or f", `{kind}`" in README


@pytest.mark.parametrize("field", DefinitionFile.model_fields)
def test_every_key_is_explained(field: str):
    assert f"`{field.removesuffix('_')}`" in README


MODEL = next(block for block in BLOCKS if "subject:" in block)
SHAPES = (Table, Column, Episodes, Subject, Breakdown, Lookup)
KEYS = sorted({key for shape in SHAPES for key in shape.model_fields})


def test_the_model_shown_is_a_model(tmp_path: Path):
    (tmp_path / "model.yaml").write_text(MODEL, "utf-8")

    assert load_model(tmp_path / "model.yaml").table("stillestånd")


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_a_model_is_explained(key: str):
    section = README.partition("## Skriv en modell")[2].partition("\n## ")[0]

    assert f"`{key}`" in section or key in ("title", "columns")
