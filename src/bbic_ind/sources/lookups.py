"""Values that stand in another table: look-ups of the profile and of the model, and defaults."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

import polars as pl

from bbic_ind.errors import Fault, ProfileError
from bbic_ind.model import SOURCE, Column, ColumnType, Finding, Model
from bbic_ind.periods import OPEN
from bbic_ind.sources import messages
from bbic_ind.sources.conversion import data_type, single
from bbic_ind.sources.mapping import DOUBT, HELPERS, THROUGH, Mapped
from bbic_ind.sources.profile_shapes import LookupRule
from bbic_ind.texts import Text

_FOUND, _HIT = "_found", "_hit"

Tables = dict[str, pl.DataFrame]
Node = tuple[str, str]


@dataclass(frozen=True)
class Step:
    """One column to fill in the rows of one sheet."""

    table: str
    name: str
    rules: tuple[LookupRule, ...]
    default: str | None
    source: int

    @property
    def needs(self) -> list[Node]:
        """The columns that must be filled before this one."""
        own = [
            (self.table, name)
            for rule in self.rules
            for name in (rule.through, rule.before, rule.not_before)
            if name is not None
        ]
        others = [(r.table, name) for r in self.rules for name in (r.column, r.match)]
        return [node for node in (*own, *others) if node != (self.table, self.name)]


def filled(
    tables: Mapping[str, pl.DataFrame], mapped: Sequence[Mapped], model: Model
) -> tuple[Tables, list[Finding]]:
    """The tables with every look-up and default carried out, helping columns dropped."""
    result = dict(tables)
    findings: list[Finding] = []
    for step in _in_order([step for one in mapped for step in _steps(one, model)]):
        frame, said = _carried_out(step, result, model, mapped[step.source])
        result[step.table] = frame
        findings += said
    return {name: frame.drop(HELPERS) for name, frame in result.items()}, findings


def _steps(one: Mapped, model: Model) -> Iterable[Step]:
    for name, column in model.tables[one.table].columns.items():
        rule = one.target.feed.columns.get(name)
        rules = () if rule is None else rule.lookup
        if column.lookup is not None and name not in one.frame.columns:
            through = model.tables[one.table].columns[column.lookup.through]
            own = LookupRule(
                through=column.lookup.through,
                table=through.refers_to or "",
                column=column.lookup.column,
            )
            rules = (*rules, own)
        default = None if rule is None else rule.default
        if (rules or default is not None) and name in one.target.wanted:
            yield Step(one.table, name, rules, default, one.target.number)


def _in_order(steps: Sequence[Step]) -> list[Step]:
    """The steps so that each comes after those it builds on; raises ProfileError in a ring."""
    graph: dict[Node, set[Node]] = {}
    for step in steps:
        graph.setdefault((step.table, step.name), set()).update(step.needs)
    try:
        order = {node: i for i, node in enumerate(TopologicalSorter(graph).static_order())}
    except CycleError as ring:
        names = " → ".join(".".join(node) for node in ring.args[1])
        raise ProfileError(Fault("", _ring(names))) from None
    return sorted(steps, key=lambda step: order[step.table, step.name])


def _carried_out(
    step: Step, tables: Tables, model: Model, one: Mapped
) -> tuple[pl.DataFrame, list[Finding]]:
    column = model.tables[step.table].columns[step.name]
    frame = tables[step.table]
    if step.name not in frame.columns:
        frame = frame.with_columns(pl.lit(None, data_type(column)).alias(step.name))
    if (doubt := DOUBT + step.name) not in frame.columns:
        frame = frame.with_columns(pl.lit(False).alias(doubt))
    findings: list[Finding] = []
    for rule in step.rules:
        through = _through(frame, rule)
        target = tables.get(rule.table)
        if through is None or target is None:
            continue
        if not {rule.match, rule.column} <= set(target.columns):
            continue
        frame, dangling = _looked_up(frame, through, target, rule, (step, column))
        if dangling.len() and not one.feeds_column(rule.through) and not one.is_subject(step.name):
            findings.append(messages.dangling(one.where(step.name, dangling), rule.table))
    if step.rules and one.is_subject(step.name):
        nobody = _of(step) & pl.col(step.name).is_null()
        rows = frame.filter(nobody)["_row"]
        findings += [messages.no_subject(one.where(step.name, rows))] if rows.len() else []
        frame = frame.filter(~nobody)
    if step.default is not None:
        missing = pl.col(step.name).is_null() & ~pl.col(doubt) & _of(step)
        value = single(step.default, column).cast(data_type(column))
        frame = frame.with_columns(
            pl.when(missing).then(value).otherwise(step.name).alias(step.name)
        )
    return frame, findings


def _through(frame: pl.DataFrame, rule: LookupRule) -> str | None:
    names = (THROUGH + rule.through, rule.through)
    return next((name for name in names if name in frame.columns), None)


def _of(step: Step) -> pl.Expr:
    return (pl.col(SOURCE) == step.source).fill_null(False)


def _looked_up(
    frame: pl.DataFrame,
    through: str,
    target: pl.DataFrame,
    rule: LookupRule,
    of: tuple[Step, Column],
) -> tuple[pl.DataFrame, pl.Series]:
    """The frame with what the rule finds, and the row numbers of ids that lead nowhere."""
    step, column = of
    found = _offered(target, rule, one_row=column.type is not ColumnType.ID or bool(rule.means))
    joined = frame.join(found, left_on=through, right_on="_key", how="left", maintain_order="left")
    nowhere = pl.col(through).is_not_null() & pl.col(_HIT).is_null() & (rule.match == "id")
    dangling = joined.filter(_of(step) & nowhere)
    current = pl.col(step.name)
    empty = current.is_null() | (current == OPEN if column.type is ColumnType.END_DATE else False)
    fillable = empty & ~pl.col(DOUBT + step.name) & pl.col(_FOUND).is_not_null()
    value = _value(rule, column)
    return (
        joined.with_columns(_counts(rule))
        .with_columns(
            pl.when(_of(step) & fillable & value.is_not_null())
            .then(value)
            .otherwise(current)
            .alias(step.name),
            (pl.col(DOUBT + step.name) | (_of(step) & nowhere)).alias(DOUBT + step.name),
        )
        .drop(_FOUND, _HIT)
    ), dangling["_row"]


def _offered(target: pl.DataFrame, rule: LookupRule, *, one_row: bool) -> pl.DataFrame:
    """What each id offers: ``_key``, ``_found``, ``_hit``; the earliest date or first value."""
    rows = target.select(
        pl.col(rule.match).alias("_key"),
        pl.col(rule.column).alias(_FOUND),
        pl.lit(True).alias(_HIT),
    ).drop_nulls("_key")
    if not one_row:
        return rows.unique(maintain_order=True)
    value = pl.col(_FOUND)
    best = value.min() if rows.schema[_FOUND] == pl.Date else value.drop_nulls().first()
    return rows.group_by("_key", maintain_order=True).agg(best, pl.col(_HIT).first())


def _counts(rule: LookupRule) -> pl.Expr:
    """What was found, or nothing where its date lies on the wrong side of the own one."""
    found = pl.col(_FOUND)
    if rule.before is not None:
        found = pl.when(found < pl.col(rule.before)).then(found)
    if rule.not_before is not None:
        found = pl.when(pl.col(_FOUND) >= pl.col(rule.not_before)).then(found)
    return found.alias(_FOUND)


def _value(rule: LookupRule, column: Column) -> pl.Expr:
    if rule.means is not None:
        return single(rule.means, column).cast(data_type(column))
    return pl.col(_FOUND).cast(data_type(column), strict=False)


def _ring(names: str) -> Text:
    return Text(
        f"uppslagen går i ring: {names}. Ta bort ett av dem ur profilen.",
        f"the look-ups go round in a ring: {names}. Remove one of them from the profile.",
    )
