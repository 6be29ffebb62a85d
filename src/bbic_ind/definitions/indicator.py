"""An indicator as a frozen object: what it is called, what it rests on, what it computes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from bbic_ind.definitions.conditions import (
    NOTHING_ASKED,
    All,
    DateExpression,
    Name,
    Node,
    Value,
)
from bbic_ind.definitions.limits import Break, Limits
from bbic_ind.model import Titles
from bbic_ind.texts import Language, Text

Kind = Literal[
    "share",
    "ratio",
    "share_of_sum",
    "count",
    "distribution",
    "mean",
    "median",
    "max",
    "min",
    "yes_no",
]

RATIOS = ("ratio", "share_of_sum")
"""The kinds of two sums, each of terms; the second is shown in percent."""


@dataclass(frozen=True, slots=True)
class OnePer:
    """Keep, of the certain rows with the same ``column``, the one with the latest ``latest``."""

    column: str
    latest: Name


@dataclass(frozen=True, slots=True)
class Part:
    """One category, band or named group of a distribution: the rows where ``where`` holds."""

    id: str
    where: All


@dataclass(frozen=True, slots=True)
class Term(Node):
    """One addend of a ratio: the rows of ``table`` where ``where`` holds.

    Counted are the rows, or the distinct values of ``unit``, or the sum of ``of``.
    """

    table: str
    where: All
    of: str | None = None
    unit: str | None = None

    @property
    def computation(self) -> "Computation":
        """The addend as a count by itself, with ``value`` the column that is added up."""
        value = Name((self.of,)) if self.of is not None else None
        return Computation(self.table, unit=self.unit, numerator=self.where, value=value)


@dataclass(frozen=True, slots=True)
class Answers:
    """Where yes/no answers stand: the latest ``valid`` on or before ``on`` counts for each item.

    An empty ``valid`` holds for any day, but gives way to a dated answer.
    """

    question: str
    answer: str
    valid: str
    on: DateExpression
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Computation:
    """What is counted: of ``table``'s rows those in ``denominator``, of these ``numerator``.

    Which fields are used depends on the kind.  ``unit`` is a column whose distinct values
    are counted, or None for rows.  ``dated`` is the day a row is placed in the period by,
    used for ages.  ``lines`` tells where its keys stand, for messages.
    """

    table: str
    unit: str | None = None
    let: Mapping[str, Value] = field(default_factory=dict)
    denominator: All = NOTHING_ASKED
    one_per: OnePer | None = None
    numerator: All = NOTHING_ASKED
    parts: tuple[Part, ...] = ()
    rest: str | None = None
    value: Name | None = None
    numerator_terms: tuple[Term, ...] = ()
    denominator_terms: tuple[Term, ...] = ()
    answers: Answers | None = None
    dated: DateExpression | None = None
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of a ratio, of both its sides; none for other kinds."""
        return (*self.numerator_terms, *self.denominator_terms)

    @property
    def sides(self) -> tuple[tuple[str, Term], ...]:
        """The terms of a ratio, each with the side of it that it stands on."""
        above, below = self.numerator_terms, self.denominator_terms
        return (*(("numerator", t) for t in above), *(("denominator", t) for t in below))

    @property
    def gathered_by(self) -> tuple[Name, ...]:
        """The names that make several rows one: the unit, and of what and by what one is kept."""
        unit = (Name((self.unit,)),) if self.unit is not None else ()
        kept = (Name((self.one_per.column,)), self.one_per.latest) if self.one_per else ()
        return (*unit, *kept)

    @property
    def part_ids(self) -> tuple[str, ...]:
        """The parts that its figures have, classes or items; none for a plain one."""
        if self.answers is not None:
            return self.answers.items
        return (*(part.id for part in self.parts), *([self.rest] if self.rest else []))


@dataclass(frozen=True, slots=True)
class Variant:
    """Another reading of the same indicator, and why someone wants it."""

    name: str
    why: Titles
    computation: Computation


@dataclass(frozen=True, slots=True)
class Law:
    """A section of an act and the days it was in force."""

    section: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Example(Node):
    """A worked example: small tables and the figures they must give.

    ``expect`` is as written in the file: counts by name, ``parts`` and ``variants`` nested.
    """

    name: str
    period: str
    extracted: str | None
    tables: Mapping[str, tuple[Mapping[str, Any], ...]]
    without: tuple[str, ...]
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One definition file."""

    pack: str
    id: str
    title: Titles
    kind: Kind
    period: Literal["year", "snapshot"]
    computation: Computation
    area: int | None = None
    level: str | None = None
    measure: str | None = None
    low_is_good: bool | None = None
    source: Mapping[str, str] = field(default_factory=dict)
    law: tuple[Law, ...] = ()
    interpretation: Titles | None = None
    labels: Mapping[str, Titles] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    examples: tuple[Example, ...] = ()
    limits: Limits | None = None
    baseline: date | None = None
    breaks: tuple[Break, ...] = ()
    path: Path = Path()

    @property
    def computations(self) -> dict[str, Computation]:
        """The main reading under the empty name, then each variant under its own."""
        return {"": self.computation, **{v.name: v.computation for v in self.variants}}

    @property
    def names(self) -> frozenset[str]:
        """The names in the file that can have a label."""
        each = self.computations
        named = (name for one in each.values() for name in (*one.let, *one.part_ids))
        return frozenset((*named, *each)) - {""}

    def label(self, name: str) -> Text:
        """What a part or variant is called; its id with blanks where the file gives no label."""
        named = self.labels.get(name)
        return named.text if named is not None else Text(*[name.replace("_", " ")] * 2)

    def asked_for(self, variant: str, lang: Language) -> str:
        """A variant by the name it is asked for by, and what it is called if that is another."""
        called = self.label(variant)(lang)
        return variant if called == variant.replace("_", " ") else f"{variant} ({called})"
