"""What the cells under a heading look like, and how well that suits a column.

Only shares are told of; no cell leaves this module.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

import polars as pl

from bbic_ind.model import Column, ColumnType
from bbic_ind.sources.conversion import as_ids
from bbic_ind.sources.headers import normal
from bbic_ind.sources.identity import identities
from bbic_ind.sources.profile_shapes import DateOrder
from bbic_ind.sources.values import MISSING, parse_dates, parse_numbers, parse_yes_no
from bbic_ind.texts import Text

SAMPLE = 5000
"""How many filled cells are looked at."""

FEW = 30
"""With more different texts than this a column holds no categories."""

ENOUGH = 0.5
"""Below this share of fitting cells a heading does not feed a column, whatever it is called."""


_ID = r"^\S{1,40}$"

_NAME = r"^\p{Lu}[\p{L}'-]+,?( \p{Lu}[\p{L}'.-]*){1,3}$"
"""How a person's name is written, and the name of many a place too."""

_SIGNATURE = r"^(\p{Lu}{3,8}|\p{Ll}{3,8})\d{0,3}$"
"""How staff sign, and how many a unit is abbreviated too."""

_SEVERAL = 10
"""Of fewer different texts it cannot be told whether they name people."""

_MOST = 0.9


@dataclass(frozen=True, slots=True)
class Fit:
    """The share of cells that suit the column, what to call that, and how much it says.

    ``weight`` is the part of the score that the content decides; a share of ``None``
    says nothing for or against.  Too small a share ``rules_out`` the column.
    ``order`` is the order of its dates where it matters.
    """

    share: float | None
    weight: float = 0.0
    called: Text | None = None
    order: DateOrder | None = None
    rules_out: bool = True


SILENT = Fit(None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the content is held against: the column, its role, its known words and ids.

    ``ids`` are those of the table the column points at, where they are known.
    """

    column: Column
    own_id: bool
    names_subject: bool
    words: Collection[str] = ()
    ids: Collection[str] | None = None


class Content:
    """What a sample of the cells under one heading looks like, each thing found out once."""

    def __init__(self, cells: pl.Series) -> None:
        text = cells.cast(pl.String).drop_nulls().head(SAMPLE)
        self.text = text.filter(~text.str.to_lowercase().is_in(list(MISSING)))

    @cached_property
    def days(self) -> dict[DateOrder, float]:
        """The share of calendar days by the order they are read in."""
        orders: tuple[DateOrder, ...] = get_args(DateOrder)
        return {order: _share(~parse_dates(self.text, order).unreadable) for order in orders}

    @cached_property
    def answers(self) -> float:
        """The share that says yes or no."""
        return _share(~parse_yes_no(self.text).unreadable)

    @cached_property
    def persons(self) -> float:
        """The share of valid personal numbers."""
        return _share(identities(self.text)["valid_check"])

    @cached_property
    def spread(self) -> float:
        """How nearly the cells are ids, all different."""
        return self.text.n_unique() / len(self.text) * _share(self.text.str.contains(_ID))

    @cached_property
    def texts(self) -> list[str]:
        """The different texts."""
        return self.text.unique().to_list()

    @cached_property
    def looks_otherwise(self) -> bool:
        """Whether the cells are days or personal numbers: neither names nor case ids."""
        return self.days["ymd"] > ENOUGH or self.persons > ENOUGH

    @cached_property
    def is_of_people(self) -> bool:
        """Whether the cells may name people: nearly all different, or written as names are.

        Names of places, or what they are abbreviated to, are written so too, but then many
        begin alike.
        """
        if len(self.texts) < _SEVERAL:
            return False
        written = self._are_written(_NAME, r"^(\S+)") or self._are_written(_SIGNATURE, "^(...)")
        return written or len(self.texts) > _MOST * len(self.text)

    def _are_written(self, how: str, beginning: str) -> bool:
        """Whether nearly all the different texts are written so, and few begin alike."""
        texts = pl.Series(self.texts, dtype=pl.String)
        named = texts.filter(texts.str.contains(how))
        begin = named.str.extract(beginning).n_unique()
        return len(named) > _MOST * len(texts) and begin > ENOUGH * len(named)


def fit(content: Content, asked: Asked) -> Fit:
    """How well the cells suit the column."""
    if content.text.is_empty():
        return SILENT
    return _FITS[asked.column.type](content, asked)


def _share(good: pl.Series) -> float:
    return float(good.fill_null(False).mean() or 0.0)  # type: ignore[arg-type]


def _dates(content: Content, _: Asked) -> Fit:
    shares = content.days
    best = max(shares, key=lambda order: shares[order])
    return Fit(shares[best], 0.25, _DATES, None if best == "ymd" else best)


def _yes_no(content: Content, _: Asked) -> Fit:
    return Fit(content.answers, 0.25, _ANSWERS)


def _numbers(content: Content, asked: Asked) -> Fit:
    values = parse_numbers(content.text, percent=asked.column.range == (0, 1)).values
    low, high = asked.column.range or (None, None)
    inside = values.is_not_null()
    if low is not None and high is not None:
        inside &= values.is_between(low, high)
    return Fit(_share(inside), 0.2, _NUMBERS)


def _categories(content: Content, asked: Asked) -> Fit:
    known = {normal(word) for word in asked.words}
    good = [one for one in content.texts if normal(one) in known]
    if good:
        share = _share(content.text.is_in(good))
        return Fit(share, 0.6 * share, _KNOWN, rules_out=False)
    few = len(content.texts) <= FEW and not content.looks_otherwise
    return SILENT if few else Fit(0.0)


def _ids(content: Content, asked: Asked) -> Fit:
    if asked.names_subject:
        return Fit(content.persons, 0.75, _PERSONS)
    if content.looks_otherwise:
        return Fit(0.0)
    if asked.own_id:
        return Fit(content.spread, 0.5, _UNIQUE)
    if asked.ids:
        return Fit(_share(as_ids(content.text).is_in(list(asked.ids))), 0.6, _OVERLAP)
    return SILENT


def _texts(content: Content, _: Asked) -> Fit:
    """Texts are what cases are told apart by, so those of one case alone are none."""
    return Fit(0.0) if content.looks_otherwise or content.is_of_people else SILENT


_FITS: Mapping[ColumnType, Callable[[Content, Asked], Fit]] = {
    ColumnType.ID: _ids,
    ColumnType.TEXT: _texts,
    ColumnType.DATE: _dates,
    ColumnType.END_DATE: _dates,
    ColumnType.YES_NO: _yes_no,
    ColumnType.NUMBER: _numbers,
    ColumnType.CATEGORY: _categories,
}

_DATES = Text("datum", "dates")
_ANSWERS = Text("ja eller nej", "yes or no")
_NUMBERS = Text("tal som passar", "numbers that fit")
_KNOWN = Text("kända värden", "known values")
_PERSONS = Text("personnummer", "personal numbers")
_UNIQUE = Text("olika", "all different")
_OVERLAP = Text("id som finns i tabellen den pekar på", "ids found in the table it points at")
