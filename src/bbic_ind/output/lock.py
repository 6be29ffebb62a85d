"""A lock that one process at a time can hold, let go by the system however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bbic_ind.errors import BusyError, Fault
from bbic_ind.output.dated import writable
from bbic_ind.texts import Text

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of a file, which is made if need be; raises BusyError if another does.

    The file is left behind: to remove it would let two in at once.  Raises UsageError
    where it cannot be made.
    """
    with writable(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _take(handle)
        except OSError:
            raise BusyError(Fault(str(path), _BUSY)) from None
        yield
    finally:
        os.close(handle)


_BUSY = Text(
    "en annan körning pågår mot samma mapp. Vänta tills den är klar, och låt det gå längre tid "
    "mellan körningarna om det händer ofta. Filen är bara ett lås och behöver inte tas bort.",
    "another run is under way to the same folder. Wait until it is done, and let more time pass "
    "between runs if it happens often. The file is only a lock and need not be removed.",
)
