"""Whether the rows of the canonical tables agree with themselves and each other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from bbic_ind.model import ADDRESS, SOURCE, Finding, Model, Table
from bbic_ind.periods import OPEN
from bbic_ind.sources import row_messages
from bbic_ind.sources.mapping import BORN, Mapped
from bbic_ind.sources.messages import Where
from bbic_ind.sources.parsing import all_differ
from bbic_ind.sources.roles import names_subject, subject_columns

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Rows:
    """The rows of one table and the sheets they came from."""

    name: str
    frame: pl.DataFrame
    model: Model
    mapped: Sequence[Mapped]

    @property
    def table(self) -> Table:
        """The table in the model."""
        return self.model.tables[self.name]

    def has(self, *names: str | None) -> bool:
        """Whether the frame has all of these columns."""
        return all(name is not None and name in self.frame.columns for name in names)

    def where(self, column: str, mask: pl.Expr) -> list[Where]:
        """The cells of a column where the mask is true, one lot for each sheet."""
        found = self.frame.lazy().filter(mask).select(SOURCE, ADDRESS).drop_nulls().collect()
        return [
            self.mapped[int(str(source))].where(column, lot[ADDRESS])
            for (source,), lot in found.group_by(SOURCE, maintain_order=True)
        ]

    def untold(self, where: Where) -> Where:
        """The cells without those that a finding already says could not be read."""
        told = [
            found.rows
            for found in self.mapped[where.source].findings
            if found.column == where.column and found.rows is not None
        ]
        return replace(where, rows=where.rows.filter(~where.rows.is_in(_joined(told).implode())))

    def findings(
        self, column: str, mask: pl.Expr, message: Callable[[Where], Finding]
    ) -> list[Finding]:
        """A finding for each sheet that has such cells."""
        return [message(where) for where in self.where(column, mask)]


def _joined(rows: Sequence[pl.Series]) -> pl.Series:
    return pl.concat([pl.Series(dtype=pl.UInt32), *rows])


def without_repeats(rows: Rows) -> tuple[pl.DataFrame, list[Finding]]:
    """The rows with exact repeats counted once; rows that share only an id are kept."""
    frame = rows.frame
    if not rows.has("id") or all_differ(frame["id"].drop_nulls()):
        return frame, []
    known = pl.col("id").is_not_null()
    values = pl.struct(pl.exclude(SOURCE, ADDRESS))
    again = known & ~values.is_first_distinct()
    findings = rows.findings("id", again, row_messages.repeated)
    kept = frame.filter(~again)
    shared = known & (pl.struct(_key(rows)).is_duplicated() | _begins_apart(rows))
    apart = shared & (pl.col(SOURCE).n_unique().over("id") > 1)
    left = Rows(rows.name, kept, rows.model, rows.mapped)
    findings += left.findings("id", apart, row_messages.conflicting_sheets)
    return kept, findings + left.findings("id", shared & ~apart, row_messages.conflicting)


def _begins_apart(rows: Rows) -> pl.Expr:
    """Rows of one id that do not begin on the same day: they cannot be the same case."""
    begins = rows.table.begins
    if begins is None or not rows.has(begins):
        return pl.lit(value=False)
    return pl.col(begins).n_unique().over("id") > 1


def _key(rows: Rows) -> list[str]:
    """What tells one row from another: the id, and the subject where an id has several."""
    several = any(one.target.feed.several_subjects for one in rows.mapped if one.table == rows.name)
    subjects = subject_columns(rows.model, rows.name) if several else ()
    return ["id", *(name for name in subjects if name != "id" and rows.has(name))]


def ends_in_order(rows: Rows) -> tuple[pl.DataFrame, list[Finding]]:
    """The rows with the ends that come before their start made unknown."""
    start, end = rows.table.opens, rows.table.closes
    if start is None or end is None or not rows.has(start, end):
        return rows.frame, []
    backwards = (pl.col(end) < pl.col(start)).fill_null(False)
    findings = rows.findings(
        end, backwards, lambda where: row_messages.ends_before_start(where, start)
    )
    if not findings:
        return rows.frame, []
    return rows.frame.with_columns(pl.when(~backwards).then(end).alias(end)), findings


def doubts(
    tables: Tables, mapped: Sequence[Mapped], model: Model, extracted: date
) -> Iterator[Finding]:
    """Everything else that does not agree; nothing is changed."""
    births = _births(tables, model)
    for name, frame in tables.items():
        rows = Rows(name, frame, model, mapped)
        yield from _empty_required(rows)
        yield from _dangling(rows, tables)
        yield from _after(rows, extracted)
        if births is not None:
            yield from _before_birth(rows, births)


def _empty_required(rows: Rows) -> Iterator[Finding]:
    for name, column in rows.table.columns.items():
        if column.required and rows.has(name) and rows.frame[name].null_count():
            lots = [rows.untold(where) for where in rows.where(name, pl.col(name).is_null())]
            yield from (row_messages.empty_required(where) for where in lots if len(where.rows))


def _dangling(rows: Rows, tables: Tables) -> Iterator[Finding]:
    """Ids that lead nowhere; a subject's id always leads to a row."""
    for name, column in rows.table.columns.items():
        target = tables.get(column.refers_to or "")
        if target is None or not rows.has(name) or names_subject(rows.model, rows.name, name):
            continue
        if "id" in target.columns:
            # Hashes of 64 bits are as good as the texts here, and far quicker to look for.
            known = target["id"].drop_nulls().hash().implode()
            nowhere = pl.col(name).is_not_null() & ~pl.col(name).hash().is_in(known)
            for where in rows.where(name, nowhere):
                yield row_messages.dangling(where, str(column.refers_to))


def _after(rows: Rows, extracted: date) -> Iterator[Finding]:
    """Dates after the extraction, and sheets in which every row begins after it."""
    heights = dict(rows.frame.group_by(SOURCE).len().drop_nulls().rows())
    for name, column in rows.table.columns.items():
        if not column.type.is_date or not rows.has(name):
            continue
        late = (pl.col(name) > extracted) & (pl.col(name) != OPEN)
        for where in rows.where(name, late):
            whole = name == rows.table.begins and len(where.rows) == heights[where.source]
            say = row_messages.all_after_extraction if whole else row_messages.after_extraction
            yield say(where, extracted)


def _births(tables: Tables, model: Model) -> pl.DataFrame | None:
    """The subjects whose birth date is known: ``id`` and ``born`` (Date), each once."""
    subject = model.subject
    people = tables.get(subject.table) if subject is not None else None
    if subject is None or people is None or subject.born not in people.columns:
        return None
    known = people.select("id", pl.col(subject.born).alias(BORN)).drop_nulls()
    return known.unique("id", maintain_order=True)


def _before_birth(rows: Rows, births: pl.DataFrame) -> Iterator[Finding]:
    subject, begins = rows.model.subject, rows.table.begins
    links = [name for name in subject_columns(rows.model, rows.name) if rows.has(name)]
    if subject is None or begins is None or not links or not rows.has(begins):
        return
    # Only who was born after the first row can have a row before its birth.
    first = pl.lit(rows.frame[begins].min(), pl.Date)
    late = births.filter(pl.col(BORN) > first)
    born = rows.frame.select(links[0]).join(
        late, left_on=links[0], right_on="id", how="left", maintain_order="left"
    )[BORN]
    for where in rows.where(begins, pl.col(begins) < born):
        yield row_messages.before_birth(where, str(subject.born))
