"""Whether the rows of the canonical tables agree with themselves and each other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import polars as pl

from bbic_ind.model import ADDRESS, SOURCE, Finding, Model, Table
from bbic_ind.periods import OPEN
from bbic_ind.sources import messages, row_messages
from bbic_ind.sources.mapping import Mapped
from bbic_ind.sources.messages import Where
from bbic_ind.sources.subjects import names_subject

Tables = Mapping[str, pl.DataFrame]


def cells(
    frame: pl.DataFrame, name: str, mapped: Sequence[Mapped], mask: pl.Expr
) -> Iterable[Where]:
    """The cells of a column where the mask is true, one lot for each sheet."""
    rows = frame.lazy().filter(mask).select(SOURCE, ADDRESS).drop_nulls().collect()
    for (source,), lot in rows.group_by(SOURCE, maintain_order=True):
        yield mapped[int(str(source))].where(name, lot[ADDRESS])


def said_of(
    frame: pl.DataFrame,
    name: str,
    mapped: Sequence[Mapped],
    mask: pl.Expr,
    message: Callable[[Where], Finding],
) -> list[Finding]:
    """A finding for each sheet that has such rows."""
    return [message(where) for where in cells(frame, name, mapped, mask)]


def without_repeats(
    frame: pl.DataFrame, table: Table, mapped: Sequence[Mapped], subjects: Sequence[str]
) -> tuple[pl.DataFrame, list[Finding]]:
    """The rows with exact repeats counted once; rows that share only an id are kept."""
    if "id" not in frame.columns:
        return frame, []
    several = any(one.target.feed.several_subjects for one in mapped if one.target.table is table)
    key = ["id", *(name for name in subjects if several and name != "id" and name in frame.columns)]
    shared = frame.select(
        pl.struct(key).is_duplicated() if len(key) > 1 else pl.col("id").is_duplicated()
    )
    if not shared.to_series().any():
        return frame, []
    values = [c for c in frame.columns if c not in (SOURCE, ADDRESS)]
    again = pl.col("id").is_not_null() & ~pl.struct(values).is_first_distinct()
    findings = said_of(frame, "id", mapped, again, row_messages.repeated)
    kept = frame.filter(~again)
    same = pl.col("id").is_not_null() & pl.struct(key).is_duplicated()
    return kept, findings + said_of(kept, "id", mapped, same, row_messages.conflicting)


def ends_in_order(
    frame: pl.DataFrame, table: Table, mapped: Sequence[Mapped]
) -> tuple[pl.DataFrame, list[Finding]]:
    """The rows with the ends that come before their start made unknown."""
    start, end = table.opens, table.closes
    if start not in frame.columns or end not in frame.columns or start is None or end is None:
        return frame, []
    reversed_ = (pl.col(end) < pl.col(start)).fill_null(False)
    findings = said_of(
        frame, end, mapped, reversed_, lambda where: row_messages.ends_before_start(where, start)
    )
    if findings:
        frame = frame.with_columns(pl.when(~reversed_).then(end).alias(end))
    return frame, findings


def doubts(
    tables: Tables, mapped: Sequence[Mapped], model: Model, extracted: date
) -> Iterable[Finding]:
    """Everything else that does not agree; nothing is changed."""
    for name, frame in tables.items():
        table = model.tables[name]
        yield from _empty_required(frame, table, mapped)
        yield from _dangling(name, frame, tables, mapped, model)
        yield from _after(frame, table, mapped, extracted)
        yield from _before_birth(name, frame, tables, mapped, model)


def _empty_required(
    frame: pl.DataFrame, table: Table, mapped: Sequence[Mapped]
) -> Iterable[Finding]:
    for name, column in table.columns.items():
        if column.required and name in frame.columns and frame[name].null_count():
            yield from said_of(
                frame, name, mapped, pl.col(name).is_null(), row_messages.empty_required
            )


def _dangling(
    name: str, frame: pl.DataFrame, tables: Tables, mapped: Sequence[Mapped], model: Model
) -> Iterable[Finding]:
    for column, shape in model.tables[name].columns.items():
        target = tables.get(shape.refers_to or "")
        if target is None or column not in frame.columns or names_subject(model, name, column):
            continue
        if "id" not in target.columns:
            continue
        rows = frame.drop_nulls(column).join(target, left_on=column, right_on="id", how="anti")
        table = str(shape.refers_to)
        for where in cells(rows, column, mapped, pl.lit(True)):
            yield messages.dangling(where, table)


def _after(
    frame: pl.DataFrame, table: Table, mapped: Sequence[Mapped], extracted: date
) -> Iterable[Finding]:
    begins = table.begins
    for name, column in table.columns.items():
        if not column.type.is_date or name not in frame.columns:
            continue
        late = (pl.col(name) > extracted) & (pl.col(name) != OPEN)
        for where in cells(frame, name, mapped, late):
            total = frame.height if len(mapped) == 1 else _rows_of(frame, mapped, where)
            if name == begins and len(where.rows) == total:
                yield row_messages.all_after_extraction(where, extracted)
            else:
                yield row_messages.after_extraction(where, extracted)


def _rows_of(frame: pl.DataFrame, mapped: Sequence[Mapped], where: Where) -> int:
    source = next(
        one.target.number
        for one in mapped
        if one.read.place == where.place and one.table == where.table
    )
    return frame.filter(pl.col(SOURCE) == source).height


def _before_birth(
    name: str, frame: pl.DataFrame, tables: Tables, mapped: Sequence[Mapped], model: Model
) -> Iterable[Finding]:
    subject, begins = model.subject, model.tables[name].begins
    people = tables.get(subject.table) if subject is not None else None
    if people is None or subject is None or subject.born not in people.columns:
        return
    links = [c for c in frame.columns if names_subject(model, name, c)]
    if begins not in frame.columns or begins is None or not links or subject.born is None:
        return
    born = subject.born
    births = people.select(pl.col("id"), pl.col(born).alias("_born")).unique("id")
    joined = frame.select(SOURCE, ADDRESS, begins, links[0]).join(
        births, left_on=links[0], right_on="id", how="left"
    )
    early = (pl.col(begins) < pl.col("_born")).fill_null(False)
    yield from said_of(
        joined, begins, mapped, early, lambda where: row_messages.before_birth(where, born)
    )
