"""The front sheet: whose survey it is, what is left to do, and room for who attests it."""

from collections.abc import Iterator
from datetime import date

from openpyxl.styles import Border, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.output import cells, evidence
from bbic_ind.output.survey.answers import Answer, Answers, Question, State
from bbic_ind.output.survey.wording import day_in_words
from bbic_ind.texts import Language, Text

_WIDTHS = (26.0, 62.0, 17.0, 62.0)
_TO_FILL_IN = PatternFill("solid", fgColor="FFFDF0")
_LINE = Border(bottom=Side(style="thin", color="595959"))


def fill_front(sheet: Worksheet, answers: Answers) -> None:
    """Write the facts, the attestation, the state of the answers and the list of what is left."""
    lang = answers.run.lang
    cells.put_line(sheet, 1, f"{answers.title} · {answers.period.label}", cells.TITLE)
    first = _put_text(sheet, 2, answers.about) + 1
    row = cells.put_facts(sheet, first, dict(_facts(answers, lang))) + 1
    if not answers.municipality:
        _leave_open(sheet, first)
    row = _put_attestation(sheet, row, lang) + 1
    for line in notices(answers):
        row = _put_text(sheet, row, line)
    _put_left(sheet, row + 1, answers, lang)
    cells.set_widths(sheet, _WIDTHS)
    cells.set_up_print(sheet, 1, answers.title)


def _put_text(sheet: Worksheet, row: int, text: str) -> int:
    """Write a text across the sheet, as many lines high as it needs; gives the row after."""
    if not text:
        return row
    cell = cells.put(sheet, row, 1, text)
    cell.font, cell.alignment = cells.QUIET, cells.PROSE
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS))
    lines = -(-len(text) // int(sum(_WIDTHS)))
    sheet.row_dimensions[row].height = lines * 15.0
    return row + 1


def _facts(answers: Answers, lang: Language) -> Iterator[tuple[str, str]]:
    """What the sheet tells of the run, first of all whose it is."""
    yield _MUNICIPALITY(lang), answers.municipality
    yield _YEAR(lang), answers.period.label
    yield _DAY(lang), day_in_words(answers.period.day, lang)
    yield _PROTECTION(lang), answers.hidden_by or _UNPROTECTED(lang)
    yield _ANSWERED(lang), summary(answers)
    yield from evidence.facts(answers.run).items()


def summary(answers: Answers) -> str:
    """How many cells are answered and how the others stand, in one line."""
    lang, all_ = answers.run.lang, sum(1 for _ in answers.each())
    parts = [_OF(lang).format(answered=answers.count(State.ANSWERED), all=all_)]
    for state, word in _COUNTED.items():
        if number := answers.count(state):
            parts.append(f"{number} {word(lang)}")
    return ", ".join(parts)


def notices(answers: Answers) -> list[str]:
    """What the reader must know: of a year without cases, what is hidden, what may change."""
    lang = answers.run.lang
    told = [text(lang).format(year=answers.period.label) for text in _of_the_year(answers)]
    told += [HIDDEN_ANSWERS(lang)] if answers.count(State.HIDDEN) else []
    preliminary = [
        question.number
        for question, answer in answers.each()
        if answer.state is State.ANSWERED and answer.is_preliminary
    ]
    if preliminary:
        told.append(_MAY_CHANGE(lang).format(numbers=", ".join(dict.fromkeys(preliminary))))
    return told


def _of_the_year(answers: Answers) -> list[Text]:
    """What is odd about the year: that it is not over in the sources, or holds no cases."""
    known = answers.run.reading.dataset.extracted
    if answers.period.end > known:
        return [_not_over(known)]
    return [_NO_CASES] if _without_cases(answers) else []


def _without_cases(answers: Answers) -> bool:
    """Whether every count is nought, as for a year that the sources do not reach back to."""
    counts = [answer.value for _, answer in answers.each() if isinstance(answer.value, int | float)]
    return bool(counts) and not any(counts) and not answers.count(State.HIDDEN)


def left(answers: Answers) -> list[tuple[Question, Answer]]:
    """The cells that a person must still settle."""
    return [(q, a) for q, a in answers.each() if a.state in (State.UNANSWERED, State.LACKING)]


def _put_attestation(sheet: Worksheet, row: int, lang: Language) -> int:
    """Lines to fill in; a role attests, not a named person."""
    for title in _TO_ATTEST:
        cells.put_line(sheet, row, title(lang), cells.STRONG)
        _leave_open(sheet, row)
        row += 1
    return row


def _leave_open(sheet: Worksheet, row: int) -> None:
    """Mark the cell beside a title as one to fill in."""
    cell = sheet.cell(row, 2)
    cell.fill, cell.border = _TO_FILL_IN, _LINE


def _put_left(sheet: Worksheet, row: int, answers: Answers, lang: Language) -> None:
    """The table of what is left to answer, and why."""
    rest = left(answers)
    cells.put_line(sheet, row, (_LEFT if rest else _NOTHING_LEFT)(lang), cells.STRONG)
    if not rest:
        return
    cells.put_header(sheet, row + 1, [title(lang) for title in _LEFT_COLUMNS], ())
    for at, (question, answer) in enumerate(rest, start=row + 2):
        told = (question.number, answer.label, answer.status, answer.remark)
        cells.put_row(sheet, at, told, _WIDTHS)


_MUNICIPALITY = Text("Kommun", "Municipality")
_YEAR = Text("Kalenderår", "Calendar year")
_DAY = Text("Mätdag", "Measurement day")
_PROTECTION = Text("Skydd av små antal", "Protection of small counts")
_UNPROTECTED = Text("inget: alla antal visas", "none: every count is shown")
_ANSWERED = Text("Svar", "Answers")
_OF = Text("{answered} av {all} besvarade", "{answered} of {all} answered")
_COUNTED = {
    State.UNANSWERED: Text("att besvara", "to answer"),
    State.LACKING: Text("saknar underlag", "lack data"),
    State.HIDDEN: Text("skyddade", "protected"),
}
_NO_CASES = Text(
    "Alla antal är noll: underlaget har inget att räkna för {year}. Är det rätt år, och räcker "
    "uttaget så långt tillbaka?",
    "Every count is nought: the sources hold nothing to count for {year}. Is it the right year, "
    "and does the export reach back that far?",
)


def _not_over(known: date) -> Text:
    return Text(
        f"{{year}} är inte slut: underlaget räcker till och med {known}. Också svar som är noll "
        "kan ändras.",
        f"{{year}} is not over: the sources reach to {known}. Answers that are nought may change "
        "too.",
    )


_MAY_CHANGE = Text(
    "Preliminära svar kan ändras när tiden har gått eller nya uppgifter registreras: {numbers}.",
    "Preliminary answers may change when time has passed or more is registered: {numbers}.",
)
HIDDEN_ANSWERS = Text(
    "Skyddade svar gäller så få att de kan peka ut någon. Behöver mottagaren de exakta antalen, "
    "och skyddas de där av statistiksekretess (24 kap. 8 § OSL), räkna om med --disclosure none.",
    "Protected answers are about so few that they can point somebody out. If the receiver needs "
    "the exact counts, and statistical secrecy protects them there (chapter 24, section 8, of the "
    "Public Access to Information and Secrecy Act, OSL), compute again with --disclosure none.",
)
_TO_ATTEST = (
    Text("Intygas av (roll, inte namn)", "Attested by (role, not name)"),
    Text("Datum", "Date"),
    Text("Diarienummer", "Reference number"),
)
_LEFT = Text("Kvar att besvara", "Left to answer")
_NOTHING_LEFT = Text("Inget är kvar att besvara.", "Nothing is left to answer.")
_LEFT_COLUMNS = (
    Text("Nr", "No"),
    Text("Fråga", "Question"),
    Text("Status", "Status"),
    Text("Varför, och vad som saknas", "Why, and what is missing"),
)
