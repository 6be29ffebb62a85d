"""The results as plain text for a terminal or a pipe, at most 100 columns wide.

Nothing is told by colour alone: headings are bold on a terminal that wants it, and the
text is the same without.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from textwrap import wrap

from bbic_ind.definitions import Indicator
from bbic_ind.output import wording
from bbic_ind.output.run import Run
from bbic_ind.output.wording import Row
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
_UNDER_ID = " " * 5
_VARIANT = Text("variant: ", "variant: ")
_KNOWN_UNTIL = Text("uppgifter till och med", "data up to and including")


def table(run: Run, *, bold: bool = False) -> str:
    """The whole table, ending with a newline."""
    return "\n".join(_lines(run, bold)) + "\n"


def _lines(run: Run, bold: bool) -> Iterator[str]:
    rows = run.worded().to_dicts()
    yield _strong(_heading(run), bold)
    yield ""
    yield "  " + _line([column.title(run.lang) for column in _COLUMNS])
    for (pack, area), grouped in groupby(rows, key=lambda row: _area_of(run, row)):
        yield ""
        yield from (_strong(line, bold) for line in _area_heading(run, pack, area))
        for _, same in groupby(grouped, key=lambda row: row["indicator"]):
            yield from _indicator(run, list(same))


def _heading(run: Run) -> str:
    titles = [pack.title(run.lang) for pack in run.packs.values()]
    extracted = run.reading.dataset.extracted.isoformat()
    return f"{', '.join(titles)} · {_KNOWN_UNTIL(run.lang)} {extracted}"


def _area_of(run: Run, row: Row) -> tuple[str, int | None]:
    return row["pack"], run.indicator(row["pack"], row["indicator"]).area


def _area_heading(run: Run, pack: str, area: int | None) -> list[str]:
    known = run.packs.get(pack)
    if known is None or area is None:
        return [known.title(run.lang)] if known is not None and len(run.packs) > 1 else []
    title = known.areas.get(area)
    return wrap(
        f"{area}  {title(run.lang) if title else ''}".strip(), WIDTH, subsequent_indent="   "
    )


def _indicator(run: Run, rows: list[Row]) -> Iterator[str]:
    """The lines of one indicator: the main figure by its title, the others under it."""
    indicator = run.indicator(rows[0]["pack"], rows[0]["indicator"])
    title = f"{indicator.id:<{len(_UNDER_ID)}}{rows[0]['title']}"
    if label(rows[0], indicator, run):
        yield from _wrapped([title], indent=len(_UNDER_ID))
    for name, same in _by_label(rows, indicator, run):
        for number, row in enumerate(same):
            first = (f"{_UNDER_ID}{name}" if name else title) if number == 0 else ""
            yield from _row(first, row, run.lang)


def _by_label(rows: list[Row], indicator: Indicator, run: Run) -> Iterable[tuple[str, list[Row]]]:
    """The rows under each label, so that the periods of one figure follow each other."""
    sorted_: dict[str, list[Row]] = {}
    for row in rows:
        sorted_.setdefault(label(row, indicator, run), []).append(row)
    return sorted_.items()


def label(row: Row, indicator: Indicator, run: Run) -> str:
    """What tells the row from the indicator's main figure; empty for that figure."""
    variant = _VARIANT(run.lang) + row["variant"].replace("_", " ") if row["variant"] else ""
    part = indicator.label(row["part"])(run.lang) if row["part"] else ""
    groups = [_printable(row[name]) for name in run.by if row[name] is not None]
    return " · ".join(text for text in (variant, part, *groups) if text)


def _printable(text: str) -> str:
    """The text without what could steer the reader's terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _row(first: str, row: Row, lang: Language) -> Iterator[str]:
    indent = len(_UNDER_ID) + (2 if first.startswith(" ") else 0)
    cells = [first, wording.when(row)]
    if wording.is_told(row):
        figures = [wording.fraction(row, lang), wording.value(row, lang), wording.bounds(row, lang)]
        cells += [*figures, wording.status(row, lang)]
    else:
        cells.append(wording.status(row, lang))
    return _wrapped(cells, indent)


def _wrapped(cells: list[str], indent: int) -> Iterator[str]:
    """The lines of a row whose long cells go on below; a last short row takes the whole width."""
    widths = [column.width for column in _COLUMNS[: len(cells)]]
    widths[-1] = WIDTH - 2 - sum(column.width + 1 for column in _COLUMNS[: len(cells) - 1])
    broken = [_broken(cells[0], widths[0], indent)]
    broken += [wrap(cell, width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    for parts in zip_longest(*broken, fillvalue=""):
        yield "  " + _line(parts)


def _broken(text: str, width: int, indent: int) -> list[str]:
    lead = len(text) - len(text.lstrip())
    return wrap(text.lstrip(), width, initial_indent=" " * lead, subsequent_indent=" " * indent)


def _line(cells: Iterable[str]) -> str:
    filled = (column.fill(cell) for column, cell in zip(_COLUMNS, cells, strict=False))
    return " ".join(filled).rstrip()


def _strong(text: str, bold: bool) -> str:
    return f"{_BOLD}{text}{_PLAIN}" if bold and text else text
