"""A folder for each run, named by its day, that is whole or not there at all."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path

from bbic_ind.errors import FULL, Fault, UsageError, is_full, why_refused
from bbic_ind.texts import Text

LATEST = "latest"
"""The link to the newest of the folders."""

_HALF = ".half-"


@contextmanager
def half_made(folder: Path) -> Iterator[Path]:
    """A hidden folder to fill, removed unless it was published; what others left is too.

    Only one run at a time may be in ``folder`` (:mod:`bbic_ind.output.lock`).  Raises
    UsageError where it cannot be written to.
    """
    with writable(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        half = Path(tempfile.mkdtemp(dir=folder, prefix=_HALF))
    for left in set(folder.glob(f"{_HALF}*")) - {half}:
        shutil.rmtree(left, ignore_errors=True)
    try:
        yield half
    finally:
        shutil.rmtree(half, ignore_errors=True)


@contextmanager
def writable(place: Path) -> Iterator[None]:
    """Tell a place that cannot be written to as the user's to mend: UsageError."""
    try:
        yield
    except OSError as refused:
        told = FULL if is_full(refused) else _refused(refused)
        raise UsageError(Fault(str(place), told)) from refused


def publish(half: Path, day: date) -> Path:
    """Name a folder that is whole by its day, ``2026-02-01`` or ``2026-02-01-2``; gives it."""
    names = (day.isoformat() if number == 1 else f"{day}-{number}" for number in count(1))
    place = next(path for name in names if not (path := half.parent / name).exists())
    return half.rename(place)


def point_at(place: Path) -> bool:
    """Make the link ``latest`` lead to a folder, from one moment to the next.

    False where that cannot be: on Windows without the right to make links, or where
    something else has that name.
    """
    fresh, latest = place.with_name(f"{_HALF}{LATEST}"), place.with_name(LATEST)
    try:
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(place.name, target_is_directory=True)
        if sys.platform == "win32":  # where a link to a folder cannot be replaced
            latest.unlink(missing_ok=True)
        fresh.replace(latest)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        return False
    return True


def _refused(refused: OSError) -> Text:
    why = why_refused(refused)
    return Text(
        f"här går det inte att skriva ({why.sv}). Kontrollera mappen och rätten till "
        "den, eller välj en annan i körfilen.",
        f"this cannot be written to ({why.en}). Check the folder and your right to "
        "it, or choose another in the run file.",
    )
