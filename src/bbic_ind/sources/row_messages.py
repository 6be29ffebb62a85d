"""The findings that concern whole rows and how their values agree."""

from dataclasses import replace
from datetime import date

from bbic_ind.model import Finding, Severity
from bbic_ind.sources.messages import Where
from bbic_ind.texts import CORRECT, Text


def repeated(where: Where) -> Finding:
    """Rows that say the same as an earlier one, id and all."""
    return where.finding(
        "row.repeated",
        "note",
        Text(
            "raden står flera gånger med samma värden och räknas en gång.",
            "the row appears several times with the same values and is counted once.",
        ),
    )


def conflicting(where: Where) -> Finding:
    """Rows of one sheet that share an id but not their values."""
    return where.finding(
        "row.conflicting",
        "error",
        Text(
            f"samma id står på flera rader med olika värden. Alla räknas. {CORRECT.sv}",
            f"the same id is on several rows with different values. All are counted. {CORRECT.en}",
        ),
    )


def conflicting_sheets(where: Where) -> Finding:
    """Rows of several sheets that share an id but not their values."""
    return where.finding(
        "row.conflicting",
        "error",
        Text(
            "samma id står i flera blad eller filer med olika värden. Alla rader räknas. Är de "
            "uttag från olika dagar, ta bara med det senaste. Annars rätta i verksamhetssystemet "
            "och ta ut filen på nytt.",
            "the same id is in several sheets or files with different values. All are "
            "counted. If they were exported on different days, bring only the latest. Otherwise "
            "correct it in the case system and export again.",
        ),
    )


def ends_before_start(where: Where, start: str) -> Finding:
    """Rows that end before they begin."""
    name = where.column
    return where.finding(
        "date.reversed",
        "error",
        Text(
            f"{name} ligger före {start} och räknas som saknat. {CORRECT.sv}",
            f"{name} lies before {start} and counts as missing. {CORRECT.en}",
        ),
    )


def before_birth(where: Where, born: str) -> Finding:
    """Rows dated before the subject was born."""
    name = where.column
    return where.finding(
        "date.before_birth",
        "error",
        Text(
            f"{name} ligger före {born}. Raden behålls. Kontrollera båda datumen.",
            f"{name} lies before {born}. The row is kept. Check both dates.",
        ),
    )


def after_extraction(where: Where, extracted: date) -> Finding:
    """Dates that lie after the day up to which the data is known."""
    name = where.column
    return where.finding(
        "date.after_extraction",
        "warning",
        Text(
            f"{name} ligger efter uttagsdatum {extracted}. Kontrollera att uttagsdatum stämmer.",
            f"{name} lies after the extraction date {extracted}. Check that date.",
        ),
    )


def all_after_extraction(where: Where, extracted: date) -> Finding:
    """A sheet in which every row begins after the extraction date."""
    return where.finding(
        "sheet.after_extraction",
        "error",
        Text(
            f"alla rader ligger efter uttagsdatum {extracted}. "
            "Uttagsdatum eller filen är troligen fel.",
            f"every row lies after the extraction date {extracted}. "
            "The extraction date or the file is probably wrong.",
        ),
    )


def empty_required(where: Where) -> Finding:
    """Rows without a value in a required column."""
    name = where.column
    return where.finding(
        "required.empty",
        "warning",
        Text(
            f"{name} saknas. En sådan rad behålls, men räknas inte där uppgiften behövs.",
            f"{name} is missing. Such a row is kept, but not counted where it is needed.",
        ),
    )


def contradicts_number(where: Where) -> Finding:
    """What the export says of a subject is not what the personal number tells."""
    name = where.column
    return where.finding(
        "subject.contradiction",
        "warning",
        Text(
            f"{name} stämmer inte med personnumret. Värdet i kolumnen gäller.",
            f"{name} does not agree with the personal number. The column's value counts.",
        ),
    )


def dangling(where: Where, table: str) -> Finding:
    """Ids that no row of the table has."""
    return where.finding(
        "reference.dangling",
        "warning",
        Text(
            f"hänvisar till en rad i {table} som inte finns i underlaget. Det som skulle hämtas "
            "därifrån räknas som saknat.",
            f"refers to a row of {table} that is not in the data. What would be taken from it "
            "counts as missing.",
        ),
    )


def no_subject(where: Where) -> Finding:
    """Rows whose subject stands in another table, where it was left out or is missing."""
    return _not_read(
        where,
        "row.no_subject",
        "note",
        Text(
            f"läses inte: {where.column} finns i en annan tabell, där personen är "
            "utelämnad eller saknas.",
            f"not read: {where.column} is in another table, where the person "
            "is left out or missing.",
        ),
    )


def unlinked(where: Where) -> Finding:
    """Rows with neither their subject nor any id through which it could be found."""
    return _not_read(
        where,
        "row.unlinked",
        "warning",
        Text(
            f"läses inte: {where.column} saknas, och likaså en hänvisning som det kan "
            "hämtas genom.",
            f"not read: {where.column} is missing, and so is any reference "
            "through which it could be found.",
        ),
    )


def _not_read(where: Where, rule: str, severity: Severity, message: Text) -> Finding:
    """A finding on rows that are lost whole: every figure of the table may lack them."""
    return replace(where.finding(rule, severity, message), column="")


def contradiction(where: Where) -> Finding:
    """A side sheet says something else than the table it adds to, or than itself."""
    name = where.column
    return where.finding(
        "sheet.contradiction",
        "warning",
        Text(
            f"{name} har ett annat värde här än i tabellens eget blad, eller än på en tidigare "
            "rad för samma id. Det värdet gäller.",
            f"{name} has another value here than in the table's own sheet, or than in an earlier "
            "row of the same id. That value counts.",
        ),
    )


def personal_ids(table: str, number: int, *, replaced: bool) -> Finding:
    """Ids of a table's own rows that look like personal numbers, and what is shown instead."""
    rows, rows_en = ("rad", "row") if number == 1 else ("rader", "rows")
    shown, shown_en = ("ett löpnummer", "a serial number") if replaced else ("(dolt)", "(hidden)")
    return Finding(
        "id.personal",
        "note",
        table,
        Text(
            f"id ser ut som personnummer på {number} {rows}; {shown} visas i stället. "
            "Ta ut filen med ärendets eget nummer som id.",
            f"the id looks like a personal number on {number} {rows_en}; {shown_en} is shown "
            "instead. Export the file with the case's own number as its id.",
        ),
        count=number,
    )


def shared_word(where: Where) -> Finding:
    """Ids without a digit that several rows have, among ids that have one."""
    return where.finding(
        "id.word",
        "warning",
        Text(
            f"{where.column} är på flera rader samma ord utan siffror, och raderna räknas som en "
            "och samma. Är det ingens beteckning, utan betyder till exempel okänd eller skyddad, "
            "lämna cellerna tomma.",
            f"{where.column} is the same word without digits on several rows, and the rows count "
            "as one and the same. If it is nobody's id, but means for example unknown or "
            "protected, leave the cells empty.",
        ),
    )
