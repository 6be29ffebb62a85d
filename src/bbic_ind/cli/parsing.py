"""What stands on the command line, turned into values, or told why it cannot be."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from bbic_ind.errors import Fault, UsageError
from bbic_ind.periods import parse_day
from bbic_ind.texts import Language, Text

FORMATS = ("table", "csv", "json", "xlsx", "parquet")
ON_SCREEN = ("table", "csv", "json")

FIRST_EXPORT, LAST_EXPORT = date(1950, 1, 1), date(2199, 12, 31)
"""The days between which an export can have been made."""


def export_day(text: str) -> date:
    """The day of an export, written ``2026-02-01``; raises UsageError for anything else."""
    found = parse_day(text)
    if found is None:
        raise UsageError(Fault("--extracted", _no_day(text)))
    if not FIRST_EXPORT <= found <= LAST_EXPORT:
        raise UsageError(Fault("--extracted", _no_export(found)))
    return found


def words(texts: Iterable[str] | None) -> tuple[str, ...]:
    """The words of a list that may be repeated and written with commas.

    >>> words(["a,b", "c"]), words(None)
    (('a', 'b', 'c'), ())
    """
    parts = (part.strip() for text in texts or () for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def one_of(option: str, chosen: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The chosen words, all of them known; raises UsageError naming every other."""
    unknown = [word for word in chosen if word not in known]
    if unknown:
        raise UsageError([Fault(option, _unknown(word, known)) for word in unknown])
    return tuple(chosen)


def language(text: str) -> Language:
    """``sv`` or ``en``, in capitals or not; raises UsageError for any other word."""
    [word] = one_of("--lang", [text.lower()], get_args(Language))
    return "en" if word == "en" else "sv"


def refuse_astray(paths: Iterable[Path]) -> None:
    """Raise UsageError for each file or folder to write in a folder that does not exist.

    To make the folder would hide a misspelling, or a disk that is not there.
    """
    astray = [path for path in paths if not path.absolute().parent.exists()]
    if astray:
        raise UsageError([Fault(str(path), _no_folder(path.parent)) for path in astray])


def screen_format(formats: Sequence[str], *, to_files: bool) -> str:
    """The format of what is printed: the one asked for, a table beside files.

    Raises UsageError for several, and for a format that only a file can hold.
    """
    if to_files or not formats:
        return "table"
    if len(formats) > 1 or formats[0] not in ON_SCREEN:
        raise UsageError(Fault("--format", _NEEDS_FILE))
    return formats[0]


def _no_day(text: str) -> Text:
    return Text(
        f"”{text}” är inget datum. Skriv år-månad-dag, till exempel 2026-02-01.",
        f'"{text}" is not a date. Write year-month-day, for example 2026-02-01.',
    )


def _no_export(day: date) -> Text:
    return Text(
        f"{day} kan inte vara dagen då ett uttag gjordes. Kontrollera året.",
        f"{day} cannot be the day an export was made. Check the year.",
    )


def _no_folder(folder: Path) -> Text:
    return Text(
        f"mappen {folder} finns inte. Kontrollera stavningen, eller gör mappen först.",
        f"there is no folder {folder}. Check the spelling, or make the folder first.",
    )


def _unknown(word: str, known: Sequence[str]) -> Text:
    # Imported here since pydantic, which it loads, takes longer than --help may take.
    from bbic_ind.strict_yaml import did_you_mean  # noqa: PLC0415

    sv, en = did_you_mean(word, known)
    return Text(
        f"”{word}” går inte.{sv} Välj bland: {', '.join(known) or 'inget finns'}.",
        f'"{word}" is not possible.{en} Choose among: {", ".join(known) or "there is nothing"}.',
    )


_NEEDS_FILE = Text(
    "xlsx, parquet och flera format på en gång skrivs till filer. Lägg till --output MAPP.",
    "xlsx, parquet and several formats at once are written to files. Add --output FOLDER.",
)
