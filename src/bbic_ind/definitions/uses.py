"""Which tables and columns an indicator reads, so that no others need be read or worried about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bbic_ind.definitions.conditions import (
    ColumnTest,
    Condition,
    DateExpression,
    Lasts,
    Name,
    OpenOn,
    Operator,
    Overlaps,
    Pick,
    Related,
    SumOf,
    Value,
)
from bbic_ind.definitions.indicator import Computation, Indicator
from bbic_ind.definitions.walking import names_of, outer_names, related_below, related_of, same_row
from bbic_ind.model import Model

Use = tuple[str, str]
"""A table and one of its columns."""


def uses(indicator: Indicator, model: Model) -> frozenset[Use]:
    """Every column that any reading of the indicator touches, variants included.

    For a table of episodes they are the columns of the tables it is merged from.
    """
    computations = indicator.computations.values()
    return frozenset(use for one in computations for use in computation_uses(one, model))


def with_looked_up(used: frozenset[Use], model: Model) -> frozenset[Use]:
    """The columns, and the links through which the model looks some of them up."""
    asked = ((table, model.tables[table].columns.get(name)) for table, name in used)
    return used | {(table, c.lookup.through) for table, c in asked if c and c.lookup}


def tables(indicator: Indicator) -> set[str]:
    """Every table, of episodes too, whose rows any reading of the indicator looks at."""
    computations = indicator.computations.values()
    return set[str]().union(*(computation_tables(one) for one in computations))


def computation_tables(computation: Computation) -> set[str]:
    """Every table, of episodes too, whose rows one computation looks at."""
    related = {one.table for one in _related(computation)}
    return {computation.table, *(term.table for term in computation.terms), *related}


def counting_uses(computation: Computation, model: Model) -> Iterator[Use]:
    """The required columns by which rows are of one unit, or belong to a row that is counted.

    Other columns may rightly be empty.
    """
    own = computation.table
    units = [(own, computation.unit), *((term.table, term.unit) for term in computation.terms)]
    if computation.one_per is not None:
        units.append((own, computation.one_per.column))
    tied = [(one.table, theirs) for one in _related(computation) for theirs, _ in one.match]
    for table, name in (*units, *tied):
        if name and table in model.tables and model.tables[table].columns[name].required:
            yield table, name


def computation_uses(computation: Computation, model: Model) -> Iterator[Use]:
    """Every column that one computation touches."""
    for term in computation.terms:
        inside = _View(model, term.table)
        yield from inside.row()
        yield from inside.node(term.where)
        yield from inside.columns(name for name in (term.of, term.unit) if name)
    if computation.table:
        yield from _rows(computation, _View(model, computation.table, frozenset(computation.let)))


def _related(computation: Computation) -> Iterator[Related]:
    """All related rows that a computation asks for."""
    for tree in (*trees(computation), *(term.where for term in computation.terms)):
        yield from related_below(tree)


def trees(computation: Computation) -> Iterator[Condition | Value]:
    """What a computation asks of the rows of its table, and the values it names there."""
    yield from (computation.denominator, computation.numerator)
    yield from (part.where for part in computation.parts)
    yield from computation.let.values()


def presumed_uses(computation: Computation, model: Model) -> Iterator[Use]:
    """The columns where a value that is not there leaves no doubt, though any may be right.

    They are asked whether they are missing, or may be so; rows belong together by them; or
    they choose one row among several.
    """
    for term in computation.terms:
        yield from presumed_uses(term.computation, model)
    view = _View(model, computation.table, frozenset(computation.let))
    yield from view.spans()
    yield from view.columns([computation.unit] if computation.unit else [])
    if (one_per := computation.one_per) is not None:
        yield from view.columns([one_per.column])
        yield from view.name(one_per.latest)
        for chosen in (computation.denominator, *computation.let.values()):
            yield from view.node(chosen)
    if (answers := computation.answers) is not None:
        yield from view.columns((answers.question, answers.valid))
    for tree in trees(computation):
        yield from view.presumed(tree, computation.let)


def condition_uses(condition: Condition, computation: Computation, model: Model) -> Iterator[Use]:
    """Every column that one condition on the rows of a computation touches."""
    yield from _View(model, computation.table, frozenset(computation.let)).node(condition)


def asked_uses(computation: Computation, model: Model) -> Iterator[Use]:
    """The columns of other rows that a computation asks each of its own rows about."""
    own = computation.table
    yield from (use for use in computation_uses(computation, model) if use[0] != own)
    view = _View(model, own, frozenset(computation.let))
    for tree in trees(computation):
        for part in same_row(tree):
            yield from view.asked(part)


def _rows(computation: Computation, view: "_View") -> Iterator[Use]:
    yield from view.row()
    for tree in trees(computation):
        yield from view.node(tree)
    names = [*computation.gathered_by, *([computation.value] if computation.value else [])]
    if isinstance(computation.dated, DateExpression) and isinstance(computation.dated.base, Name):
        names.append(computation.dated.base)
    for name in names:
        yield from view.name(name)
    if (answers := computation.answers) is not None:
        yield from view.columns((answers.question, answers.answer, answers.valid))


@dataclass(frozen=True, slots=True)
class _View:
    """One table as the conditions on its rows see it."""

    model: Model
    table: str
    let: frozenset[str] = frozenset()

    def columns(self, names: Iterable[str]) -> Iterator[Use]:
        """Columns of the table, or what its episodes are made of."""
        episodes = self.model.episodes.get(self.table)
        if episodes is None:
            yield from ((self.table, name) for name in names)
            return
        for merged in episodes.merge:
            spans = (episodes.by, *self.model.tables[merged].ends)
            yield from ((merged, column) for column in spans)

    def row(self) -> Iterator[Use]:
        """The column that dates the table's rows."""
        table = self.model.table(self.table)
        yield from self.columns([table.begins] if table is not None and table.begins else [])

    def span(self) -> Iterator[Use]:
        """The columns that open and close the row."""
        table = self.model.table(self.table)
        yield from self.columns(table.ends if table is not None else ())

    def name(self, name: Name) -> Iterator[Use]:
        """The column a name leads to, and the reference it goes through."""
        if len(name.path) == 1 and name.path[0] in self.let:
            return
        yield from self.columns(name.path[:1])
        table = self.model.table(self.table)
        column = table.columns.get(name.path[0]) if table is not None else None
        if len(name.path) > 1 and column is not None and column.refers_to is not None:
            yield from _View(self.model, column.refers_to).columns(name.path[1:])

    def node(self, node: Condition | Value) -> Iterator[Use]:
        """Everything a tree touches, in this table and in those it looks into."""
        for part in same_row(node):
            if isinstance(part, OpenOn | Overlaps | Lasts):
                yield from self.span()
            for name in names_of(part):
                if not name.outer:
                    yield from self.name(name)
            yield from self.related(part)

    def related(self, node: Condition | Value) -> Iterator[Use]:
        """What a node asks of related rows, and of this row for their sake."""
        related = related_of(node)
        if related is None:
            return
        yield from self.asked(node)
        yield from self.columns(own for _, own in related.match)
        for name in outer_names(related.where):
            yield from self.name(Name(name.path))

    def asked(self, node: Condition | Value) -> Iterator[Use]:
        """What a node asks of related rows."""
        related = related_of(node)
        if related is None:
            return
        inside = _View(self.model, related.table)
        yield from inside.row()
        yield from inside.columns(theirs for theirs, _ in related.match)
        yield from inside.node(related.where)
        if isinstance(node, Pick):
            yield from inside.columns((node.by, node.value))
        if isinstance(node, SumOf):
            yield from inside.columns((node.of,))

    def spans(self) -> Iterator[Use]:
        """What gathers rows into the table's episodes."""
        if self.table in self.model.episodes:
            yield from self.columns([])

    def presumed(self, node: Condition | Value, let: Mapping[str, Value]) -> Iterator[Use]:
        """What a tree relates rows by, and what it takes the lack of for an answer."""
        for part in same_row(node):
            if isinstance(part, ColumnTest) and _is_answered_by_lack(part):
                named = let.get(part.name.path[0])
                yield from self.name(part.name) if named is None else self.node(named)
            if (related := related_of(part)) is not None:
                inside = _View(self.model, related.table)
                yield from inside.columns(theirs for theirs, _ in related.match)
                yield from self.columns(own for _, own in related.match)
                yield from inside.spans()
                yield from inside.columns([part.value] if isinstance(part, Pick) else [])
                yield from inside.presumed(related.where, {})


def _is_answered_by_lack(test: ColumnTest) -> bool:
    return test.allow_missing or test.operator is Operator.MISSING
