"""From what was asked for to an answered survey: compute, answer, write and tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from bbic_ind.cli import computing
from bbic_ind.cli.choice import Choice
from bbic_ind.cli.computing import Plan, computed, plan
from bbic_ind.cli.messages import tell
from bbic_ind.definitions.uses import Use
from bbic_ind.disclosure.profile import DEFAULT, load_profile
from bbic_ind.engine.attesting import attested
from bbic_ind.errors import Exit, Fault, UsageError
from bbic_ind.output.evidence import finding_lines, summary_lines
from bbic_ind.output.files import Target, write_manifests, write_whole
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.output.run import Run
from bbic_ind.output.survey.answers import Answers, answers
from bbic_ind.output.survey.as_xlsx import write_xlsx
from bbic_ind.output.survey.questionnaire import (
    DEFAULT as DEFAULT_SURVEY,
)
from bbic_ind.output.survey.questionnaire import (
    Survey,
    load_survey,
    refuse_unanswerable,
)
from bbic_ind.output.survey.sheet_in_front import left, notices, summary
from bbic_ind.periods import MonthDay, Period, parse_period
from bbic_ind.provenance import digests
from bbic_ind.texts import Language, Text

COMMAND = "survey"
Used = dict[tuple[str, str], frozenset[Use]]
_MOST_FINDINGS = 5


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for."""

    sources: tuple[Path, ...]
    periods: tuple[str, ...] = ()
    output: Path | None = None
    ask: bool = False
    form: Path | None = None
    municipality: str = ""
    survey: str = DEFAULT_SURVEY
    profile: str | None = None
    extracted: date | None = None
    snapshot: str = "11-01"
    disclosure: str = DEFAULT
    lang: Language = "sv"


def carry_out(order: Order) -> int:
    """Do what was asked; raises UserError for what is wrong."""
    survey = load_survey(order.survey)
    output = _checked(order)
    answered = _answered(order, survey)
    write_whole(output, partial(write_xlsx, _placed(answered, output.parent)))
    write_manifests(answered.run, [Target(output, "xlsx")])
    _tell(answered, output)
    return Exit.DONE


def _checked(order: Order) -> Path:
    """The file to write; raises UsageError for one that cannot be."""
    if order.output is None:
        raise UsageError(Fault("--output", _NO_FILE))
    if order.output.suffix.lower() != ".xlsx":
        raise UsageError(Fault(str(order.output), _BAD_SUFFIX))
    if any(_same(order.output, source) for source in order.sources):
        raise UsageError(Fault(str(order.output), _IS_SOURCE))
    return order.output


def _same(path: Path, other: Path) -> bool:
    return path.exists() and other.exists() and path.samefile(other)


def _answered(order: Order, survey: Survey, more: Sequence[str] = ()) -> Answers:
    """The survey answered from the sources; ``more`` are other periods to compute besides."""
    planned = _planned(order, survey, more)
    run = _of_survey(computed(planned), order, survey)
    period = _period(order, run)
    choice = planned.choice
    behind = attested(
        choice.indicators, choice.model, run.reading.dataset, period, survey.file.evidence
    )
    limits = load_profile(order.disclosure)
    return answers(
        survey,
        run,
        choice.model,
        period,
        behind,
        municipality=order.municipality,
        hidden_by=limits.title(order.lang) if limits else "",
    )


def _planned(order: Order, survey: Survey, more: Sequence[str]) -> Plan:
    """The computation that the survey needs, its columns of evidence read too."""
    _refuse_parts_of_years(order)
    planned = plan(
        computing.Order(
            sources=order.sources,
            periods=tuple(dict.fromkeys((*order.periods, *more))),
            snapshot=order.snapshot,
            indicators=(survey.pack,),
            profile=order.profile,
            extracted=order.extracted,
            disclosure=order.disclosure,
            lang=order.lang,
        )
    )
    [pack] = planned.choice.packs.values()
    refuse_unanswerable(survey, pack, planned.choice.model)
    return replace(planned, used=_with_evidence(planned, survey, planned.choice))


def _with_evidence(planned: Plan, survey: Survey, choice: Choice) -> Used:
    """What the indicators use, yes/no ones also what is shown beside their answers."""
    used = dict(planned.used)
    for indicator in choice.indicators:
        if indicator.computation.answers is not None:
            table = indicator.computation.table
            known = choice.model.tables[table].columns
            shown = {(table, name) for name in survey.file.evidence if name in known}
            used[indicator.pack, indicator.id] |= shown
    return used


def _refuse_parts_of_years(order: Order) -> None:
    snapshot = MonthDay.parse(order.snapshot)
    wrong = [t for t in order.periods if parse_period(t, snapshot).unit != "year"]
    if wrong or len(order.periods) > 1:
        raise UsageError(Fault("--year", _ONE_YEAR))


def _period(order: Order, run: Run) -> Period:
    """The year asked for, or else the only one computed."""
    label = order.periods[0] if order.periods else str(run.results["period"].first())
    return parse_period(label, MonthDay.parse(order.snapshot))


def _of_survey(run: Run, order: Order, survey: Survey) -> Run:
    """The run with the survey among what it was asked for and rests on."""
    origin = replace(
        run.origin,
        command=COMMAND,
        settings={**run.origin.settings, "survey": order.survey, "form": order.form},
        definitions={**run.origin.definitions, **digests([survey.document.path.resolve()])},
    )
    return replace(run, origin=origin)


def _placed(answered: Answers, folder: Path) -> Answers:
    return replace(answered, run=replace(answered.run, folder=folder))


def _tell(answered: Answers, output: Path) -> None:
    """Say what was read, how the answers stand, what is left and what to do next."""
    run, lang = answered.run, answered.run.lang
    for line in summary_lines(run.reading, lang):
        tell(line)
    for line in finding_lines(run, _MOST_FINDINGS):
        tell(line)
    tell("")
    tell(f"{answered.title} {answered.period.label}: {summary(answered)}.")
    for question, answer in left(answered):
        for line in paragraph(f"{question.number} {answer.label}: {answer.remark}", "  ", "     "):
            tell(line)
    for notice in notices(answered):
        for line in paragraph(notice):
            tell(line)
    tell(f"{_WRITTEN(lang)} {output}")
    tell((_NEXT if left(answered) else _DONE)(lang))


_WRITTEN = Text("Skrev", "Wrote")
_NEXT = Text(
    "Nästa steg: besvara ja- och nejfrågorna med bbic-ind survey --ask, eller fyll i de gula "
    "rutorna i arbetsboken.",
    "Next: answer the yes/no questions with bbic-ind survey --ask, or fill in the yellow cells "
    "of the workbook.",
)
_DONE = Text(
    "Nästa steg: gå igenom arbetsboken, fyll i kommentarer och låt någon intyga svaren.",
    "Next: go through the workbook, fill in comments and let somebody attest the answers.",
)
_NO_FILE = Text(
    "ange vilken fil som ska skrivas, till exempel -o enkat-2025.xlsx",
    "name the file to write, for example -o survey-2025.xlsx",
)
_BAD_SUFFIX = Text(
    "enkäten skrivs som en arbetsbok: namnet ska sluta på .xlsx.",
    "the survey is written as a workbook: its name must end in .xlsx.",
)
_IS_SOURCE = Text(
    "filen är själv ett underlag och skulle skrivas över. Välj ett annat namn.",
    "this file is itself a source and would be overwritten. Choose another name.",
)
_ONE_YEAR = Text(
    "en enkät gäller ett helt kalenderår. Ange ett, till exempel --year 2025.",
    "a survey is for one whole calendar year. Give one, for example --year 2025.",
)
