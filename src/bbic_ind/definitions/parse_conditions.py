"""Turn the plain data of a definition file into the tree of conditions.

Every mistake becomes a fault at its line; parsing goes on, so that all are told at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bbic_ind.definitions.conditions import (
    NOTHING_ASKED,
    All,
    AnyOf,
    ColumnTest,
    Condition,
    CountTest,
    Exists,
    Lasts,
    Not,
    OpenOn,
    Operand,
    Operator,
    Overlaps,
    Related,
)
from bbic_ind.definitions.pieces import Pieces
from bbic_ind.model import Model
from bbic_ind.strict_yaml import Document, KeyPath, unknown_key
from bbic_ind.texts import Text

DATE_OPERATORS = (Operator.BEFORE, Operator.AFTER, Operator.ON_OR_BEFORE, Operator.ON_OR_AFTER)
NUMBER_OPERATORS = (Operator.AT_LEAST, Operator.AT_MOST, Operator.LESS_THAN, Operator.MORE_THAN)
_FLAGS = ("allow_missing", "if_available")


@dataclass
class ConditionParser(Pieces):
    """Parses the conditions of one file.

    ``match`` pairs the columns that join other tables where a definition names none.
    """

    match: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, document: Document, model: Model) -> "ConditionParser":
        """A parser of a file that joins tables by their subject, where the model has one."""
        key = model.subject.key if model.subject else None
        return cls(document, match=((key, key),) if key else ())

    def all_of(self, data: Any, at: KeyPath) -> All:
        """A list of conditions that must all hold."""
        return All(self._conditions(data, at), line=self.line(at))

    def condition(self, data: Any, at: KeyPath) -> Condition:
        """One mapping with one key: an operator that joins or relates, or a name to test."""
        if not isinstance(data, Mapping) or len(data) != 1:
            self.fault(at, ONE_KEY)
            return NOTHING_ASKED
        key, content = next(iter(data.items()))
        read = self._readers().get(key, self._test)
        return read(content, (*at, key))

    def _readers(self) -> Mapping[str, Callable[[Any, KeyPath], Condition]]:
        return {
            "all": self.all_of,
            "any": lambda data, at: AnyOf(self._conditions(data, at), line=self.line(at)),
            "not": lambda data, at: Not(self.condition(data, at), line=self.line(at)),
            "open_on": lambda data, at: OpenOn(self.day(data, at), line=self.line(at)),
            "overlaps": lambda data, at: Overlaps(self.span(data, at), line=self.line(at)),
            "lasts": self._lasts,
            "exists": lambda data, at: Exists(self.related(data, at), line=self.line(at)),
            "none": lambda data, at: Not(
                Exists(self.related(data, at), line=self.line(at)), line=self.line(at)
            ),
            "count": self._count,
        }

    def _conditions(self, data: Any, at: KeyPath) -> tuple[Condition, ...]:
        return tuple(self.condition(item, (*at, i)) for i, item in enumerate(self.items(data, at)))

    def _test(self, data: Any, at: KeyPath) -> Condition:
        name = self.name(at[-1], at)
        if not self.is_mapping(data, at):
            return NOTHING_ASKED
        flags = {flag: self.flag(data, flag, at) for flag in _FLAGS}
        asked = [key for key in data if key not in _FLAGS]
        known = [key for key in asked if key in (*Operator,)]
        for key in asked:
            if key not in known:
                self.fault((*at, key), unknown_key(str(key), [*Operator, *_FLAGS]))
        if not asked:
            self.fault(at, _NO_OPERATOR)
        line = self.line(at)
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
        return tests[0] if len(tests) == 1 else All(tests, line=line)

    def _operand(self, operator: Operator, data: Any, at: KeyPath) -> Operand:
        if operator is Operator.DURING:
            return self.span(data, at)
        if operator in DATE_OPERATORS:
            return self.day(data, at)
        if operator in NUMBER_OPERATORS:
            return self._number(data, at)
        if operator is Operator.MISSING:
            return self.boolean(data, at)
        if operator is Operator.ONE_OF:
            return tuple(self._word(item, (*at, i)) for i, item in enumerate(self.items(data, at)))
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
        if not self.is_mapping(data, at):
            return NOTHING_ASKED
        self.known_keys(data, at, (*NUMBER_OPERATORS, "within", "until"))
        asked = [key for key in data if key in NUMBER_OPERATORS]
        if len(asked) != 1:
            self.fault(at, _ONE_LENGTH)
            return NOTHING_ASKED
        within = self.span(data["within"], (*at, "within")) if "within" in data else None
        until = self.day(data["until"], (*at, "until")) if "until" in data else None
        length = self.duration(data[asked[0]], (*at, asked[0]))
        return Lasts(Operator(asked[0]), length, within, until, line=self.line(at))

    def _count(self, data: Any, at: KeyPath) -> Condition:
        if not self.is_mapping(data, at):
            return NOTHING_ASKED
        asked = [key for key in data if key in NUMBER_OPERATORS]
        if len(asked) != 1 or not isinstance(data[asked[0]], int):
            self.fault(at, _ONE_COUNT)
            return NOTHING_ASKED
        related = self.related({k: v for k, v in data.items() if k != asked[0]}, at)
        return CountTest(related, Operator(asked[0]), data[asked[0]], line=self.line(at))

    def related(self, data: Any, at: KeyPath, *, also: tuple[str, ...] = ()) -> Related:
        """The rows of another table: ``in``, ``where``, ``match``, ``if_available``."""
        if not self.is_mapping(data, at):
            return Related("", NOTHING_ASKED, ())
        self.known_keys(data, at, ("in", "where", "match", "if_available", *also))
        table = self.text(data, "in", at)
        where = self.all_of(data["where"], (*at, "where")) if "where" in data else NOTHING_ASKED
        match = self.match
        if "match" in data and self.is_mapping(data["match"], (*at, "match")):
            match = tuple((str(k), str(v)) for k, v in data["match"].items())
        available = self.flag(data, "if_available", at)
        return Related(table, where, match, available, line=self.line(at))


ONE_KEY = Text(
    "ett villkor ska ha precis en nyckel, till exempel ”- start: {during: period}”.",
    'a condition has exactly one key, for example "- start: {during: period}".',
)
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
