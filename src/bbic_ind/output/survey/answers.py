"""A run as the answers to a survey: what each cell holds, and what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import polars as pl

from bbic_ind.definitions import Indicator, Pack
from bbic_ind.definitions.indicator import RATIOS
from bbic_ind.model import Model, SheetRead
from bbic_ind.output import evidence, wording
from bbic_ind.output.run import Run
from bbic_ind.output.survey.asking import Of
from bbic_ind.output.survey.attestation import Attestation, attestation
from bbic_ind.output.survey.questionnaire import AnswerEntry, QuestionEntry, Survey
from bbic_ind.output.survey.wording import day_in_words, unanswered, worded_for
from bbic_ind.periods import Period
from bbic_ind.results import Status

Attested = Mapping[tuple[str, str], pl.DataFrame]
"""The rows behind yes/no answers, as :func:`bbic_ind.engine.attesting.attested` gives them."""


class State(StrEnum):
    """How a cell stands; all but the first leave it for a person to settle."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    HIDDEN = "hidden"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Answer:
    """One cell: what is asked, what the answer is, and what it rests on.

    ``value`` is ``Ja`` or ``Nej``, or a count; None in any state but answered.
    ``possible`` tells what the answer can at least and at most be, where that differs;
    ``is_preliminary`` that it may change.
    """

    label: str
    value: str | float | None
    state: State
    status: str
    possible: str
    remark: str
    attested: tuple[str, ...]
    sources: str
    definition: str
    is_preliminary: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the reader's language, with its cells."""

    number: str
    title: str
    text: str
    help: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An area's heading and its questions."""

    heading: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Answers:
    """A survey answered by a run for one period, and what its front sheet tells.

    ``columns`` are the headings of what is shown beside yes/no answers.  ``hidden_by``
    says what small counts are hidden, empty if none are.
    """

    run: Run
    title: str
    about: str
    period: Period
    columns: tuple[str, ...]
    sections: tuple[Section, ...]
    municipality: str = ""
    hidden_by: str = ""

    def each(self) -> Iterator[tuple[Question, Answer]]:
        """Every cell with the question it belongs to, in order."""
        for section in self.sections:
            for question in section.questions:
                yield from ((question, answer) for answer in question.answers)

    def count(self, state: State) -> int:
        """How many cells stand so."""
        return sum(answer.state is state for _, answer in self.each())


def answers(  # noqa: PLR0913 -- what a survey rests on, and what its front sheet tells
    survey: Survey,
    run: Run,
    model: Model,
    period: Period,
    attested: Attested,
    *,
    municipality: str = "",
    hidden_by: str = "",
) -> Answers:
    """The survey answered by a run that has figures for the period."""
    pack = run.packs[next(iter(run.packs))]
    answering = _Answering(survey, run, model, period, attested, pack)
    sections = [
        Section(f"{s.area}  {pack.areas[s.area](run.lang)}", tuple(map(answering, s.questions)))
        for s in survey.file.sections
    ]
    file, lang = survey.file, run.lang
    return Answers(
        run,
        file.title(lang),
        file.about(lang) if file.about else "",
        period,
        tuple(_headings(survey, run, model)),
        tuple(sections),
        municipality,
        hidden_by,
    )


def _headings(survey: Survey, run: Run, model: Model) -> Iterator[str]:
    """What the columns of evidence are called, in the table of answers that has them."""
    asking = [i.computation.table for i in run.indicators if i.computation.answers]
    for name in survey.file.evidence:
        column = next(c for t in asking if (c := model.tables[t].columns.get(name)))
        label = column.label(run.lang) if column.label else name.replace("_", " ")
        yield label[:1].upper() + label[1:]


class _Answering:
    """Answers the questions of one survey one by one."""

    def __init__(
        self,
        survey: Survey,
        run: Run,
        model: Model,
        period: Period,
        attested: Attested,
        pack: Pack,
    ) -> None:
        self._columns = survey.file.evidence
        self._run, self._model, self._period = run, model, period
        self._attested, self._pack = attested, pack
        self._known = {indicator.id: indicator for indicator in run.indicators}
        self._rows = {
            (row["indicator"], row["part"]): row
            for row in run.results.filter(
                (pl.col("variant") == "") & (pl.col("period") == period.label)
            ).to_dicts()
        }

    def __call__(self, entry: QuestionEntry) -> Question:
        indicator = self._known[entry.indicator]
        return Question(
            entry.number or entry.indicator,
            self._told(entry.title(self._run.lang)),
            self._told(entry.text(self._run.lang)) if entry.text else "",
            self._told(entry.help(self._run.lang)) if entry.help else "",
            tuple(self._answer(indicator, answer) for answer in entry.answers),
        )

    def _answer(self, indicator: Indicator, entry: AnswerEntry) -> Answer:
        row, lang = self._row(indicator, entry), self._run.lang
        behind = self._behind(indicator, entry)
        state = _state(row)
        return Answer(
            self._told((entry.label or indicator.label(entry.part))(lang)),
            _value(row, entry.of, self._run) if state is State.ANSWERED else None,
            state,
            wording.bare_status(row, lang),
            _possible(row, entry.of, self._run),
            self._remark(row, entry, state, behind),
            behind.shown if behind else ("",) * len(self._columns),
            (behind and behind.place) or _read_from(indicator, self._run),
            f"{indicator.id} ({self._pack.version})",
            row["status"] == Status.PRELIMINARY,
        )

    def _row(self, indicator: Indicator, entry: AnswerEntry) -> wording.Row:
        """The figure's row; what cannot be computed may have one for all its parts.

        The parts share a denominator, which any of them that is not hidden tells.
        """
        of_all = [row for (id_, _), row in self._rows.items() if id_ == indicator.id]
        own = self._rows.get((indicator.id, entry.part)) or self._rows.get((indicator.id, ""))
        if entry.of is Of.DENOMINATOR and not wording.is_told(own or of_all[0]):
            own = next(filter(wording.is_told, of_all), own)
        return own or of_all[0]

    def _behind(self, indicator: Indicator, entry: AnswerEntry) -> Attestation | None:
        rows = self._attested.get((indicator.pack, indicator.id))
        if entry.of is not Of.ANSWER or rows is None:
            return None
        found = rows.filter(pl.col("item") == entry.part)
        return attestation(found, self._columns, self._run.reading.sheets, self._run.lang)

    def _remark(
        self, row: wording.Row, entry: AnswerEntry, state: State, behind: Attestation | None
    ) -> str:
        lang = self._run.lang
        if state is State.UNANSWERED:
            return unanswered(row, behind)(lang)
        if state is not State.ANSWERED:
            return str(row["note"])
        if entry.of is Of.DENOMINATOR:
            return wording.remark({**row, "missing": 0, "pending": 0, "note": ""}, lang)
        since = behind.valid(lang) if behind else ""
        return since or wording.remark({**row, "denominator_undecided": 0}, lang)

    def _told(self, text: str) -> str:
        day = day_in_words(self._period.day, self._run.lang)
        return worded_for(text, self._period.label, day)


def _state(row: wording.Row) -> State:
    return _STATES.get(row["status"], State.ANSWERED)


_STATES = {
    Status.SUPPRESSED: State.HIDDEN,
    Status.NOT_COMPUTABLE: State.LACKING,
    Status.UNANSWERED: State.UNANSWERED,
}


def _value(row: wording.Row, of: Of, run: Run) -> str | float | None:
    """``Ja`` or ``Nej``, or the count: whole where it is."""
    if of is Of.ANSWER:
        return wording.value(row, run.lang)
    return whole(row[of.value])


def whole(number: float | None) -> float | None:
    """The number, as an integer where it is one."""
    return int(number) if number is not None and float(number).is_integer() else number


def _possible(row: wording.Row, of: Of, run: Run) -> str:
    """From the least to the most that the count can be; empty where that is one number."""
    undecided = {
        Of.NUMERATOR: (row["missing"] or 0) + (row["pending"] or 0),
        Of.DENOMINATOR: 0 if row["kind"] in RATIOS else row["denominator_undecided"] or 0,
    }.get(of, 0)
    if not undecided or row["kind"] == "yes_no" or not wording.is_told(row):
        return ""
    certain = row[of.value]
    return f"{wording.count(certain, run.lang)}–{wording.count(certain + undecided, run.lang)}"


def _read_from(indicator: Indicator, run: Run) -> str:
    """The files and sheets that fed the tables of an indicator: ``a.xlsx › One, Two; b.csv``."""
    tables = {table for table, _ in run.uses.get((indicator.pack, indicator.id), ())}
    fed = [s for s in run.reading.sheets if s.table in tables and evidence.is_used(s)]
    return "; ".join(
        _together(file, list(sheets)) for file, sheets in groupby(fed, key=lambda sheet: sheet.file)
    )


def _together(file: str, sheets: Sequence[SheetRead]) -> str:
    names = ", ".join(dict.fromkeys(sheet.sheet for sheet in sheets if sheet.sheet))
    return f"{file} › {names}" if names else file
