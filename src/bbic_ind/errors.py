"""What can be wrong with what the user gave us, and the exit code of each kind.

Everything here is the user's to mend and is shown without a traceback.
Anything else that goes wrong is a bug in the program and exits with 1.
No message holds a person's name or number: it points at the cell instead.
"""

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
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
    if "temporary directory" in own:
        return _NO_TEMPORARY
    return _REFUSALS.get(refused.errno or 0, Text(own, own))


_DENIED = Text("åtkomst nekas", "access is denied")
_PATH_IS_FILE = Text("en del av sökvägen är en fil", "a part of the path is a file")
_TOO_MANY = Text("för många filer är öppna", "too many files are open")
_NO_TEMPORARY = Text(
    "det finns ingen plats för tillfälliga filer", "there is no place for temporary files"
)
_NO_ANSWER = Text("platsen i nätverket svarar inte", "the place on the network does not answer")
_REFUSALS = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: Text("platsen är skrivskyddad", "the place is write-protected"),
    errno.EISDIR: Text("där finns en mapp med det namnet", "a folder has that name"),
    errno.ENOTDIR: _PATH_IS_FILE,
    errno.EEXIST: _PATH_IS_FILE,
    errno.ENOENT: Text("filen eller mappen finns inte", "there is no such file or folder"),
    errno.ENAMETOOLONG: Text("namnet är för långt", "the name is too long"),
    errno.EINVAL: Text("så kan en fil inte heta här", "a file cannot have that name here"),
    errno.ELOOP: Text("länkarna leder runt i en ring", "the links lead round in a ring"),
    errno.EBUSY: Text("något annat använder den", "something else is using it"),
    errno.EIO: Text("fel på disken eller enheten", "a fault of the disk or device"),
    errno.EFBIG: Text("filen blir för stor för platsen", "the file is too large for the place"),
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ESTALE: _NO_ANSWER,
    errno.ETIMEDOUT: _NO_ANSWER,
    errno.EHOSTUNREACH: _NO_ANSWER,
    errno.ENETUNREACH: _NO_ANSWER,
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


@contextmanager
def noting(faults: list[Fault], kind: type[UserError] = DefinitionError) -> Iterator[None]:
    """Note the faults of what is refused inside, so that all can be told at once."""
    try:
        yield
    except kind as refused:
        faults.extend(refused.faults)


def refuse_all(checks: Iterable[Callable[[], object]]) -> None:
    """Make every check; raises the first UserError among them, with the faults of all."""
    refused = [error for check in checks if (error := _refused(check)) is not None]
    if refused:
        faults = dict.fromkeys(fault for error in refused for fault in error.faults)
        raise type(refused[0])(list(faults))


def _refused(check: Callable[[], object]) -> UserError | None:
    try:
        check()
    except UserError as refused:
        return refused
    return None


def refused_by_system(refused: OSError) -> UsageError:
    """What the operating system would not do, as a fault that the user can mend."""
    why, place = why_refused(refused), str(refused.filename or "")
    message = Text(
        f"det går inte: {why.sv}. Kontrollera namnet, platsen och rätten till den.",
        f"this cannot be done: {why.en}. Check the name, the place and your right to it.",
    )
    return UsageError(Fault(place, FULL if is_full(refused) else message))
