"""The subjects of the figures: their own table, and pseudonyms instead of their numbers."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from bbic_ind.model import ADDRESS, SOURCE, STAND_IN, ColumnType, Finding, Model, Subject, data_type
from bbic_ind.personal import holds_number, is_number
from bbic_ind.sources import row_messages
from bbic_ind.sources.checks import Rows
from bbic_ind.sources.identity import identities, pseudonyms
from bbic_ind.sources.mapping import Mapped

Tables = Mapping[str, pl.DataFrame]

_TOLD = " told"

MANY = 0.5
"""The share of a table's ids that must be personal numbers for all to be hidden; a few
case numbers that happen to look like one are none."""

SAMPLE = 1000
"""How many ids are looked at to tell whether a table's are personal numbers."""

_SHORTEST = 10
_DATED = r"\d\d-?[01]\d-?[0-9]\d.{0,7}\w{4}"
"""How a text may look that holds a personal number; few others need a closer look."""


def with_subjects(
    tables: Tables, mapped: Sequence[Mapped], model: Model
) -> tuple[dict[str, pl.DataFrame], list[Finding]]:
    """The tables with a row for every subject, filled in from valid personal numbers.

    Where no number is valid, what numbers tell is in the data only if the export has it.
    """
    subject = model.subject
    persons = pl.concat([one.persons for one in mapped]).drop_nulls("normal")
    own = tables.get(subject.table) if subject is not None else None
    if subject is None or (persons.is_empty() and (own is None or "id" in own.columns)):
        return dict(tables), []
    everyone = _with_strangers(own, persons["normal"].alias("id"))
    told = persons.filter(pl.any_horizontal(pl.col("born", "female").is_not_null()))
    if told.is_empty():
        return {**tables, subject.table: everyone}, []
    told = told.unique("normal", maintain_order=True).select(
        pl.col("normal").alias("id"), *_told(subject, model)
    )
    joined = everyone.join(told, on="id", how="left", suffix=_TOLD, maintain_order="left")
    findings = list(_contradictions(Rows(subject.table, joined, model, mapped)))
    return {**tables, subject.table: _filled(joined)}, findings


def _with_strangers(own: pl.DataFrame | None, named: pl.Series) -> pl.DataFrame:
    """The subjects' own rows, then one for each who is only named elsewhere.

    Rows that lack the column of ids tell nothing of anyone.
    """
    shape = pl.Schema({"id": named.dtype, SOURCE: pl.UInt32(), ADDRESS: pl.UInt32()})
    rows = pl.DataFrame(schema=shape) if own is None or "id" not in own.columns else own
    everyone = named.unique(maintain_order=True).to_frame()
    strangers = everyone.join(rows, on="id", how="anti", maintain_order="left")
    return pl.concat([rows, strangers], how="diagonal")


def _told(subject: Subject, model: Model) -> Iterator[pl.Expr]:
    """What a personal number tells, as the subject table's columns."""
    if subject.born is not None:
        yield pl.col("born").alias(subject.born)
    if subject.sex is not None and {"female", "male"} <= set(subject.sex_values):
        column = model.tables[subject.table].columns[subject.sex]
        female, male = (pl.lit(subject.sex_values[sex]) for sex in ("female", "male"))
        sex = pl.when(pl.col("female")).then(female).when(~pl.col("female")).then(male)
        yield sex.cast(data_type(column)).alias(subject.sex)


def _both(frame: pl.DataFrame) -> list[str]:
    """The columns that the export has and the personal number tells."""
    told = [name for name in frame.columns if name.endswith(_TOLD)]
    return [name.removesuffix(_TOLD) for name in told]


def _contradictions(rows: Rows) -> Iterator[Finding]:
    for name in _both(rows.frame):
        other = pl.col(name) != pl.col(name + _TOLD)
        yield from rows.findings(name, other, row_messages.contradicts_number)


def _filled(frame: pl.DataFrame) -> pl.DataFrame:
    names = _both(frame)
    filled = frame.with_columns(pl.coalesce(name, name + _TOLD).alias(name) for name in names)
    return filled.drop([name + _TOLD for name in names])


def without_numbers(tables: Tables, model: Model, key: bytes | None) -> dict[str, pl.DataFrame]:
    """The tables with pseudonyms instead of the ids of those whose ids are personal numbers.

    Ids that refer to such a table are replaced as its own are.  The subjects have theirs
    since they were read.  With a ``key`` they begin with :data:`STAND_IN`.
    """
    sign = pl.lit("" if key is None else STAND_IN)
    replaced = dict(tables)
    for owner in (name for name, frame in tables.items() if _are_numbers(frame)):
        at = list(_ids_of(owner, tables, model))
        given = pseudonyms([tables[table][name] for table, name in at], key)
        for (table, name), values in zip(at, given, strict=True):
            told = sign + pl.lit(values.cast(pl.String))
            replaced[table] = replaced[table].with_columns(told.alias(name))
    return replaced


def hidden_ids(tables: Tables) -> Iterator[Finding]:
    """A note for each table with ids of its own that look like personal numbers."""
    for name, frame in tables.items():
        if frame.schema.get("id") == pl.String and (number := _personal(frame["id"])):
            yield row_messages.personal_ids(name, number, replaced=_are_numbers(frame))


def _personal(ids: pl.Series) -> int:
    """How many ids look like personal numbers."""
    long = ids.filter(ids.str.len_bytes() >= _SHORTEST)
    likely = long.filter(long.str.contains(_DATED))
    return sum(is_number(text) or holds_number(text) for text in likely)


def _are_numbers(frame: pl.DataFrame) -> bool:
    """Whether most ids of a table are personal numbers, as text."""
    if frame.schema.get("id") != pl.String:
        return False
    ids = frame["id"].drop_nulls().head(SAMPLE)
    valid = identities(ids)["valid_check"].fill_null(False).sum()
    return bool(valid) and valid >= MANY * len(ids)


def _ids_of(owner: str, tables: Tables, model: Model) -> Iterator[tuple[str, str]]:
    """Every column that holds the ids of a table."""
    for table, frame in tables.items():
        for name, column in model.tables[table].columns.items():
            own = (table, name) == (owner, "id") or column.refers_to == owner
            if own and column.type is ColumnType.ID and name in frame.columns:
                yield table, name
