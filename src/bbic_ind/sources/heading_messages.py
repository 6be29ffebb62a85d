"""The findings on what the headings of a sheet tell: which table it is, and what it lacks."""

from collections.abc import Sequence

from bbic_ind.model import MOST_CELLS, Finding, Severity
from bbic_ind.sources.headers import TextTable
from bbic_ind.sources.messages import Where, headings, place_of
from bbic_ind.texts import Text, counted, listed


def unknown_sheet(sheet: TextTable, nearest: str, *, shown: bool) -> Finding:
    """A sheet whose headings belong to no table; they are ``shown`` unless they may be data.

    One that is near a known kind and has rows is an error: what it holds is lost.
    """
    severity: Severity = "error" if nearest and sheet.frame.height else "warning"
    rows, place = sheet.frame.height, place_of(sheet)
    counted_sv = f"{counted(rows, 'rad', 'rader')} läses inte"
    counted_en = f"{counted(rows, 'row is', 'rows are')} not read"
    if not shown:
        return Finding("sheet.unknown", severity, place, _no_headings(counted_sv, counted_en))
    listing = listed(headings(sheet), MOST_CELLS)
    sv = f" Närmast är ”{nearest}”." if nearest else ""
    en = f' Nearest is "{nearest}".' if nearest else ""
    return Finding(
        "sheet.unknown",
        severity,
        place,
        Text(
            f"{counted_sv}: rubrikerna hör inte till någon känd tabell.{sv} "
            f"Rubriker: {listing}. {_NOT_USED.sv}",
            f"{counted_en}: the headings belong to no known table.{en} "
            f"Headings: {listing}. {_NOT_USED.en}",
        ),
    )


_NOT_USED = Text(
    "Skriv i profilen vad rubrikerna betyder, eller med tomt feeds att bladet inte behövs.",
    "Say in the profile what the headings mean, or with empty feeds that the sheet is not needed.",
)


def _no_headings(counted_sv: str, counted_en: str) -> Text:
    return Text(
        f"{counted_sv}: ingen rubrik hör till någon känd tabell. Rubrikerna visas inte här, för "
        f"det kan vara uppgifter som står där; bbic-ind inspect visar dem. {_NOT_USED.sv}",
        f"{counted_en}: no heading belongs to any known table. The headings are not shown here, "
        f"since they may be data; bbic-ind inspect shows them. {_NOT_USED.en}",
    )


def stacked(table: str, places: Sequence[str]) -> Finding:
    """Several sheets that hold the same table."""
    listing = listed(list(places), MOST_CELLS)
    return Finding(
        "sheet.stacked",
        "note",
        "",
        Text(
            f"{len(places)} blad är tabellen {table} och läses tillsammans: {listing}.",
            f"{len(places)} sheets are the table {table} and are read together: {listing}.",
        ),
        table,
        count=len(places),
    )


def ambiguous_sheet(sheet: TextTable, tables: Sequence[str]) -> Finding:
    """A sheet that could equally well be several tables."""
    names = ", ".join(tables)
    return Finding(
        "sheet.ambiguous",
        "error",
        place_of(sheet),
        Text(
            f"läses inte: rubrikerna passar lika bra för flera tabeller ({names}). "
            "Döp bladet eller filen efter tabellen.",
            f"is not read: its headings fit several tables equally well ({names}). "
            "Name the sheet or file after the table.",
        ),
    )


def several_profiles(names: Sequence[str]) -> Finding:
    """Several profiles know the headings equally well."""
    listing = ", ".join(names)
    return Finding(
        "profile.ambiguous",
        "warning",
        "",
        Text(
            f"flera profiler passar lika bra ({listing}); ”{names[0]}” används. "
            "Välj med --profile.",
            f'several profiles fit equally well ({listing}); "{names[0]}" is used. '
            "Choose with --profile.",
        ),
    )


def missing_column(sheet: TextTable, table: str, column: str, near: str) -> Finding:
    """A required column that no heading of the sheet feeds; ``near`` is the one most like it."""
    listing = listed(headings(sheet))
    sv, en = (f" Närmast är ”{near}”.", f' Nearest is "{near}".') if near else ("", "")
    return Finding(
        "column.missing",
        "error",
        place_of(sheet),
        Text(
            f"kolumnen {column} som tabellen {table} kräver saknas.{sv} Rubriker: {listing}. "
            "Lägg till rubriken under from i profilen, eller ta med kolumnen i uttaget.",
            f"the column {column} that the table {table} requires is missing.{en} "
            f"Headings: {listing}. Add the heading under from in the profile, "
            "or include the column in the export.",
        ),
        table,
        column,
    )


def near_heading(sheet: TextTable, table: str, column: str, heading: str, known: str) -> Finding:
    """A column that no heading feeds, and the heading left over that is spelled almost so."""
    at = sheet.columns[sheet.headings.index(heading)]
    return Finding(
        "heading.near",
        "warning",
        place_of(sheet),
        Text(
            f"rubriken ”{heading}” används inte, men liknar ”{known}”, och inget annat ger "
            f"{column}. Är det samma sak, skriv rubriken under from i profilen.",
            f'the heading "{heading}" is not used, but is like "{known}", and nothing else gives '
            f"{column}. If they are the same, write the heading under from in the profile.",
        ),
        table,
        column,
        (f"{at}{sheet.header_row}" if sheet.header_row else at,),
    )


def rival(where: Where, heading: str, used: str) -> Finding:
    """Cells that say otherwise than the column which is used for what both mean."""
    return where.finding(
        "heading.rival",
        "warning",
        Text(
            f"rubriken ”{heading}” betyder också {where.column}, men används inte och säger annat "
            f"än ”{used}”, som används. Är det den rätta, skriv den under from i en egen profil.",
            f'the heading "{heading}" also means {where.column}, but is not used and says '
            f'otherwise than "{used}", which is used. If it is the right one, write it under from '
            "in a profile of your own.",
        ),
    )
