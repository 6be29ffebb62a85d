"""What a profile file may say: its frozen shapes."""

from typing import Annotated, Literal

from pydantic import Field

from bbic_ind.model import Titles
from bbic_ind.model.shapes import Shape

DateOrder = Literal["ymd", "dmy", "mdy"]


class LookupRule(Shape):
    """A value taken from the row of another table that a heading's text names.

    ``before`` and ``not_before`` name a date column of the own row: the row found counts
    only if the date it gives lies before it, or not before it.  ``means`` is the value
    to write instead of the one found.
    """

    through: str
    table: str
    column: str
    match: str = "id"
    before: str | None = None
    not_before: str | None = None
    means: str | None = None


class ColumnRule(Shape):
    """Where one column gets its values, in the order the keys are tried.

    The first heading of ``from`` that the sheet has feeds it.  ``pattern`` keeps the first
    group of a regular expression, and nothing where it does not match; ``each`` splits a
    cell into one row per part.  ``values`` translates texts; a text that means ``null``
    says nothing.  ``empty_means`` fills empty cells of a heading that is there.  Then come
    ``lookup`` and last ``default``, which also holds where the heading is missing.
    """

    from_: tuple[str, ...] = Field(default=(), alias="from")
    pattern: str | None = None
    each: str | None = None
    values: dict[str, str | None] = Field(default_factory=dict)
    dates: DateOrder | None = None
    constant: str | None = None
    empty_means: str | None = None
    lookup: tuple[LookupRule, ...] = ()
    default: str | None = None


class RowRule(Shape):
    """Rows by the text of one heading; a cell that is empty is among no values."""

    heading: str
    values: tuple[str, ...]


class LeaveOut(Shape):
    """Rows not to use, with the reason that the report counts them under.

    Either by the text of a ``heading``, or by the subject's age in completed years on
    the day in the column ``on``: those ``over_age``.
    """

    reason: Titles
    heading: str | None = None
    values: tuple[str, ...] = ()
    over_age: int | None = None
    on: str | None = None


class Feed(Shape):
    """How one sheet feeds one table.

    ``only`` picks the rows that concern the table.  ``several_subjects`` says that one
    id may stand on several rows, one for each subject.
    """

    columns: dict[str, ColumnRule] = Field(default_factory=dict)
    only: tuple[RowRule, ...] = ()
    leave_out: tuple[LeaveOut, ...] = ()
    several_subjects: bool = False


class SheetRule(Shape):
    """One kind of sheet: the headings it must have and the tables it feeds, if any.

    ``names`` are name patterns (``utredning*``) that settle a tie.
    """

    headings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    feeds: dict[str, Feed] = Field(default_factory=dict)


class Profile(Shape):
    """One profile file."""

    format: Annotated[int, Field(ge=1, le=1)]
    title: Titles | None = None
    note: Titles | None = None
    extends: str | None = None
    extracted: tuple[str, ...] = ()
    dates: DateOrder = "ymd"
    sheets: dict[str, SheetRule] = Field(default_factory=dict)
