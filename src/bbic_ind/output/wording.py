"""Figures and statuses as a reader sees them, on screens and in workbooks.

A *row* is one row of the results as a mapping.  Percentages are worked out from the
counts and rounded once, half up.
"""

from collections.abc import Mapping
from typing import Any

from bbic_ind.results import IN_PERCENT, SHARES, Mark, Status
from bbic_ind.texts import NBSP, Language, Text, decimal, in_percent, percent

Row = Mapping[str, Any]

NOTHING = "–"

STATUS = {
    Status.FINAL: Text("slutlig", "final"),
    Status.PRELIMINARY: Text("preliminär", "preliminary"),
    Status.EMPTY: Text("tom", "empty"),
    Status.UNANSWERED: Text("obesvarad", "unanswered"),
    Status.NOT_COMPUTABLE: Text("kan inte räknas", "cannot be computed"),
    Status.SUPPRESSED: Text("skyddad", "suppressed"),
}

OF_ONE = ("median", "max", "min")
"""Kinds whose figure is one of the numbers it is taken of, or lies between two of them."""

_ANSWERS = {1.0: Text("Ja", "Yes"), 0.0: Text("Nej", "No")}
_AT_LEAST = Text("minst", "at least")
_AT_MOST = Text("högst", "at most")
_UNTIL = Text("till", "until")
_UNCERTAIN = Text("osäkra i nämnaren", "uncertain in the denominator")
_UNCERTAIN_ONE = Text("osäker i nämnaren", "uncertain in the denominator")


def count(number: float | None, lang: Language) -> str:
    """A count without decimals; a sum that is no whole number with one.

    >>> count(142.0, "sv"), count(45.25, "sv"), count(None, "sv")
    ('142', '45,3', '–')
    """
    if number is None:
        return NOTHING
    return decimal(number, 0 if float(number).is_integer() else 1, lang)


def fraction(row: Row, lang: Language) -> str:
    """What was counted: ``142/200``, or the count alone where nothing is divided."""
    if row["kind"] == "yes_no" or row["numerator"] is None:
        return ""
    if row["denominator"] is None:
        return count(row["numerator"], lang)
    if row["kind"] in OF_ONE:
        return count(row["denominator"], lang)
    return f"{count(row['numerator'], lang)}/{count(counted_on(row), lang)}"


def counted_on(row: Row) -> float | None:
    """How many the figure rests on: of averages those that have a number, else the denominator."""
    units: float | None = row["denominator"]
    if units is None or row["kind"] not in ("mean", *OF_ONE):
        return units
    return units - (row["missing"] or 0) - (row["pending"] or 0)


def value(row: Row, lang: Language) -> str:
    """The figure itself: ``71,0 %``, ``12,5``, ``Ja`` or ``–``."""
    figure, kind = row["value"], row["kind"]
    if figure is None:
        return NOTHING
    if kind == "yes_no":
        return answer(figure, lang)
    if kind in SHARES:
        return percent(int(row["numerator"]), int(row["denominator"]), lang)
    return _unshared(figure, kind, lang)


def answer(figure: float, lang: Language) -> str:
    """What a figure that is an answer says."""
    return _ANSWERS[figure](lang)


def _unshared(figure: float, kind: str, lang: Language) -> str:
    """A figure that is no share of units: what is counted or taken whole has decimals if needed."""
    return count(figure, lang) if kind in ("count", *OF_ONE) else number(figure, kind, lang)


def bounds(row: Row, lang: Language) -> str:
    """What the figure can at least and at most be, where that differs: ``66,0–75,5 %``.

    Where only one of them is known that is told: ``minst 196``.
    """
    low, high, kind = row["low"], row["high"], row["kind"]
    if low == high or kind == "yes_no":
        return ""
    if high is None:
        return f"{_AT_LEAST(lang)} {_unshared(low, kind, lang)}"
    if low is None:
        return f"{_AT_MOST(lang)} {_unshared(high, kind, lang)}"
    if kind not in SHARES:
        return _from_to(_unshared(low, kind, lang), _unshared(high, kind, lang))
    certain, units = int(row["numerator"]), int(row["denominator"])
    possible = certain + (row["missing"] or 0) + (row["pending"] or 0)
    return _from_to(percent(certain, units, lang), percent(possible, units, lang))


def _from_to(first: str, last: str) -> str:
    """Two numbers with the unit of both after the last."""
    return f"{first.rstrip(f'{NBSP}%')}–{last}"


def interval(row: Row, lang: Language) -> str:
    """How far chance alone moves a share: ``63,8–76,3 %``; empty where that is not known."""
    low, high = row.get("ci_low"), row.get("ci_high")
    return "" if low is None or high is None else span(low, high, row["kind"], lang)


def span(low: float, high: float, kind: str, lang: Language) -> str:
    """Two numbers of a figure of a kind, with its unit.

    >>> span(0.5, 0.75, "share", "en"), span(1, 2.25, "mean", "sv")
    ('50.0–75.0%', '1,0–2,3')
    """
    return _from_to(number(low, kind, lang), number(high, kind, lang))


def number(figure: float, kind: str, lang: Language) -> str:
    """A number in the unit of a figure of a kind, with one decimal.

    >>> number(0.2875, "share", "en"), number(2.25, "mean", "sv")
    ('28.8%', '2,3')
    """
    if kind not in IN_PERCENT:
        return decimal(figure, 1, lang)
    return in_percent(figure, lang)


def limit(row: Row, lang: Language) -> str:
    """How the figure stands to its limits, in shape and word: ``● inom``; empty without."""
    mark = row.get("limit")
    return f"{SHAPES[Mark(mark)]} {_MARKS[Mark(mark)](lang)}" if mark else ""


SHAPES = {Mark.GREEN: "●", Mark.YELLOW: "▲", Mark.RED: "■", Mark.UNDECIDED: "?"}
_MARKS = {
    Mark.GREEN: Text("inom", "within"),
    Mark.YELLOW: Text("bevaka", "watch"),
    Mark.RED: Text("utanför", "outside"),
    Mark.UNDECIDED: Text("oklart", "undecided"),
}


def is_told(row: Row) -> bool:
    """Whether the row has figures to show at all."""
    return row["status"] not in (Status.NOT_COMPUTABLE, Status.SUPPRESSED)


def status(row: Row, lang: Language) -> str:
    """The status in words, with the reason where there is no figure."""
    word = bare_status(row, lang)
    return f"{word}. {row['note']}" if not is_told(row) and row["note"] else word


def bare_status(row: Row, lang: Language) -> str:
    """The status in words: ``slutlig``, ``preliminär till 2026-12-31``, ``tom`` ..."""
    word = STATUS[Status(row["status"])](lang)
    if row["status"] == Status.PRELIMINARY and row["final_from"] is not None:
        return f"{word} {_UNTIL(lang)} {row['final_from'].isoformat()}"
    return word


def short(row: Row, lang: Language) -> str:
    """The value, or the status in a word or two where there is none."""
    if is_told(row) and row["value"] is not None:
        return value(row, lang)
    return bare_status(row, lang)


def when(row: Row) -> str:
    """The period's label, or the measurement day of a snapshot."""
    if row["period_start"] is not None and row["period_start"] == row["period_end"]:
        return str(row["period_start"].isoformat())
    return str(row["period"])


def remark(row: Row, lang: Language) -> str:
    """What the reader must know of the figure: what is undecided in it, and its note."""
    uncertain = row["denominator_undecided"]
    # Its status says already that an unanswered question lacks an answer.
    missing = 0 if row["status"] == Status.UNANSWERED else row["missing"]
    counted = (
        (missing, Text("saknar uppgift", "lack a value")),
        (row["pending"], Text("kan inte avgöras än", "cannot be decided yet")),
        (uncertain, _UNCERTAIN_ONE if uncertain == 1 else _UNCERTAIN),
    )
    undecided = "; ".join(f"{number} {text(lang)}" for number, text in counted if number)
    note = (row["note"] if is_told(row) else None) or ""
    return f"{undecided}. {note}" if note and undecided else note or undecided
