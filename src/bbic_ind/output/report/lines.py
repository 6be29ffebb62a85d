"""The results as lines of a report: one figure through all of its periods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bbic_ind.definitions import Indicator
from bbic_ind.output.outline import Entry, outline
from bbic_ind.output.run import Run
from bbic_ind.output.wording import Row


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with a row for each period; ``under`` if it is a variant, part or group."""

    label: str
    under: bool
    rows: tuple[Row, ...]
    grouped: bool = False

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
        Chapter(" ".join(area.heading.split()), tuple(_indicators(area.entries, run.by)))
        for area in outline(run)
    ]


def anchor(indicator: Indicator) -> str:
    """A name for links: a letter first, since some readers want one."""
    return f"i-{indicator.pack}-{indicator.id}".replace(":", "-").replace(" ", "-")


def _indicators(entries: Sequence[Entry], by: Sequence[str]) -> Iterator[Told]:
    for _, grouped in groupby(entries, key=lambda entry: entry.indicator.id):
        same = list(grouped)
        yield Told(same[0].indicator, tuple(_lines(same, by)))


def _lines(entries: Sequence[Entry], by: Sequence[str]) -> Iterator[Line]:
    """An entry without a label goes on with the figure above it."""
    figures: list[list[Entry]] = []
    for entry in entries:
        if entry.label:
            figures.append([])
        figures[-1].append(entry)
    for first, *others in figures:
        rows = tuple(entry.row for entry in (first, *others) if entry.row is not None)
        if rows:
            grouped = any(rows[0][name] is not None for name in by)
            yield Line(first.label, first.under, rows, grouped)
