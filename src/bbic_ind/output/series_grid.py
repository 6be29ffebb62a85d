"""Many periods of one figure as a calendar: a line for each year, a column for each month.

For the screen, where a line for every month would be too long to take in.
"""

from collections.abc import Iterator, Mapping, Sequence

from bbic_ind.output import wording
from bbic_ind.output.wording import Row
from bbic_ind.periods import PeriodUnit, unit_of
from bbic_ind.results import Mark, Status
from bbic_ind.texts import Language, Text

FEWEST = 6
"""Fewer periods than this are better told a line each, with counts and bounds."""

_COLUMNS: Mapping[PeriodUnit, int] = {
    "half_year": 2,
    "tertial": 3,
    "quarter": 4,
    "month": 12,
    "week": 10,
}
_MONTHS = Text(
    "jan feb mar apr maj jun jul aug sep okt nov dec",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
)

_PRELIMINARY = "p"
_SIGNS = {
    Status.EMPTY: "–",
    Status.UNANSWERED: "o",
    Status.NOT_COMPUTABLE: "×",
    Status.SUPPRESSED: "..",
}


def suits(rows: Sequence[Row]) -> bool:
    """Whether the periods of a figure are many and short enough for a calendar."""
    units = {unit_of(row["period"]) for row in rows}
    return len(rows) >= FEWEST and len(units) == 1 and units <= _COLUMNS.keys()


def grid(rows: Sequence[Row], room: int, lang: Language) -> Iterator[str]:
    """The lines of the calendar, at most ``room`` wide: headings, then a line for each year."""
    unit = unit_of(rows[0]["period"])
    cells = {row["period"]: _cell(row, lang) for row in rows}
    lines: dict[str, dict[int, str]] = {}
    for period, cell in cells.items():
        label, column = _place(period, unit)
        lines.setdefault(label, {})[column] = cell
    names = _names(unit, lang)
    margin = max(map(len, lines))
    width = max(len(text) for text in (*cells.values(), *names)) + 1
    fit = min(len(names), max(1, (room - margin) // width))
    for first in range(0, len(names), fit):
        columns = range(first, min(first + fit, len(names)))
        if any(columns_of.keys() & set(columns) for columns_of in lines.values()):
            yield _line("", [f"{names[c]} " for c in columns], margin, width)
            for label, filled in sorted(lines.items()):
                yield _line(label, [filled.get(c, "") for c in columns], margin, width)


def _line(label: str, cells: Sequence[str], margin: int, width: int) -> str:
    return (label.ljust(margin) + "".join(cell.rjust(width) for cell in cells)).rstrip()


def _place(period: str, unit: PeriodUnit) -> tuple[str, int]:
    """The line and the column of a period."""
    year, _, rest = period.partition("-")
    number = int(rest.lstrip("HTQW")) - 1
    line, column = divmod(number, _COLUMNS[unit])
    return (f"{year}-W{line * _COLUMNS[unit] + 1:02}" if unit == "week" else year), column


def _names(unit: PeriodUnit, lang: Language) -> list[str]:
    if unit == "month":
        return _MONTHS(lang).split()
    if unit == "week":
        return [f"+{number}" for number in range(_COLUMNS[unit])]
    letter = {"half_year": "H", "tertial": "T", "quarter": "Q"}[unit]
    return [f"{letter}{number + 1}" for number in range(_COLUMNS[unit])]


def _cell(row: Row, lang: Language) -> str:
    """The value without its unit, and one sign: how it stands, or that it may change."""
    if row["value"] is None:
        return f"{_SIGNS.get(Status(row['status']), wording.NOTHING)} "
    value = wording.value(row, lang).rstrip("\u00a0%")
    if row["status"] == Status.PRELIMINARY:
        return value + _PRELIMINARY
    mark = row.get("limit")
    return value + (wording.SHAPES[Mark(mark)] if mark else " ")


def legend(rows: Sequence[Row], lang: Language) -> str:
    """What the signs in the calendars mean, of those that are there."""
    statuses = {row["status"] for row in rows}
    # What may change shows no mark.
    shown = {row.get("limit") for row in rows if row["status"] != Status.PRELIMINARY}
    marks = [mark for mark in Mark if mark in shown]
    told = [wording.limit({"limit": mark}, lang) for mark in marks]
    for status, sign in ((Status.PRELIMINARY, _PRELIMINARY), *_SIGNS.items()):
        if status in statuses:
            told.append(f"{sign} {wording.STATUS[status](lang)}")
    return "  ".join(told)
