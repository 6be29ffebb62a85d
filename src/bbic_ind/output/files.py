"""Writing results: which format where, and files that are whole or not there at all."""

import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, Any, ClassVar, Protocol, TypeVar

from bbic_ind.errors import FULL, Fault, UsageError, is_full, why_refused
from bbic_ind.output.as_csv import write_csv
from bbic_ind.output.as_json import write_json
from bbic_ind.output.as_parquet import write_parquet
from bbic_ind.output.run import Run
from bbic_ind.provenance import Manifest
from bbic_ind.texts import Text


class Vouched(Protocol):
    """What is written with a manifest, whose paths start from the ``folder`` it is to lie in."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def manifest(self) -> Manifest:
        """What it was made of."""


T = TypeVar("T", bound=Vouched)
Writers = Mapping[str, Callable[[T, IO[bytes]], None]]
"""What something can be written as, by the suffix of the file's name."""


def _write_xlsx(run: Run, stream: IO[bytes]) -> None:
    """Import the workbook library, a quarter of a second, only when a workbook is written."""
    from bbic_ind.output.as_xlsx import write_xlsx  # noqa: PLC0415

    write_xlsx(run, stream)


WRITERS: Writers[Run] = {
    "csv": write_csv,
    "json": write_json,
    "xlsx": _write_xlsx,
    "parquet": write_parquet,
}

FILE_NAME = "resultat"
MANIFEST = ".manifest.json"
DICTIONARY = ".kolumner.csv"
"""How the name of a table's dictionary ends."""


def targets(outputs: Sequence[Path], formats: Sequence[str], sources: Sequence[Path]) -> list[Path]:
    """The files that ``--output`` and ``--format`` ask for.

    A name with a known suffix is a file of that format.  A name without a suffix is a
    folder, which gets one file for each of ``formats``, or for every format if none is
    named.  Raises UsageError for any other suffix, and for a file that is itself a source.
    """
    found = [file for path in outputs for file in _files(path, formats)]
    refuse_sources(found, sources)
    return found


def format_of(path: Path) -> str:
    """The format that the name of a file asks for: its suffix, without the dot."""
    return path.suffix.lower().removeprefix(".")


def refuse_outputs(
    paths: Sequence[Path], formats: Collection[str], sources: Iterable[Path]
) -> None:
    """Raise UsageError for every file with the name of another format, or that is a source."""
    faults = [fault for path in paths for fault in other_format(path, formats)]
    faults += _overwritten(paths, list(sources))
    if faults:
        raise UsageError(faults)


def other_format(path: Path, formats: Collection[str]) -> list[Fault]:
    """What is wrong with a name that asks for none of the formats."""
    if format_of(path) in formats:
        return []
    *most, last = (f".{name}" for name in formats)
    sv, en = (f"{', '.join(most)} {word} {last}" if most else last for word in ("eller", "or"))
    text = Text(f"filnamnet ska sluta på {sv}.", f"the file name must end in {en}.")
    return [Fault(str(path), text)]


def refuse_sources(paths: Sequence[Path], sources: Sequence[Path]) -> None:
    """Raise UsageError for every file to write that is itself a source."""
    if faults := _overwritten(paths, sources):
        raise UsageError(faults)


def no_output(sv: str, en: str) -> Fault:
    """That no file to write was named, and a name that could have been given in each language."""
    return Fault(
        "--output",
        Text(
            f"ange vilken fil som ska skrivas, till exempel -o {sv}",
            f"name the file to write, for example -o {en}",
        ),
    )


def _overwritten(paths: Sequence[Path], sources: Sequence[Path]) -> list[Fault]:
    return [Fault(str(path), _IS_SOURCE) for path in paths if _is_source(path, sources)]


def _files(path: Path, formats: Sequence[str]) -> list[Path]:
    suffix = format_of(path)
    if not suffix or path.is_dir():
        wanted = [name for name in formats or WRITERS if name in WRITERS]
        return [path / f"{FILE_NAME}.{name}" for name in wanted]
    if suffix not in WRITERS:
        raise UsageError(Fault(str(path), _BAD_SUFFIX))
    return [path]


def _is_source(path: Path, sources: Iterable[Path]) -> bool:
    """Whether a file is a source, or lies in a folder of sources and was not written here.

    What the program has written has its manifest beside it.
    """
    if not path.is_file():
        return False
    written = path.with_name(path.name + MANIFEST).exists()
    return any(
        path.samefile(source)
        or (source.is_dir() and not written and source.resolve() in path.resolve().parents)
        for source in sources
        if source.exists()
    )


def write_vouched(told: T, writers: Writers[T], paths: Sequence[Path]) -> None:
    """Write files with their manifests; raises UsageError where that cannot be done."""
    for path in paths:
        write(told, writers, path)
    write_manifests(told, paths)


def write(told: T, writers: Writers[T], path: Path) -> None:
    """Write one file; raises UsageError when the place cannot be written to."""
    write_whole(path, partial(fill, told, writers, path))


def fill(told: T, writers: Writers[T], path: Path, stream: IO[bytes]) -> None:
    """Write a file as it is to lie at a path, in the format of its suffix."""
    writers[format_of(path)](replace(told, folder=path.parent), stream)


def write_manifests(told: Vouched, written: Iterable[Path]) -> list[Path]:
    """Write the manifest of what was written beside each of its files; gives the paths."""
    return vouch(written, lambda folder: replace(told, folder=folder).manifest)


def vouch(written: Iterable[Path], manifest_in: Callable[[Path], Manifest]) -> list[Path]:
    """Write a manifest beside each file, with the file's digest; gives the paths.

    That of ``resultat.csv`` is ``resultat.csv.manifest.json``, and vouches for the
    dictionary ``resultat.kolumner.csv`` too, if it was written with it.  ``manifest_in``
    gives the manifest as it is to lie in a folder.
    """
    files = list(dict.fromkeys(written))
    places = []
    for path in files:
        if not path.name.endswith(DICTIONARY):
            own = [one for one in (path, path.with_suffix(DICTIONARY)) if one in files]
            places.append(manifest_of(path))
            text = manifest_in(path.parent).vouching_for(own).text()
            write_text(places[-1], text)
    return places


def manifest_of(path: Path) -> Path:
    """Where the manifest of a file lies; a manifest is its own."""
    return path if path.name.endswith(MANIFEST) else path.with_name(path.name + MANIFEST)


def write_text(path: Path, text: str) -> None:
    """Write one file of text, UTF-8, as :func:`write_whole` does."""
    write_whole(path, lambda stream: stream.write(text.encode()))


def write_whole(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Write one file beside its place and rename it there, readable by its owner only.

    Whoever reads the file meanwhile sees the old one or the new one, never half of one.
    Raises UsageError when the place cannot be written to.
    """
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _replace(path, fill)
    except OSError as refused:
        told = FULL if is_full(refused) else _cannot_write(refused)
        raise UsageError(Fault(str(path), told)) from refused


def _replace(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    # mkstemp creates with mode 0600, before a single byte is written.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            fill(stream)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


_NAMES = ", ".join(f".{name}" for name in WRITERS)
_BAD_SUFFIX = Text(
    f"filnamnet ska sluta på {_NAMES}, eller vara en mapp (utan punkt i namnet).",
    f"the file name must end in {_NAMES}, or be a folder (no dot in its name).",
)
_IS_SOURCE = Text(
    "filen är själv ett underlag och skulle skrivas över. Välj ett annat namn för resultatet.",
    "this file is itself a source and would be overwritten. Choose another name.",
)


def _cannot_write(refused: OSError) -> Text:
    why = why_refused(refused)
    return Text(
        f"filen kan inte skrivas ({why.sv}). Är den öppen i ett annat program, "
        "eller saknas rätt till mappen?",
        f"the file cannot be written ({why.en}). Is it open in another program, "
        "or is the folder not yours?",
    )
