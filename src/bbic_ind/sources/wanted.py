"""Which columns must be read so that the ones somebody wants can be given."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from bbic_ind.model import ColumnType, Model
from bbic_ind.sources.profile_shapes import LookupRule
from bbic_ind.sources.profiles import Named
from bbic_ind.sources.roles import subject_columns

Columns = Mapping[str, Collection[str]]
Column = tuple[str, str]
"""A table and one of its columns."""


def needed(
    wanted: Columns | None, model: Model, layouts: Iterable[Named]
) -> dict[str, frozenset[str]]:
    """For each table the columns to read; a table that is not there is not read.

    Beside those wanted: the id, the subject's id, the columns that date a row and the
    columns that look-ups build on.  When nothing is said, all but free text.
    """
    if wanted is None:
        return {name: _all_but_text(model, name) for name in model.tables}
    found: dict[str, set[str]] = {}
    links = _links(model, layouts)
    waiting = [*_asked_for(wanted, model), *_subject(model)]
    while waiting:
        table, column = waiting.pop()
        columns = found.setdefault(table, set())
        if not columns:
            waiting += [(table, own) for own in _always(model, table)]
        if column not in columns:
            columns.add(column)
            waiting += links.get((table, column), ())
    return {table: frozenset(columns) for table, columns in found.items()}


def _all_but_text(model: Model, name: str) -> frozenset[str]:
    return frozenset(
        column
        for column, shape in model.tables[name].columns.items()
        if shape.type is not ColumnType.TEXT or shape.required
    )


def _asked_for(wanted: Columns, model: Model) -> Iterable[Column]:
    for name, columns in wanted.items():
        if name in model.episodes:
            episodes = model.episodes[name]
            yield from ((table, episodes.by) for table in episodes.merge)
        else:
            yield from ((name, column) for column in (*columns, *_always(model, name)))


def _subject(model: Model) -> Iterable[Column]:
    if model.subject is not None:
        yield from (
            (model.subject.table, name) for name in model.tables[model.subject.table].columns
        )


def _always(model: Model, name: str) -> list[str]:
    table = model.tables[name]
    ids = ["id"] if "id" in table.columns else []
    return [*ids, *subject_columns(model, name), *table.dates]


def _links(model: Model, layouts: Iterable[Named]) -> dict[Column, list[Column]]:
    """For each column that look-ups can fill, the columns they build on."""
    links = dict(_of_model(model))
    for table, column, lookup in _of_profiles(layouts):
        own = (lookup.through, lookup.before, lookup.not_before)
        known = model.tables[table].columns
        links.setdefault((table, column), []).extend(
            [
                (lookup.table, lookup.column),
                (lookup.table, lookup.match),
                *((table, one) for one in own if one in known and one),
            ]
        )
    return links


def _of_model(model: Model) -> Iterator[tuple[Column, list[Column]]]:
    for name, table in model.tables.items():
        for column, shape in table.columns.items():
            if shape.lookup is not None:
                through = shape.lookup.through
                target = table.columns[through].refers_to or ""
                yield (name, column), [(name, through), (target, shape.lookup.column)]


def _of_profiles(layouts: Iterable[Named]) -> Iterator[tuple[str, str, LookupRule]]:
    """Every table and column that a profile looks up, and how."""
    sheets = (sheet for named in layouts for sheet in named.profile.sheets.values())
    for table, feed in (feed for sheet in sheets for feed in sheet.feeds.items()):
        for column, rule in feed.columns.items():
            yield from ((table, column, lookup) for lookup in rule.lookup)
