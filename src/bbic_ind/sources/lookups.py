"""Values that stand in another table: look-ups of the profile and of the model, and defaults."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

import polars as pl

from bbic_ind.errors import Fault, ProfileError
from bbic_ind.model import ADDRESS, SOURCE, Column, ColumnType, Finding, Model, data_type
from bbic_ind.periods import OPEN
from bbic_ind.sources import row_messages
from bbic_ind.sources.conversion import single
from bbic_ind.sources.identity import identities, number_of
from bbic_ind.sources.mapping import DOUBT, HELPERS, THROUGH, Mapped
from bbic_ind.sources.parsing import all_differ
from bbic_ind.sources.profile_shapes import LookupRule
from bbic_ind.texts import Text

_KEY, _FOUND, _HIT = "_key", "_found", "_hit"
_ASKED = "_asked"
_LOST, _NOWHERE = "_lost", "_nowhere"

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
        if column.lookup is not None:
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
    # Lists, for the order of a set of texts differs from one run to the next.
    graph: dict[Node, list[Node]] = {}
    for step in steps:
        graph.setdefault((step.table, step.name), []).extend(step.needs)
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
    if not _fillable(step, tables, one):
        return tables[step.table], []
    kind = pl.UInt64() if one.is_subject(step.name) else data_type(column)
    frame = _prepared(tables[step.table], step, kind)
    findings: list[Finding] = []
    for rule in step.rules:
        through, target = _through(frame, rule), tables.get(rule.table)
        if through is None or target is None or not _offers(target, rule):
            continue
        found = _offered(target, rule, several=one.is_subject(step.name))
        ids = {_KEY: frame.schema[through], _FOUND: kind}
        key = one.target.key
        found = found.with_columns(_alike(found[name], ids[name], key) for name in ids)
        asked = _alike(frame[through], found.schema[_KEY], key)
        asks = _of(step)
        if one.is_subject(step.name):  # of several found each becomes a row, so none asks in vain
            asks &= pl.col(step.name).is_null()
        frame = frame.with_columns(pl.when(asks).then(asked).alias(_ASKED))
        frame = _looked_up(frame, through, found, rule, step, column)
        findings += [said for said in _nowhere(frame, step, rule, one) if said not in findings]
    if step.rules and one.is_subject(step.name):
        frame, said = _of_somebody(frame, step, one)
        findings += said
    return _with_default(frame, step, column).drop(_LOST, _NOWHERE), findings


def _fillable(step: Step, tables: Tables, one: Mapped) -> bool:
    """Whether the column is there to fill, or something can give it values.

    Else the export lacks it, and what needs it cannot be computed.
    """
    frame = tables[step.table]
    given = step.default is not None or step.name in frame.columns
    return given or one.is_subject(step.name) or any(_leads(r, frame, tables) for r in step.rules)


def _leads(rule: LookupRule, frame: pl.DataFrame, tables: Tables) -> bool:
    target = tables.get(rule.table)
    return _through(frame, rule) is not None and target is not None and _offers(target, rule)


def _prepared(frame: pl.DataFrame, step: Step, kind: pl.DataType) -> pl.DataFrame:
    """The frame with the column to fill, and what tells where it must not be filled."""
    missing = {step.name: kind, DOUBT + step.name: pl.Boolean()}
    added = [
        pl.lit(None, dtype).alias(name)
        for name, dtype in missing.items()
        if name not in frame.columns
    ]
    nowhere = (pl.lit(False).alias(name) for name in (_LOST, _NOWHERE))
    return frame.with_columns(*added, *nowhere)


def _through(frame: pl.DataFrame, rule: LookupRule) -> str | None:
    names = (THROUGH + rule.through, rule.through)
    return next((name for name in names if name in frame.columns), None)


def _alike(ids: pl.Series, other: pl.DataType, key: bytes | None) -> pl.Series:
    """Ids as pseudonyms, where it is the subjects' pseudonyms that they stand beside."""
    pseudonyms = other == pl.UInt64 and ids.dtype == pl.String
    return number_of(identities(ids)["normal"], key) if pseudonyms else ids


def _offers(target: pl.DataFrame, rule: LookupRule) -> bool:
    return {rule.match, rule.column} <= set(target.columns)


def _of(step: Step) -> pl.Expr:
    return (pl.col(SOURCE) == step.source).fill_null(False)


def _looked_up(
    frame: pl.DataFrame,
    through: str,
    found: pl.DataFrame,
    rule: LookupRule,
    step: Step,
    column: Column,
) -> pl.DataFrame:
    """The frame filled with what the rule finds; ``_LOST`` tells whose id leads nowhere."""
    current = pl.col(step.name)
    empty = current.is_null() | (current == OPEN if column.type is ColumnType.END_DATE else False)
    doubted = pl.col(DOUBT + step.name).fill_null(False)
    lost = _of(step) & pl.col(through).is_not_null() & pl.col(_HIT).is_null()
    lost = lost & (rule.match == "id")
    value = pl.when(_counts(rule)).then(_value(rule, column, frame.schema[step.name]))
    fills = _of(step) & empty & ~doubted & value.is_not_null()
    joined = frame.join(found, left_on=_ASKED, right_on=_KEY, how="left", maintain_order="left")
    return joined.with_columns(
        pl.when(fills).then(value).otherwise(current).alias(step.name),
        lost.alias(_LOST),
        (pl.col(_NOWHERE) | lost).alias(_NOWHERE),
    ).drop(_FOUND, _HIT, _ASKED)


def _nowhere(frame: pl.DataFrame, step: Step, rule: LookupRule, one: Mapped) -> list[Finding]:
    """Ids that lead nowhere, where no column of its own reports them."""
    rows = frame.filter(_LOST)[ADDRESS]
    if rows.is_empty() or one.feeds_column(rule.through) or one.is_subject(step.name):
        return []
    where = one.where(step.name, rows)
    letter = one.links.get(THROUGH + rule.through, where.letter)
    return [row_messages.dangling(replace(where, letter=letter), rule.table)]


def _of_somebody(
    frame: pl.DataFrame, step: Step, one: Mapped
) -> tuple[pl.DataFrame, list[Finding]]:
    """The rows whose subject was found, and what became of the others."""
    nobody = _of(step) & pl.col(step.name).is_null()
    links = [name for rule in step.rules if (name := _through(frame, rule)) is not None]
    linked = pl.any_horizontal(pl.lit(False), *(pl.col(name).is_not_null() for name in links))
    gone = frame.filter(nobody)
    kinds = ((row_messages.no_subject, linked), (row_messages.unlinked, ~linked))
    lost = ((say, gone.filter(kind)[ADDRESS]) for say, kind in kinds)
    said = [say(one.where(step.name, rows)) for say, rows in lost if not rows.is_empty()]
    return frame.filter(~nobody), said


def _with_default(frame: pl.DataFrame, step: Step, column: Column) -> pl.DataFrame:
    if step.default is None:
        return frame
    settled = pl.col(DOUBT + step.name).fill_null(False) | pl.col(_NOWHERE)
    missing = _of(step) & pl.col(step.name).is_null() & ~settled
    value = single(step.default, column).cast(data_type(column))
    return frame.with_columns(pl.when(missing).then(value).otherwise(step.name).alias(step.name))


def _offered(target: pl.DataFrame, rule: LookupRule, *, several: bool) -> pl.DataFrame:
    """What each id offers: ``_key``, ``_found``, ``_hit``; the earliest date or first value."""
    rows = target.select(
        pl.col(rule.match).alias(_KEY), pl.col(rule.column).alias(_FOUND), pl.lit(True).alias(_HIT)
    ).drop_nulls(_KEY)
    if several:
        return rows.unique(maintain_order=True)
    if all_differ(rows[_KEY]):
        return rows
    value = pl.col(_FOUND)
    best = value.min() if rows.schema[_FOUND] == pl.Date else value.drop_nulls().first()
    return rows.group_by(_KEY, maintain_order=True).agg(best, pl.col(_HIT).first())


def _counts(rule: LookupRule) -> pl.Expr:
    """Whether something was found, and its date lies on the right side of the own one."""
    found = pl.col(_FOUND)
    counts = found.is_not_null()
    if rule.before is not None:
        counts = counts & (found < pl.col(rule.before))
    if rule.not_before is not None:
        counts = counts & (found >= pl.col(rule.not_before))
    return counts


def _value(rule: LookupRule, column: Column, kind: pl.DataType) -> pl.Expr:
    if rule.means is not None:
        return single(rule.means, column).cast(kind)
    return pl.col(_FOUND).cast(kind, strict=False)


def _ring(names: str) -> Text:
    return Text(
        f"uppslagen hänvisar till varandra i en cirkel: {names}. Ta bort ett av dem ur profilen.",
        f"the look-ups refer to each other in a circle: {names}. Remove one from the profile.",
    )
