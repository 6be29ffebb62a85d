"""What names mean in a definition: which column or named value, and of what type."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from bbic_ind.definitions.conditions import Extreme, Name, Pick, Value
from bbic_ind.model import Column, ColumnType, Model, Table, Titles
from bbic_ind.strict_yaml import did_you_mean
from bbic_ind.texts import Text


@dataclass(frozen=True)
class Unknown:
    """Why a name means nothing here."""

    message: Text


@dataclass(frozen=True)
class Scope:
    """The names that conditions on a table's rows can use."""

    model: Model
    table: str
    let: Mapping[str, Value] = field(default_factory=dict)
    outer: "Scope | None" = None
    later: Collection[str] = ()

    @property
    def shape(self) -> Table:
        """The table, which the model must have."""
        found = self.model.table(self.table)
        return found if found is not None else Table(description=_NOTHING, columns={})

    def inside(self, table: str) -> "Scope":
        """The scope of a related table's rows."""
        return Scope(self.model, table, outer=self)

    def before(self, place: int) -> "Scope":
        """The scope of a named value, which can only use those written above it."""
        names = [*self.let]
        above = {name: self.let[name] for name in names[:place]}
        return Scope(self.model, self.table, above, later=names[place:])

    def type_of(self, name: Name) -> ColumnType | Unknown:
        """The type of what a name stands for."""
        if name.outer:
            if self.outer is None:
                return Unknown(_NO_OUTER)
            return self.outer.type_of(Name(name.path))
        if name.path[0] in self.let and len(name.path) == 1:
            return self._type_of_value(self.let[name.path[0]])
        found = self.column(name)
        return found if isinstance(found, Unknown) else found.type

    def column(self, name: Name) -> Column | Unknown:
        """The column a name ends at, through at most one reference."""
        first = self.shape.columns.get(name.path[0])
        if first is None:
            return Unknown(_no_column(name.path[0], self))
        if len(name.path) == 1:
            return first
        target = self.model.tables.get(first.refers_to or "")
        if target is None or len(name.path) > 2:  # noqa: PLR2004 - one reference, one column
            return Unknown(_no_reference(name))
        last = target.columns.get(name.path[1])
        if last is None:
            return Unknown(_no_column(name.path[1], Scope(self.model, first.refers_to or "")))
        return last

    def words_of(self, name: Name) -> tuple[str, ...]:
        """The values a category may have; empty for anything else."""
        column = self.column_behind(name)
        return column.values if column is not None else ()

    def column_behind(self, name: Name) -> Column | None:
        """The column whose values a name has: its own, or the one a related row's comes from."""
        if name.outer:
            return self.outer.column_behind(Name(name.path)) if self.outer else None
        value = self.let.get(name.path[0])
        if isinstance(value, Pick):
            return self.inside(value.related.table).column_behind(Name((value.value,)))
        found = self.column(name)
        return None if isinstance(found, Unknown) else found

    def known(self) -> Iterator[str]:
        """Every name that can be written here."""
        yield from self.let
        yield from self.shape.columns

    def _type_of_value(self, value: Value) -> ColumnType | Unknown:
        match value:
            case Extreme():
                return ColumnType.DATE
            case Pick(related=related, value=column):
                return self.inside(related.table).type_of(Name((column,)))
            case _:
                return ColumnType.NUMBER


def no_table(name: str, model: Model) -> Text:
    """Say that the model has no such table."""
    sv, en = did_you_mean(name, model.table_names)
    return Text(f"tabellen ”{name}” finns inte.{sv}", f'there is no table "{name}".{en}')


def _no_column(name: str, scope: Scope) -> Text:
    if name in scope.later:
        return Text(
            f"”{name}” kan bara användas längre ned under let än där det står.",
            f'"{name}" can only be used further down under let than where it stands.',
        )
    outer = scope.outer.known() if scope.outer else ()
    near = did_you_mean(name, scope.known())
    sv, en = did_you_mean(f"this.{name}", [f"this.{name}"]) if name in outer else near
    return Text(
        f"”{name}” finns inte i {scope.table} eller under let.{sv}",
        f'there is no "{name}" in {scope.table} or under let.{en}',
    )


def _no_reference(name: Name) -> Text:
    return Text(
        f"”{name}”: bara kolumnen i en tabell som {name.path[0]} pekar på kan nås så.",
        f'"{name}": only a column of the table that {name.path[0]} refers to can be reached so.',
    )


_NO_OUTER = Text(
    "”this.” gäller bara i where, om raden utanför.",
    '"this." only stands in a where, for the row outside.',
)
_NOTHING = Titles(sv="", en="")
