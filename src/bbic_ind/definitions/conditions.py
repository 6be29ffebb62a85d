"""The language of definitions as a tree of frozen nodes.

The same tree is checked, compiled, told in words and drawn as an attrition table.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bbic_ind.periods import Duration


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a definition with the line it was written on, which no comparison looks at."""

    line: int = field(default=0, compare=False, kw_only=True)


class Anchor(StrEnum):
    """The dates a run supplies."""

    START = "period.start"
    END = "period.end"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Name:
    """A column, a named value, or a column reached through a reference (``ref.column``).

    ``outer`` names belong to the row outside an ``exists`` (written ``this.column``).
    """

    path: tuple[str, ...]
    outer: bool = False

    def __str__(self) -> str:
        return ".".join((*(("this",) if self.outer else ()), *self.path))


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A day: a name, an anchor of the run or a fixed date, moved by durations in order."""

    base: Name | Anchor | date
    offsets: tuple[Duration, ...] = ()


class Operator(StrEnum):
    """What a column can be asked."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    MISSING = "missing"
    DURING = "during"
    BEFORE = "before"
    AFTER = "after"
    ON_OR_BEFORE = "on_or_before"
    ON_OR_AFTER = "on_or_after"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    MORE_THAN = "more_than"


@dataclass(frozen=True, slots=True)
class Span:
    """A closed span of days; ``during: period`` is the span of the run's period."""

    first: DateExpression
    last: DateExpression


PERIOD = Span(DateExpression(Anchor.START), DateExpression(Anchor.END))

Literal = str | float | bool
Operand = Literal | tuple[Literal, ...] | Name | DateExpression | Span
"""What a test compares with.

A word or number; the words of ``one_of``; a name (a number of this row, or anything of
the outer row); a day; or a span.
"""


@dataclass(frozen=True, slots=True)
class ColumnTest(Node):
    """One question to one name.

    ``allow_missing`` counts a missing value as satisfying the test; ``if_available``
    leaves the test out where its column is not in the data.
    """

    name: Name
    operator: Operator
    operand: Operand
    allow_missing: bool = False
    if_available: bool = False


@dataclass(frozen=True, slots=True)
class OpenOn(Node):
    """The row's span is open on the day: opened on or before it, not closed on or before it."""

    day: DateExpression


@dataclass(frozen=True, slots=True)
class Overlaps(Node):
    """The row's span shares a day with the other, both end days counted."""

    span: Span


@dataclass(frozen=True, slots=True)
class Lasts(Node):
    """The row's span is so long, both end days counted.

    ``within`` cuts the span to another first; ``until`` ends it there at the latest.
    ``more`` days are added to the duration when one asks what another limit would give.
    """

    operator: Operator
    duration: Duration
    within: Span | None = None
    until: DateExpression | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class All(Node):
    """Every condition holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Node):
    """At least one condition holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The condition does not hold."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class Related(Node):
    """The rows of another table that belong to this row.

    ``match`` pairs a column of that table with a column of this row.
    """

    table: str
    where: All
    match: tuple[tuple[str, str], ...]
    if_available: bool = False


@dataclass(frozen=True, slots=True)
class Exists(Node):
    """There is a related row; ``none`` is the same under ``Not``."""

    related: Related


@dataclass(frozen=True, slots=True)
class CountTest(Node):
    """The number of related rows compared with a whole number."""

    related: Related
    operator: Operator
    number: int


Condition = ColumnTest | OpenOn | Overlaps | Lasts | All | AnyOf | Not | Exists | CountTest


@dataclass(frozen=True, slots=True)
class Age(Node):
    """Completed years from ``born`` to ``on``."""

    born: DateExpression
    on: DateExpression


@dataclass(frozen=True, slots=True)
class Between(Node):
    """Days, or completed months, from ``first`` to ``last``; negative when it comes before."""

    unit: str
    first: DateExpression
    last: DateExpression


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """The earliest or the latest of several days."""

    latest: bool
    days: tuple[DateExpression, ...]


@dataclass(frozen=True, slots=True)
class Pick(Node):
    """The value of the first or last related row, ordered by ``by``."""

    last: bool
    related: Related
    by: str
    value: str


@dataclass(frozen=True, slots=True)
class CountOf(Node):
    """The number of related rows."""

    related: Related


@dataclass(frozen=True, slots=True)
class SumOf(Node):
    """The sum of a number column over the related rows."""

    related: Related
    of: str


Value = Age | Between | Extreme | Pick | CountOf | SumOf

NOTHING_ASKED = All(())
