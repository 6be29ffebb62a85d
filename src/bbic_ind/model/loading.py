"""Load ``model.yaml``, and lay a pack's own tables over it."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bbic_ind.errors import DefinitionError, Fault
from bbic_ind.model.shapes import Column, ColumnType, Episodes, Model, Subject, Table
from bbic_ind.strict_yaml import Document, KeyPath, did_you_mean, read, validate
from bbic_ind.texts import Text

_RESERVED = ("this", "period", "day")


def load_model(path: Path) -> Model:
    """Load one model file; raises DefinitionError with every fault and its line."""
    return _model(read(path))


def load_models(paths: Sequence[Path]) -> Model:
    """Load several model files, later ones adding tables and columns to earlier ones.

    A later file need not repeat what an earlier one says of a table: new columns are
    enough, and they may refer to any table so far.  A column written again replaces the
    earlier one.
    """
    documents = iter([read(path) for path in paths])
    document = next(documents)
    model = _model(document)
    for extra in documents:
        document = Document(extra.path, _laid_over(document.data, extra.data), extra.lines)
        model = _model(document)
    return model


def _model(document: Document) -> Model:
    model = validate(document, Model)
    faults = [*_faults(document, model)]
    if faults:
        raise DefinitionError(faults)
    return model


_COLUMN = 4
"""How deep a column stands: ``tables``, the table, ``columns``, the column."""


def _laid_over(base: Any, extra: Any, depth: int = _COLUMN) -> Any:
    """Plain data with the keys of both; where both have one, what is further in is laid over."""
    if not depth or not isinstance(base, Mapping) or not isinstance(extra, Mapping):
        return extra
    both = {key: _laid_over(base[key], extra[key], depth - 1) for key in extra if key in base}
    return {**base, **extra, **both}


def _faults(document: Document, model: Model) -> Iterable[Fault]:
    for name, table in model.tables.items():
        at: KeyPath = ("tables", name)
        yield from _reserved(document, at, name)
        for role in ("opens", "closes", "happens"):
            yield from _day_faults(document, (*at, role), getattr(table, role), table)
        for column_name, column in table.columns.items():
            where = (*at, "columns", column_name)
            yield from _reserved(document, where, column_name)
            yield from _column_faults(document, where, column, table, model)
    for name, episodes in model.episodes.items():
        yield from _reserved(document, ("episodes", name), name)
        yield from _episode_faults(document, ("episodes", name), episodes, model)
    yield from _subject_faults(document, model)


def _column_faults(
    document: Document, at: KeyPath, column: Column, table: Table, model: Model
) -> Iterable[Fault]:
    if (column.type is ColumnType.CATEGORY) != bool(column.values):
        yield document.fault(
            at,
            Text(
                "värden (values) ska stå för en kategori och bara för den.",
                "values belong to a category, and every category needs them.",
            ),
        )
    if len(set(column.values)) < len(column.values):
        yield document.fault((*at, "values"), _TWICE)
    if column.range is not None and column.range[0] > column.range[1]:
        yield document.fault((*at, "range"), _REVERSED)
    for value in column.labels:
        if value not in column.values:
            yield _unknown(document, (*at, "labels", value), value, column.values)
    if column.refers_to is not None and column.refers_to not in model.tables:
        yield _unknown(document, (*at, "refers_to"), column.refers_to, model.tables)
    if column.lookup is not None:
        through = table.columns.get(column.lookup.through)
        target = model.tables.get(through.refers_to or "") if through else None
        if target is None:
            yield _unknown(document, (*at, "lookup"), column.lookup.through, table.columns)
        elif column.lookup.column not in target.columns:
            yield _unknown(document, (*at, "lookup"), column.lookup.column, target.columns)


def _episode_faults(
    document: Document, at: KeyPath, episodes: Episodes, model: Model
) -> Iterable[Fault]:
    if not episodes.merge:
        yield document.fault((*at, "merge"), _NOTHING_MERGED)
    for name in episodes.merge:
        table = model.tables.get(name)
        if table is None:
            yield _unknown(document, (*at, "merge"), name, model.tables)
        elif table.opens is None or table.closes is None:
            yield document.fault((*at, "merge"), _no_span(name))
        elif episodes.by not in table.columns:
            yield _unknown(document, (*at, "by"), episodes.by, table.columns)


def _subject_faults(document: Document, model: Model) -> Iterable[Fault]:
    """What is said of the subject, and of grouping by it, that its table does not bear out."""
    subject = model.subject
    if subject is None:
        if model.breakdowns:
            yield document.fault(("breakdowns",), _OF_NO_SUBJECT)
        return
    keys = {name for table in model.tables.values() for name in table.columns}
    if subject.key not in keys:
        yield _unknown(document, ("subject", "key"), subject.key, keys)
    table = model.tables.get(subject.table)
    if table is None:
        yield _unknown(document, ("subject", "table"), subject.table, model.tables)
        return
    yield from _day_faults(document, ("subject", "born"), subject.born, table)
    yield from _sex_faults(document, subject, table)
    for name, one in model.breakdowns.items():
        at = ("breakdowns", name, "column")
        if one.bands:
            yield from _day_faults(document, at, one.column, table)
        elif one.column not in table.columns:
            yield _unknown(document, at, one.column, table.columns)


def _sex_faults(document: Document, subject: Subject, table: Table) -> Iterable[Fault]:
    if subject.sex is None:
        return
    sex = table.columns.get(subject.sex)
    if sex is None:
        yield _unknown(document, ("subject", "sex"), subject.sex, table.columns)
        return
    for which, word in subject.sex_values.items():
        if sex.type is ColumnType.CATEGORY and word not in sex.values:
            yield _unknown(document, ("subject", "sex_values", which), word, sex.values)


def _day_faults(document: Document, at: KeyPath, name: str | None, table: Table) -> Iterable[Fault]:
    """What is wrong with the name of a column that must hold days."""
    if name is None:
        return
    if name not in table.columns:
        yield _unknown(document, at, name, table.columns)
    elif not table.columns[name].type.is_date:
        yield document.fault(at, _no_day(name, table.columns[name].type))


def _reserved(document: Document, at: KeyPath, name: str) -> Iterable[Fault]:
    if name in _RESERVED or name.startswith("_") or "." in name:
        yield document.fault(
            at,
            Text(f"namnet ”{name}” är upptaget.", f'the name "{name}" is reserved.'),
        )


def _unknown(document: Document, at: KeyPath, name: str, known: Iterable[str]) -> Fault:
    sv, en = did_you_mean(name, known)
    return document.fault(at, Text(f"”{name}” finns inte.{sv}", f'there is no "{name}".{en}'))


def _no_day(name: str, kind: ColumnType) -> Text:
    return Text(
        f"”{name}” är av typen {kind.value}; här behövs en dag.",
        f'"{name}" is of type {kind.value}; a day is needed here.',
    )


def _no_span(table: str) -> Text:
    return Text(
        f"{table} har ingen början och inget slut (opens och closes), så den kan inte fogas ihop.",
        f"{table} has no beginning and end (opens and closes), so it cannot be merged.",
    )


_NOTHING_MERGED = Text(
    "säg vilka tabeller som ska fogas ihop.", "say which tables are to be merged."
)
_TWICE = Text("samma värde står två gånger.", "the same value is there twice.")
_REVERSED = Text(
    "det minsta talet ska stå först och det största sist.",
    "the least number comes first, the greatest last.",
)
_OF_NO_SUBJECT = Text(
    "breakdowns delar upp det som subject säger att siffrorna handlar om, och subject saknas.",
    "breakdowns divide what subject says that the figures are about, and there is no subject.",
)
