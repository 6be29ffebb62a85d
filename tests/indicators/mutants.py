"""Mutants of a definition file: the same file with one small thing written otherwise.

A mutant is made in the plain data of the file and parsed anew, so that it is what a
person could have written by mistake.  Mutants that the loader refuses are left out.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from bbic_ind.definitions.check import check_indicator
from bbic_ind.definitions.indicator import Indicator
from bbic_ind.definitions.parse_indicator import parse_indicator
from bbic_ind.errors import DefinitionError
from bbic_ind.model import ColumnType, Model, Table
from bbic_ind.strict_yaml import Document

SWAPPED = {
    "on_or_before": ("before", "on_or_after"),
    "before": ("on_or_before", "after"),
    "on_or_after": ("after", "on_or_before"),
    "after": ("on_or_after", "before"),
    "at_least": ("more_than", "less_than"),
    "more_than": ("at_least", "at_most"),
    "at_most": ("less_than", "more_than"),
    "less_than": ("at_most", "at_least"),
    "is": ("is_not",),
    "is_not": ("is",),
    "any": ("all",),
    "all": ("any",),
    "exists": ("none",),
    "none": ("exists",),
    "first": ("last",),
    "last": ("first",),
    "earliest_of": ("latest_of",),
    "latest_of": ("earliest_of",),
}
COMPUTING = (
    *("period", "from", "unit", "let", "denominator", "one_per", "numerator"),
    *("parts", "rest", "value", "valid", "items", "variants"),
)
DAYS = {
    *("before", "after", "on_or_before", "on_or_after"),
    *("open_on", "until", "from", "to", "on", "born", "earliest_of", "latest_of"),
}
LISTS_OF_CONDITIONS = {"denominator", "numerator", "where", "any", "all"}
SPANS = {"during", "overlaps", "within"}
WHOLE_PERIOD = {"from": "period.start", "to": "period.end"}
LENGTH = re.compile(r"\d+(?= (?:day|week|month|year)s?\b)")

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Mutant:
    """A changed definition and, in a few words, where and how it was changed."""

    indicator: Indicator
    change: str


def mutants(document: Document, pack: str, model: Model) -> Iterator[Mutant]:
    """Every mutant of one file that the loader takes."""
    for path, change, value in _changes(document.data, model):
        data = deepcopy(document.data)
        if not _put(data, path, value):
            continue
        try:
            indicator = parse_indicator(Document(document.path, data, {}), pack, model)
        except DefinitionError:
            continue
        if not check_indicator(indicator, model):
            yield Mutant(indicator, f"{'.'.join(map(str, path))}: {change}")


class _Gone:
    """Stands for a key or item that is taken away."""


GONE = _Gone()


def _put(data: Any, path: Path, value: Any) -> bool:
    """Write the change into the data; False where it changes nothing."""
    *way, last = path
    for step in way:
        data = data[step]
    if isinstance(value, _Renamed):
        renamed = {value.name if key == last else key: content for key, content in data.items()}
        if len(renamed) < len(data):
            return False
        data.clear()
        data.update(renamed)
    elif isinstance(value, _Gone):
        del data[last]
    else:
        data[last] = value
    return True


@dataclass(frozen=True)
class _Renamed:
    name: str


Change = tuple[Path, str, Any]


def _changes(data: Mapping[str, Any], model: Model) -> Iterator[Change]:
    table = model.table(data.get("from", ""))
    for key in COMPUTING:
        if key in data:
            yield from _of_key(key, data[key], (key,), table, model)


def _of_key(
    key: str, content: Any, at: Path, table: Table | None, model: Model
) -> Iterator[Change]:
    if key == "period":
        yield at, "the other kind of period", {"year": "snapshot", "snapshot": "year"}[content]
    elif key in ("unit", "one_per", "rest"):
        yield at, "dropped", GONE
    elif key == "variants":
        for name, variant in content.items():
            for inner, value in variant.items():
                if inner != "why":
                    yield from _of_key(inner, value, (*at, name, inner), table, model)
    elif key not in ("from", "value"):
        yield from _walk(content, at, _Context(table, None, model))


@dataclass(frozen=True)
class _Context:
    """The table whose columns are named here, and the one around it."""

    table: Table | None
    outer: Table | None
    model: Model

    def inside(self, table: str) -> "_Context":
        return _Context(self.model.table(table), self.table, self.model)


def _walk(data: Any, at: Path, context: _Context) -> Iterator[Change]:
    yield from _here(data, at, context)
    if isinstance(data, Mapping):
        inner = context.inside(data["in"]) if "in" in data else context
        for key, value in data.items():
            yield from _key_changes(key, value, (*at, key), inner)
            yield from _walk(value, (*at, key), inner)
    elif isinstance(data, list):
        yield from _dropped_items(data, at)
        for i, item in enumerate(data):
            yield from _walk(item, (*at, i), context)


def _here(data: Any, at: Path, context: _Context) -> Iterator[Change]:
    """Changes of a value by itself: a day, a length, a number, a flag, a span."""
    key = next((step for step in reversed(at) if isinstance(step, str)), "")
    if isinstance(data, str):
        yield from _other_length(data, at)
    if isinstance(data, str) and key in DAYS:
        yield from _shifted(data, at)
        yield from _other_base(data, at, context)
    if data == "period" and key in SPANS:
        yield from _shifted_period(at)
    if isinstance(data, bool):
        yield at, f"{data} -> {not data}", not data
    elif isinstance(data, int):
        for number in (data - 1, data + 1):
            yield at, f"{data} -> {number}", number


def _other_length(text: str, at: Path) -> Iterator[Change]:
    for match in LENGTH.finditer(text):
        for number in (int(match[0]) - 1, int(match[0]) + 1):
            changed = text[: match.start()] + str(number) + text[match.end() :]
            yield at, f"{text} -> {changed}", changed


def _shifted(text: str, at: Path) -> Iterator[Change]:
    if not LENGTH.search(text):
        for shift in ("- 1 day", "+ 1 day"):
            yield at, f"{text} {shift}", f"{text} {shift}"


def _shifted_period(at: Path) -> Iterator[Change]:
    for end, day in WHOLE_PERIOD.items():
        for shift in ("- 1 day", "+ 1 day"):
            yield at, f"{day} {shift}", {**WHOLE_PERIOD, end: f"{day} {shift}"}


def _key_changes(key: str, value: Any, at: Path, context: _Context) -> Iterator[Change]:
    for other in SWAPPED.get(key, ()):
        yield at, f"{key} -> {other}", _Renamed(other)
    if key in ("allow_missing", "if_available", "unit"):
        yield at, "dropped", GONE
    if key in ("is", "is_not"):
        yield from _other_words(value, at, context)
    if key in ("by", "value", "of"):
        for other in _same_type(value, context.table):
            yield at, f"{value} -> {other}", other
    elif isinstance(value, Mapping):
        for other in _same_type(key, context.table):
            yield at, f"column {key} -> {other}", _Renamed(other)


def _other_words(word: Any, at: Path, context: _Context) -> Iterator[Change]:
    """The other answers to what is asked: values of the category, or yes for no."""
    column = context.table.columns.get(str(at[-2])) if context.table else None
    if column is None or str(word).startswith("this."):
        return
    words = ("ja", "nej") if column.type is ColumnType.YES_NO else column.values
    for other in words:
        if other != word:
            yield at, f"{word} -> {other}", other


def _dropped_items(data: list[Any], at: Path) -> Iterator[Change]:
    """Each item taken away; the only condition of a list becomes one that always holds."""
    if len(data) > 1:
        for i in range(len(data)):
            yield (*at, i), "dropped", GONE
    elif at[-1] == "where":
        yield at, "dropped", GONE
    elif at[-1] in LISTS_OF_CONDITIONS or "parts" in at:
        yield (*at, 0), "always holds", {"any": [data[0], {"not": deepcopy(data[0])}]}


def _other_base(text: str, at: Path, context: _Context) -> Iterator[Change]:
    """The same day counted from another column."""
    base, *rest = text.split(" ", 1)
    outer = base.startswith("this.")
    table = context.outer if outer else context.table
    for other in _same_type(base.removeprefix("this."), table):
        changed = " ".join([f"{'this.' if outer else ''}{other}", *rest])
        yield at, f"{text} -> {changed}", changed


def _same_type(column: Any, table: Table | None) -> list[str]:
    """The other columns of the table that could stand in the same place."""
    if table is None or not isinstance(column, str) or column not in table.columns:
        return []
    kind = table.columns[column].type
    return [
        name
        for name, other in table.columns.items()
        if name != column
        and (other.type is kind or (other.type.is_date and kind.is_date))
        and other.values == table.columns[column].values
    ]
