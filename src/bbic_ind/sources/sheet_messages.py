"""Every finding that reading a sheet and finding its table can make, with its two sentences."""

from collections.abc import Sequence
from dataclasses import replace

from bbic_ind.model import MOST_CELLS, Finding
from bbic_ind.sources.file_messages import finding, named
from bbic_ind.texts import listed


def sheet_too_large(place: str) -> Finding:
    """A sheet whose filled cells span too much, by a stray cell or by design."""
    return finding(
        "sheet.too_large",
        "error",
        place,
        "bladets ifyllda celler spänner över så många rader och kolumner att det inte lästes. "
        "Troligen står något långt ut till höger eller långt ned: ta bort det och spara filen på "
        "nytt.",
        "the filled cells of the sheet span so many rows and columns that it was not read. "
        "There is probably something far out to the right or far down: remove it and save the file "
        "again.",
    )


def hidden_sheet(place: str) -> Finding:
    """A hidden sheet, which is read like the others."""
    return finding(
        "sheet.hidden",
        "note",
        place,
        "bladet är dolt i arbetsboken men lästes som de andra.",
        "the sheet is hidden in the workbook but was read like the others.",
    )


def errors_unseen(place: str) -> Finding:
    """A workbook whose errors and formulas without a value pass for empty cells."""
    return finding(
        "sheet.errors_unseen",
        "note",
        place,
        "i arbetsböcker som inte är xlsx går fel (#SAKNAS!) och formler utan värde inte att skilja "
        "från tomma celler. Spara som xlsx om det finns formler i den.",
        "in workbooks other than xlsx errors (#N/A) and formulas without a value cannot be told "
        "from empty cells. Save it as xlsx if there are formulas in it.",
    )


def blank_cells(place: str) -> Finding:
    """A sheet that is mostly cells with a format and nothing in them."""
    return finding(
        "sheet.blank_cells",
        "note",
        place,
        "bladet är stort av tomma celler med format. De hoppades över, allt ifyllt lästes.",
        "the sheet is large from blank cells with a format. They were passed over, and "
        "everything filled in was read.",
    )


def spoiled_headings(place: str, cells: Sequence[str]) -> Finding:
    """Cells above the records that hold an error, or a formula that was never calculated."""
    return finding(
        "header.spoiled",
        "warning",
        place,
        "ett fel i Excel, eller en formel utan uträknat värde, står bland rubrikerna eller ovanför "
        "dem. Rätta i Excel, spara filen och försök igen.",
        "an Excel error, or a formula without a calculated value, is among the headings or "
        "above them. Mend it in Excel, save the file and try again.",
        cells,
    )


_FRONT_PAGE = 2
"""The most cells side by side on a page that is no table: a word and what it stands for."""


def empty_sheet(place: str) -> Finding:
    """A sheet without a filled cell."""
    return finding(
        "sheet.empty",
        "note",
        place,
        "bladet är tomt. Ska något stå där, ta ut filen på nytt.",
        "the sheet is empty. If there should be something, export the file again.",
    )


def no_rows(place: str, table: str) -> Finding:
    """A sheet with the headings of a table and nothing below them."""
    found = finding(
        "sheet.no_rows",
        "note",
        place,
        f"bladet har rubrikerna till {table} men inga rader. Stämmer inte det, se efter vad som "
        "valdes när filen togs ut.",
        f"the sheet has the headings of {table} but no rows. If that is not so, see what was "
        "chosen when the file was exported.",
    )
    return replace(found, table=table)


def no_header(place: str, widest: int) -> Finding:
    """A sheet in which no row looks like headings; ``widest`` is the most cells in a row of it.

    A front page holds a word or two in each row: it loses no figure that it was not read.
    """
    return finding(
        "header.missing",
        "error" if widest > _FRONT_PAGE else "warning",
        place,
        "ingen rubrikrad hittades, så bladet lästes inte. Kolumnernas rubriker ska stå på en egen "
        "rad, bland de 40 första.",
        "no header row was found, so the sheet was not read. The headings of the columns should "
        "be on a row of their own, among the first 40.",
    )


def one_column(place: str) -> Finding:
    """A sheet whose rows are whole lines of a csv file, each in one cell."""
    return finding(
        "header.one_column",
        "error",
        place,
        "hela raderna står i en enda kolumn, så bladet lästes inte. Ta ut filen på nytt som "
        "Excel, eller dela kolumnen vid skiljetecknet i Excel (Data, Text till kolumner).",
        "the whole rows stand in one column, so the sheet was not read. Export the file again as "
        "Excel, or split the column at the delimiter in Excel (Data, Text to Columns).",
    )


def same_headings(place: str, columns: Sequence[tuple[str, str]]) -> Finding:
    """Headings that occur more than once; each later column with its letter."""
    named = listed([f"{heading} ({letter})" for heading, letter in columns], MOST_CELLS)
    return finding(
        "header.duplicate",
        "warning",
        place,
        f"samma rubrik står över flera kolumner: {named}. Den första av dem används.",
        f"the same heading is above several columns: {named}. The first of them is used.",
    )


def nameless_columns(place: str, columns: Sequence[str]) -> Finding:
    """Columns that hold values but have no heading."""
    return finding(
        "header.nameless",
        "note",
        place,
        f"kolumn {named(columns)} har värden men ingen rubrik och används inte.",
        f"column {named(columns)} has values but no heading and is not used.",
    )
