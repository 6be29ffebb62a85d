"""From what was asked for to an answered survey: compute, answer, write and tell."""

import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bbic_ind.cli import computing
from bbic_ind.cli.choice import Choice
from bbic_ind.cli.computing import Plan, computed, plan
from bbic_ind.cli.messages import tell, tell_written
from bbic_ind.definitions.uses import Use
from bbic_ind.disclosure.profile import load_profile
from bbic_ind.engine.attesting import attested
from bbic_ind.errors import Exit, Fault, UsageError
from bbic_ind.model import Model
from bbic_ind.output.evidence import finding_lines, summary_lines
from bbic_ind.output.files import no_output, refuse_outputs, write_manifests, write_whole
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.output.room import room
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
from bbic_ind.periods import MonthDay, Period, parse_period, parse_periods
from bbic_ind.provenance import digests
from bbic_ind.texts import Language, Text

COMMAND = "survey"
Used = dict[tuple[str, str], frozenset[Use]]
_MOST_FINDINGS = 5


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for: figures to compute, and what to make of them."""

    figures: computing.Order
    output: Path | None = None
    form: Path | None = None
    municipality: str = ""
    survey: str = DEFAULT_SURVEY

    @property
    def lang(self) -> Language:
        """The language to answer in."""
        return self.figures.lang


def carry_out(order: Order) -> int:
    """Answer the survey and write it; raises UserError for what is wrong."""
    survey = load_survey(order.survey)
    output = place(order, _XLSX)
    answered = _answered(order, survey)
    write_whole(output, partial(write_xlsx, _placed(answered, output.parent)))
    write_manifests(answered.run, [output])
    _tell(answered, output)
    return Exit.DONE


_XLSX = ("xlsx",)


def place(order: Order, formats: Collection[str], usual: Path | None = None) -> Path:
    """The file to write, ``usual`` if none is named; raises UsageError for one that cannot be."""
    path = order.output or usual
    if path is None:
        raise UsageError(no_output("enkat-2025.xlsx", "survey-2025.xlsx"))
    is_answers = usual is not None
    sources = [one for one in order.figures.sources if not (is_answers and one.is_dir())]
    refuse_outputs([path], formats, sources)
    return path


def _answered(order: Order, survey: Survey) -> Answers:
    """The survey answered from the sources."""
    planned = _planned(order, survey)
    run = of_survey(computed(planned), order, [survey.document.path])
    year = asked_year(order) or parse_period(run.results["period"][0], snapshot_of(order))
    return answered_by(run, planned.choice.model, survey, year, order)


def answered_by(run: Run, model: Model, survey: Survey, year: Period, order: Order) -> Answers:
    """The survey answered for a year by the figures of a run."""
    behind = attested(run.indicators, model, run.reading.dataset, year, survey.file.evidence)
    limits = load_profile(order.figures.disclosure)
    hidden_by = limits.title(run.lang) if limits else ""
    return answers(
        survey, run, model, year, behind, municipality=order.municipality, hidden_by=hidden_by
    )


def _planned(order: Order, survey: Survey) -> Plan:
    """The computation that the survey needs, its columns of evidence read too."""
    year = asked_year(order)
    planned = plan(computation(order, (survey.pack,), [year.label] if year else []))
    [pack] = planned.choice.packs.values()
    refuse_unanswerable(survey, pack, planned.choice.model)
    return replace(planned, used=with_evidence(planned, survey, planned.choice))


def computation(order: Order, packs: tuple[str, ...], years: Sequence[str]) -> computing.Order:
    """What to compute for a survey or a form."""
    return replace(order.figures, indicators=packs, periods=tuple(years))


def with_evidence(planned: Plan, survey: Survey, choice: Choice) -> Used:
    """What the indicators use, yes/no ones also what is shown beside their answers."""
    used = dict(planned.used)
    for indicator in choice.indicators:
        if indicator.computation.answers is not None:
            table = indicator.computation.table
            known = choice.model.tables[table].columns
            shown = {(table, name) for name in survey.file.evidence if name in known}
            used[indicator.pack, indicator.id] |= shown
    return used


def asked_year(order: Order) -> Period | None:
    """The year asked for, if any; raises UsageError for anything but one whole year."""
    asked = parse_periods(order.figures.periods, snapshot_of(order))
    if len(asked) > 1 or any(period.unit != "year" for period in asked):
        raise UsageError(Fault("--year", _ONE_YEAR))
    return asked[0] if asked else None


def snapshot_of(order: Order) -> MonthDay:
    """The measurement day of the year."""
    return MonthDay.parse(order.figures.snapshot)


def of_survey(run: Run, order: Order, files: Iterable[Path]) -> Run:
    """The run with what was asked of the survey, and the files that say what it asks."""
    asked = {name: getattr(order, name) for name in ("survey", "form", "municipality")}
    return run.made_by(COMMAND, asked, digests(path.resolve() for path in files))


def _placed(answered: Answers, folder: Path) -> Answers:
    return replace(answered, run=replace(answered.run, folder=folder))


def _tell(answered: Answers, output: Path) -> None:
    """Say what was read, how the answers stand, what is left and what to do next."""
    lang = answered.run.lang
    tell_reading(answered.run)
    tell_text(f"{answered.title} · {answered.period.label}: {summary(answered)}.")
    for question, answer in left(answered):
        tell_text(f"{question.number} {answer.label}: {answer.remark}", "  ")
    for notice in notices(answered):
        tell_text(notice)
    tell_written([output], lang)
    tell_text((_NEXT if left(answered) else _DONE)(lang))


def tell_reading(run: Run) -> None:
    """Say what was read and what was found wrong."""
    tell(*summary_lines(run.reading, run.lang), *finding_lines(run, _MOST_FINDINGS), "")


def tell_text(text: str, indent: str = "") -> None:
    """Say a text over as many lines as it needs."""
    tell(*paragraph(text, indent, "  " if indent else "", room(sys.stderr)))


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
_ONE_YEAR = Text(
    "en enkät gäller ett helt kalenderår. Ange ett, till exempel --year 2025.",
    "a survey is for one whole calendar year. Give one, for example --year 2025.",
)
