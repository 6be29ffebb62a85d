"""The yes/no questions of a survey as they are put to a person, and what answers them already."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.conditions import Anchor
from bbic_ind.definitions.indicator import Answers
from bbic_ind.model import Model
from bbic_ind.output.survey.asking import Of
from bbic_ind.output.survey.questionnaire import QuestionEntry, Survey
from bbic_ind.output.survey.wording import day_in_words, worded_for
from bbic_ind.periods import Period
from bbic_ind.texts import Language


@dataclass(frozen=True, slots=True)
class Item:
    """One question to ask.

    ``heading`` and ``text`` belong to the question that the item is of, ``label`` is its
    own.  ``day`` is the day on which an answer must hold to count.  ``evidence`` maps the
    columns to ask for besides to what they are called.
    """

    indicator: str
    id: str
    heading: str
    text: tuple[str, ...]
    label: str
    day: date
    table: str
    answers: Answers
    evidence: tuple[tuple[str, str], ...]


def items(
    survey: Survey, known: dict[str, Indicator], model: Model, period: Period, lang: Language
) -> Iterator[Item]:
    """Every yes/no item that the survey asks, in its order."""
    for question in survey.questions:
        indicator = known[question.indicator]
        answers = indicator.computation.answers
        if answers is None:
            continue
        table = indicator.computation.table
        for entry in question.answers:
            if entry.of is Of.ANSWER:
                number = question.number or indicator.id
                label = (entry.label or indicator.label(entry.part))(lang)
                yield Item(
                    indicator.id,
                    entry.part,
                    f"{number}  {_told(question.title(lang), period, lang)}",
                    _texts(question, period, lang),
                    _told(label, period, lang),
                    _day(answers, indicator, period),
                    table,
                    answers,
                    tuple(_evidence(survey, model, table, lang)),
                )


def _texts(question: QuestionEntry, period: Period, lang: Language) -> tuple[str, ...]:
    given = (question.text, question.help)
    return tuple(_told(text(lang), period, lang) for text in given if text is not None)


def _told(text: str, period: Period, lang: Language) -> str:
    return worded_for(text, period.label, day_in_words(period.day, lang))


def _day(answers: Answers, indicator: Indicator, period: Period) -> date:
    """The day on which the answer must hold, as the definition says."""
    start, end = period.start, period.end
    if indicator.period == "snapshot":
        start = end = period.day
    days = {Anchor.START: start, Anchor.END: end, Anchor.DAY: period.day}
    base = answers.on.base
    day = days[base] if isinstance(base, Anchor) else base if isinstance(base, date) else end
    for offset in answers.on.offsets:
        day = offset.after(day)
    return day


def _evidence(
    survey: Survey, model: Model, table: str, lang: Language
) -> Iterator[tuple[str, str]]:
    columns = model.tables[table].columns
    for name in survey.file.evidence:
        if name in columns:
            label = columns[name].label
            yield name, label(lang) if label else name.replace("_", " ")
