"""What the figures rest on: what was read, what was left out, what was found wrong.

A finding is told with the indicators it can change, worked out from the tables and
columns that their definitions use.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import bbic_ind
from bbic_ind.definitions.uses import Use
from bbic_ind.model import Finding, Reading, Severity, SheetRead
from bbic_ind.output.run import Run
from bbic_ind.texts import Language, Text, counted, listed

_GRAVITY: Mapping[Severity, int] = {"error": 0, "warning": 1, "note": 2}

SEVERITIES: Mapping[Severity, Text] = {
    "error": Text("fel", "error"),
    "warning": Text("varning", "warning"),
    "note": Text("upplysning", "note"),
}

EXTRACTED_FROM = {
    "given": Text("angivet med --extracted", "given with --extracted"),
    "found": Text("står i uttaget", "stated in the export"),
    "latest": Text("gissat: det senaste datumet i uttaget", "guessed: the latest date in the data"),
    "today": Text("i dag: uttaget har inga datum", "today: the data have no dates"),
}

_AFFECTS = Text("berör", "affects")
_MAY_AFFECT = Text("kan beröra", "may affect")
_ALL = Text("alla indikatorer", "every indicator")


def affected(finding: Finding, run: Run) -> tuple[str, ...]:
    """The ids of the indicators that read what the finding is about.

    A finding about a whole table touches every indicator that uses the table, as does one
    about its ids; one about a file or sheet touches what was read from it, and if nothing
    was, what it could have held.
    """
    tables = {finding.table} if finding.table else _tables_of(finding, run.reading)
    tables = tables or (_may_hold(finding, run) if is_lost(finding, run.reading) else set())
    column = "" if finding.column == "id" else finding.column
    return tuple(id_ for (_, id_), used in run.uses.items() if _reads(used, tables, column))


def is_lost(finding: Finding, reading: Reading) -> bool:
    """Whether the finding is an error of a file or sheet from which nothing was read."""
    somewhere = finding.place and not finding.table
    return bool(somewhere) and finding.severity == "error" and not _tables_of(finding, reading)


def _may_hold(finding: Finding, run: Run) -> set[str]:
    """The tables that a file or sheet could have held.

    Those it is named after, else those that nothing else gave, else any.
    """
    asked = {table for used in run.uses.values() for table, _ in used}
    given = {sheet.table for sheet in run.reading.sheets}
    called = _spaced(finding.place)
    named = {table for table in asked if re.search(rf"\b{re.escape(_spaced(table))}\b", called)}
    return named or asked - given or asked


def _spaced(name: str) -> str:
    return name.casefold().replace("_", " ")


def _tables_of(finding: Finding, reading: Reading) -> set[str]:
    """The tables that the file or sheet of a finding fed."""
    places = (finding.place, finding.place.partition(":")[0])
    return {sheet.table for sheet in reading.sheets if {sheet.place, sheet.file} & {*places}} - {""}


def _reads(used: Iterable[Use], tables: set[str], column: str) -> bool:
    return any(of in tables and column in ("", name) for of, name in used)


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then warnings, then notes; the most frequent of each first."""
    return sorted(findings, key=lambda found: (_GRAVITY[found.severity], -found.count))


def place(finding: Finding) -> str:
    """Where it is: file, sheet and the first cells, the rest counted."""
    cells = listed(list(finding.cells))
    rest = finding.count - len(finding.cells)
    more = f" … (+{rest})" if finding.cells and rest > 0 else ""
    return " › ".join(part for part in (finding.place, cells + more) if part)


def finding_line(finding: Finding, run: Run) -> str:
    """``lån.xlsx › Lån › G27: ... → berör 5:4, 1:2``."""
    where = place(finding)
    ids = affected(finding, run)
    effect = f" → {_effect(finding, ids, run)}" if ids else ""
    return f"{where + ': ' if where else ''}{finding.message(run.lang)}{effect}"


def _effect(finding: Finding, ids: Sequence[str], run: Run) -> str:
    """``berör 5:4, 1:2``, or ``kan beröra alla indikatorer``."""
    verb = _MAY_AFFECT if is_lost(finding, run.reading) else _AFFECTS
    every = 1 < len(ids) == len(run.uses)
    return f"{verb(run.lang)} {_ALL(run.lang) if every else ', '.join(ids)}"


def finding_lines(run: Run, most: int) -> list[str]:
    """One line for each finding, gravest first; at most ``most`` of them and the rest counted."""
    found = gravest_first(run.reading.findings)
    shown = (found if most >= len(found) else _each_note_once(found))[:most]
    lines = (
        f"{SEVERITIES[finding.severity](run.lang).capitalize()}: {finding_line(finding, run)}"
        for finding in shown
    )
    # What two columns look up through one id is told once, where it touches the same.
    return [*dict.fromkeys(lines), *_not_shown(len(found) - len(shown), run.lang)]


def _each_note_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, and of the notes one for each rule."""
    notes = {found.rule: found for found in reversed(findings) if found.severity == "note"}
    return [found for found in findings if found.severity != "note" or found is notes[found.rule]]


def _not_shown(rest: int, lang: Language) -> list[str]:
    if not rest:
        return []
    text = Text(
        f"… och {rest} till. bbic-ind compute --verbose visar alla.",
        f"… and {rest} more. bbic-ind compute --verbose shows all.",
    )
    return [text(lang)]


def summary_lines(reading: Reading, lang: Language) -> list[str]:
    """What was read and up to which day it is known, in two lines."""
    files = len({sheet.file for sheet in reading.sheets})
    used = sum(sheet.used for sheet in reading.sheets)
    left = sum(sum(sheet.left_out.values()) for sheet in reading.sheets)
    needed = sum(1 for sheet in reading.sheets if is_used(sheet))
    day, origin = reading.dataset.extracted.isoformat(), EXTRACTED_FROM[reading.extracted_from]
    read = Text(
        f"Läst: {needed} av {len(reading.sheets)} blad i {counted(files, 'fil', 'filer')}, "
        f"{counted(used, 'rad använd', 'rader använda')}, {left} utelämnade "
        f"(profil: {reading.profile}).",
        f"Read: {needed} of {counted(len(reading.sheets), 'sheet', 'sheets')} in "
        f"{counted(files, 'file', 'files')}, {counted(used, 'row', 'rows')} used, {left} left out "
        f"(profile: {reading.profile}).",
    )
    known = Text(
        f"Uppgifterna gäller till och med {day} ({origin.sv}).",
        f"The data are known up to and including {day} ({origin.en}).",
    )
    return [read(lang), known(lang)]


def known_until(reading: Reading, lang: Language) -> str:
    """``uppgifter till och med 2026-02-01``."""
    return f"{_KNOWN_UNTIL(lang)} {reading.dataset.extracted.isoformat()}"


_KNOWN_UNTIL = Text("uppgifter till och med", "data up to and including")


def facts(run: Run) -> dict[str, str]:
    """Up to which day the data are known, and what read and computed them."""
    reading, lang = run.reading, run.lang
    known = f"{reading.dataset.extracted} ({EXTRACTED_FROM[reading.extracted_from](lang)})"
    packs = (f"{pack.title(lang)} ({pack.version})" for pack in run.packs.values())
    told = (known, ", ".join(packs), reading.profile, f"bbic-ind {bbic_ind.__version__}")
    return dict(zip((name(lang) for name in _FACTS), told, strict=True))


_FACTS = (
    Text("Uppgifter till och med", "Data up to"),
    Text("Definitioner", "Definitions"),
    Text("Profil", "Profile"),
    Text("Program", "Program"),
)


def read_as(sheet: SheetRead, lang: Language) -> str:
    """The table that the sheet was read as, or that it is none that is known."""
    return sheet.table or _UNKNOWN(lang)


_UNKNOWN = Text("inte igenkänt", "not recognised")


def left_out(sheet: SheetRead, lang: Language) -> str:
    """Why the sheet was not used, or rows of it, with their numbers."""
    if sheet.table and not is_used(sheet):
        return _NOT_NEEDED(lang)
    return ", ".join(f"{reason(lang)}: {rows}" for reason, rows in sheet.left_out.items())


_NOT_NEEDED = Text("behövs inte för indikatorerna", "not needed for the indicators")


def is_used(sheet: SheetRead) -> bool:
    """Whether any of the sheet's columns was read; one no indicator asks for is not."""
    return bool(sheet.table and sheet.columns)
