"""YAML without surprises: what looks like text is text, and every key knows its line.

Only ``true``/``false``, ``null``, plain integers without a leading zero and plain
decimals become something other than text, so ``5:4``, ``0182``, ``no``, ``2025-11-01``
and numbers of more than eighteen digits stay as written.  Duplicate keys, tags, anchors
and merge keys are refused.
"""

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from bbic_ind.errors import DefinitionError, Fault, UserError
from bbic_ind.texts import Text
from bbic_ind.yaml_slips import slip

Key = str | int
KeyPath = tuple[Key, ...]

M = TypeVar("M", bound=BaseModel)

LENGTH = r"^\d+\s+(day|week|month|year)s?$"
"""What a length of time looks like."""

UNQUOTED = r"^[^\s\"'”“’]+$"
"""What an id looks like: curly quotes are no quotes to YAML, and would be part of it."""

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})\.\d+")
_DEEPEST = 50
_FEW = 12
"""So many keys can be listed in a message."""
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """The plain data of one file and the line of every key and item in it."""

    path: Path
    data: Any
    lines: Mapping[KeyPath, int]

    def place(self, at: Iterable[Key] = ()) -> str:
        """``file.yaml:12`` for the nearest key at or above ``at``."""
        path = tuple(at)
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.path.name}:{self.lines.get(path, 1)}"

    def fault(self, at: Iterable[Key], message: Text) -> Fault:
        """A fault placed at a key of this file."""
        return Fault(self.place(at), message)


def read(path: Path, error: type[UserError] = DefinitionError) -> Document:
    """Read one YAML file; raises ``error`` with every fault found in it."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError:
        raise error(_unreadable(path)) from None
    except UnicodeDecodeError:
        raise error(Fault(path.name, _NOT_UTF8)) from None
    return parse(text, path, error)


def parse(text: str, path: Path, error: type[UserError] = DefinitionError) -> Document:
    """Parse YAML text that came from ``path``; raises ``error`` with every fault."""
    text = unicodedata.normalize("NFC", text)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as problem:
        line, wrong = slip(problem, text)
        raise error(Fault(f"{path.name}:{line}", wrong)) from None
    if root is None:
        raise error(Fault(path.name, Text("Filen är tom.", "The file is empty.")))
    reader = _Reader(path)
    data = reader.value(root, ())
    if reader.faults:
        raise error(reader.faults)
    return Document(path, data, reader.lines)


class _Reader:
    """Walks the composed nodes once, gathering lines and faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[KeyPath, int] = {}
        self.faults: list[Fault] = []
        self._seen: set[int] = set()

    def value(self, node: Any, at: KeyPath) -> Any:
        self.lines.setdefault(at, node.start_mark.line + 1)
        if not isinstance(node, yaml.ScalarNode) and id(node) in self._seen:
            self._refuse(node, _ALIAS)
            return None
        self._seen.add(id(node))
        if len(at) > _DEEPEST:
            self._refuse(node, _DEEP)
            return None
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            self._refuse(node, _TAG)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*at, i)) for i, item in enumerate(node.value)]
        return node.value if node.style else _scalar(node.value)

    def _mapping(self, node: Any, at: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
                self._refuse(key_node, _KEY)
                continue
            key = key_node.value
            if key in result:
                self._refuse(key_node, _duplicate(key))
                continue
            self.lines[(*at, key)] = key_node.start_mark.line + 1
            result[key] = self.value(value_node, (*at, key))
        return result

    def _refuse(self, node: Any, message: Text) -> None:
        self.faults.append(Fault(f"{self.path.name}:{node.start_mark.line + 1}", message))


def _scalar(text: str) -> str | int | float | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def validate(document: Document, shape: type[M], error: type[UserError] = DefinitionError) -> M:
    """Make ``shape`` of a document; raises ``error`` naming the line of every mistake."""
    try:
        # As JSON a list may be a tuple and text a date, but "on" no truth and "3" no number.
        return shape.model_validate_json(json.dumps(document.data), strict=True)
    except ValidationError as problem:
        mistakes = [_mistake(document, shape, e) for e in problem.errors()]
        raise error(sorted(mistakes, key=_line)) from None


def _line(fault: Fault) -> int:
    return int(fault.place.rpartition(":")[2])


def _mistake(document: Document, shape: type[BaseModel], error: Any) -> Fault:
    at = tuple(part for part in error["loc"] if part != "[key]")
    place = document.place(at)
    name = str(at[-1]) if at else document.path.name
    if error["type"] == "extra_forbidden":
        return Fault(place, unknown_key(name, _known_keys(shape, at[:-1])))
    if error["type"] == "missing":
        return Fault(
            place,
            Text(f"nyckeln ”{name}” saknas.", f'the key "{name}" is missing.'),
        )
    reason = _reason(error)
    if not at or isinstance(at[-1], int):
        return Fault(place, reason)
    return Fault(place, Text(f"”{name}”: {reason.sv}", f'"{name}": {reason.en}'))


def told(sv: str, en: str) -> PydanticCustomError:
    """An error for a validator to raise, with its own words in both languages."""
    return PydanticCustomError("told", "{en}", {"sv": sv, "en": en})


def _reason(error: Any) -> Text:
    """What the validation found wrong, in both languages."""
    context = error.get("ctx", {})
    if error["type"] == "told":
        return Text(context["sv"], context["en"])
    if error["type"] in ("literal_error", "enum"):
        listed = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return Text(f"ska vara något av {listed}.", f"must be one of {listed}.")
    wanted = _WANTED.get(error["type"]) or _PATTERNS.get(context.get("pattern", ""))
    if wanted is not None:
        return Text(f"ska vara {wanted.sv}.", f"must be {wanted.en}.")
    limit = context.get("ge", context.get("le"))
    if limit is not None:
        side = Text("minst", "at least") if "ge" in context else Text("högst", "at most")
        return Text(f"ska vara {side.sv} {limit}.", f"must be {side.en} {limit}.")
    reason = str(error["msg"]).removeprefix("Value error, ")
    return Text(f"godtas inte ({reason}).", f"is not accepted ({reason}).")


def _known_keys(shape: type[BaseModel], at: KeyPath) -> list[str]:
    """The keys of the model that a path leads to, as far as its annotations tell."""
    known = shape
    for part in at:
        field = known.model_fields.get(str(part))
        found = _model_in(field.annotation) if field is not None else None
        known = found or known
    return [field.alias or name for name, field in known.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _model_in(part)) is not None:
            return found
    return None


def unknown_key(name: str, known: Iterable[str]) -> Text:
    """Say that a key is unknown, with the nearest known one, or with all if they are few."""
    names = list(known)
    sv, en = did_you_mean(name, names)
    if not sv and len(names) <= _FEW:
        sv, en = f" Här kan stå {', '.join(names)}.", f" Here may stand {', '.join(names)}."
    return Text(f"okänd nyckel ”{name}”.{sv}", f'unknown key "{name}".{en}')


def did_you_mean(name: str, known: Iterable[str]) -> tuple[str, str]:
    """A hint in both languages, or empty texts when nothing is near.

    >>> did_you_mean("lable", ["label", "title"])[1]
    ' Did you mean "label"?'
    """
    near = difflib.get_close_matches(name, list(known), 1)
    return (f" Menade du ”{near[0]}”?", f' Did you mean "{near[0]}"?') if near else ("", "")


_MAPPING = Text("nycklar och värden", "keys and values")
_LIST = Text("en lista", "a list")
_DATE = Text("ett datum som finns, ÅÅÅÅ-MM-DD", "a date that there is, YYYY-MM-DD")
_WHOLE = Text("ett heltal", "a whole number")
_NUMBER = Text("ett tal", "a number")
_TRUTH = Text("true eller false", "true or false")
_WANTED = {
    "string_type": Text("text; sätt citattecken om det är ett tal", "text; quote it if a number"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "list_type": _LIST,
    "tuple_type": _LIST,
}

_PATTERNS = {
    LENGTH: Text("en tidslängd, till exempel ”6 months”", 'a length of time, such as "6 months"'),
    UNQUOTED: Text(
        'utan blanksteg och citattecken; de som ska stå runt om är raka, "5:4"',
        'without blanks and quotes; those around it are straight ones, "5:4"',
    ),
    r"^\d{4}$": Text("fyra siffror, också den första nollan", "four digits, a leading zero too"),
}

_NOT_UTF8 = Text(
    "filen är inte skriven i UTF-8. Spara den som UTF-8 och försök igen.",
    "the file is not written in UTF-8. Save it as UTF-8 and try again.",
)
_ALIAS = Text(
    "ankare och alias (& och *) är inte tillåtna. Skriv ut innehållet.",
    "anchors and aliases (& and *) are not allowed. Write the content out.",
)
_DEEP = Text("för många nivåer ligger i varandra.", "too many levels lie within one another.")
_TAG = Text("taggar (!) är inte tillåtna.", "tags (!) are not allowed.")
_KEY = Text("en nyckel måste vara vanlig text.", "a key must be plain text.")


def _duplicate(key: str) -> Text:
    return Text(f"nyckeln ”{key}” står två gånger.", f'the key "{key}" stands twice.')


def _unreadable(path: Path) -> Fault:
    return Fault(
        str(path),
        Text("filen finns inte eller går inte att läsa.", "no such file, or it cannot be read."),
    )
