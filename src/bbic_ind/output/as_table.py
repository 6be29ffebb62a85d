"""The results as plain text for a terminal or a pipe, at most 100 columns wide.

Nothing is told by colour alone: headings are bold on a terminal that wants it, and the
text is the same without.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap

from bbic_ind.output import wording
from bbic_ind.output.outline import Entry, outline
from bbic_ind.output.run import Run
from bbic_ind.texts import Language, Text

WIDTH = 100

_BOLD, _PLAIN = "\033[1m", "\033[0m"


@dataclass(frozen=True, slots=True)
class _Column:
    title: Text
    width: int
    to_the_right: bool = False

    def fill(self, text: str) -> str:
        return text.rjust(self.width) if self.to_the_right else text.ljust(self.width)


_COLUMNS = (
    _Column(Text("Indikator", "Indicator"), 38),
    _Column(Text("Period", "Period"), 10),
    _Column(Text("Antal", "Count"), 11, to_the_right=True),
    _Column(Text("Värde", "Value"), 9, to_the_right=True),
    _Column(Text("Möjligt", "Possible"), 12, to_the_right=True),
    _Column(Text("Status", "Status"), 15),
)
_ID = 7
_KNOWN_UNTIL = Text("uppgifter till och med", "data up to and including")


def table(run: Run, *, bold: bool = False) -> str:
    """The whole table, ending with a newline."""
    return "\n".join(_lines(run, bold)) + "\n"


def _lines(run: Run, bold: bool) -> Iterator[str]:
    yield _strong(_heading(run), bold)
    yield ""
    yield _line(
        [" " * _ID + _COLUMNS[0].title(run.lang), *(c.title(run.lang) for c in _COLUMNS[1:])]
    )
    for area in outline(run):
        yield ""
        for line in wrap(_printable(area.heading), WIDTH, subsequent_indent="   "):
            yield _strong(line, bold)
        for entry in area.entries:
            yield from _entry(entry, run.lang)


def _heading(run: Run) -> str:
    return f"{run.title} · {_KNOWN_UNTIL(run.lang)} {run.reading.dataset.extracted.isoformat()}"


def _entry(entry: Entry, lang: Language) -> Iterator[str]:
    """The lines of one entry; long cells go on below, and a last cell takes what is left."""
    named = entry.label and not entry.under
    lead = f"  {entry.indicator.id if named else '':<{_ID - 2}}"
    below = " " * (_ID + 2)
    text = wrap(_printable(entry.label), _COLUMNS[0].width - _ID, subsequent_indent="  ")
    first = [f"{lead}{text[0]}", *(f"{below}{line.strip()}" for line in text[1:])] if text else [""]
    cells = _figures(entry.row, lang) if entry.row is not None else []
    broken = [wrap(cell, width) for cell, width in zip(cells, _widths(len(cells)), strict=True)]
    for parts in zip_longest(first, *broken, fillvalue=""):
        yield _line(parts)


def _figures(row: wording.Row, lang: Language) -> list[str]:
    if not wording.is_told(row):
        return [wording.when(row), wording.status(row, lang)]
    shown = (wording.fraction, wording.value, wording.bounds, wording.status)
    return [wording.when(row), *(show(row, lang) for show in shown)]


def _widths(cells: int) -> Sequence[int]:
    """The widths of the cells after the first column, the last one wide to the edge."""
    widths = [column.width for column in _COLUMNS[1 : cells + 1]]
    before = sum(column.width + 1 for column in _COLUMNS[:cells])
    return [*widths[:-1], WIDTH - before] if widths else []


def _line(cells: Iterable[str]) -> str:
    filled = (column.fill(cell) for column, cell in zip(_COLUMNS, cells, strict=False))
    return " ".join(filled).rstrip()


def _printable(text: str) -> str:
    """The text without what could steer the reader's terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _strong(text: str, bold: bool) -> str:
    return f"{_BOLD}{text}{_PLAIN}" if bold and text else text
