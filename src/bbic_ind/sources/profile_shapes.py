"""What a profile file may say: its frozen shapes."""

from typing import Annotated, Literal

from pydantic import Field

from bbic_ind.model import Titles
from bbic_ind.model.shapes import Shape

DateOrder = Literal["ymd", "dmy", "mdy", "ym"]


class LookupRule(Shape):
    """A value taken from the rows of another table that an id leads to.

    ``through`` is the heading, or else the own column, that holds the id; ``match`` the
    column of ``table`` that it names.  Of several rows the earliest date counts, else the
    first value; for the subject's key each row found gives a row of its own.  ``before``
    and ``not_before`` name a date column of the own row: what is found counts only if it
    lies before that date, or not before it.  ``means`` is the value to write instead.
    """

    through: str
    table: str
    column: str
    match: str = "id"
    before: str | None = None
    not_before: str | None = None
    means: str | None = None


class YearsRule(Shape):
    """Years passed, under a heading of ``from``, on the day under a heading of ``stated``.

    Without such a day they are counted back from the extraction date.
    """

    from_: tuple[str, ...] = Field(alias="from")
    stated: tuple[str, ...] = ()


class ColumnRule(Shape):
    """Where one column gets its values, in the order the keys are tried.

    The first heading of ``from`` that the sheet has feeds it.  ``pattern`` keeps the first
    group of a regular expression, and nothing where it does not match; ``each`` splits a
    cell into one row per part.  ``values`` translates texts; a text that means ``null``
    is known to say nothing.  ``empty_means`` fills empty cells of a heading that is there, and
    ``years_before`` reckons a date from years passed.  Then comes ``lookup``, the first
    that finds something, and last ``default``, also where the heading is missing.  What
    cannot be read, or is known to say nothing, stays missing.
    """

    from_: tuple[str, ...] = Field(default=(), alias="from")
    pattern: str | None = None
    each: str | None = None
    values: dict[str, str | None] = Field(default_factory=dict)
    dates: DateOrder | None = None
    constant: str | None = None
    empty_means: str | None = None
    years_before: YearsRule | None = None
    lookup: tuple[LookupRule, ...] = ()
    default: str | None = None


class RowRule(Shape):
    """Rows by the text of one heading; a cell that is empty is among no values."""

    heading: str
    values: tuple[str, ...]


class LeaveOut(Shape):
    """Rows not to use, with the reason that the report counts them under.

    Either by the text of a ``heading``, or by the subject's age in completed years on
    the day in the column ``on`` (the day the row opens, unless said): those ``over_age``.
    A table of events opens nothing and keeps its rows, since an event shares the fate of
    the span it follows up.
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

    ``names`` are name patterns (``lån*``) that settle a tie.
    """

    headings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    feeds: dict[str, Feed] = Field(default_factory=dict)


class Profile(Shape):
    """One profile file.

    ``extracted`` are the words that the extraction date stands after in the rows above a
    header.  ``dates`` is the order of dates that do not begin with the year.
    ``leave_out`` holds for every sheet that has the heading.
    """

    format: Annotated[int, Field(ge=1, le=1)]
    title: Titles | None = None
    note: Titles | None = None
    extends: str | None = None
    extracted: tuple[str, ...] = ()
    dates: DateOrder = "ymd"
    leave_out: tuple[LeaveOut, ...] = ()
    sheets: dict[str, SheetRule] = Field(default_factory=dict)
