"""What a run without a reader says of itself: one JSON object a line, and no person in it."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TextIO

from bbic_ind.cli.messages import place_of
from bbic_ind.errors import UserError
from bbic_ind.output.dated import writable
from bbic_ind.personal import without_numbers
from bbic_ind.texts import Language

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class Journal:
    """Where the lines go: a stream, and the path of its file if it is one."""

    stream: TextIO
    lang: Language
    path: Path | None = None

    @property
    def is_file(self) -> bool:
        """Whether nobody sees the lines at once."""
        return self.path is not None

    def write(self, event: str, level: Level = "info", **facts: Any) -> None:
        """Write one line at once: the time, the level, the event and plain facts.

        Raises UsageError where there is no room for it.
        """
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        line = {"time": now, "level": level, "event": event, **facts}
        text = json.dumps(line, ensure_ascii=False, default=str)
        with writable(self.path or _STDERR):
            self.stream.write(without_numbers(text) + "\n")
            self.stream.flush()

    def write_faults(self, error: UserError) -> None:
        """Write every fault of the user's, and that the run stopped."""
        for fault in error.faults:
            self.write("fault", "error", message=fault.line(self.lang))
        self.write("failed", "error", exit_code=int(error.exit_code))

    def write_bug(self, bug: BaseException) -> None:
        """Write that the run was broken off, and where; never the message, which may hold data."""
        self.write("failed", "error", kind=type(bug).__name__, where=place_of(bug))


@contextmanager
def journal(path: Path | None, lang: Language) -> Iterator[Journal]:
    """The journal in a file, written on at its end; on standard error where none is named."""
    if path is None:
        yield Journal(sys.stderr, lang)
        return
    with writable(path):
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    stream = os.fdopen(handle, "w", encoding="utf-8")
    try:
        yield Journal(stream, lang, path)
    finally:
        # A line that had no room was told of when it was written.
        with suppress(OSError):
            stream.close()


_STDERR = Path("stderr")
