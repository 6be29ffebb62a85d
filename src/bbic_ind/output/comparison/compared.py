"""A comparison as a whole, and its figures in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from bbic_ind.definitions import Indicator
from bbic_ind.output.outward.kolada import is_in_percent
from bbic_ind.output.wording import STATUS, count
from bbic_ind.peers.placing import OUTER, Placed
from bbic_ind.provenance import Origin
from bbic_ind.results import Status
from bbic_ind.texts import Language, Text, counted, decimal, percent_sign


@dataclass(frozen=True)
class Comparison:
    """Our figures placed among the others', with what tells of them.

    ``kpis`` are their definitions by id, ``names`` those of municipalities by code;
    ``group`` is the title of the group compared with, empty for all; ``origin`` tells what
    was read and asked for.
    """

    municipality: str
    placed: tuple[Placed, ...]
    kpis: Mapping[str, Indicator]
    names: Mapping[str, str]
    lang: Language
    group: str = ""
    origin: Origin = field(default_factory=Origin)

    def of_each(self) -> Iterator[tuple[Indicator, tuple[Placed, ...]]]:
        """Every key figure that others have too, with its years and genders."""
        for kpi, rows in self._by_kpi():
            if any(row.others for row in rows):
                yield self.kpis[kpi], rows

    def alone(self) -> list[str]:
        """The key figures that nobody else has a value of, in the years of ours."""
        return [kpi for kpi, rows in self._by_kpi() if not any(row.others for row in rows)]

    def _by_kpi(self) -> Iterator[tuple[str, tuple[Placed, ...]]]:
        for kpi, rows in groupby(self.placed, key=lambda row: row.kpi):
            yield kpi, tuple(rows)

    def name(self, code: str) -> str:
        """What a municipality is called, by its code where the files name it not."""
        return self.names.get(code, code)

    def title(self, kpi: Indicator) -> str:
        """The key figure's id and title."""
        return f"{kpi.id} {kpi.title(self.lang)}"

    def number(self, value: float | None, kpi: Indicator) -> str:
        """A value with its unit."""
        if value is None:
            return "–"
        if kpi.kind == "count" and value.is_integer():
            return count(value, self.lang)
        told = decimal(value, 1, self.lang)
        return f"{told}{percent_sign(self.lang)}" if is_in_percent(kpi) else told

    def span(self, low: float, high: float, kpi: Indicator) -> str:
        """Two values with their unit."""
        return f"{self.number(low, kpi).removesuffix('%').rstrip()}–{self.number(high, kpi)}"


def own(row: Placed, kpi: Indicator, told: Comparison) -> str:
    """Our value and what it rests on, or why there is none."""
    if row.value is None:
        return STATUS[Status(row.status)](told.lang)
    value = told.number(row.value, kpi)
    return f"{value} ({count(row.count, told.lang)})" if row.is_share else value


def others(row: Placed, kpi: Indicator, told: Comparison) -> str:
    """How the others lie: how many, from what to what, and their middle."""
    spread = row.spread
    if spread is None:
        return _NO_OTHERS(told.lang)
    number = len(row.others)
    many = Text(counted(number, "annan", "andra"), counted(number, "other", "others"))(told.lang)
    if number == 1:
        return f"{many}: {told.number(spread.middle, kpi)}"
    reach = told.span(spread.lowest, spread.highest, kpi)
    return f"{many}: {reach}, {_MIDDLE(told.lang)} {told.number(spread.middle, kpi)}"


def verdict(row: Placed, kpi: Indicator, told: Comparison) -> str:
    """Whether our share lies further from the middle than chance gives; empty if unknown."""
    if kpi.kind == "count" and row.others:
        return _SIZE(told.lang)
    limits = row.by_chance(OUTER)
    if row.differs is None or limits is None:
        return ""
    said = _DIFFERS if row.differs else _MAY_BE_CHANCE
    return said(told.lang).format(span=told.span(*limits, kpi))


GENDERS = {
    "T": Text("alla", "all"),
    "K": Text("kvinnor och flickor", "women and girls"),
    "M": Text("män och pojkar", "men and boys"),
}

_SIZE = Text(
    "ett antal, som följer kommunens storlek", "a count, which follows the municipality's size"
)
_MIDDLE = Text("mitten", "middle")
_NO_OTHERS = Text("inga värden för året i filerna", "no values of the year in the files")
_DIFFERS = Text(
    "skiljer sig mer än slumpen brukar ge ({span})",
    "differs by more than chance usually gives ({span})",
)
_MAY_BE_CHANCE = Text("kan vara slumpen ({span})", "may be chance ({span})")


def without_others(told: Comparison) -> str:
    """Which key figures nobody else has, and what to do; empty where there is none."""
    ids = told.alone()
    return _ALONE(told.lang).format(kpis=", ".join(ids)) if ids else ""


_ALONE = Text(
    "Inga andra värden för samma år i filerna: {kpis}. Spara dem också och ange dem med --with.",
    "No other values of the same year in the files: {kpis}. Save them too and name them by --with.",
)
