"""The manifest of a run: everything needed to make the same figures again and to see if they are.

It holds no time and no place of its own, so the same run gives the same manifest, byte for
byte.  Its paths start from the folder it lies in, where the files that it vouches for lie too.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from bbic_ind.errors import Fault, UsageError
from bbic_ind.model.shapes import Shape
from bbic_ind.personal import without_numbers
from bbic_ind.provenance.fingerprint import fingerprint_of
from bbic_ind.provenance.hashing import digest
from bbic_ind.texts import Text

COMPUTE = "compute"
"""The command that a manifest tells of where it names none."""


class FileDigest(Shape):
    """A file by the name it is shown by, its size in bytes and its SHA-256."""

    file: str
    size: int
    sha256: str


class PackVersion(Shape):
    """A pack of definitions and the version it states."""

    id: str
    version: str


class SheetCounts(Shape):
    """A sheet or file that was read: how many rows it had, were used and left out, and why."""

    file: str
    sheet: str
    table: str
    rows: int
    used: int
    left_out: dict[str, int]


class Result(Shape):
    """How many rows of results there are, and the SHA-256 of their canonical form."""

    rows: int
    sha256: str


class Manifest(Shape):
    """What a run read, rested on and gave.

    ``settings`` is what was asked for, by option; ``sources`` and other paths among them
    start from the manifest's folder.  ``definitions`` are the model, the definitions and
    the profiles used.  ``figures`` are the results without titles and notes.  ``outputs``
    are the files they were written to, by name alone, and ``command`` what wrote them.
    Where results were read and no sources, ``extracted`` is None and ``profile`` empty.
    """

    format: Literal[1] = 1
    program: str
    version: str
    command: str = COMPUTE
    settings: dict[str, Any]
    packs: tuple[PackVersion, ...]
    profile: str
    extracted: date | None
    extracted_from: str
    inputs: tuple[FileDigest, ...]
    definitions: tuple[FileDigest, ...]
    sheets: tuple[SheetCounts, ...]
    result: Result
    outputs: tuple[FileDigest, ...] = ()
    figures: tuple[dict[str, Any], ...]

    @property
    def is_whole(self) -> bool:
        """Whether the figures are those that the digest of the result was made of."""
        return fingerprint_of(self.figures) == self.result.sha256

    def vouching_for(self, files: Iterable[Path]) -> "Manifest":
        """The manifest with the digests of files that were written beside it."""
        told = tuple(digested(path, path.name) for path in files)
        return self.model_copy(update={"outputs": told})

    def plain(self) -> dict[str, Any]:
        """The manifest as plain values, ready for JSON."""
        return self.model_dump(mode="json")

    def text(self) -> str:
        """The manifest as JSON text, a line for each file, sheet and figure."""
        lines = (f" {_encoded(key)}: {_told(value)}" for key, value in self.plain().items())
        return "{\n" + ",\n".join(lines) + "\n}\n"


def digested(path: Path, name: str) -> FileDigest:
    """The digest of a file, called so; raises OSError where it cannot be read."""
    found = digest(path)
    return FileDigest(file=without_numbers(name), size=found.size, sha256=found.sha256)


def _told(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(map(_encoded, value)) + "\n ]"
    if isinstance(value, Mapping) and value:
        items = (f"{_encoded(key)}: {_encoded(item)}" for key, item in value.items())
        return "{\n  " + ",\n  ".join(items) + "\n }"
    return _encoded(value)


def _encoded(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def load(path: Path) -> Manifest:
    """Read a manifest; raises UsageError for a file that is none."""
    try:
        plain = json.loads(path.read_text("utf-8"))
        return Manifest.model_validate(plain)
    except OSError:
        raise UsageError(Fault(str(path), _ABSENT)) from None
    except (UnicodeDecodeError, json.JSONDecodeError, ValidationError):
        raise UsageError(Fault(str(path), _NONE)) from None


_ABSENT = Text(
    "filen finns inte eller går inte att läsa. Kontrollera namnet och var du står.",
    "the file does not exist or cannot be read. Check its name and where you are.",
)
_NONE = Text(
    "filen är inget körintyg som det här programmet kan läsa. Ett körintyg skrivs bredvid varje "
    "fil och heter som den, med .manifest.json på slutet: resultat.csv.manifest.json.",
    "the file is no run manifest that this program can read. A manifest is written beside each "
    "file and has its name, ending in .manifest.json: resultat.csv.manifest.json.",
)
