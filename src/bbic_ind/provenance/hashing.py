"""The SHA-256 of files, worked out beside the reading of them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file held: its size in bytes and its SHA-256 as hexadecimal digits."""

    size: int
    sha256: str


Digests = Mapping[Path, Digest]


def digest(path: Path) -> Digest:
    """The digest of one file; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256")
        return Digest(file.tell(), found.hexdigest())


def digests(paths: Iterable[Path]) -> dict[Path, Digest]:
    """The digest of each file that can be read."""
    found = {}
    for path in paths:
        try:
            found[path] = digest(path)
        except OSError:  # the reading tells of it
            continue
    return found


@contextmanager
def meanwhile(paths: Iterable[Path]) -> Iterator["Future[dict[Path, Digest]]"]:
    """Work out the digests in a thread; hashing leaves the processor's other half free."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(digests, list(paths))
