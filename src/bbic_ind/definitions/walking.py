"""Walk a tree of conditions: which names, related rows and columns it touches."""

from collections.abc import Iterator

from bbic_ind.definitions.conditions import (
    Age,
    All,
    AnyOf,
    Between,
    ColumnTest,
    Condition,
    CountOf,
    CountTest,
    DateExpression,
    Exists,
    Extreme,
    Lasts,
    Name,
    Not,
    OpenOn,
    Overlaps,
    Pick,
    Related,
    Span,
    SumOf,
    Value,
)

Node = Condition | Value


def children(node: Node) -> tuple[Condition, ...]:
    """The conditions directly below a node, within the same row."""
    match node:
        case All(conditions) | AnyOf(conditions):
            return conditions
        case Not(condition):
            return (condition,)
        case _:
            return ()


def same_row(node: Node) -> Iterator[Node]:
    """The node and every node below it that speaks of the same row."""
    yield node
    for child in children(node):
        yield from same_row(child)


def related_of(node: Node) -> Related | None:
    """The related rows a node asks for, if it does."""
    match node:
        case Exists(related) | CountTest(related=related) | CountOf(related):
            return related
        case Pick(related=related) | SumOf(related=related):
            return related
        case _:
            return None


def related_below(node: Node) -> Iterator[Related]:
    """All related rows that a tree asks for, those of related rows too."""
    for part in same_row(node):
        if (related := related_of(part)) is not None:
            yield related
            yield from related_below(related.where)


def days_of(node: Node) -> tuple[DateExpression, ...]:
    """The day expressions in a node itself."""
    match node:
        case ColumnTest(operand=DateExpression() as day):
            return (day,)
        case ColumnTest(operand=Span(first, last)) | Overlaps(Span(first, last)):
            return (first, last)
        case OpenOn(day):
            return (day,)
        case Lasts(within=within, until=until):
            span = (within.first, within.last) if within else ()
            return (*span, *((until,) if until else ()))
        case Age(first, last) | Between(first=first, last=last):
            return (first, last)
        case Extreme(days=days):
            return days
        case _:
            return ()


def names_of(node: Node) -> Iterator[Name]:
    """The names in a node itself, not those below it."""
    if isinstance(node, ColumnTest):
        yield node.name
        if isinstance(node.operand, Name):
            yield node.operand
    for day in days_of(node):
        if isinstance(day.base, Name):
            yield day.base


def own_names(node: Node) -> set[Name]:
    """Every name of the row itself in a tree, those that related rows ask of it included."""
    found = set()
    for part in same_row(node):
        found |= {name for name in names_of(part) if not name.outer}
        if (related := related_of(part)) is not None:
            found |= {Name(name.path) for name in outer_names(related.where)}
            found |= set(_matched_names(related))
    return found


def _matched_names(related: Related) -> Iterator[Name]:
    """The columns of this row that related rows equal, and what is asked of them there."""
    inside = own_names(related.where)
    for own, ours in related.match:
        yield Name((ours,))
        yield from (Name((ours, *name.path[1:])) for name in inside if name.path[0] == own)


def outer_names(where: Condition) -> set[Name]:
    """Every ``this.`` name in the conditions on a related row."""
    return {name for part in same_row(where) for name in names_of(part) if name.outer}
