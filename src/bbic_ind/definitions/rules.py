"""Rules for the quality of the data: what breaks them, how grave that is, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bbic_ind.definitions.indicator import Computation
from bbic_ind.texts import Text


class Severity(StrEnum):
    """How grave a finding is, as the rules write it.

    What *blocks* keeps figures from being computed; an *error* is certainly wrong; a
    *warning* is probably wrong or a gap; a *note* is good to know.
    """

    BLOCKS = "hindrar"
    ERROR = "fel"
    WARNING = "varning"
    NOTE = "upplysning"

    @property
    def grade(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class RowTest:
    """The rows that certainly satisfy ``rows.denominator`` break the rule.

    ``columns`` are the cells to look at, the first one first.  With ``whole_rows`` it is
    the rows themselves that are in doubt, not the values of these cells.
    """

    rows: Computation
    columns: tuple[str, ...]
    whole_rows: bool = False


@dataclass(frozen=True, slots=True)
class Repeats:
    """Of the rows with the same values in ``same`` all but the first break the rule."""

    table: str
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """A month with fewer rows than ``below`` times the median month breaks the rule.

    ``dated`` is the column that places a row in a month.  Where the median month has
    fewer than ``median_at_least`` rows, chance alone could do it, and nothing is said.
    """

    table: str
    dated: str
    below: float
    median_at_least: int


@dataclass(frozen=True, slots=True)
class FromReading:
    """What the reading has already found, by the ids of its findings.

    With ``whole_rows`` it is the rows themselves that are doubted, not the cells found.
    """

    findings: tuple[str, ...]
    whole_rows: bool = False


@dataclass(frozen=True, slots=True)
class Lacking:
    """A table or column that an indicator cannot do without is not in the data."""


Test = RowTest | Repeats | Drop | FromReading | Lacking


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    ``title`` says what is wrong in general, ``message`` of one row, with the row's values
    in place of ``{column}``; ``action`` what to do about it.  The rule is for rows dated
    from ``first`` to ``last``.
    """

    id: str
    severity: Severity
    title: Text
    action: Text
    test: Test
    message: Text | None = None
    first: date | None = None
    last: date | None = None
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All rules by id; ``group_by`` is the column that work lists are divided by."""

    rules: Mapping[str, Rule]
    version: str = ""
    group_by: str = ""


def table_of(test: Test) -> str:
    """The table whose rows the test looks at; empty where it looks at none in particular."""
    match test:
        case RowTest(rows):
            return rows.table
        case Repeats(table) | Drop(table):
            return table
        case _:
            return ""


def as_computation(test: Test) -> Computation | None:
    """What the test reads, as a computation; None where it reads no table by itself."""
    match test:
        case RowTest(rows):
            return rows
        case Repeats(table) | Drop(table):
            return Computation(table)
        case _:
            return None


def columns_of(test: Test) -> tuple[str, ...]:
    """The columns of its own table that the test points at."""
    match test:
        case RowTest(_, columns):
            return columns
        case Repeats(_, same):
            return same
        case Drop(dated=dated):
            return (dated,)
        case _:
            return ()
