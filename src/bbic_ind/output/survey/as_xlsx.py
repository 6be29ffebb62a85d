"""The answered survey as a workbook that can be sent on: front sheet, questions and evidence."""

from typing import IO

from openpyxl import Workbook

from bbic_ind.output.sheet_of_evidence import fill_evidence
from bbic_ind.output.sheet_of_manifest import fill_manifest
from bbic_ind.output.survey.answers import Answers
from bbic_ind.output.survey.sheet_in_front import fill_front
from bbic_ind.output.survey.sheet_of_questions import fill_questions
from bbic_ind.output.workbook import new_workbook, save
from bbic_ind.texts import Text

FRONT = Text("Försättsblad", "Front sheet")
QUESTIONS = Text("Enkät", "Survey")


def write_xlsx(answers: Answers, stream: IO[bytes]) -> None:
    """Write the workbook."""
    save(workbook(answers), stream)


def workbook(answers: Answers) -> Workbook:
    """The workbook with its four sheets."""
    run = answers.run
    book = new_workbook(answers.title)
    fill_front(book.create_sheet(FRONT(run.lang)), answers)
    fill_questions(book.create_sheet(QUESTIONS(run.lang)), answers)
    fill_evidence(book, run)
    fill_manifest(book, run.manifest, run.lang)
    return book
