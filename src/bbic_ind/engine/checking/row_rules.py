"""Rules about single rows, about repeated rows, and about how many there are in a month."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import polars as pl

from bbic_ind.definitions.conditions import Name
from bbic_ind.definitions.rules import Drop, Repeats, RowTest, Rule
from bbic_ind.definitions.rules_file import placeholders
from bbic_ind.engine.checking.breach import PLACE, SHOWN, Breach, shaped
from bbic_ind.engine.logic import column
from bbic_ind.engine.members import members
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.states import CERTAIN
from bbic_ind.engine.values import expression
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import ADDRESS, SOURCE
from bbic_ind.periods import add_months
from bbic_ind.texts import Text, decimal

_BEGINS, _MONTHS = "_begins", 12


def broken_by_rows(rule: Rule, test: RowTest, world: World) -> Iterator[Breach]:
    """The rows that certainly satisfy the conditions."""
    found = members(test.rows, world).rows
    found = found.with_frame(found.frame.filter(CERTAIN))
    rows = found.frame.select(ROW, *_shown(rule, found))
    yield from _breach(rule, test.rows.table, test.columns, rows, world, test.whole_rows)


def broken_by_repeats(rule: Rule, test: Repeats, world: World) -> Iterator[Breach]:
    """The rows that say the same as an earlier one."""
    frame = world.tables[test.table].drop_nulls(list(test.same))
    again = frame.filter(~pl.struct(test.same).is_first_distinct())
    rows = again.select(ROW, *_shown(rule, Rows(world, test.table, again)))
    yield from _breach(rule, test.table, test.same, rows, world, whole_rows=True)


def _breach(
    rule: Rule,
    table: str,
    columns: tuple[str, ...],
    rows: pl.DataFrame,
    world: World,
    whole_rows: bool,
) -> Iterator[Breach]:
    placed = rows.join(_places(table, world), on=ROW, how="left", maintain_order="left")
    kept = placed.filter(_in_force(rule))
    if not kept.is_empty():
        yield Breach(rule, table, columns, (_said(rule),), shaped(kept), whole_rows)


def _said(rule: Rule) -> Text:
    """What is wrong, and how it is with the row."""
    if rule.message is None:
        return rule.title
    return Text(f"{rule.title.sv}: {rule.message.sv}", f"{rule.title.en}: {rule.message.en}")


def _places(table: str, world: World) -> pl.DataFrame:
    """Where each row stands, and the day it is dated."""
    frame, begins = world.tables[table], world.table(table).begins
    dated = pl.col(begins) if begins in frame.columns else pl.lit(None, pl.Date)
    places = [name for name in (SOURCE, ADDRESS) if name in frame.columns]
    return frame.select(ROW, *places, dated.alias(_BEGINS))


def _in_force(rule: Rule) -> pl.Expr:
    """Rows dated while the rule holds; one without a date is not spared."""
    first, last = rule.first or date.min, rule.last or date.max
    return pl.col(_BEGINS).is_between(first, last).fill_null(value=True)


def _shown(rule: Rule, rows: Rows) -> Iterable[pl.Expr]:
    for name in placeholders(rule):
        value = rows.value(Name((name,)))
        lo, hi = expression(value.lo), expression(value.hi)
        known = (lo == hi) & ~column(value.absent)
        text = {"date": lo.cast(pl.String), "number": lo.cast(pl.Int64, strict=False)}
        shown = text.get(value.kind, lo).cast(pl.String)
        yield pl.when(known).then(shown).alias(f"{SHOWN}{name}")


def broken_by_drop(rule: Rule, test: Drop, world: World) -> Iterator[Breach]:
    """The months of the period with far fewer rows than the median of the twelve latest."""
    months = _months(world)
    if len(months) < _MONTHS:
        return
    day = pl.col(test.dated)
    dated = world.tables[test.table].filter(day.is_between(months[0], world.last))
    found = dict(dated.group_by(day.dt.truncate("1mo")).len().iter_rows())
    counts = {month: found.get(month, 0) for month in months}
    median = float(pl.Series(list(counts.values())).median())  # type: ignore[arg-type]
    if median < test.median_at_least:
        return
    low = [
        month for month in months if month >= world.first and counts[month] < test.below * median
    ]
    if low:
        messages = tuple(_few(rule, month, counts[month], median) for month in low)
        rows = pl.DataFrame({PLACE: [f"{month:%Y-%m}" for month in low], "said": range(len(low))})
        lacking = sum(round(median - counts[month]) for month in low)
        yield Breach(rule, test.table, (test.dated,), messages, shaped(rows), lacking=lacking)


def _months(world: World) -> list[date]:
    """The first days of the twelve latest whole months of which all is known."""
    end = min(world.last, world.extracted) + timedelta(days=1)
    return [add_months(end.replace(day=1), -back) for back in range(_MONTHS, 0, -1)]


def _few(rule: Rule, month: date, count: int, median: float) -> Text:
    usual = decimal(median, 0 if median.is_integer() else 1, "sv")
    usual_en = decimal(median, 0 if median.is_integer() else 1, "en")
    return Text(
        f"{rule.title.sv}: {month:%Y-%m} har {count}, en vanlig månad {usual}.",
        f"{rule.title.en}: {month:%Y-%m} has {count}, an ordinary month {usual_en}.",
    )
