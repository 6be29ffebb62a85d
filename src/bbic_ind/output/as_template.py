"""A workbook to fill in, or to order an export by: one sheet for each table.

Headings are the columns' own names, with a star where a value is required, so that the
filled-in workbook is read without a profile.  What they mean stands in comments and on a
sheet of its own: every row below a heading is data.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

import bbic_ind
from bbic_ind.model import Column, ColumnType, Model, Table
from bbic_ind.model.template import README, README_HEADINGS
from bbic_ind.output import cells
from bbic_ind.output.workbook import save
from bbic_ind.texts import YES, Language, Text, decimal

Columns = Mapping[str, Collection[str]]

LAST_ROW = 5000
"""Down to this row the cells are formatted and have lists to choose from."""

_TEXT_FORMAT = "@"
_LONGEST_LIST = 255
"""A list longer than this cannot stand in the rule itself."""

_LISTS = 27
"""The first column of the lists that are too long, far to the right of what is read."""

_NARROWEST, _WIDEST = 12, 30
_COMMENT_SIZE = (150, 320)
_ANSWERS = ("ja", "nej")


def write_template(model: Model, columns: Columns, lang: Language, stream: IO[bytes]) -> None:
    """Write the workbook for these tables and columns of the model."""
    save(template(model, columns, lang), stream)


def template(model: Model, columns: Columns, lang: Language) -> Workbook:
    """The workbook: how to fill it in, then a sheet for each table."""
    book = Workbook()
    book.properties.creator = f"bbic-ind {bbic_ind.__version__}"
    readme: Any = book.active
    readme.title = README(lang)
    _fill_readme(readme, model, columns, lang)
    for name in columns:
        _fill_table(book.create_sheet(name[:31]), readme, model, name, columns[name], lang)
    return book


def heading(name: str, column: Column) -> str:
    """``Closing day *``: the column's name as a heading, starred where a value is required."""
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}{' *' if column.required else ''}"


def _chosen(table: Table, names: Collection[str]) -> dict[str, Column]:
    return {name: column for name, column in table.columns.items() if name in names}


def _fill_table(
    sheet: Worksheet,
    readme: Worksheet,
    model: Model,
    name: str,
    names: Collection[str],
    lang: Language,
) -> None:
    columns = _chosen(model.tables[name], names)
    titles = [heading(one, column) for one, column in columns.items()]
    cells.put_header(sheet, 1, titles, ())
    for at, column in enumerate(columns.values(), start=1):
        cell: Any = sheet.cell(1, at)
        cell.comment = _comment(column, lang)
        _format(sheet, at, column)
        _offer(sheet, readme, at, column, lang)
    widths = [min(max(len(title) + 4, _NARROWEST), _WIDEST) for title in titles]
    cells.finish_table(sheet, widths, name)


def _comment(column: Column, lang: Language) -> Comment:
    parts = (column.description(lang), f"{_what(column, lang)}.")
    text = " ".join([*parts, *([_REQUIRED(lang)] if column.required else [])])
    comment = Comment(text, "bbic-ind")
    comment.height, comment.width = _COMMENT_SIZE
    return comment


def _format(sheet: Worksheet, at: int, column: Column) -> None:
    """Days as days; ids as text, so that no zero is lost and no number is rounded."""
    shape = cells.DAY if column.type.is_date else _TEXT_FORMAT if _is_words(column) else "General"
    sheet.column_dimensions[get_column_letter(at)].number_format = shape


def _is_words(column: Column) -> bool:
    return column.type in (ColumnType.ID, ColumnType.TEXT)


def _offer(sheet: Worksheet, readme: Worksheet, at: int, column: Column, lang: Language) -> None:
    """The list to choose from, or the kind of value that is accepted."""
    rule = _rule(readme, column)
    if rule is None:
        return
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = _NOT_SO(lang), f"{_what(column, lang)}."[:_LONGEST_LIST]
    letter = get_column_letter(at)
    rule.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _rule(readme: Worksheet, column: Column) -> DataValidation | None:
    choices = _choices(column)
    if choices:
        return DataValidation("list", formula1=_list(readme, choices), allow_blank=True)
    if column.type.is_date:
        first = "DATE(1900,1,1)"
        return DataValidation("date", operator="greaterThan", formula1=first, allow_blank=True)
    if column.type is ColumnType.NUMBER:
        low, high = column.range or (None, None)
        if low is not None and high is not None:
            return DataValidation("decimal", "between", str(low), str(high), allow_blank=True)
    return None


def _choices(column: Column) -> tuple[str, ...]:
    return _ANSWERS if column.type is ColumnType.YES_NO else column.values


def _list(readme: Worksheet, choices: Collection[str]) -> str:
    """The choices within the rule, or where they are too long, on the first sheet."""
    together = ",".join(choices)
    if len(together) <= _LONGEST_LIST and not any("," in choice for choice in choices):
        return f'"{together}"'
    at = max(_LISTS, readme.max_column + 1)
    for row, choice in enumerate(choices, start=1):
        cells.put(readme, row, at, choice)
    letter = get_column_letter(at)
    return f"{quote_sheetname(readme.title)}!${letter}$1:${letter}${len(choices)}"


def _fill_readme(sheet: Worksheet, model: Model, columns: Columns, lang: Language) -> None:
    cells.put_line(sheet, 1, _TITLE(lang), cells.TITLE)
    advice = (line(lang) for line in (*_ADVICE, *_on_subjects(model, columns)))
    row = cells.put_lines(sheet, 2, advice, cells.QUIET)
    cells.put_header(sheet, row + 1, [title(lang) for title in README_HEADINGS], ())
    widths = (24, 26, 52, 11, 70)
    for number, told in enumerate(_explained(model, columns, lang), start=row + 2):
        cells.put_row(sheet, number, told, widths)
    cells.finish_table(sheet, widths, _TITLE(lang), header=row + 1)


def _on_subjects(model: Model, columns: Columns) -> Iterator[Text]:
    """What the columns that name a subject may hold, where a personal number tells of it."""
    subject = model.subject
    told = ", ".join(name for name in (subject.born, subject.sex) if name) if subject else ""
    if subject and told and any(subject.key in names for names in columns.values()):
        named = {"key": subject.key, "told": told}
        yield Text(_NUMBER.sv.format(**named), _NUMBER.en.format(**named))


def _explained(model: Model, columns: Columns, lang: Language) -> Iterator[tuple[str, ...]]:
    """One row for each column: its sheet, heading, what to write, whether required, meaning."""
    for name, names in columns.items():
        for one, column in _chosen(model.tables[name], names).items():
            required = YES(lang) if column.required else ""
            told = (name, heading(one, column), _what(column, lang), required)
            yield (*told, column.description(lang))


def _what(column: Column, lang: Language) -> str:
    """What a cell of the column is to hold."""
    if column.type is ColumnType.CATEGORY:
        return _ONE_OF(lang).format(choices=", ".join(column.values))
    if column.type is ColumnType.NUMBER and column.range is not None:
        low, high = (_number(limit, lang) for limit in column.range)
        return _BETWEEN(lang).format(low=low, high=high)
    if column.refers_to is not None:
        return _REFERS(lang).format(table=column.refers_to)
    return _KINDS[column.type](lang)


def _number(limit: float, lang: Language) -> str:
    """A limit with the decimals that it has."""
    return decimal(limit, len(f"{limit:.15g}".partition(".")[2]), lang)


_KINDS = {
    ColumnType.ID: Text("En beteckning som är unik i bladet", "An id, unique in the sheet"),
    ColumnType.TEXT: Text("Text", "Text"),
    ColumnType.DATE: Text("Datum, ÅÅÅÅ-MM-DD", "A date, YYYY-MM-DD"),
    ColumnType.END_DATE: Text(
        "Datum, ÅÅÅÅ-MM-DD, eller tomt om det inte har hänt",
        "A date, YYYY-MM-DD, or empty if it has not happened",
    ),
    ColumnType.YES_NO: Text("ja eller nej", "ja (yes) or nej (no)"),
    ColumnType.NUMBER: Text("Tal", "A number"),
}
_ONE_OF = Text("Något av: {choices}", "One of: {choices}")
_BETWEEN = Text("Tal mellan {low} och {high}", "A number between {low} and {high}")
_REFERS = Text("Samma beteckning som i bladet {table}", "The same id as in the sheet {table}")
_REQUIRED = Text("Måste fyllas i.", "Must be filled in.")
_NOT_SO = Text("Värdet passar inte", "The value does not fit")
_TITLE = Text("Mall för underlag till bbic-ind", "Template for data to bbic-ind")
_ADVICE = (
    Text(
        "Fyll i en rad för varje post. Rubriker med * måste ha ett värde på varje rad.",
        "Fill in one row for each record. Headings with * must have a value on every row.",
    ),
    Text(
        "Ta bort de blad och kolumner som ni inte har uppgifter till. "
        "Ett tomt blad betyder att det inte finns några poster, inte att uppgiften saknas.",
        "Remove the sheets and columns you have no data for. "
        "An empty sheet means that there are no records, not that they are unknown.",
    ),
    Text(
        "Ändra inte rubrikerna. Ett tomt slutdatum betyder att det fortfarande pågår.",
        "Do not change the headings. An empty end date means that it is still going on.",
    ),
    Text(
        "Räkna sedan: bbic-ind compute FILEN --extracted DAGEN DÅ UPPGIFTERNA TOGS UT",
        "Then compute: bbic-ind compute FILE --extracted THE DAY THE DATA WAS TAKEN OUT",
    ),
)
_NUMBER = Text(
    "I kolumnen {key} kan personnumret stå. Ur det tas {told}, och sedan glöms det.",
    "The column {key} may hold the personal identity number. From it are taken {told}, and then "
    "it is forgotten.",
)
