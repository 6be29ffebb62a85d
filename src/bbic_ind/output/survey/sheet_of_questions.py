"""The sheet of questions: each in full, its answer cell, and beside it what the answer rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.output import cells
from bbic_ind.output.survey.answers import Answer, Answers, Question, State
from bbic_ind.texts import Language, Text

_ANSWER = 3
_HEADER_ROW = 4
_BEFORE: tuple[tuple[Text, float], ...] = (
    (Text("Nr", "No"), 6),
    (Text("Fråga", "Question"), 50),
    (Text("Svar", "Answer"), 11),
    (Text("Status", "Status"), 15),
    (Text("Möjligt", "Possible"), 11),
    (Text("Att veta", "To know"), 30),
)
_AFTER: tuple[tuple[Text, float], ...] = (
    (Text("Läst ur", "Read from"), 30),
    (Text("Definition", "Definition"), 14),
    (Text("Kommentar", "Comment"), 28),
)
_EVIDENCE_WIDTH = 18.0
_ROOM = 3
"""How much of a width is lost to margins and indents."""
_LINE_HEIGHT, _LEAST_HEIGHT = 15.0, 18.0

_EDGE = Side(style="thin", color="595959")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_FILLS = {
    State.ANSWERED: PatternFill("solid", fgColor="E2EFDA"),
    State.UNANSWERED: PatternFill("solid", fgColor="FFF2CC"),
    State.HIDDEN: PatternFill("solid", fgColor="EDEDED"),
    State.LACKING: PatternFill("solid", fgColor="FFF2CC"),
}
_FREE = PatternFill("solid", fgColor="FFFDF0")
_PLAIN = Font(name="Calibri")
_BIG = Font(name="Calibri", size=12, bold=True)

HIDDEN = Text("skyddad", "protected")
"""What stands in place of an answer that is protected; other cells without one are empty."""


@dataclass(frozen=True)
class _Page:
    """The sheet that is filled in, and the list of yes and no that unanswered cells offer."""

    sheet: Worksheet
    widths: Sequence[float]
    lang: Language
    offer: DataValidation


def fill_questions(sheet: Worksheet, answers: Answers) -> None:
    """Write the headings, then a band for each area, a heading for each question, its cells."""
    lang = answers.run.lang
    columns = _columns(answers)
    page = _Page(sheet, [width for _, width in columns], lang, _yes_or_no(lang))
    cells.put_line(sheet, 1, f"{answers.title} · {answers.period.label}", cells.TITLE)
    cells.put_line(sheet, 2, _LEGEND(lang), cells.QUIET)
    cells.put_header(sheet, _HEADER_ROW, [title for title, _ in columns], (_ANSWER,))
    row = _HEADER_ROW
    for section in answers.sections:
        row += 1
        cells.put_band(sheet, row, section.heading, len(columns))
        for question in section.questions:
            row = _put_question(page, row + 1, question)
    cells.finish_table(sheet, page.widths, _footer(answers), header=_HEADER_ROW)
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.7, footer=0.3)
    if page.offer.cells:
        sheet.add_data_validation(page.offer)


def _columns(answers: Answers) -> list[tuple[str, float]]:
    lang = answers.run.lang
    before, after = ([(title(lang), width) for title, width in some] for some in (_BEFORE, _AFTER))
    return [*before, *((title, _EVIDENCE_WIDTH) for title in answers.columns), *after]


def _put_question(page: _Page, row: int, question: Question) -> int:
    """Write a question from a row on; gives its last row."""
    cells.put(page.sheet, row, 1, question.number).font = cells.STRONG
    _put_across(page, row, question.title, cells.STRONG)
    for text, font in ((question.text, _PLAIN), (question.help, cells.QUIET)):
        if text:
            row += 1
            _put_across(page, row, text, font)
    for answer in question.answers:
        row += 1
        _put_answer(page, row, answer)
    return row


def _put_across(page: _Page, row: int, text: str, font: Font) -> None:
    """Write a text over all the columns but the number's, as high as it needs."""
    sheet, widths = page.sheet, page.widths
    cells.put(sheet, row, 2, text).font = font
    sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=len(widths))
    lines = -(-len(text) // int(sum(widths[1:])))
    sheet.row_dimensions[row].height = max(lines * _LINE_HEIGHT, _LEAST_HEIGHT)


def _put_answer(page: _Page, row: int, answer: Answer) -> None:
    sheet = page.sheet
    cells.put(sheet, row, 2, answer.label)
    value = answer.value if answer.state is not State.HIDDEN else HIDDEN(page.lang)
    told = (answer.status, answer.possible, answer.remark, *answer.attested, answer.sources)
    for column, text in enumerate((*told, answer.definition), start=_ANSWER + 1):
        cells.put(sheet, row, column, text or None)
    cells.finish_row(sheet, row, [width - _ROOM for width in page.widths])
    sheet.cell(row, 2).alignment = cells.INDENTED
    dimension = sheet.row_dimensions[row]
    dimension.height = max(dimension.height or 0, _LEAST_HEIGHT)
    cell = cells.put(sheet, row, _ANSWER, value, _shape(value))
    cell.font, cell.fill, cell.border = _BIG, _FILLS[answer.state], _BOX
    cell.alignment = cells.TO_THE_RIGHT
    if answer.state is State.UNANSWERED:
        page.offer.add(cell.coordinate)
    for column in _free(answer, len(page.widths)):
        free = cells.put(sheet, row, column, None)
        free.fill, free.border, free.alignment = _FREE, _BOX, cells.WRAPPED


def _free(answer: Answer, columns: int) -> list[int]:
    """The columns to fill in: the comment, and the evidence of a question without an answer."""
    first = columns - len(_AFTER) - len(answer.attested) + 1
    lacking = answer.attested if answer.state is State.UNANSWERED else ()
    return [*range(first, first + len(lacking)), columns]


def _shape(value: cells.Value) -> str:
    return cells.DECIMAL if isinstance(value, float) else cells.WHOLE


def _yes_or_no(lang: Language) -> DataValidation:
    return DataValidation("list", formula1=f'"{_YES(lang)},{_NO(lang)}"', allow_blank=True)


def _footer(answers: Answers) -> str:
    return " · ".join(
        part for part in (answers.municipality, answers.title, answers.period.label) if part
    )


_YES, _NO = Text("Ja", "Yes"), Text("Nej", "No")
_LEGEND = Text(
    "Gröna rutor är besvarade. Gula är kvar att besvara eller saknar underlag. "
    "Grå är skyddade: antalen är så små att de kan peka ut någon.",
    "Green cells are answered. Yellow ones are still to be answered, or lack data. "
    "Grey ones are protected: the counts are so small that they can point somebody out.",
)
