"""What following a case finds: verdicts, the values seen and the cells they stand in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bbic_ind.definitions.conditions import Condition, Name

MOST_RELATED = 10


class Verdict(StrEnum):
    """What a condition says of one row."""

    YES = "yes"
    NO = "no"
    MISSING = "missing"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a value stands: a column of a table, in a row of a source; None where unknown."""

    table: str
    column: str
    source: int | None
    row: int | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A value that a condition looks at; None where none is known.

    ``open`` says that it is the end of something that had not ended, ``absent`` that there
    is nothing it could be the value of, ``hidden`` that it would tell who a subject is.
    """

    name: Name
    value: date | float | str | bool | None
    open: bool = False
    absent: bool = False
    hidden: bool = False
    cell: Cell | None = None


Span = tuple[str, str | None, int | None, int | None]
"""A span of an episode: its table, its own id, its source and its row there."""


@dataclass(frozen=True, slots=True)
class TracedRow:
    """A related row: its own id, where it stands, and what its conditions say.

    An episode has ``spans`` instead of an id and a place.
    """

    table: str
    id: str | None
    source: int | None
    row: int | None
    verdict: Verdict
    conditions: tuple["Traced", ...]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """A condition with its verdict, what it looked at, and what it is made of.

    ``days`` are the days of its limits, in the order of the definition, None where one is
    not known.  ``related`` are the rows that may be related, those that come nearest
    first, at most :data:`MOST_RELATED` of ``candidates``.
    """

    condition: Condition
    verdict: Verdict
    seen: tuple[Seen, ...] = ()
    days: tuple[date | None, ...] = ()
    below: tuple["Traced", ...] = ()
    related: tuple[TracedRow, ...] = ()
    candidates: int = 0


@dataclass(frozen=True, slots=True)
class TracedCase:
    """One row followed through a computation.

    ``displaced`` says that another row of the same one was taken instead of it.
    ``numerators`` has one condition for each part, ``spans`` one span for each that an
    episode is made of.
    """

    id: str | None
    source: int | None
    row: int | None
    denominator: Traced
    numerators: tuple[tuple[str, Traced], ...]
    displaced: bool
    spans: tuple[Span, ...] = ()
