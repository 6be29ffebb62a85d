"""Turn the plain data of a definition file into the tree of conditions.

Every mistake becomes a fault at its line; parsing goes on, so that all are told at once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bbic_ind.definitions.conditions import (
    NOTHING_ASKED,
    PERIOD,
    Age,
    All,
    AnyOf,
    Between,
    ColumnTest,
    Condition,
    CountOf,
    CountTest,
    DateExpression,
    Exists,
    Extreme,
    Lasts,
    Name,
    Not,
    OpenOn,
    Operand,
    Operator,
    Overlaps,
    Pick,
    Related,
    Span,
    SumOf,
    Value,
)
from bbic_ind.definitions.parse_dates import Unreadable, parse_date, parse_duration, parse_name
from bbic_ind.errors import Fault
from bbic_ind.periods import Duration
from bbic_ind.strict_yaml import Document, KeyPath, unknown_key
from bbic_ind.texts import Text

T = TypeVar("T")

DATE_OPERATORS = (Operator.BEFORE, Operator.AFTER, Operator.ON_OR_BEFORE, Operator.ON_OR_AFTER)
NUMBER_OPERATORS = (Operator.AT_LEAST, Operator.AT_MOST, Operator.LESS_THAN, Operator.MORE_THAN)
_FLAGS = ("allow_missing", "if_available")


@dataclass
class ConditionParser:
    """Parses the conditions of one file; ``faults`` gathers what is wrong.

    ``match`` pairs the columns that join other tables where a definition names none.
    """

    document: Document
    match: tuple[tuple[str, str], ...]
    faults: list[Fault] = field(default_factory=list)

    # conditions

    def all_of(self, data: Any, at: KeyPath) -> All:
        """A list of conditions that must all hold."""
        return All(self._conditions(data, at), self._line(at))

    def condition(self, data: Any, at: KeyPath) -> Condition:
        """One mapping with one key: an operator that joins or relates, or a name to test."""
        if not isinstance(data, Mapping) or len(data) != 1:
            self.fault(at, _ONE_KEY)
            return NOTHING_ASKED
        key, content = next(iter(data.items()))
        read = self._readers().get(key, self._test)
        return read(content, (*at, key))

    def _readers(self) -> Mapping[str, Callable[[Any, KeyPath], Condition]]:
        return {
            "all": self.all_of,
            "any": lambda data, at: AnyOf(self._conditions(data, at), self._line(at)),
            "not": lambda data, at: Not(self.condition(data, at), self._line(at)),
            "open_on": lambda data, at: OpenOn(self.day(data, at), self._line(at)),
            "overlaps": lambda data, at: Overlaps(self._span(data, at), self._line(at)),
            "lasts": self._lasts,
            "exists": lambda data, at: Exists(self.related(data, at), self._line(at)),
            "none": lambda data, at: Not(
                Exists(self.related(data, at), self._line(at)), self._line(at)
            ),
            "count": self._count,
        }

    def _conditions(self, data: Any, at: KeyPath) -> tuple[Condition, ...]:
        if not isinstance(data, list) or not data:
            self.fault(at, _LIST)
            return ()
        return tuple(self.condition(item, (*at, i)) for i, item in enumerate(data))

    def _test(self, data: Any, at: KeyPath) -> Condition:
        name = self.name(at[-1], at)
        if not self._is_mapping(data, at):
            return NOTHING_ASKED
        flags = {flag: self._flag(data, flag, at) for flag in _FLAGS}
        asked = [key for key in data if key not in _FLAGS]
        known = [key for key in asked if key in (*Operator,)]
        for key in asked:
            if key not in known:
                self.fault((*at, key), unknown_key(str(key), [*Operator, *_FLAGS]))
        if not known:
            self.fault(at, _NO_OPERATOR)
        line = self._line(at)
        tests = tuple(
            ColumnTest(
                name,
                Operator(key),
                self._operand(Operator(key), data[key], (*at, key)),
                **flags,
                line=line,
            )
            for key in known
        )
        return tests[0] if len(tests) == 1 else All(tests, line)

    def _operand(self, operator: Operator, data: Any, at: KeyPath) -> Operand:
        if operator is Operator.DURING:
            return self._span(data, at)
        if operator in DATE_OPERATORS:
            return self.day(data, at)
        if operator in NUMBER_OPERATORS:
            return self._number(data, at)
        if operator is Operator.MISSING:
            return self._boolean(data, at)
        if operator is Operator.ONE_OF:
            return tuple(self._word(item, (*at, i)) for i, item in enumerate(self._list(data, at)))
        return self._word_or_outer(data, at)

    def _number(self, data: Any, at: KeyPath) -> Operand:
        if isinstance(data, str):
            return self.name(data, at)
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fault(at, _NUMBER)
            return 0.0
        return float(data)

    def _word(self, data: Any, at: KeyPath) -> str | float | bool:
        if not isinstance(data, str | int | float):
            self.fault(at, _WORD)
            return ""
        return data

    def _word_or_outer(self, data: Any, at: KeyPath) -> Operand:
        word = self._word(data, at)
        outer = isinstance(word, str) and word.startswith("this.")
        return self.name(word, at) if outer else word

    def _lasts(self, data: Any, at: KeyPath) -> Condition:
        if not self._is_mapping(data, at):
            return NOTHING_ASKED
        self.known_keys(data, at, (*NUMBER_OPERATORS, "within", "until"))
        asked = [key for key in data if key in NUMBER_OPERATORS]
        if len(asked) != 1:
            self.fault(at, _ONE_LENGTH)
            return NOTHING_ASKED
        within = self._span(data["within"], (*at, "within")) if "within" in data else None
        until = self.day(data["until"], (*at, "until")) if "until" in data else None
        length = self.duration(data[asked[0]], (*at, asked[0]))
        return Lasts(Operator(asked[0]), length, within, until, self._line(at))

    def _count(self, data: Any, at: KeyPath) -> Condition:
        if not self._is_mapping(data, at):
            return NOTHING_ASKED
        asked = [key for key in data if key in NUMBER_OPERATORS]
        if len(asked) != 1 or not isinstance(data[asked[0]], int):
            self.fault(at, _ONE_COUNT)
            return NOTHING_ASKED
        related = self.related({k: v for k, v in data.items() if k != asked[0]}, at)
        return CountTest(related, Operator(asked[0]), data[asked[0]], self._line(at))

    def related(self, data: Any, at: KeyPath, *, also: tuple[str, ...] = ()) -> Related:
        """The rows of another table: ``in``, ``where``, ``match``, ``if_available``."""
        if not self._is_mapping(data, at):
            return Related("", NOTHING_ASKED, ())
        self.known_keys(data, at, ("in", "where", "match", "if_available", *also))
        table = self.text(data, "in", at)
        where = self.all_of(data["where"], (*at, "where")) if "where" in data else NOTHING_ASKED
        match = self.match
        if "match" in data and self._is_mapping(data["match"], (*at, "match")):
            match = tuple((str(k), str(v)) for k, v in data["match"].items())
        available = self._flag(data, "if_available", at)
        return Related(table, where, match, available, self._line(at))

    # named values

    def value(self, data: Any, at: KeyPath) -> Value | None:
        """One entry of ``let``: a mapping with one key that says what kind of value it is."""
        if not isinstance(data, Mapping) or len(data) != 1:
            self.fault(at, _ONE_KEY)
            return None
        key, content = next(iter(data.items()))
        readers = self._value_readers()
        if key not in readers:
            self.fault((*at, key), unknown_key(str(key), readers))
            return None
        return readers[key](content, (*at, key))

    def _value_readers(self) -> Mapping[str, Callable[[Any, KeyPath], Value | None]]:
        return {
            "age": self._age,
            "days": self._between,
            "months": self._between,
            "earliest_of": self._extreme,
            "latest_of": self._extreme,
            "first": self._pick,
            "last": self._pick,
            "count": lambda data, at: CountOf(self.related(data, at), self._line(at)),
            "sum": self._sum,
        }

    def _age(self, data: Any, at: KeyPath) -> Value | None:
        if not self._has(data, at, ("born", "on")):
            return None
        born = self.day(data["born"], (*at, "born"))
        return Age(born, self.day(data["on"], (*at, "on")), self._line(at))

    def _between(self, data: Any, at: KeyPath) -> Value | None:
        if not self._has(data, at, ("from", "to")):
            return None
        first = self.day(data["from"], (*at, "from"))
        return Between(str(at[-1]), first, self.day(data["to"], (*at, "to")), self._line(at))

    def _extreme(self, data: Any, at: KeyPath) -> Value | None:
        days = tuple(self.day(item, (*at, i)) for i, item in enumerate(self._list(data, at)))
        return Extreme(at[-1] == "latest_of", days, self._line(at))

    def _pick(self, data: Any, at: KeyPath) -> Value | None:
        if not self._is_mapping(data, at):
            return None
        related = self.related(data, at, also=("by", "value"))
        by, value = self.text(data, "by", at), self.text(data, "value", at)
        return Pick(at[-1] == "last", related, by, value, self._line(at))

    def _sum(self, data: Any, at: KeyPath) -> Value | None:
        if not self._is_mapping(data, at):
            return None
        related = self.related(data, at, also=("of",))
        return SumOf(related, self.text(data, "of", at), self._line(at))

    # small pieces

    def day(self, data: Any, at: KeyPath) -> DateExpression:
        """A day written as text."""
        return self._read(parse_date, data, at, _DAY) or parse_date("day")

    def duration(self, data: Any, at: KeyPath) -> Duration:
        """A length of time written as text."""
        return self._read(parse_duration, data, at, _LENGTH) or Duration(0, "days")

    def name(self, data: Any, at: KeyPath) -> Name:
        """The name of a column or named value."""
        return self._read(parse_name, data, at, _NAME) or Name(("",))

    def _span(self, data: Any, at: KeyPath) -> Span:
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
        except Unreadable:
            self.fault(at, message)
            return None

    def text(self, data: Mapping[str, Any], key: str, at: KeyPath) -> str:
        """The text under a key that must be there."""
        found = data.get(key)
        if not isinstance(found, str):
            self.fault(at, Text(f"”{key}” saknas.", f'"{key}" is missing.'))
            return ""
        return found

    def known_keys(self, data: Mapping[str, Any], at: KeyPath, known: Iterable[str]) -> None:
        """Refuse every key that is not among the known ones."""
        for key in data:
            if key not in known:
                self.fault((*at, key), unknown_key(str(key), known))

    def fault(self, at: KeyPath, message: Text) -> None:
        """Note a mistake at a key."""
        self.faults.append(self.document.fault(at, message))

    def _has(self, data: Any, at: KeyPath, keys: tuple[str, ...]) -> bool:
        if not self._is_mapping(data, at):
            return False
        self.known_keys(data, at, keys)
        missing = [key for key in keys if key not in data]
        for key in missing:
            self.fault(at, Text(f"”{key}” saknas.", f'"{key}" is missing.'))
        return not missing

    def _is_mapping(self, data: Any, at: KeyPath) -> bool:
        if not isinstance(data, Mapping):
            self.fault(at, _MAPPING)
            return False
        return True

    def _list(self, data: Any, at: KeyPath) -> list[Any]:
        if not isinstance(data, list) or not data:
            self.fault(at, _LIST)
            return []
        return data

    def _flag(self, data: Mapping[str, Any], key: str, at: KeyPath) -> bool:
        return self._boolean(data[key], (*at, key)) if key in data else False

    def _boolean(self, data: Any, at: KeyPath) -> bool:
        if not isinstance(data, bool):
            self.fault(at, Text("skriv true eller false.", "write true or false."))
        return data is True

    def _line(self, at: KeyPath) -> int:
        return self.document.lines.get(at, 0)


_ONE_KEY = Text(
    "ett villkor ska ha precis en nyckel, till exempel ”- start: {during: period}”.",
    'a condition has exactly one key, for example "- start: {during: period}".',
)
_LIST = Text("här ska stå en lista som inte är tom.", "a list that is not empty belongs here.")
_MAPPING = Text("här ska stå nycklar och värden.", "keys and values belong here.")
_NO_OPERATOR = Text(
    "säg vad som frågas, till exempel {is: ...} eller {during: period}.",
    "say what is asked, for example {is: ...} or {during: period}.",
)
_NUMBER = Text("här ska stå ett tal eller ett namn.", "a number or a name belongs here.")
_WORD = Text("här ska stå ett ord eller ett tal.", "a word or a number belongs here.")
_ONE_LENGTH = Text(
    "säg en längd, till exempel {at_least: 6 months}.",
    "say one length, for example {at_least: 6 months}.",
)
_ONE_COUNT = Text(
    "säg ett antal, till exempel {in: ..., at_least: 4}.",
    "say one number, for example {in: ..., at_least: 4}.",
)
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
