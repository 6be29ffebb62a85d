"""The architecture holds: imports run one way, and the program knows no domain."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "bbic_ind"

LAYERS = (
    ("__main__",),
    ("cli",),
    ("suggesting",),
    ("output",),
    ("engine", "disclosure", "peers", "provenance", "series"),
    ("definitions", "sources", "results"),
    ("model",),
    ("strict_yaml", "packaged"),
    ("periods", "yaml_slips"),
    ("errors",),
    ("texts", "personal"),
)
"""From the top: a part imports itself and what stands below it, never beside it."""

FORBIDDEN = {("engine", "sources"), ("output", "sources")}

OUTWARD = {"socket", "ssl", "http", "urllib", "requests", "httpx", "ftplib", "smtplib", "asyncio"}
"""Modules that could send something anywhere."""

GENERAL = {
    "annan", "annat", "antal", "datum", "fråga", "från", "gäller", "id", "månad", "nej", "svar",
    "till", "underlag",
}  # fmt: skip
"""Names of the data that are everyday words of Swedish prose, which messages may need."""


def part_of(path):
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imports(path):
    """Every module a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_parts(path):
    """The parts of the program that a file imports."""
    names = (name.split(".") for name in imports(path))
    known = set(chain.from_iterable(LAYERS))
    return {name[1] for name in names if name[0] == "bbic_ind" and len(name) > 1} & known


FILES = sorted(
    path for path in SOURCE.rglob("*.py") if path.name != "__init__.py" or path.parent != SOURCE
)
IDS = [str(path.relative_to(SOURCE)) for path in FILES]
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_imports_run_downwards_only(path):
    part = part_of(path)
    upward = {
        other
        for other in own_parts(path) - {part}
        if LEVEL[other] <= LEVEL[part] or (part, other) in FORBIDDEN
    }

    assert upward == set()


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_nothing_can_reach_the_network(path):
    assert {name.split(".")[0] for name in imports(path)} & OUTWARD == set()


def domain_words():
    """The names of tables, columns and category values, and of the indicators' parts."""
    model = yaml.safe_load((ROOT / "indicators" / "model.yaml").read_text())
    names = set(model["tables"]) | set(model.get("episodes", {})) | set(model.get("breakdowns", {}))
    for table in model["tables"].values():
        for name, column in table["columns"].items():
            names |= {name, *map(str, column.get("values", ()))}
    return {name.lower() for name in names} - GENERAL


def test_the_program_names_no_table_column_or_value_of_the_domain():
    words = domain_words()
    found = {
        f"{path.relative_to(SOURCE)}: {word}"
        for path in FILES
        for word in re.findall(r"\w+", path.read_text().lower())
        if word in words
    }

    assert found == set()


def test_the_domain_has_words_to_look_for():
    assert len(domain_words()) > 50
