"""The results as lines of a report: one figure through all of its periods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bbic_ind.definitions import Indicator
from bbic_ind.output.outline import Area, Entry, outline
from bbic_ind.output.run import Run
from bbic_ind.output.wording import Row
from bbic_ind.periods import unit_of


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with a row for each period, the latest last.

    It stands ``under`` the main figure if it is a variant, part or group.

    ``series`` are the rows of periods as long as the latest, as a series
    (:mod:`bbic_ind.series.frame`), if they are several.
    """

    label: str
    under: bool
    rows: tuple[Row, ...]
    grouped: bool = False
    series: tuple[Row, ...] = ()

    @property
    def alike(self) -> tuple[Row, ...]:
        """The rows of periods as long as the latest, which alone can stand in one chart."""
        unit = unit_of(self.rows[-1]["period"])
        return tuple(row for row in self.rows if unit_of(row["period"]) == unit)

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the main reading, of everything taken together."""
        first = self.rows[0]
        return bool(first["part"]) and not first["variant"] and not self.grouped


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator with all of its lines."""

    indicator: Indicator
    lines: tuple[Line, ...]

    @property
    def anchor(self) -> str:
        """What links to the indicator lead to."""
        return anchor(self.indicator)

    @property
    def main(self) -> Line | None:
        """The main figure, where there is one."""
        return next((line for line in self.lines if not line.under), None)

    @property
    def under(self) -> tuple[Line, ...]:
        """The parts, variants and groups."""
        return tuple(line for line in self.lines if line.under)

    @property
    def parts(self) -> tuple[Line, ...]:
        """The parts of the main reading, of everything taken together."""
        return tuple(line for line in self.lines if line.is_part)


@dataclass(frozen=True, slots=True)
class Chapter:
    """An area with its indicators; the heading begins with the area's number, if it has one."""

    heading: str
    indicators: tuple[Told, ...]


def chapters(run: Run) -> list[Chapter]:
    """Every figure of the run, area by area."""
    return [
        Chapter(_heading(area, run), tuple(_indicators(area.entries, run))) for area in outline(run)
    ]


def _heading(area: Area, run: Run) -> str:
    """The area's heading; after its pack's title where there are several packs."""
    heading = " ".join(area.heading.split())
    pack = run.packs[area.entries[0].indicator.pack].title(run.lang)
    return f"{pack} · {heading}" if len(run.packs) > 1 and heading != pack else heading


def anchor(indicator: Indicator) -> str:
    """A name for links: a letter first, since some readers want one."""
    return f"i-{indicator.pack}-{indicator.id}".replace(":", "-").replace(" ", "-")


def _indicators(entries: Sequence[Entry], run: Run) -> Iterator[Told]:
    for _, grouped in groupby(entries, key=lambda entry: entry.indicator.id):
        same = list(grouped)
        yield Told(same[0].indicator, tuple(_lines(same, run)))


def _lines(entries: Sequence[Entry], run: Run) -> Iterator[Line]:
    """An entry without a label goes on with the figure above it."""
    figures: list[list[Entry]] = []
    for entry in entries:
        if entry.label:
            figures.append([])
        figures[-1].append(entry)
    for first, *others in figures:
        found = [entry.row for entry in (first, *others) if entry.row is not None]
        rows = tuple(sorted(found, key=lambda row: row["period_start"]))
        if rows:
            grouped = any(rows[0][name] is not None for name in run.by)
            unit = unit_of(rows[-1]["period"])
            points = tuple(r for r in run.in_time(rows[0]) if r["unit"] == unit)
            yield Line(first.label, first.under, rows, grouped, points)
