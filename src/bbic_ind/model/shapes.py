"""What a table, a column and an episode are: frozen shapes of ``model.yaml``."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bbic_ind.strict_yaml import LENGTH
from bbic_ind.texts import Language, Text


class Shape(BaseModel):
    """A frozen piece of a YAML file in which every key must be known."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Titles(Shape):
    """A text written in both languages in a YAML file."""

    sv: str
    en: str

    def __call__(self, lang: Language) -> str:
        """Give the text in ``lang``."""
        return self.sv if lang == "sv" else self.en

    @property
    def text(self) -> Text:
        """The same as a :class:`~bbic_ind.texts.Text`."""
        return Text(self.sv, self.en)


class ColumnType(StrEnum):
    """What the values of a column are.

    ``end_date`` is a date that says when something ended; empty means that it has not
    happened up to the extraction date.
    """

    ID = "id"
    TEXT = "text"
    DATE = "date"
    END_DATE = "end_date"
    YES_NO = "yes_no"
    NUMBER = "number"
    CATEGORY = "category"

    @property
    def is_date(self) -> bool:
        """Whether the values are calendar days."""
        return self in (ColumnType.DATE, ColumnType.END_DATE)


class Lookup(Shape):
    """Where to find a value the export lacks: ``column`` of the row that ``through`` names."""

    through: str
    column: str


class Column(Shape):
    """One column: ``range`` bounds a number, ``refers_to`` names the table an id points at.

    ``label`` is what sentences call it, else they use its name, and ``labels`` what they
    call its values.
    """

    type: ColumnType
    description: Titles
    label: Titles | None = None
    labels: dict[str, Titles] = Field(default_factory=dict)
    required: bool = False
    values: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    refers_to: str | None = None
    lookup: Lookup | None = None
    range: tuple[float, float] | None = None


class Table(Shape):
    """One table: a row is a span (``opens``..``closes``) or an event (``happens``).

    ``label`` is what sentences call its rows (*loans*) and ``one`` a single one of them
    (*the loan*), else they use its name.
    """

    description: Titles
    label: Titles | None = None
    one: Titles | None = None
    columns: dict[str, Column]
    synonyms: tuple[str, ...] = ()
    opens: str | None = None
    closes: str | None = None
    happens: str | None = None

    @property
    def begins(self) -> str | None:
        """The column that dates the row: where its span opens, or when its event happened."""
        return self.opens or self.happens

    @property
    def ends(self) -> tuple[str, ...]:
        """The columns that open and close the row's span, as many as there are."""
        return tuple(name for name in (self.opens, self.closes) if name is not None)

    @property
    def dates(self) -> tuple[str, ...]:
        """The columns that tell when the row begins, ends or happened."""
        return (*self.ends, *([self.happens] if self.happens is not None else []))


class Episodes(Shape):
    """A table made by merging the spans of others that belong to the same ``by``.

    Two spans join when the next opens at the latest ``merge_within`` after the
    previous closed.  Its columns are ``by``, ``opens`` and ``closes``, called in
    sentences what ``labels`` says.
    """

    description: Titles
    label: Titles | None = None
    one: Titles | None = None
    labels: dict[str, Titles] = Field(default_factory=dict)
    merge: tuple[str, ...]
    by: str
    opens: str
    closes: str
    merge_within: Annotated[str, Field(pattern=LENGTH)] = "1 day"

    def as_table(self, refers_to: str | None) -> Table:
        """The table that definitions see; ``by`` points at ``refers_to``."""
        return Table(
            description=self.description,
            label=self.label,
            one=self.one,
            columns={
                self.by: self._column(self.by, ColumnType.ID, refers_to),
                self.opens: self._column(self.opens, ColumnType.DATE),
                self.closes: self._column(self.closes, ColumnType.END_DATE),
            },
            opens=self.opens,
            closes=self.closes,
        )

    def _column(self, name: str, kind: ColumnType, refers_to: str | None = None) -> Column:
        return Column(
            type=kind,
            description=self.description,
            label=self.labels.get(name),
            required=name != self.closes,
            refers_to=refers_to,
        )


class Subject(Shape):
    """Whom the figures are about: the table of persons and the column that names them elsewhere.

    ``born`` and ``sex`` are the columns a valid personal identity number can fill in;
    ``sex_values`` the words for female and male.
    """

    table: str
    key: str
    born: str | None = None
    sex: str | None = None
    sex_values: dict[Literal["female", "male"], str] = Field(default_factory=dict)


class Breakdown(Shape):
    """A way to group figures: a column of the subject, or bands of its age.

    ``bands`` maps a label to the inclusive first and last age in completed years; ``labels``
    tells what it is called in each language, where that differs.
    """

    title: Titles
    column: str
    bands: dict[str, tuple[int, int]] = Field(default_factory=dict)
    labels: dict[str, Titles] = Field(default_factory=dict)


class Model(Shape):
    """Every table a pack of definitions may use."""

    format: Annotated[int, Field(ge=1, le=1)]
    tables: dict[str, Table]
    subject: Subject | None = None
    episodes: dict[str, Episodes] = Field(default_factory=dict)
    breakdowns: dict[str, Breakdown] = Field(default_factory=dict)

    def table(self, name: str) -> Table | None:
        """The table or episode table called ``name``."""
        if name in self.episodes:
            episodes = self.episodes[name]
            return episodes.as_table(self.tables[episodes.merge[0]].columns[episodes.by].refers_to)
        return self.tables.get(name)

    @property
    def table_names(self) -> tuple[str, ...]:
        """Every table a definition can read, derived ones last."""
        return (*self.tables, *self.episodes)
