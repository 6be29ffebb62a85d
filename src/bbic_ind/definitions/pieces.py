"""Read the small pieces of a definition file: days, names, lists, flags; note what is wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bbic_ind.definitions.conditions import PERIOD, DateExpression, Name, Span
from bbic_ind.definitions.parse_dates import (
    NoSuchDay,
    Unreadable,
    parse_date,
    parse_duration,
    parse_name,
)
from bbic_ind.errors import Fault
from bbic_ind.periods import Duration
from bbic_ind.strict_yaml import Document, KeyPath, unknown_key
from bbic_ind.texts import Text

T = TypeVar("T")


@dataclass
class Pieces:
    """Reads pieces of one file; ``faults`` gathers what is wrong, and reading goes on."""

    document: Document
    faults: list[Fault] = field(default_factory=list)

    def day(self, data: Any, at: KeyPath) -> DateExpression:
        """A day written as text."""
        return self._read(parse_date, data, at, _DAY) or parse_date("day")

    def duration(self, data: Any, at: KeyPath) -> Duration:
        """A length of time written as text."""
        return self._read(parse_duration, data, at, _LENGTH) or Duration(0, "days")

    def name(self, data: Any, at: KeyPath) -> Name:
        """The name of a column or named value."""
        return self._read(parse_name, data, at, _NAME) or Name(("",))

    def span(self, data: Any, at: KeyPath) -> Span:
        """A span of days: the period, or from one day to another."""
        if data == "period":
            return PERIOD
        if isinstance(data, Mapping) and set(data) == {"from", "to"}:
            return Span(
                self.day(data["from"], (*at, "from")),
                self.day(data["to"], (*at, "to")),
            )
        self.fault(at, _SPAN)
        return PERIOD

    def _read(self, parse: Callable[[str], T], data: Any, at: KeyPath, message: Text) -> T | None:
        try:
            return parse(data if isinstance(data, str) else "")
        except NoSuchDay as day:
            self.fault(at, _no_such_day(str(day)))
            return None
        except Unreadable:
            self.fault(at, message)
            return None

    def text(self, data: Mapping[str, Any], key: str, at: KeyPath) -> str:
        """The text under a key that must be there."""
        found = data.get(key)
        if not isinstance(found, str):
            self.fault(at, _missing(key))
            return ""
        return found

    def known_keys(self, data: Mapping[str, Any], at: KeyPath, known: Iterable[str]) -> None:
        """Refuse every key that is not among the known ones."""
        for key in data:
            if key not in known:
                self.fault((*at, key), unknown_key(str(key), known))

    def fault(self, at: KeyPath, message: Text) -> None:
        """Note a mistake at a key, once however often the key is read."""
        fault = self.document.fault(at, message)
        if fault not in self.faults:
            self.faults.append(fault)

    def has_keys(self, data: Any, at: KeyPath, keys: tuple[str, ...]) -> bool:
        """Whether the data hold just these keys; each fault is noted."""
        if not self.is_mapping(data, at):
            return False
        self.known_keys(data, at, keys)
        missing = [key for key in keys if key not in data]
        for key in missing:
            self.fault(at, _missing(key))
        return not missing

    def is_mapping(self, data: Any, at: KeyPath) -> bool:
        """Whether the data are keys and values."""
        if not isinstance(data, Mapping):
            self.fault(at, _MAPPING)
            return False
        return True

    def items(self, data: Any, at: KeyPath) -> list[Any]:
        """The items of a list that may not be empty."""
        if not isinstance(data, list) or not data:
            self.fault(at, _LIST)
            return []
        return data

    def flag(self, data: Mapping[str, Any], key: str, at: KeyPath) -> bool:
        """A true or false that is false where it is not written."""
        return self.boolean(data[key], (*at, key)) if key in data else False

    def boolean(self, data: Any, at: KeyPath) -> bool:
        """A true or false."""
        if not isinstance(data, bool):
            self.fault(at, Text("skriv true eller false.", "write true or false."))
        return data is True

    def line(self, at: KeyPath) -> int:
        """The line of a key."""
        return self.document.lines.get(at, 0)


def _no_such_day(day: str) -> Text:
    return Text(f"dagen {day} finns inte.", f"there is no such day as {day}.")


def _missing(key: str) -> Text:
    return Text(f"”{key}” saknas.", f'"{key}" is missing.')


_LIST = Text("här ska stå en lista som inte är tom.", "a list that is not empty belongs here.")
_MAPPING = Text("här ska stå nycklar och värden.", "keys and values belong here.")
_DAY = Text(
    "här ska stå en dag, till exempel ”start + 14 days”, ”period.end” eller ”2025-07-01”.",
    'a day belongs here, for example "start + 14 days", "period.end" or "2025-07-01".',
)
_LENGTH = Text(
    "här ska stå en längd, till exempel ”6 months”.",
    'a length belongs here, for example "6 months".',
)
_NAME = Text(
    "här ska stå namnet på en kolumn eller ett värde under let.",
    "the name of a column or of a value under let belongs here.",
)
_SPAN = Text(
    "här ska stå ”period” eller {from: ..., to: ...}.",
    'here belongs "period" or {from: ..., to: ...}.',
)
