"""A survey as data: which questions in which order and words, and what each cell asks for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from bbic_ind.definitions import Indicator, Pack
from bbic_ind.errors import DefinitionError, Fault, UsageError
from bbic_ind.model import Model, Titles
from bbic_ind.model.shapes import Shape
from bbic_ind.output.survey.asking import Asked, Of, unaskable
from bbic_ind.packaged import indicators_folder
from bbic_ind.strict_yaml import Document, KeyPath, did_you_mean, read, validate
from bbic_ind.texts import Text

FOLDER = "surveys"
DEFAULT = "socialstyrelsen-2009"


class AnswerEntry(Shape):
    """One cell to fill in: ``of`` which number or answer, and of which part.

    Without a label it is called what the definition calls the part.
    """

    of: Literal[Of.NUMERATOR, Of.DENOMINATOR, Of.ANSWER]
    part: str = ""
    label: Titles | None = None


class QuestionEntry(Shape):
    """One question: its number (the indicator's id if none), words and cells."""

    indicator: str
    number: str | None = None
    title: Titles
    text: Titles | None = None
    help: Titles | None = None
    answers: tuple[AnswerEntry, ...]


class SectionEntry(Shape):
    """The questions of one area of the pack."""

    area: int
    questions: tuple[QuestionEntry, ...]


class SurveyFile(Shape):
    """The keys of a survey's file; ``pack`` is a folder of definitions, seen from the file.

    ``evidence`` names columns, of the tables that hold yes/no answers, to show with them.
    """

    format: Annotated[int, Field(ge=1, le=1)]
    pack: str
    title: Titles
    about: Titles | None = None
    evidence: tuple[str, ...] = ()
    sections: tuple[SectionEntry, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey's file with what it was read from."""

    file: SurveyFile
    document: Document

    @property
    def pack(self) -> str:
        """The pack as ``--indicators`` would name it: shipped ones by name, others by folder."""
        folder = self.document.path.parent / self.file.pack
        shipped = folder.resolve().parent == indicators_folder().resolve()
        return folder.resolve().name if shipped else str(folder)

    @property
    def questions(self) -> Iterator[QuestionEntry]:
        """Every question in order."""
        return (question for section in self.file.sections for question in section.questions)


def shipped_surveys() -> list[str]:
    """The names of the surveys that come with the program."""
    return sorted(path.stem for path in (indicators_folder() / FOLDER).glob("*.yaml"))


def load_survey(word: str) -> Survey:
    """The survey that a word names, shipped or a file.

    Raises UsageError for a word that is neither, DefinitionError for a broken file.
    """
    shipped = indicators_folder() / FOLDER / f"{word}.yaml"
    path = shipped if word in shipped_surveys() else Path(word)
    if not path.is_file():
        raise UsageError(Fault("--survey", _unknown(word)))
    document = read(path)
    return Survey(validate(document, SurveyFile), document)


def refuse_unanswerable(survey: Survey, pack: Pack, model: Model) -> None:
    """Raise DefinitionError for every question that the pack's figures cannot answer."""
    faults = [*_faults(survey, pack), *_lacking_columns(survey, pack, model)]
    if faults:
        raise DefinitionError(faults)


def _faults(survey: Survey, pack: Pack) -> Iterator[Fault]:
    known = {indicator.id: indicator for indicator in pack.indicators}
    asked: Counter[Asked] = Counter()
    for at, entry in _entries(survey.file):
        if isinstance(entry, SectionEntry):
            if entry.area not in pack.areas:
                yield survey.document.fault((*at, "area"), _no_area(entry.area, pack))
            continue
        indicator = known.get(entry.indicator)
        if indicator is None:
            yield survey.document.fault((*at, "indicator"), no_indicator(entry.indicator, known))
            continue
        for number, answer in enumerate(entry.answers):
            cell = Asked(indicator.id, answer.part, answer.of)
            asked[cell] += 1
            message = _TWICE if asked[cell] > 1 else unaskable(cell, indicator)
            if message is not None:
                yield survey.document.fault((*at, "answers", number), message)
            elif answer.label is None and not answer.part:
                yield survey.document.fault((*at, "answers", number), _NO_LABEL)


def _entries(file: SurveyFile) -> Iterator[tuple[KeyPath, SectionEntry | QuestionEntry]]:
    for number, section in enumerate(file.sections):
        yield ("sections", number), section
        for place, question in enumerate(section.questions):
            yield ("sections", number, "questions", place), question


def _lacking_columns(survey: Survey, pack: Pack, model: Model) -> Iterator[Fault]:
    """The evidence that no table of answers has a column for."""
    tables = [model.tables[name] for name in answer_tables(pack.indicators)]
    for number, name in enumerate(survey.file.evidence):
        if not any(name in table.columns for table in tables):
            known = [column for table in tables for column in table.columns]
            yield survey.document.fault(("evidence", number), _no_column(name, known))


def answer_tables(indicators: tuple[Indicator, ...]) -> list[str]:
    """The tables that yes/no answers are taken from, each once."""
    asking = (i.computation for i in indicators if i.computation.answers is not None)
    return list(dict.fromkeys(computation.table for computation in asking))


def no_indicator(name: str, known: dict[str, Indicator]) -> Text:
    """Say that the pack has no such indicator."""
    sv, en = did_you_mean(name, known)
    return Text(
        f"uppsättningen har ingen indikator ”{name}”.{sv}",
        f'the pack has no indicator "{name}".{en}',
    )


def _no_area(area: int, pack: Pack) -> Text:
    known = ", ".join(map(str, pack.areas))
    return Text(
        f"uppsättningen har inget område {area}. Den har: {known}.",
        f"the pack has no area {area}. It has: {known}.",
    )


def _no_column(name: str, known: list[str]) -> Text:
    sv, en = did_you_mean(name, known)
    return Text(
        f"ingen tabell med ja- och nejsvar har kolumnen ”{name}”.{sv}",
        f'no table of yes/no answers has the column "{name}".{en}',
    )


def _unknown(word: str) -> Text:
    known = ", ".join(shipped_surveys())
    return Text(
        f"”{word}” är varken en enkät eller en fil. Välj bland: {known}.",
        f'"{word}" is neither a survey nor a file. Choose among: {known}.',
    )


_TWICE = Text("samma sak frågas två gånger.", "the same thing is asked twice.")
_NO_LABEL = Text(
    "”label” saknas: skriv vad som frågas. Bara en del av en indikator har ett eget namn.",
    '"label" is missing: write what is asked. Only a part of an indicator has a name of its own.',
)
