"""From the yes/no questions of a survey to a side sheet of answers."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from bbic_ind.cli.choice import Choice, choose
from bbic_ind.cli.conversation import Conversation, Known, Reply
from bbic_ind.cli.messages import doing, hear, tell, tell_written, typed
from bbic_ind.cli.surveying import Order, asked_year, place, snapshot_of, tell_text
from bbic_ind.engine.attesting import attested
from bbic_ind.errors import Exit, Fault, UsageError
from bbic_ind.model import ADDRESS, SOURCE, Reading
from bbic_ind.output.files import write_whole
from bbic_ind.output.room import room
from bbic_ind.output.survey.attestation import attestation
from bbic_ind.output.survey.items import Item, items
from bbic_ind.output.survey.questionnaire import Survey, load_survey, refuse_unanswerable
from bbic_ind.output.survey.side_sheet import FORMATS, Row, write_side_sheet
from bbic_ind.periods import Period, latest_complete_year, parse_period
from bbic_ind.sources import read
from bbic_ind.texts import Text

Tables = dict[str, list[dict[str, Any]]]


def carry_out(order: Order) -> int:
    """Ask the questions and save the answers; raises UserError for what is wrong."""
    survey = load_survey(order.survey)
    year = _year(order)
    choice = choose((survey.pack,))
    [pack] = choice.packs.values()
    refuse_unanswerable(survey, pack, choice.model)
    known = {indicator.id: indicator for indicator in choice.indicators}
    asked = list(items(survey, known, choice.model, year, order.lang))
    if not asked:
        raise UsageError(Fault("--survey", _NO_QUESTIONS))
    output = place(order, FORMATS, usual=Path(f"{asked[0].table}.yaml"))
    _refuse(output, asked)
    tables = _saved(output, asked, choice)
    earlier = _earlier(order, output, year, survey, choice)
    replies = _interview(order, asked, earlier)
    if not replies:
        tell(_NOTHING(order.lang))
        return Exit.DONE
    for reply in replies:
        _enter(reply, tables)
    write_whole(output, partial(write_side_sheet, tables, output.suffix.lower()))
    tell_written([f"{output} ({len(replies)})"], order.lang)
    tell_text(_next(order, output, year)(order.lang))
    return Exit.DONE


def _year(order: Order) -> Period:
    """The year asked for, or else the latest that is over."""
    return asked_year(order) or parse_period(
        str(latest_complete_year(date.today())), snapshot_of(order)
    )


def _refuse(output: Path, asked: Sequence[Item]) -> None:
    """Raise UsageError where there is nobody to ask or no way to save."""
    if output.suffix.lower() == ".csv" and len({item.table for item in asked}) > 1:
        raise UsageError(Fault(str(output), _ONE_TABLE))
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(Fault("--ask", _CANNOT_ASK))


def _read(paths: Sequence[Path], choice: Choice, wanted: dict[str, set[str]]) -> Reading:
    return read(paths, choice.model, profiles=choice.profiles, wanted=wanted)


def _columns(tables: Iterable[str], choice: Choice) -> dict[str, set[str]]:
    """All the columns of tables that answers are taken from."""
    return {name: set(choice.model.tables[name].columns) for name in tables}


def _saved(output: Path, asked: Sequence[Item], choice: Choice) -> Tables:
    """The rows that stand in the file already; raises UsageError where any would be lost."""
    empty: Tables = {item.table: [] for item in asked}
    if not output.exists():
        return empty
    reading = _read([output], choice, _columns(empty, choice))
    _refuse_loss(output, reading)
    return empty | {
        name: frame.drop(SOURCE, ADDRESS, strict=False).to_dicts()
        for name, frame in reading.dataset.tables.items()
        if name in empty
    }


def _refuse_loss(output: Path, reading: Reading) -> None:
    """Raise UsageError where a file holds what could not be read, and so not be written again."""
    lost = [s for s in reading.sheets if s.unused_headings or s.used != s.rows or not s.table]
    errors = [found for found in reading.findings if found.severity == "error"]
    if lost or errors:
        raise UsageError(
            [Fault(found.place, found.message) for found in errors]
            or [Fault(str(output), _WOULD_LOSE)]
        )


def _earlier(
    order: Order, output: Path, year: Period, survey: Survey, choice: Choice
) -> dict[tuple[str, str], Known]:
    """What answers each item already, in the sources or in the file to be written."""
    paths = [*order.figures.sources, *([output] if output.exists() else [])]
    if not paths:
        return {}
    asking = [one for one in choice.indicators if one.computation.answers is not None]
    tables = {one.computation.table for one in asking}
    with doing(_READING(order.lang)):
        reading = _read(paths, choice, _columns(tables, choice))
    columns = survey.file.evidence
    behind = attested(asking, choice.model, reading.dataset, year, columns)
    found = {}
    for (_, id_), rows in behind.items():
        for item in rows["item"].unique():
            counting = rows.filter((pl.col("item") == item) & pl.col("counts"))
            one = attestation(counting, columns, reading.sheets, order.lang)
            if counting.height and not one.disagree and counting["reply"][0] is not None:
                own = {reading.sheets[n].file for n in counting[SOURCE]} == {output.name}
                found[id_, item] = Known(counting["reply"][0], one, own)
    return found


def _interview(
    order: Order, asked: Sequence[Item], earlier: dict[tuple[str, str], Known]
) -> list[Reply]:
    def say(line: str) -> None:
        print(line, file=sys.stderr)

    tell_text(_WELCOME(order.lang).format(questions=len(asked)))
    return list(Conversation(say, hear, order.lang, room(sys.stderr)).replies(asked, earlier))


def _enter(reply: Reply, tables: Tables) -> None:
    """Put an answer in its table, in place of one to the same question from the same day."""
    answers, rows = reply.item.answers, tables[reply.item.table]
    row: Row = {
        answers.question: reply.item.id,
        answers.answer: reply.answer,
        answers.valid: reply.valid,
        **reply.evidence,
    }
    same = (reply.item.id, reply.valid)
    rows[:] = [r for r in rows if (r[answers.question], r.get(answers.valid)) != same]
    rows.append(dict(row))


def _next(order: Order, output: Path, year: Period) -> Text:
    sources = " ".join(map(typed, order.figures.sources))
    return Text(
        f"Nästa steg: bbic-ind survey {sources or 'UNDERLAG'} {typed(output)} --year {year.label} "
        f"-o enkat-{year.label}.xlsx",
        f"Next: bbic-ind survey {sources or 'SOURCE'} {typed(output)} --year {year.label} "
        f"-o survey-{year.label}.xlsx",
    )


_READING = Text("Läser tidigare svar", "Reading earlier answers")
_WELCOME = Text(
    "{questions} frågor att besvara med ja eller nej. Svaren sparas när du är klar eller slutar "
    "med s. Skriv roller, inte namn.",
    "{questions} questions to answer with yes or no. The answers are saved when you are done or "
    "stop with s. Write roles, not names.",
)
_NOTHING = Text("Inget nytt svar, så ingen fil skrevs.", "No new answer, so no file was written.")
_NO_QUESTIONS = Text(
    "enkäten har inga ja- och nejfrågor att ställa.", "the survey has no yes/no questions to ask."
)
_ONE_TABLE = Text(
    "svaren hör till flera tabeller, som inte ryms i en CSV-fil. Välj ett namn som "
    "slutar på .yaml.",
    "the answers belong to several tables, which one CSV file cannot hold. Choose a name that "
    "ends in .yaml.",
)
_CANNOT_ASK = Text(
    "här går det inte att ställa frågor. Kör kommandot i en terminal, eller skriv svaren i ett "
    "sidoblad (bbic-ind template).",
    "there is nobody to ask here. Run the command in a terminal, or write the answers in a side "
    "sheet (bbic-ind template).",
)
_WOULD_LOSE = Text(
    "filen har rader eller rubriker som inte känns igen och skulle gå förlorade. Välj ett annat "
    "namn.",
    "the file has rows or headings that are not recognised and would be lost. Choose another name.",
)
