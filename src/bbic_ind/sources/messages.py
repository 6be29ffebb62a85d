"""Every finding that recognising and mapping can make, with its two sentences."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from bbic_ind.model import ADDRESS, MOST_CELLS, Column, ColumnType, Finding, Severity
from bbic_ind.personal import HIDDEN, holds_number
from bbic_ind.sources.headers import TextTable
from bbic_ind.strict_yaml import did_you_mean
from bbic_ind.texts import CORRECT, Text

REASONS = {
    "blank": Text("tomma rader", "blank rows"),
    "totals": Text("summarader", "rows of totals"),
    "repeated_header": Text("upprepade rubrikrader", "repeated headers"),
    "notes": Text("anteckningar under tabellen", "notes below the table"),
}

_DATELIKE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{8}")
_DAY_FIRST = re.compile(r"(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.]\d{4}")

MOST_TEXTS = 3
"""How many of the texts that cannot be read a finding shows."""

EXPECTED: dict[ColumnType, tuple[str, str]] = {
    ColumnType.DATE: ("ett datum, ÅÅÅÅ-MM-DD", "a date, YYYY-MM-DD"),
    ColumnType.END_DATE: ("ett datum, ÅÅÅÅ-MM-DD, eller tomt", "a date, YYYY-MM-DD, or empty"),
    ColumnType.YES_NO: ("ja eller nej", "ja or nej (yes or no)"),
    ColumnType.NUMBER: ("ett tal", "a number"),
}


@dataclass(frozen=True, slots=True)
class Where:
    """Some cells of one column, or the rows of a table when ``letter`` is empty.

    ``rows`` (UInt32) are their row numbers in the sheet, ``source`` is the sheet's number.
    """

    place: str
    table: str
    column: str
    letter: str = ""
    rows: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.UInt32))
    source: int = -1

    def on(self, frame: pl.DataFrame, mask: pl.Series | None = None) -> "Where":
        """The rows of a frame, or those of them where the mask is true."""
        rows = frame[ADDRESS] if mask is None else frame[ADDRESS].filter(mask)
        return replace(self, rows=rows)

    def finding(self, rule: str, severity: Severity, message: Text) -> Finding:
        """A finding about these cells, the first of them named."""
        cells = tuple(f"{self.letter}{row}" for row in self.rows.head(MOST_CELLS).to_list())
        count = len(self.rows)
        return Finding(
            rule,
            severity,
            self.place,
            message,
            self.table,
            self.column,
            cells,
            count,
            source=self.source if self.source >= 0 else None,
            rows=self.rows,
        )


def place_of(sheet: TextTable) -> str:
    """``export.xlsx › Blad1``, or the file alone where it has no sheets."""
    return f"{sheet.grid_file} › {sheet.sheet}" if sheet.sheet else sheet.grid_file


def headings(sheet: TextTable, *, recognised: bool = False) -> list[str]:
    """The sheet's headings as they may be shown.

    None if one of them is a personal number: then the header is missing and they are data.
    Where the sheet is recognised by its headings only that one is not shown.
    """
    filled = [heading for heading in sheet.headings if heading]
    shown = [heading for heading in filled if not holds_number(heading)]
    return shown if recognised or len(shown) == len(filled) else []


def reasons(left_out: Mapping[str, int]) -> dict[Text, int]:
    """The counts of rows that are no records, with their reasons in words."""
    return {REASONS[key]: count for key, count in left_out.items()}


def unreadable(where: Where, column: Column, texts: Iterable[str]) -> Finding:
    """Cells that held something which is no value of the column's type.

    Of the texts only those that look like a date are shown; others may be anything.
    """
    sv, en = _expected(column)
    shown = [text for text in texts if _DATELIKE.fullmatch(text)][:MOST_TEXTS]
    remedy = _SAY_ORDER if any(map(_DAY_FIRST.fullmatch, shown)) else CORRECT
    start_sv = " ".join(f"”{text}”" for text in shown) + " " if shown else ""
    start_en = " ".join(f'"{text}"' for text in shown) + " " if shown else ""
    return where.finding(
        f"{column.type.value}.unreadable",
        "error",
        Text(
            f"{start_sv}går inte att läsa som {where.column}: väntade {sv}. "
            f"Värdet räknas som saknat. {remedy.sv}",
            f"{start_en}cannot be read as {where.column}: expected {en}. "
            f"The value counts as missing. {remedy.en}",
        ),
    )


def error_cells(where: Where, stead: Text) -> Finding:
    """Cells that hold an Excel error such as #REF! in ``stead`` of a value."""
    return where.finding(
        "cell.error",
        "error",
        Text(
            f"ett fel i Excel, till exempel #REFERENS! eller #SAKNAS!, står i stället för "
            f"{stead.sv}. Värdet räknas som saknat. Rätta i Excel och spara på nytt.",
            f"an Excel error, for example #REF! or #N/A, stands in place of {stead.en}. "
            "It counts as missing. Mend it in Excel and save again.",
        ),
    )


def uncached_formulas(where: Where, stead: Text) -> Finding:
    """Formulas that were never calculated, so that the file holds no value for them."""
    return where.finding(
        "formula.uncached",
        "error",
        Text(
            f"en formel utan uträknat värde står i stället för {stead.sv}. Värdet räknas som "
            "saknat. Öppna filen i Excel, spara den och försök igen.",
            f"a formula without a calculated value stands in place of {stead.en}. It counts as "
            "missing. Open the file in Excel, save it and try again.",
        ),
    )


def _expected(column: Column) -> tuple[str, str]:
    if column.range is None:
        return EXPECTED.get(column.type, ("ett värde", "a value"))
    least, most = (f"{bound:g}" for bound in column.range)
    percent, percent_en = (
        (", eller procent", ", or percent") if column.range == (0, 1) else ("", "")
    )
    return (
        f"ett tal från {least} till {most}{percent}",
        f"a number from {least} to {most}{percent_en}",
    )


_SAY_ORDER = Text(
    "Står dagen först i hela uttaget, skriv dates: dmy i en profil. Annars rätta i "
    "verksamhetssystemet och ta ut filen på nytt.",
    "If the day comes first in the whole export, write dates: dmy in a profile. Otherwise "
    "correct it in the case system and export again.",
)


def unknown_value(where: Where, value: str, column: Column, *, shown: bool) -> Finding:
    """A text that is neither one of the category's values nor in the profile's value map.

    One that may be about a person is not ``shown``, but what it resembles is.
    """
    sv, en = did_you_mean(value, column.values)
    said = Text(f"”{value}”", f'"{value}"') if shown else Text("texten", "the text")
    known = ", ".join(column.values)
    found = where.finding(
        "category.unknown",
        "error",
        Text(
            f"{said.sv} är inget känt värde för {where.column} och räknas som saknat.{sv} "
            f"Kända värden: {known}. Skriv under values i profilen vad det betyder.",
            f"{said.en} is no known value of {where.column} and counts as missing.{en} "
            f"Known values: {known}. Say under values in the profile what it means.",
        ),
    )
    return replace(found, value=value if shown else HIDDEN)


def unlike(where: Where, column: Column) -> Finding:
    """A column with so many unknown values that it must be something else."""
    known = ", ".join(column.values)
    return where.finding(
        "category.unlike",
        "error",
        Text(
            f"kolumnen har många olika texter som inte är värden för {where.column}; den är "
            f"troligen en annan kolumn. De räknas som saknade. Kända värden: {known}.",
            f"the column has many different texts that are no values of {where.column}; it is "
            f"probably another column. They count as missing. Known values: {known}.",
        ),
    )


def latest_date(extracted: date) -> Finding:
    """No extraction date was given or found."""
    return Finding(
        "extracted.assumed",
        "warning",
        "",
        Text(
            f"uttagsdatum saknas; det senaste datumet i underlaget, {extracted}, används. "
            "Ange det med --extracted.",
            f"there is no extraction date; the latest date in the data, {extracted}, is used. "
            "Give it with --extracted.",
        ),
    )


def no_date(today: date) -> Finding:
    """No extraction date was given or found, and no date at all."""
    return Finding(
        "extracted.assumed",
        "warning",
        "",
        Text(
            f"uttagsdatum saknas och underlaget har inga datum; dagens datum, {today}, används. "
            "Ange det med --extracted.",
            f"there is no extraction date and no date in the data; today, {today}, is used. "
            "Give it with --extracted.",
        ),
    )


def several_extractions(days: Sequence[date]) -> Finding:
    """The sheets were extracted on different days."""
    listing = ", ".join(map(str, days))
    return Finding(
        "extracted.several",
        "warning",
        "",
        Text(
            f"bladen har olika uttagsdatum ({listing}); det tidigaste, {days[0]}, används.",
            f"the sheets have different extraction dates ({listing}); "
            f"the earliest, {days[0]}, is used.",
        ),
    )


def early_extraction(extracted: date, latest: date, count: int) -> Finding:
    """So many dates lie after the extraction date that it must be wrong."""
    return Finding(
        "extracted.early",
        "warning",
        "",
        Text(
            f"uttagsdatum {extracted} är troligen fel: {count} datum i underlaget ligger efter "
            f"det, det senaste {latest}. Ange det rätta med --extracted.",
            f"the extraction date {extracted} is probably wrong: {count} dates in the data lie "
            f"after it, the latest {latest}. Give the right one with --extracted.",
        ),
        count=count,
    )


def unreadable_years(where: Where) -> Finding:
    """Years passed that are no number, or that no day is stated for."""
    return where.finding(
        "years.unreadable",
        "error",
        Text(
            f"{where.column} går inte att räkna fram: väntade ett antal år, och dagen som "
            "uppgiften gäller. Värdet räknas som saknat.",
            f"{where.column} cannot be reckoned: expected a number of years, and the day it "
            "was stated. The value counts as missing.",
        ),
    )


def wrong_check(where: Where) -> Finding:
    """Personal numbers whose check digit is wrong."""
    return where.finding(
        "id.check_digit",
        "warning",
        Text(
            "kontrollsiffran i personnumret stämmer inte. Numret används som beteckning, men "
            "ingenting annat hämtas ur det.",
            "the check digit of the personal number is wrong. The number is used as an id, "
            "but nothing else is taken from it.",
        ),
    )
