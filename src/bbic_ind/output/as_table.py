"""The results as plain text for a terminal or a pipe, at most 100 columns wide.

Nothing is told by colour alone: headings are bold on a terminal that wants it, and the
text is the same without.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap

from bbic_ind.output import wording
from bbic_ind.output.outline import Area, Entry, outline
from bbic_ind.output.plain_text import printable
from bbic_ind.output.run import Run
from bbic_ind.texts import Language, Text

WIDTH = 100

_BOLD, _PLAIN = "\033[1m", "\033[0m"

_TITLES = (
    Text("Indikator", "Indicator"),
    Text("Period", "Period"),
    Text("Antal", "Count"),
    Text("Värde", "Value"),
    Text("Möjligt", "Possible"),
    Text("Status", "Status"),
)
_TO_THE_RIGHT = (2, 3, 4)
_STATUS_WIDTH = 15
_SHORTEST_ID = 4
_WIDEST_TITLE = 48
_KNOWN_UNTIL = Text("uppgifter till och med", "data up to and including")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where titles begin, and how wide each column is; the first takes what others leave."""

    margin: int
    widths: tuple[int, ...]

    def line(self, cells: Sequence[str]) -> str:
        """The cells side by side; the last may run on to the edge."""
        *filled, last = cells
        texts = [
            cell.rjust(width) if column in _TO_THE_RIGHT else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(filled, self.widths, strict=False))
        ]
        return " ".join([*texts, last]).rstrip()

    def broken(self, cells: Sequence[str]) -> list[list[str]]:
        """The lines of each cell after the first, the last one as wide as there is room."""
        room = WIDTH - sum(width + 1 for width in self.widths[: len(cells)])
        widths = [*self.widths[1 : len(cells)], room]
        return [wrap(cell, width) for cell, width in zip(cells, widths, strict=False)]


def table(run: Run, *, bold: bool = False) -> str:
    """The whole table, ending with a newline."""
    return "\n".join(_lines(run, bold)) + "\n"


def _lines(run: Run, bold: bool) -> Iterator[str]:
    areas = outline(run)
    layout = _layout(areas, run.lang)
    first, *others = (title(run.lang) for title in _TITLES)
    yield _strong(_heading(run), bold)
    yield ""
    yield layout.line([" " * layout.margin + first, *others])
    for area in areas:
        yield ""
        for line in wrap(printable(area.heading), WIDTH, subsequent_indent="   "):
            yield _strong(line, bold)
        for entry in area.entries:
            yield from _entry(entry, layout, run.lang)


def _heading(run: Run) -> str:
    return f"{run.title} · {_KNOWN_UNTIL(run.lang)} {run.reading.dataset.extracted.isoformat()}"


def _layout(areas: Iterable[Area], lang: Language) -> _Layout:
    entries = [entry for area in areas for entry in area.entries]
    rows = [_figures(entry.row, lang)[:-1] for entry in entries if entry.row is not None]
    titles = [title(lang) for title in _TITLES[1:-1]]
    fitted = [max(map(len, column)) for column in zip_longest(titles, *rows, fillvalue="")]
    room = WIDTH - sum(width + 1 for width in fitted) - _STATUS_WIDTH - 1
    margin = 2 + max([_SHORTEST_ID, *(len(entry.indicator.id) for entry in entries)]) + 1
    longest = margin + max([len(_TITLES[0](lang)), *(len(entry.label) for entry in entries)])
    return _Layout(margin, (min(room, longest, _WIDEST_TITLE), *fitted, _STATUS_WIDTH))


def _entry(entry: Entry, layout: _Layout, lang: Language) -> Iterator[str]:
    """The lines of one entry; a long cell goes on below."""
    id_ = entry.indicator.id if entry.label and not entry.under else ""
    room = layout.widths[0] - layout.margin
    lines = wrap(printable(entry.label), room, subsequent_indent="  ")
    indented = [" " * layout.margin + line for line in lines] or [""]
    first = [f"  {id_}{indented[0][2 + len(id_) :]}", *indented[1:]]
    cells = _figures(entry.row, lang) if entry.row is not None else []
    for parts in zip_longest(first, *layout.broken(cells), fillvalue=""):
        yield layout.line(parts)


def _figures(row: wording.Row, lang: Language) -> list[str]:
    """The cells after the first: all of them, or the period and why there are no others."""
    if not wording.is_told(row):
        return [wording.when(row), wording.status(row, lang)]
    shown = (wording.fraction, wording.value, wording.bounds, wording.status)
    return [wording.when(row), *(show(row, lang) for show in shown)]


def _strong(text: str, bold: bool) -> str:
    return f"{_BOLD}{text}{_PLAIN}" if bold and text else text
