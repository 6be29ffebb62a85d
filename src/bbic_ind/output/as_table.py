"""The results as plain text for a terminal or a pipe, at most 100 columns wide or as told.

Nothing is told by colour alone: headings are bold on a terminal that wants it, and the
text is the same without.  A figure of many months stands as a calendar.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap

from bbic_ind.output import series_grid, series_words, wording
from bbic_ind.output.caveats import caveats, marked_status, without_words_on_groups
from bbic_ind.output.empty_groups import left_out, without_empty_groups
from bbic_ind.output.evidence import known_until
from bbic_ind.output.outline import Entry, outline
from bbic_ind.output.plain_text import printable, strong
from bbic_ind.output.room import NARROWEST, WIDTH
from bbic_ind.output.run import Run
from bbic_ind.periods import unit_of
from bbic_ind.results import IN_PERCENT
from bbic_ind.texts import Language, Text


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures; one that ``needs`` a column of the results is there with it."""

    title: Text
    show: Callable[[wording.Row, Language], str]
    right: bool = False
    needs: str = ""


_FIRST = Text("Indikator", "Indicator")
_COLUMNS = (
    _Column(Text("Period", "Period"), lambda row, _: wording.when(row)),
    _Column(Text("Antal", "Count"), wording.fraction, right=True),
    _Column(Text("Värde", "Value"), wording.value, right=True),
    _Column(Text("Möjligt", "Possible"), wording.bounds, right=True),
    _Column(Text("95 % KI", "95% CI"), wording.interval, right=True, needs="ci_low"),
    _Column(Text("Gräns", "Limit"), wording.limit, needs="limit"),
    _Column(Text("Status", "Status"), marked_status),
)
_STATUS_WIDTH, _STATUS_WORD = 15, 10
"""Room for the status in two lines, and for the longest word of it."""
_SHORTEST_ID = 4
_WIDEST_TITLE = 48
_NARROWEST_TITLE = 21
"""Room for the longest of usual words, a step in."""
_INTERVALS_ELSEWHERE = Text(
    "Konfidensintervallen ryms inte i kalendern. De står i filen som --output skriver.",
    "The calendar has no room for the confidence intervals. They are in the file that --output "
    "writes.",
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """An entry with the entries of its other periods, in the order of the results."""

    entry: Entry
    rows: tuple[wording.Row, ...]

    @property
    def is_calendar(self) -> bool:
        """Whether it is told as a calendar rather than a line for each period."""
        return series_grid.suits(self.rows) and not self._is_nothing

    @property
    def _is_nothing(self) -> bool:
        """Whether every period is untold, for one and the same reason."""
        told = {(row["status"], row["note"]) for row in self.rows}
        return len(told) == 1 and not wording.is_told(self.rows[0])

    @property
    def lines(self) -> tuple[Entry, ...]:
        """The entries that are told a line each."""
        entry = self.entry
        if not self.rows:
            return (entry,)
        alike = self._is_nothing and series_grid.suits(self.rows)
        rows = (_as_one(self.rows),) if alike else self.rows
        more = (Entry(entry.indicator, "", entry.under, row) for row in rows[1:])
        return (Entry(entry.indicator, entry.label, entry.under, rows[0]), *more)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where titles begin, the columns and how wide each is; the first takes what others leave."""

    width: int
    margin: int
    columns: tuple[_Column, ...]
    widths: tuple[int, ...]

    @property
    def is_stacked(self) -> bool:
        """Whether titles stand on lines of their own, as the columns leave no room for them."""
        return self.widths[0] == self.margin

    @property
    def is_tight(self) -> bool:
        """Whether not even the columns have room beside each other."""
        return self.width - sum(width + 1 for width in self.widths[:-1]) < _STATUS_WORD

    def line(self, cells: Sequence[str]) -> str:
        """The cells side by side; the last may run on to the edge."""
        *filled, last = cells
        right = (False, *(column.right for column in self.columns))
        texts = [
            cell.rjust(width) if is_right else cell.ljust(width)
            for is_right, cell, width in zip(right, filled, self.widths, strict=False)
        ]
        return " ".join([*texts, last]).rstrip()

    def broken(self, cells: Sequence[str]) -> list[list[str]]:
        """The lines of each cell after the first, the last one as wide as there is room."""
        room = self.width - sum(width + 1 for width in self.widths[: len(cells)])
        widths = [*self.widths[1 : len(cells)], room]
        return [wrap(cell, width) for cell, width in zip(cells, widths, strict=False)]

    def cells(self, row: wording.Row, lang: Language) -> list[str]:
        """The cells after the first: all, or the period and why there are no others."""
        if not wording.is_told(row):
            return [wording.when(row), wording.status(row, lang)]
        return [column.show(row, lang) for column in self.columns]


def table(run: Run, *, bold: bool = False, width: int = WIDTH) -> str:
    """The whole table, ending with a newline; groups with nobody in them are only counted."""
    width = min(WIDTH, max(NARROWEST, width))
    shown, empty = without_empty_groups(without_words_on_groups(run))
    told = [line for one in caveats(run) for line in wrap(one, width, subsequent_indent="  ")]
    lines = [
        *_lines(shown, bold, width),
        *(["", *told] if told else []),
        *(["", left_out(empty, run.lang)] if empty else []),
    ]
    return "\n".join(lines) + "\n"


def _lines(run: Run, bold: bool, width: int) -> Iterator[str]:
    areas = [(area.heading, tuple(_figures(area.entries))) for area in outline(run)]
    every = [figure for _, figures in areas for figure in figures]
    layout = _layout(every, run, width)
    title = f"{run.title} · {known_until(run.reading, run.lang)}"
    yield from (strong(line, bold) for line in wrap(printable(title), width))
    yield from _column_titles(every, layout, run.lang)
    for heading, figures in areas:
        yield ""
        lines = wrap(printable(heading), width, subsequent_indent="   ")
        yield from (strong(line, bold) for line in lines)
        for number, figure in enumerate(figures):
            if number and figure.is_calendar:
                yield ""
            yield from _figure(figure, layout, run)
    yield from _about_calendars(every, width, run.lang)


def _column_titles(figures: Iterable[_Figure], layout: _Layout, lang: Language) -> Iterator[str]:
    """The titles of the columns, where there is anything to stand under them."""
    is_filled = any(entry.row for figure in figures for entry in _in_lines(figure))
    if is_filled and not layout.is_tight:
        first = "" if layout.is_stacked else _FIRST(lang)
        titles = (column.title(lang) for column in layout.columns)
        yield ""
        yield layout.line([" " * layout.margin + first, *titles])


def _about_calendars(figures: Iterable[_Figure], width: int, lang: Language) -> Iterator[str]:
    """What the signs in calendars mean, and what has no room in them."""
    rows = [row for figure in figures if figure.is_calendar for row in figure.rows]
    if signs := series_grid.legend(rows, lang):
        yield from ("", *wrap(signs, width))
    if any(wording.interval(row, lang) for row in rows):
        yield from ("", *wrap(_INTERVALS_ELSEWHERE(lang), width))


def _figures(entries: Iterable[Entry]) -> Iterator[_Figure]:
    """The entries with their further periods, which follow them without a label."""
    together: list[list[Entry]] = []
    for entry in entries:
        if entry.label or entry.row is None or not together:
            together.append([])
        together[-1].append(entry)
    for same in together:
        yield from _by_unit(same[0], [entry.row for entry in same if entry.row is not None])


def _by_unit(entry: Entry, rows: Sequence[wording.Row]) -> Iterator[_Figure]:
    """The figure; as two where some of its periods stand in a calendar and others do not."""
    units = dict.fromkeys(unit_of(row["period"]) for row in rows)
    apart = [_Figure(entry, tuple(r for r in rows if unit_of(r["period"]) == u)) for u in units]
    yield from apart if any(one.is_calendar for one in apart) else [_Figure(entry, tuple(rows))]


def _layout(figures: Sequence[_Figure], run: Run, width: int) -> _Layout:
    lang = run.lang
    columns = tuple(c for c in _COLUMNS if not c.needs or c.needs in run.results.columns)
    entries = [entry for figure in figures for entry in _in_lines(figure)]
    fitted = _fitted(columns[:-1], [entry.row for entry in entries if entry.row is not None], lang)
    room = width - sum(fit + 1 for fit in fitted) - _STATUS_WIDTH - 1
    ids = [len(figure.entry.indicator.id) for figure in figures]
    margin = 2 + max([_SHORTEST_ID, *ids]) + 1
    longest = margin + max([len(_FIRST(lang)), *(len(entry.label) for entry in entries)])
    stacked = room - margin < min(_NARROWEST_TITLE, longest - margin)
    first = margin if stacked else min(room, longest, _WIDEST_TITLE)
    return _Layout(width, margin, columns, (first, *fitted, _STATUS_WIDTH))


def _fitted(columns: Sequence[_Column], rows: Iterable[wording.Row], lang: Language) -> list[int]:
    """How wide each column is that fits its title and what stands in it."""
    titles = [column.title(lang) for column in columns]
    cells = (
        [column.show(row, lang) for column in columns]
        if wording.is_told(row)
        else [wording.when(row)]
        for row in rows
    )
    return [max(map(len, column)) for column in zip_longest(titles, *cells, fillvalue="")]


def _in_lines(figure: _Figure) -> tuple[Entry, ...]:
    """The entries that need room beside the columns; a calendar needs only its title's."""
    return figure.lines if not figure.is_calendar else ()


def _figure(figure: _Figure, layout: _Layout, run: Run) -> Iterator[str]:
    """The lines of one figure, and under it what its series tells."""
    if figure.is_calendar:
        yield from _calendar(figure, layout, run.lang)
    else:
        for entry in figure.lines:
            yield from _entry(entry, layout, run.lang)
    units = {unit_of(row["period"]) for row in figure.rows}
    series = run.in_time(figure.rows[0]) if figure.rows else ()
    same = [row for row in series if row["unit"] in units]
    if same and (figure.is_calendar or not figure.entry.under):
        tell = series_words.about if figure.is_calendar else series_words.between
        for sentence in tell(same, run.lang):
            yield from _indented(sentence, layout)


def _calendar(figure: _Figure, layout: _Layout, lang: Language) -> Iterator[str]:
    unit = " (%)" if figure.rows[0]["kind"] in IN_PERCENT else ""
    title = _indented(printable(figure.entry.label) + unit, layout)
    yield from _with_id(figure.entry, title)
    for line in series_grid.grid(figure.rows, layout.width - layout.margin, lang):
        yield " " * layout.margin + line


def _entry(entry: Entry, layout: _Layout, lang: Language) -> Iterator[str]:
    """The lines of one entry; a long cell goes on below."""
    if layout.is_stacked:
        yield from _with_id(entry, _indented(printable(entry.label), layout))
        first = [" " * layout.margin] if entry.row is not None else []
    else:
        room = layout.widths[0] - layout.margin
        lines = wrap(printable(entry.label), room, subsequent_indent="  ")
        first = _with_id(entry, [" " * layout.margin + line for line in lines] or [""])
    cells = layout.cells(entry.row, lang) if entry.row is not None else []
    if layout.is_tight:
        yield from _indented("  ".join(filter(None, cells)), layout)
        return
    for parts in zip_longest(first, *layout.broken(cells), fillvalue=""):
        yield layout.line(parts)


def _with_id(entry: Entry, lines: Sequence[str]) -> list[str]:
    """The lines with the indicator's id in the margin of the first, if it is the main figure."""
    id_ = entry.indicator.id if entry.label and not entry.under else ""
    return [f"  {id_}{line[2 + len(id_) :]}" for line in lines[:1]] + [*lines[1:]]


def _indented(text: str, layout: _Layout) -> list[str]:
    lines = wrap(text, layout.width - layout.margin, subsequent_indent="  ")
    return [" " * layout.margin + line for line in lines]


def _as_one(rows: Sequence[wording.Row]) -> wording.Row:
    """What holds for every period, told of all of them at once."""
    span = f"{rows[0]['period']}–{rows[-1]['period']}"
    return {**rows[0], "period": span, "period_start": None}
