"""What was seen of a delivery as plain text, at most 100 columns wide."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from bbic_ind.model import Finding
from bbic_ind.model.inspection import (
    ColumnSeen,
    FileSeen,
    HeadingSeen,
    Inspection,
    Recognised,
    SheetSeen,
    TableSeen,
)
from bbic_ind.output.evidence import EXTRACTED_FROM, SEVERITIES, gravest_first, place
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.output.plain_text import printable
from bbic_ind.output.room import WIDTH, room
from bbic_ind.personal import HIDDEN
from bbic_ind.texts import Language, Text, counted, listed, percent

_INDENT = "  "
_NAME, _HEADING, _LETTER, _FILLED = 20, 37, 3, 8
_LEAST = 16
_MOST_FINDINGS = 10


def inspection_text(seen: Inspection, lang: Language, *, every_finding: bool = False) -> str:
    """Every file and sheet with its columns, and what was found, ending with a newline."""
    most = len(seen.findings) if every_finding else _MOST_FINDINGS
    return "\n".join(printable(line) for line in _lines(seen, lang, most)) + "\n"


def _lines(seen: Inspection, lang: Language, most: int) -> Iterator[str]:
    for file in seen.files:
        yield from paragraph(_file(file, lang), "", _INDENT)
    yield from paragraph(_extracted(seen, lang), "", _INDENT)
    for sheet in seen.sheets:
        yield ""
        yield from _sheet(sheet, lang)
    yield from _findings(seen.findings, lang, most)


def _file(file: FileSeen, lang: Language) -> str:
    """The profile chosen for a file, and how the others compare."""
    known = file.known.get(file.profile, 0)
    others = ", ".join(f"{name} {n}" for name, n in file.known.items() if name != file.profile)
    text = Text(
        f"{file.file}: profilen {file.profile} känner {known} av {file.headings} rubriker",
        f"{file.file}: the profile {file.profile} knows {known} of {file.headings} headings",
    )
    return f"{text(lang)} ({others})." if others else f"{text(lang)}."


def _extracted(seen: Inspection, lang: Language) -> str:
    if seen.extracted is None:
        return _NO_DATE(lang)
    day, origin = seen.extracted.isoformat(), EXTRACTED_FROM[seen.extracted_from](lang)
    return f"{_EXTRACTED(lang)}: {day} ({origin})."


def _sheet(sheet: SheetSeen, lang: Language) -> Iterator[str]:
    tables = ", ".join(table.table for table in sheet.tables)
    nothing = _NOT_READ if sheet.because is None else _NOT_NEEDED
    yield from paragraph(f"{sheet.place} → {tables or nothing(lang)}", "", _INDENT)
    yield from paragraph(_where(sheet, lang), _INDENT)
    if sheet.because is not None:
        yield from paragraph(_why(sheet.because, bool(sheet.tables), lang), _INDENT, _INDENT)
    for table in sheet.tables:
        yield from _table(table, sheet, lang)
    if sheet.left_over:
        over = listed([_heading(one, sheet.rows, lang) for one in sheet.left_over])
        yield from paragraph(f"{_LEFT_OVER(lang)}: {over}.", _INDENT, _INDENT)


def _where(sheet: SheetSeen, lang: Language) -> str:
    rows = counted(sheet.rows, *_ROWS[lang])
    return _HEADER(lang).format(row=sheet.header_row, rows=rows) if sheet.header_row else f"{rows}."


def _why(because: Recognised, feeds: bool, lang: Language) -> str:
    """What the sheet was recognised by."""
    named = Text("namnet passar", "the name fits")
    complete = Text("alla kolumner som krävs finns", "every required column is there")
    known = Text(
        f"{because.known} av {because.headings} rubriker är kända",
        f"{because.known} of {because.headings} headings are known",
    )
    whole = because.complete and feeds
    reasons = ((known, True), (named, because.named), (complete, whole))
    told = ", ".join(reason(lang) for reason, holds in reasons if holds)
    start = Text(
        f"Känns igen som ”{because.kind}” i profilen {because.layout}",
        f'Recognised as "{because.kind}" of the profile {because.layout}',
    )
    return f"{start(lang)}: {told}."


def _table(table: TableSeen, sheet: SheetSeen, lang: Language) -> Iterator[str]:
    rows = counted(table.used, *_ROWS[lang])
    used = (_ADDS if table.adds else _USED)(lang).format(table=table.table, rows=rows)
    reasons = ", ".join(f"{reason(lang)}: {n}" for reason, n in table.left_out.items())
    yield from paragraph(f"{used} ({_LEFT_OUT(lang)}: {reasons})" if reasons else used, _INDENT)
    yield from _columns(table.columns, sheet.rows, lang)
    others = () if table.adds else ((_ELSEWHERE, table.elsewhere), (_ABSENT, table.absent))
    for title, names in ((_REQUIRED, table.required), *others):
        if names:
            yield from paragraph(f"{title(lang)}: {', '.join(names)}.", _INDENT, _INDENT)


def _columns(columns: Iterable[ColumnSeen], rows: int, lang: Language) -> Iterator[str]:
    """The columns as a table with what is doubtful below each, or one by one if too narrow."""
    is_table = _room_for_heading() >= _LEAST
    if is_table:
        yield _row([title(lang) for title in _TITLES])
    for column in columns:
        yield from (_column if is_table else _told)(column, rows, lang)
        yield from _doubts(column, lang)


def _told(column: ColumnSeen, rows: int, lang: Language) -> list[str]:
    """One column as words, for where no table has room."""
    facts = [_heading(column.fed_by, rows, lang), _span(column)]
    return paragraph(f"{column.name}: {', '.join(filter(None, facts))}", _INDENT * 2, _INDENT)


def _row(cells: Iterable[str]) -> str:
    *fixed, last = cells
    widths = (_NAME, _room_for_heading(), _LETTER, _FILLED)
    texts = [
        cell.rjust(width) if at == len(widths) - 1 else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(fixed, widths, strict=True))
    ]
    return f"{_INDENT * 2}{' '.join(texts)}  {last}".rstrip()


def _room_for_heading() -> int:
    """How wide the headings can be; where there is less room they go on below."""
    return _HEADING - (WIDTH - room(sys.stdout))


def _column(column: ColumnSeen, rows: int, lang: Language) -> Iterator[str]:
    """The lines of one column in the table; a long heading goes on below."""
    headings = wrap(column.fed_by.heading, _room_for_heading())
    first = (column.name, headings[0], column.fed_by.letter, _filled(column.fed_by, rows, lang))
    yield _row([*first, _span(column)])
    for heading in headings[1:]:
        yield _row(["", heading, "", "", ""])


def _doubts(column: ColumnSeen, lang: Language) -> Iterator[str]:
    if column.unknown:
        yield from paragraph(f"{_UNKNOWN(lang)}: {_counted(column.unknown, lang)}", _DEEP, _INDENT)
    if column.unreadable:
        cells = counted(column.unreadable, *_CELLS[lang])
        yield from paragraph(_UNREADABLE(lang).format(cells=cells), _DEEP, _INDENT)


_DEEP = _INDENT * 4


def _counted(texts: Mapping[str, int], lang: Language) -> str:
    most_first = sorted(texts.items(), key=lambda pair: -pair[1])
    return listed([f"{_quoted(text, lang)} ({count})" for text, count in most_first])


def _quoted(text: str, lang: Language) -> str:
    return _RARE(lang) if text == HIDDEN else _QUOTED(lang).format(text=text)


def _span(column: ColumnSeen) -> str:
    if column.first is None or column.last is None:
        return ""
    return f"{column.first.isoformat()} – {column.last.isoformat()}"


def _filled(heading: HeadingSeen, rows: int, lang: Language) -> str:
    return percent(heading.filled, rows, lang) if rows else ""


def _heading(heading: HeadingSeen, rows: int, lang: Language) -> str:
    facts = [heading.letter, _filled(heading, rows, lang)]
    return f"{heading.heading} ({', '.join(fact for fact in facts if fact)})"


def _findings(findings: Iterable[Finding], lang: Language, most: int) -> Iterator[str]:
    """What was found, apart from the unknown values, which stand at their columns."""
    found = gravest_first(one for one in findings if not one.value)
    if found:
        yield ""
    for one in found[:most]:
        where = place(one)
        start = f"{SEVERITIES[one.severity](lang).capitalize()}: {where + ': ' if where else ''}"
        yield from paragraph(start + one.message(lang), "", _INDENT)
    if len(found) > most:
        yield _MORE(lang).format(rest=len(found) - most)


_EXTRACTED = Text("Uttagsdatum", "Extraction date")
_NO_DATE = Text("Uttagsdatum: okänt.", "Extraction date: unknown.")
_NOT_READ = Text("läses inte", "is not read")
_NOT_NEEDED = Text("känd, men behövs inte", "known, but not needed")
_HEADER = Text(
    "Rubrikerna står på rad {row}, med {rows} under.",
    "The headings are on row {row}, with {rows} below.",
)
_ROWS = {"sv": ("rad", "rader"), "en": ("row", "rows")}
_CELLS = {"sv": ("cell", "celler"), "en": ("cell", "cells")}
_USED = Text("{table}: {rows} används", "{table}: {rows} used")
_ADDS = Text(
    "{table}: {rows} fyller på rader med samma id i andra blad",
    "{table}: {rows} adding to the rows of other sheets with the same id",
)
_LEFT_OUT = Text("utelämnade", "left out")
_TITLES = (
    Text("Kolumn", "Column"),
    Text("Rubrik", "Heading"),
    Text("", ""),
    Text("Ifyllt", "Filled"),
    Text("Första och sista dagen", "First and last day"),
)
_UNKNOWN = Text("Okända värden", "Unknown values")
_RARE = Text("så ovanliga att de inte visas", "too rare to show")
_QUOTED = Text("”{text}”", '"{text}"')
_UNREADABLE = Text("{cells} går inte att läsa.", "{cells} cannot be read.")
_REQUIRED = Text("Krävs men saknas", "Required but missing")
_ELSEWHERE = Text("Hämtas på annat sätt", "Found in another way")
_ABSENT = Text("Finns inte i bladet", "Not in the sheet")
_LEFT_OVER = Text("Läses inte", "Not read")
_MORE = Text(
    "… och {rest} till. Med --verbose visas alla.", "… and {rest} more. --verbose shows all."
)
