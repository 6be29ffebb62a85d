"""One column: the text of its cells becomes values of the column's type."""

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from bbic_ind.model import Column, ColumnType
from bbic_ind.periods import OPEN
from bbic_ind.personal import HIDDEN, holds_number
from bbic_ind.sources.dates import FIRST_DAY, LAST_DAY
from bbic_ind.sources.grids import ERROR, FORMULA
from bbic_ind.sources.headers import normal
from bbic_ind.sources.parsing import MISSING_AS_WRITTEN
from bbic_ind.sources.profile_shapes import ColumnRule, DateOrder
from bbic_ind.sources.values import (
    Parsed,
    parse_categories,
    parse_dates,
    parse_end_dates,
    parse_numbers,
    parse_yes_no,
)

_NOTHING = [ERROR, FORMULA, *MISSING_AS_WRITTEN]


def convert(source: pl.Series, column: Column, rule: ColumnRule, order: DateOrder) -> Parsed:
    """The values of a column by its rule, before look-ups and defaults.

    ``source`` is text, or a parquet file's own type, which is kept where it fits.
    """
    own = None if source.dtype == pl.String else _typed(source, column)
    if own is not None:
        return _readable(own)
    text = source.cast(pl.String)
    if rule.pattern is not None:
        return _part_read(text, rule.pattern, column, rule, order)
    return _text_read(text, column, rule, order)


def _text_read(text: pl.Series, column: Column, rule: ColumnRule, order: DateOrder) -> Parsed:
    if rule.empty_means is not None:
        text = text.fill_null(rule.empty_means)
    return _read(translated(text, rule.values), column, rule.dates or order)


def _part_read(
    text: pl.Series, pattern: str, column: Column, rule: ColumnRule, order: DateOrder
) -> Parsed:
    """The part that a pattern points out; a cell that it does not fit cannot be read."""
    part = text.str.extract(pattern)
    read = _text_read(part.replace("", None), column, rule, order)
    unfit = text.is_not_null() & part.is_null()
    return Parsed(read.values.set(unfit, None), read.unreadable | unfit)


def single(value: str, column: Column, order: DateOrder = "ymd") -> pl.Expr:
    """A value written in a profile, as a literal of the column's type."""
    values = _read(pl.Series([value], dtype=pl.String), column, order).values
    return pl.lit(values).first()


def fits(value: str, column: Column, order: DateOrder) -> bool:
    """Whether a value written in a profile can be read as one of the column's."""
    return not _read(pl.Series([value], dtype=pl.String), column, order).unreadable.item()


def as_ids(source: pl.Series) -> pl.Series:
    """Ids as text, without the decimals that a spreadsheet gives a number."""
    text = unspoiled(source.cast(pl.String))
    if not text.str.ends_with(".0").any():
        return text
    return text.str.replace(r"^(\d+)\.0$", "$1")


def unspoiled(text: pl.Series) -> pl.Series:
    """Texts without what says that there is no value: no two cells share an id by it."""
    nothing = text.is_in(_NOTHING).fill_null(False)
    return text.set(nothing, None) if nothing.any() else text


def translated(text: pl.Series, values: Mapping[str, str | None]) -> pl.Series:
    """The texts with a value map applied; texts that it does not know are kept."""
    if not values:
        return text
    meaning = {normal(key): value for key, value in values.items()}
    texts = [t for t in text.unique().to_list() if t is not None and normal(t) in meaning]
    return text.replace(
        pl.Series(texts, dtype=pl.String),
        pl.Series([meaning[normal(t)] for t in texts], dtype=pl.String),
    )


def silent(source: pl.Series, rule: ColumnRule) -> pl.Series:
    """Per row whether it holds a text that the profile says means nothing."""
    nothing = {normal(key) for key, value in rule.values.items() if value is None}
    if not nothing:
        return pl.repeat(False, source.len(), dtype=pl.Boolean, eager=True)
    text = source.cast(pl.String)
    meant = [t for t in text.unique().drop_nulls().to_list() if normal(t) in nothing]
    return text.is_in(meant).fill_null(False)


def _read(text: pl.Series, column: Column, order: DateOrder) -> Parsed:
    readers: dict[ColumnType, Callable[[pl.Series], Parsed]] = {
        ColumnType.ID: lambda cells: _readable(as_ids(cells)),
        ColumnType.TEXT: lambda cells: _readable(_impersonal(unspoiled(cells))),
        ColumnType.DATE: lambda cells: parse_dates(cells, order),
        ColumnType.END_DATE: lambda cells: parse_end_dates(cells, order),
        ColumnType.YES_NO: parse_yes_no,
        ColumnType.NUMBER: lambda cells: _numbers(cells, column.range),
        ColumnType.CATEGORY: lambda cells: parse_categories(cells, column.values),
    }
    return readers[column.type](text)


def _numbers(text: pl.Series, bounds: tuple[float, float] | None) -> Parsed:
    """Numbers; one outside the bounds is no value of the column's."""
    read = parse_numbers(text, percent=bounds == (0, 1))
    if bounds is None:
        return read
    outside = ~read.values.is_between(*bounds).fill_null(True)
    return Parsed(read.values.set(outside, None), read.unreadable | outside)


def _readable(values: pl.Series) -> Parsed:
    return Parsed(values, pl.repeat(False, len(values), dtype=pl.Boolean, eager=True))


def _impersonal(text: pl.Series) -> pl.Series:
    """Text in which a personal number stands is hidden whole: the rest may be a name."""
    texts = [one for one in text.unique().to_list() if one is not None and holds_number(one)]
    return text.replace(texts, HIDDEN) if texts else text


def _typed(source: pl.Series, column: Column) -> pl.Series | None:
    """A typed source in the column's type, or None when only its text will do."""
    kind, dtype = column.type, source.dtype
    if kind.is_date and dtype in (pl.Date, pl.Datetime):
        days = source.dt.date()  # a cast would move a moment with a time zone to its day in UTC
        if not days.is_between(FIRST_DAY, LAST_DAY).all():
            return None
        return days.fill_null(OPEN) if kind is ColumnType.END_DATE else days
    if kind is ColumnType.YES_NO and dtype == pl.Boolean:
        return source
    if kind is ColumnType.NUMBER and dtype.is_numeric() and column.range is None:
        numbers = source.cast(pl.Float64)
        return None if numbers.is_infinite().any() else numbers
    return None


_LONGEST = 150
"""Years: longer has nothing lasted that is reckoned back from."""


def years_before(
    years: pl.Series, stated: pl.Series | None, otherwise: date | None, order: DateOrder
) -> Parsed:
    """The day that lies so many years before the day stated, whole months counted.

    Where no day is stated it is ``otherwise``; without that either the cell is unreadable,
    and so is a number of years that nothing has lasted.
    """
    passed = parse_numbers(years.cast(pl.String))
    lasted = pl.col("years").is_between(0, _LONGEST)
    day = pl.lit(otherwise, pl.Date)
    if stated is not None:
        day = pl.coalesce(pl.lit(parse_dates(stated.cast(pl.String), order).values), day)
    months = pl.when(lasted).then((pl.col("years") * 12).round()).cast(pl.Int64)
    back = pl.format("-{}mo", months)
    days = pl.DataFrame({"years": passed.values}).select(day=day.dt.offset_by(back))["day"]
    return Parsed(days, passed.unreadable | (passed.values.is_not_null() & days.is_null()))
