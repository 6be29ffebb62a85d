"""Which rows of a sheet concern a table, and how many rows a cell is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import polars as pl

from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.profile_shapes import ColumnRule, Feed, LeaveOut
from bbic_ind.texts import Text

Positions = Mapping[str, int]
Counts = dict[Text, int]


def positions_in(sheet: TextTable) -> Positions:
    """Where each heading stands, by its normal form; the first of equals."""
    found: dict[str, int] = {}
    for at, heading in enumerate(sheet.headings):
        if heading:
            found.setdefault(normal(heading), at)
    return found


def position(headings: Sequence[str], positions: Positions) -> int | None:
    """Where the first of the headings that the sheet has stands."""
    return next((positions[normal(h)] for h in headings if normal(h) in positions), None)


def fed_from(rule: ColumnRule, positions: Positions) -> int | None:
    """Where the heading that feeds a column stands; none where it has a constant."""
    return None if rule.constant is not None else position(rule.from_, positions)


def chosen(
    frame: pl.DataFrame, positions: Positions, feed: Feed, leave_out: Sequence[LeaveOut]
) -> tuple[pl.DataFrame, Counts]:
    """The rows that concern the table, and how many were left out for each reason."""
    for only in feed.only:
        frame = frame.filter(_holds(frame, positions, only.heading, only.values))
    left: Counts = {}
    for rule in leave_out:
        if rule.heading is not None:
            kept = frame.filter(~_holds(frame, positions, rule.heading, rule.values))
            count_left(left, rule, frame.height - kept.height)
            frame = kept
    return frame, left


def count_left(left: Counts, rule: LeaveOut, count: int) -> None:
    """Add rows to those left out for the rule's reason."""
    if count:
        left[rule.reason.text] = left.get(rule.reason.text, 0) + count


def _holds(
    frame: pl.DataFrame, positions: Positions, heading: str, values: Collection[str]
) -> pl.Series:
    """Per row whether its cell under the heading is one of the values."""
    at = positions.get(normal(heading))
    if at is None:
        return pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    wanted = {normal(value) for value in values}
    text = frame[str(at)].cast(pl.String)
    among = [t for t in text.unique().to_list() if t is not None and normal(t) in wanted]
    return text.is_in(among).fill_null(False)


def exploded(frame: pl.DataFrame, positions: Positions, feed: Feed) -> pl.DataFrame:
    """One row for each part of the cells that hold several."""
    for rule in feed.columns.values():
        at = fed_from(rule, positions)
        if rule.each is not None and at is not None:
            part = pl.element().str.strip_chars()
            parts = pl.col(str(at)).cast(pl.String).str.split(rule.each)
            parts = parts.list.eval(part.filter(part != ""))
            none = parts.list.len() == 0
            frame = frame.with_columns(pl.when(~none).then(parts)).explode(str(at))
    return frame


def young_enough(born: str, age: int, on: str, known: date) -> pl.Expr:
    """Whether the subject is at most ``age`` years old on a day, or of unknown age.

    A day after ``known`` has not come, or is a slip of the pen, and makes nobody older.
    """
    turned = pl.col(born).dt.offset_by(f"{age + 1}y")
    return (turned > pl.col(on).clip(upper_bound=known)).fill_null(True)
