"""The cells of a form: found by address, and refused where nothing may be written."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from warnings import catch_warnings, simplefilter
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.definitions import Indicator
from bbic_ind.errors import DefinitionError, Fault, UsageError
from bbic_ind.output.survey.asking import Asked, Of, unaskable
from bbic_ind.output.survey.form_file import CellEntry, Form, Words
from bbic_ind.output.survey.questionnaire import no_indicator
from bbic_ind.strict_yaml import did_you_mean
from bbic_ind.texts import Text

_ADDRESS = re.compile(r"(?:(?P<sheet>.+)!)?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9]\d{0,6})")
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_SHOWN = 30
"""How much of a text that stands in the way is quoted."""


def open_form(form: Form) -> Workbook:
    """The form as a workbook; raises UsageError for a file that is none."""
    path = form.workbook
    try:
        with catch_warnings():
            simplefilter("ignore")  # what openpyxl cannot keep is told in our own words
            return load_workbook(path, rich_text=True, keep_vba=path.suffix.lower() == ".xlsm")
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise UsageError(Fault(str(path), _NO_WORKBOOK)) from None


def refuse_unfillable(form: Form, book: Workbook, indicators: Iterable[Indicator]) -> None:
    """Raise DefinitionError for every cell that cannot be filled in or answered."""
    known = {indicator.id: indicator for indicator in indicators}
    faults = [*_twice(form)]
    for number, entry in enumerate(form.file.cells):
        for key, message in (*_unasked(entry, known), *_unwritable(entry, book, form.file.words)):
            faults.append(form.document.fault(("cells", number, key), message))
    if faults:
        raise DefinitionError(faults)


Reason = tuple[str, Text]
"""The key at fault, and why."""


def _twice(form: Form) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for number, entry in enumerate(form.file.cells):
        seen[entry.cell] += 1
        if seen[entry.cell] > 1:
            yield form.document.fault(("cells", number, "cell"), _TWICE)


def _unasked(entry: CellEntry, known: dict[str, Indicator]) -> Iterator[Reason]:
    if entry.indicator is None or entry.of is None:
        return
    indicator = known.get(entry.indicator)
    if indicator is None:
        yield "indicator", no_indicator(entry.indicator, known)
        return
    asked = Asked(entry.indicator, entry.part, entry.of, entry.variant)
    if (message := unaskable(asked, indicator)) is not None:
        yield "indicator", message


def _unwritable(entry: CellEntry, book: Workbook, words: Words) -> Iterator[Reason]:
    try:
        cell = find(entry.cell, book)
    except LookupError as unfound:
        yield "cell", unfound.args[0]
        return
    if isinstance(cell, MergedCell):
        yield "cell", _merged(cell)
    elif cell.data_type == "f":
        yield "cell", _FORMULA
    elif isinstance(cell.value, str) and cell.value.strip() and not entry.replace:
        yield "cell", _taken(cell.value)
    else:
        yield from (
            ("cell", _not_offered(word, offered)) for word, offered in _refused(cell, entry, words)
        )


def find(address: str, book: Workbook) -> Any:
    """The cell at ``Sheet!C7``; raises LookupError with a Text where there is none."""
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        raise LookupError(_BAD_ADDRESS)
    sheet = _sheet(match["sheet"], book)
    column, row = column_index_from_string(match["column"].upper()), int(match["row"])
    if column > _LAST_COLUMN or row > _LAST_ROW:
        raise LookupError(_BAD_ADDRESS)
    return sheet.cell(row, column)


def _sheet(named: str | None, book: Workbook) -> Worksheet:
    names = [sheet.title for sheet in book.worksheets]
    if named is None and len(names) == 1:
        return book.worksheets[0]
    wanted = (named or "").removeprefix("'").removesuffix("'").replace("''", "'")
    if wanted not in names:
        raise LookupError(_no_sheet(wanted, names))
    return book.worksheets[names.index(wanted)]


def _refused(cell: Any, entry: CellEntry, words: Words) -> Iterator[tuple[str, str]]:
    """The words that may be written, and that the cell's own list does not offer."""
    written = {Of.ANSWER: (words.yes, words.no), Of.YES: (words.mark,), Of.NO: (words.mark,)}
    for rule in cell.parent.data_validations.dataValidation:
        listed = str(rule.formula1 or "")
        if rule.type == "list" and listed.startswith('"') and cell.coordinate in rule.sqref:
            offered = [choice.strip() for choice in listed.strip('"').split(",")]
            for word in written.get(entry.of, ()) if entry.of else ():
                if word not in offered:
                    yield word, ", ".join(offered)


def _merged(cell: MergedCell) -> Text:
    sheet: Any = cell.parent
    ranges = sheet.merged_cells.ranges
    first = next(str(r).split(":")[0] for r in ranges if cell.coordinate in r)
    return Text(
        f"cellen är en del av en sammanslagen cell. Skriv dess första: {first}.",
        f"the cell is part of a merged one. Write the first of it: {first}.",
    )


def _taken(value: str) -> Text:
    shown = value.strip()[:_SHOWN]
    return Text(
        f"i cellen står redan ”{shown}”. Stämmer adressen? Skriv replace: true om det ska bytas.",
        f'the cell already holds "{shown}". Is the address right? Write replace: true to replace '
        "it.",
    )


def _not_offered(word: str, offered: str) -> Text:
    return Text(
        f"cellen har en lista som inte tar emot ”{word}”, bara: {offered}. Ändra words.",
        f'the cell has a list that does not take "{word}", only: {offered}. Change words.',
    )


def _no_sheet(name: str, known: list[str]) -> Text:
    sv, en = did_you_mean(name, known)
    listed = ", ".join(known)
    return Text(
        f"formuläret har inget blad ”{name}”.{sv} Det har: {listed}.",
        f'the form has no sheet "{name}".{en} It has: {listed}.',
    )


_TWICE = Text("cellen fylls i två gånger.", "the cell is filled in twice.")
_FORMULA = Text(
    "cellen har en formel, som skulle försvinna. Välj en cell att fylla i.",
    "the cell holds a formula, which would be lost. Choose a cell to fill in.",
)
_BAD_ADDRESS = Text(
    "det är ingen celladress. Skriv blad och cell, till exempel ”Blad1!C7”.",
    'that is no address of a cell. Write sheet and cell, for example "Sheet1!C7".',
)
_NO_WORKBOOK = Text(
    "formuläret går inte att öppna som arbetsbok (.xlsx). Är det skyddat med lösenord eller "
    "sparat i ett äldre format? Spara det som .xlsx.",
    "the form cannot be opened as a workbook (.xlsx). Is it protected by a password or saved in "
    "an older format? Save it as .xlsx.",
)
