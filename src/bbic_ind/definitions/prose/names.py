"""What names, days and values are called in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bbic_ind.definitions.conditions import (
    PERIOD,
    Anchor,
    DateExpression,
    Literal,
    Name,
    Span,
    Value,
)
from bbic_ind.definitions.naming import Scope
from bbic_ind.definitions.prose import words
from bbic_ind.model import ColumnType, Model, Titles
from bbic_ind.periods import Duration
from bbic_ind.texts import NBSP, NO, YES, Language, Text

_ANSWERS = {"ja": YES, "nej": NO, "True": YES, "False": NO}


@dataclass(frozen=True)
class Speaker:
    """Whoever tells a condition: what its names mean, and in which language.

    ``dates`` are the days of a run; without them sentences speak of *the period* alone.
    ``labels`` is what named values are called, else by their names.
    """

    scope: Scope
    lang: Language
    dates: Mapping[Anchor, date] = field(default_factory=dict)
    labels: Mapping[str, Titles] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        model: Model,
        table: str,
        lang: Language,
        let: Mapping[str, Value] | None = None,
        dates: Mapping[Anchor, date] | None = None,
        labels: Mapping[str, Titles] | None = None,
    ) -> "Speaker":
        """A speaker of conditions on a table's rows."""
        return cls(Scope(model, table, let or {}), lang, dates or {}, labels or {})

    def inside(self, table: str) -> "Speaker":
        """A speaker of conditions on related rows."""
        return replace(self, scope=self.scope.inside(table))

    def say(self, text: Text, **parts: object) -> str:
        """A sentence with its parts filled in."""
        return text(self.lang).format(**parts)

    def name(self, name: Name) -> str:
        """A column or named value; one of another row says whose it is."""
        if name.outer:
            outer = self._outer
            plain = outer.name(Name(name.path))
            told = len(name.path) > 1
            return plain if told else self.say(words.OF_ROW, name=plain, row=outer.one())
        if len(name.path) > 1:
            return self._reached(name)
        if name.path[0] in self.scope.let:
            label = self.labels.get(name.path[0])
            return label(self.lang) if label else spaced(name.path[0])
        return self.column(name.path[0])

    @property
    def _outer(self) -> "Speaker":
        outer = self.scope.outer
        return self if outer is None else replace(self, scope=outer)

    def _reached(self, name: Name) -> str:
        """A column behind a reference."""
        first = self.scope.shape.columns.get(name.path[0])
        there = replace(self, scope=Scope(self.scope.model, (first and first.refers_to) or ""))
        return self.say(words.OF_ROW, name=there.column(name.path[1]), row=there.one())

    def column(self, name: str) -> str:
        """What a column of the table is called."""
        column = self.scope.shape.columns.get(name)
        return column.label(self.lang) if column is not None and column.label else spaced(name)

    def rows(self) -> str:
        """What the table's rows are called."""
        label = self.scope.shape.label
        return label(self.lang) if label else spaced(self.scope.table)

    def one(self) -> str:
        """What a single row of the table is called."""
        one = self.scope.shape.one
        return one(self.lang) if one else self.say(words.A_ROW, table=spaced(self.scope.table))

    def time_open(self) -> str:
        """The time that a row of the table spans."""
        shape = self.scope.shape
        ends = {"opens": self.column(shape.opens or ""), "closes": self.column(shape.closes or "")}
        return self.say(words.TIME_OPEN, **ends)

    def anchor(self, anchor: Anchor, offsets: Sequence[Duration] = ()) -> str:
        """A day of the run, with its date where it is known."""
        told = words.ANCHORS[anchor](self.lang) + moved(offsets, self.lang)
        day = self.dates.get(anchor)
        if day is None:
            return told
        for offset in offsets:
            day = offset.after(day)
        return f"{told} ({day.isoformat()})"

    def day(self, day: DateExpression) -> str:
        """A day expression."""
        if isinstance(day.base, Anchor):
            return self.anchor(day.base, day.offsets)
        if isinstance(day.base, Name):
            return self.name(day.base) + moved(day.offsets, self.lang)
        return day.base.isoformat() + moved(day.offsets, self.lang)

    def span(self, span: Span) -> str:
        """*Within the period*, or from one day to another."""
        if span == PERIOD:
            return self.say(words.WITHIN_PERIOD, dates=self._period())
        return self.say(words.WITHIN, first=self.day(span.first), last=self.day(span.last))

    def _period(self) -> str:
        first, last = self.dates.get(Anchor.START), self.dates.get(Anchor.END)
        if first is None or last is None:
            return ""
        return f" ({first.isoformat()}–{last.isoformat()})"

    def literal(self, value: Literal, name: Name) -> str:
        """A word or number as written, and what the word is called in the reader's language."""
        kind = self.scope.type_of(name)
        if kind is ColumnType.YES_NO and str(value) in _ANSWERS:
            return _ANSWERS[str(value)](self.lang)
        column = self.scope.column_behind(name)
        label = column.labels.get(str(value)) if column is not None else None
        told, called = word(value, self.lang), label(self.lang) if label else ""
        return told if called in ("", spaced(str(value))) else f"{told} ({called})"


def spaced(name: str) -> str:
    """A name as it is read: blanks for underscores."""
    return name.replace("_", " ")


def word(value: Literal, lang: Language) -> str:
    """A word of the data, or a number as the language writes it.

    >>> word("in_time", "sv"), word("in_time", "en"), word(18.0, "sv"), word(0.5, "sv")
    ('in time', '"in time"', '18', '0,5')
    """
    if isinstance(value, bool):
        return (YES if value else NO)(lang)
    if isinstance(value, str):
        return spaced(value) if lang == "sv" else f'"{spaced(value)}"'
    text = str(int(value)) if float(value).is_integer() else str(value)
    return text.replace(".", ",") if lang == "sv" else text


def duration(length: Duration, lang: Language) -> str:
    """A length of time: ``6 månader``, ``1 day``."""
    one, many = words.UNITS[length.unit]
    unit = one if abs(length.count) == 1 else many
    return f"{abs(length.count)}{NBSP}{unit(lang)}"


def moved(offsets: Sequence[Duration], lang: Language) -> str:
    """By how much a day is moved: `` + 14 dagar − 1 månad``."""
    signs = ((" + " if offset.count >= 0 else " − ", offset) for offset in offsets)
    return "".join(sign + duration(offset, lang) for sign, offset in signs)


def enumerated(items: Sequence[str], conjunction: Text, lang: Language) -> str:
    """The items with commas, and a word before the last.

    >>> enumerated(["a", "b", "c"], words.OR, "en")
    'a, b or c'
    """
    *first, last = items
    return f"{', '.join(first)} {conjunction(lang)} {last}" if first else last
