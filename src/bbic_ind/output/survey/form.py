"""Filling in a form: figures and words into the cells it names, all else as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles.numbers import FORMAT_GENERAL

from bbic_ind.output import wording
from bbic_ind.output.cells import PERCENT
from bbic_ind.output.plain_text import storable
from bbic_ind.output.run import Run
from bbic_ind.output.survey.answers import whole
from bbic_ind.output.survey.asking import Of
from bbic_ind.output.survey.form_cells import find
from bbic_ind.output.survey.form_file import CellEntry, Fact, Form, Words
from bbic_ind.results import IN_PERCENT, Status
from bbic_ind.texts import Language, Text

Facts = Mapping[Fact, str | int | date | None]
Value = str | float | date | None


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A cell that has no answer: its address, what it asks, and why there is none.

    ``hidden`` tells that there is one, which is protected.
    """

    cell: str
    what: str
    why: str
    hidden: bool = False


@dataclass(frozen=True)
class Filled:
    """The form with its answers, how many cells got one, and those that did not."""

    book: Workbook
    cells: int
    unfilled: tuple[Unfilled, ...]

    def write(self, stream: IO[bytes]) -> None:
        """Write the workbook, its formulas to be worked out anew when it is opened."""
        if self.book.calculation is not None:
            self.book.calculation.fullCalcOnLoad = True
        self.book.save(stream)


def fill(form: Form, book: Workbook, run: Run, facts: Facts, year: int) -> Filled:
    """Fill in the form from a run that has figures for every period it asks for.

    The form and what it asks must have been found possible:
    see :func:`bbic_ind.output.survey.form_cells.refuse_unfillable`.
    """
    rows = {
        (row["indicator"], row["variant"], row["part"], row["period"]): row
        for row in run.results.to_dicts()
    }
    words, unfilled = form.file.words, []
    for entry in form.file.cells:
        row = _row(entry, rows, str(form.year(entry, year)))
        value = facts.get(entry.fact) if entry.fact else _value(entry.of, row, words, run.lang)
        if value is None:
            unfilled.append(_unfilled(entry, row, run.lang))
            value = words.unknown
        if value is not None and value != _NOTHING:
            _put(cell := find(entry.cell, book), value)
            if _is_part(entry.of, row) and cell.number_format == FORMAT_GENERAL:
                cell.number_format = PERCENT
    return Filled(book, len(form.file.cells) - len(unfilled), tuple(unfilled))


def _is_part(of: Of | None, row: wording.Row | None) -> bool:
    """Whether a cell holds a part of one, which is read as percent."""
    shares = (Of.VALUE, Of.LOW, Of.HIGH)
    return of in shares and row is not None and row["kind"] in IN_PERCENT


Key = tuple[str, str, str, str]


def _row(entry: CellEntry, rows: Mapping[Key, wording.Row], period: str) -> wording.Row | None:
    """The figure's row; what cannot be computed may have one for all its parts."""
    if entry.indicator is None:
        return None
    of_it = (entry.indicator, entry.variant)
    return rows.get((*of_it, entry.part, period)) or rows.get((*of_it, "", period))


def _value(of: Of | None, row: wording.Row | None, words: Words, lang: Language) -> Value:
    """What the cell is to hold; None where there is no answer."""
    if row is None:
        return None
    if of is Of.STATUS:
        return wording.status(row, lang)
    if not wording.is_told(row) or of is None:
        return None
    if of not in (Of.ANSWER, Of.YES, Of.NO):
        return whole(row[of.value])
    return None if row["value"] is None else _word(of, bool(row["value"]), words)


def _word(of: Of, answer: bool, words: Words) -> str:
    """The word for an answer, or the mark where the cell asks for just that answer."""
    if of is Of.ANSWER:
        return words.yes if answer else words.no
    return words.mark if answer is (of is Of.YES) else _NOTHING


_NOTHING = ""
"""In a cell that is rightly left without a mark."""


def _put(cell: Any, value: str | float | date) -> None:
    """Write a value and nothing else of the cell; a text is never taken for a formula."""
    cell.value = storable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"


def _unfilled(entry: CellEntry, row: wording.Row | None, lang: Language) -> Unfilled:
    asked = (entry.indicator, entry.variant, entry.part, entry.of, entry.fact)
    what = " ".join(str(word) for word in asked if word)
    hidden = row is not None and row["status"] == Status.SUPPRESSED
    return Unfilled(entry.cell, what, _why(entry, row)(lang), hidden)


def _why(entry: CellEntry, row: wording.Row | None) -> Text:
    if entry.fact is not None:
        return _NO_FACT
    if row is None or row["status"] == Status.UNANSWERED:
        return wording.STATUS[Status.UNANSWERED]
    if row["status"] == Status.EMPTY:
        return _EMPTY
    return Text(*[str(row["note"])] * 2)


_NO_FACT = Text("ange den med --municipality", "give it with --municipality")
_EMPTY = Text("inget att dela med", "nothing to divide by")
