"""What can be wrong with what the user gave us, and the exit code of each kind.

Everything here is the user's to mend and is shown without a traceback.
Anything else that goes wrong is a bug in the program and exits with 1.
No message holds a person's name or number: it points at the cell instead.
"""

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from bbic_ind.personal import without_numbers
from bbic_ind.texts import Language, Text


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    BUG = 1
    USAGE = 2
    SOURCE = 3
    PROFILE = 4
    DEFINITION = 5
    QUALITY = 6
    BUSY = 7


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where it is, and what to do about it.

    ``place`` is a file with its line or cell (``5-4.yaml:12``,
    ``export.xlsx › Blad1 › G27``), or empty when it concerns the whole command.
    """

    place: str
    message: Text

    def line(self, lang: Language) -> str:
        """The fault as one line of text, personal numbers hidden."""
        line = f"{self.place}: {self.message(lang)}" if self.place else self.message(lang)
        return without_numbers(line)


def is_full(refused: OSError) -> bool:
    """Whether a file could not be written for want of room on the disk."""
    return refused.errno in {errno.ENOSPC, errno.EDQUOT}


def why_refused(refused: OSError) -> Text:
    """Why the operating system refuses, in words of ours where we have them."""
    own = refused.strerror or str(refused)
    return _REFUSALS.get(refused.errno or 0, Text(own, own))


_DENIED = Text("åtkomst nekas", "access is denied")
_REFUSALS = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: Text("platsen är skrivskyddad", "the place is write-protected"),
    errno.EISDIR: Text("där finns en mapp med det namnet", "a folder has that name"),
    errno.ENOTDIR: Text("en del av sökvägen är en fil", "a part of the path is a file"),
    errno.EEXIST: Text("en del av sökvägen är en fil", "a part of the path is a file"),
    errno.ENAMETOOLONG: Text("namnet är för långt", "the name is too long"),
}

FULL = Text("disken är full. Gör plats och kör igen.", "the disk is full. Make room and run again.")


class UserError(Exception):
    """Faults that stop the command; the command line prints them all at once."""

    exit_code = Exit.USAGE

    def __init__(self, faults: Sequence[Fault] | Fault) -> None:
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(fault.line("en") for fault in self.faults))


class UsageError(UserError):
    """The command line asks for something that cannot be."""


class SourceError(UserError):
    """No source could be read."""

    exit_code = Exit.SOURCE


class ProfileError(UserError):
    """A profile is broken, or fits nothing in the source."""

    exit_code = Exit.PROFILE


class DefinitionError(UserError):
    """A model, definition or definition folder is broken or empty."""

    exit_code = Exit.DEFINITION


class BusyError(UserError):
    """Another run is under way where this one would write."""

    exit_code = Exit.BUSY


def refused_by_system(refused: OSError) -> UsageError:
    """What the operating system would not do, as a fault that the user can mend."""
    why, place = why_refused(refused), str(refused.filename or "")
    message = Text(
        f"det går inte: {why.sv}. Kontrollera namnet, platsen och rätten till den.",
        f"this cannot be done: {why.en}. Check the name, the place and your right to it.",
    )
    return UsageError(Fault(place, FULL if is_full(refused) else message))
