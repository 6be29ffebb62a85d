"""What the program says beside its results: on standard error, so that results stay clean."""

import errno
import os
import shutil
import signal
import sys
import textwrap
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from bbic_ind.cli.language import LANG, said
from bbic_ind.errors import Fault, UsageError
from bbic_ind.personal import without_numbers
from bbic_ind.texts import Language, Text


def tell(*lines: str) -> None:
    """Say lines about the run on standard error, without the personal numbers of paths.

    A terminal gets them broken between words.
    """
    for line in lines:
        with suppress(OSError):  # where nobody reads them, or they have no room
            print(as_read(without_numbers(line), sys.stderr), file=sys.stderr)


def tell_warning(warning: Text | None, lang: Language) -> None:
    """Say a warning, if there is one."""
    if warning is not None:
        tell(f"{_WARNING(lang)}: {warning(lang)}")


_WARNING = Text("Varning", "Warning")


def tell_written(paths: Iterable[Path | str], lang: Language) -> None:
    """Say which files were written, each on its own line."""
    tell(*(f"{_WROTE(lang)} {path}" for path in paths))


_WROTE = Text("Skrev", "Wrote")


def typed(path: Path) -> str:
    """A path as it is typed in a command, in quotes where it has blanks."""
    return f'"{path}"' if " " in str(path) else str(path)


def as_read(text: str, stream: TextIO) -> str:
    """The text as it is, or for a terminal with its lines broken between words."""
    return "\n".join(map(_broken, text.split("\n"))) if stream.isatty() else text


def _broken(line: str) -> str:
    width = shutil.get_terminal_size().columns
    inward = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.fill(
        line, width, subsequent_indent=inward, break_long_words=False, break_on_hyphens=False
    )


def open_streams() -> None:
    """Lead the streams that were closed for the program (``>&-``, or no console) nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 -- open till the end


def settle_encoding(stream: TextIO) -> None:
    """UTF-8 into pipes and files everywhere; a terminal shows ``?`` for what it lacks."""
    if isinstance(stream, TextIOWrapper):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")


def show(text: str) -> None:
    """Print results; a reader that has seen enough (``| head``) ends it quietly.

    Raises UsageError where the results have no room.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as refused:
        # Python flushes once more when it exits, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if refused.errno not in _READ_ENOUGH:
            raise UsageError(Fault("", _NO_ROOM)) from None


_READ_ENOUGH = (errno.EPIPE, errno.EINVAL)
"""What the system says where nobody reads on: the second on Windows."""


_NO_ROOM = Text(
    "resultatet går inte att skriva ut. Kontrollera att det finns plats dit det skickas.",
    "the results cannot be written. See that there is room where they are sent.",
)


def hear(prompt: str) -> str | None:
    """Ask on standard error and give the line that is typed; None when nothing more will come."""
    if hasattr(signal, "siginterrupt"):  # Polars lets a read go on after ^C, until the next line.
        signal.siginterrupt(signal.SIGINT, True)
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        print(file=sys.stderr)
    return line or None


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Say what takes its time, on a terminal only, and wipe it out when done."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":  # which cannot wipe
        yield
        return
    print(f"{what} …", end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        print(_WIPED, end="", file=sys.stderr, flush=True)


_WIPED = "\r\033[K"


def tell_faults(faults: Iterable[Fault]) -> None:
    """Every fault of the user's input, each on its own line."""
    tell(*(f"{said('Fel', 'Error')}: {fault.line(LANG)}" for fault in faults))


def tell_bug(bug: BaseException) -> None:
    """Say that the program is at fault, and where; never the message, which may hold data."""
    kind, where = type(bug).__name__, place_of(bug)
    tell(
        said(
            f"Ett fel i programmet, inte i dina filer ({kind} i {where}). "
            "Kör igen med BBIC_IND_DEBUG=1 och skicka utskriften till den som sköter programmet. "
            "Den innehåller inga uppgifter ur filerna.",
            f"A fault in the program, not in your files ({kind} at {where}). "
            "Run again with BBIC_IND_DEBUG=1 and send the output to whoever maintains the "
            "program. It holds nothing from the files.",
        )
    )
    trace(bug)


def place_of(bug: BaseException) -> str:
    """Where in the program a bug arose: ``cells.py:27``."""
    frames = traceback.extract_tb(bug.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def trace(error: BaseException) -> None:
    """Where in the program an error arose, for those who ask for it; never its message."""
    if os.environ.get("BBIC_IND_DEBUG") == "1":
        tell("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__)


def on_terminal() -> bool:
    """Whether results are read on a terminal that wants bold type."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain
