"""Writing results: which format where, and files that are whole or not there at all."""

import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO

from bbic_ind.errors import FULL, Fault, UsageError, is_full, why_refused
from bbic_ind.output.as_csv import write_csv
from bbic_ind.output.as_json import write_json
from bbic_ind.output.as_parquet import write_parquet
from bbic_ind.output.run import Run
from bbic_ind.provenance import Manifest
from bbic_ind.texts import Text

Writer = Callable[[Run, IO[bytes]], None]


def _write_xlsx(run: Run, stream: IO[bytes]) -> None:
    """Import the workbook library, a quarter of a second, only when a workbook is written."""
    from bbic_ind.output.as_xlsx import write_xlsx  # noqa: PLC0415

    write_xlsx(run, stream)


WRITERS: Mapping[str, Writer] = {
    "csv": write_csv,
    "json": write_json,
    "xlsx": _write_xlsx,
    "parquet": write_parquet,
}
"""What can be written to a file, by the suffix of its name."""

FILE_NAME = "resultat"
MANIFEST = ".manifest.json"
DICTIONARY = ".kolumner.csv"
"""How the name of a table's dictionary ends."""


@dataclass(frozen=True, slots=True)
class Target:
    """A file to write and its format."""

    path: Path
    format: str


def targets(
    outputs: Sequence[Path], formats: Sequence[str], sources: Sequence[Path]
) -> list[Target]:
    """The files that ``--output`` and ``--format`` ask for.

    A name with a known suffix is a file of that format.  A name without a suffix is a
    folder, which gets one file for each of ``formats``, or for every format if none is
    named.  Raises UsageError for any other suffix, and for a file that is itself a source.
    """
    found = [target for path in outputs for target in _of(path, formats)]
    refuse_sources(found, sources)
    return found


def format_of(path: Path) -> str:
    """The format that the name of a file asks for: its suffix, without the dot."""
    return path.suffix.lower().removeprefix(".")


def refuse_outputs(
    paths: Sequence[Path], formats: Collection[str], sources: Iterable[Path]
) -> None:
    """Raise UsageError for every file with the name of another format, or that is a source."""
    given = list(sources)
    faults = [fault for path in paths for fault in other_format(path, formats)]
    faults += [Fault(str(path), IS_SOURCE) for path in paths if is_source(path, given)]
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


def refuse_sources(found: Sequence[Target], sources: Sequence[Path]) -> None:
    """Raise UsageError for every file to write that is itself a source."""
    faults = [
        Fault(str(target.path), IS_SOURCE) for target in found if is_source(target.path, sources)
    ]
    if faults:
        raise UsageError(faults)


def _of(path: Path, formats: Sequence[str]) -> list[Target]:
    suffix = format_of(path)
    if not suffix or path.is_dir():
        wanted = [name for name in formats or WRITERS if name in WRITERS]
        return [Target(path / f"{FILE_NAME}.{name}", name) for name in wanted]
    if suffix not in WRITERS:
        raise UsageError(Fault(str(path), _BAD_SUFFIX))
    return [Target(path, suffix)]


def is_source(path: Path, sources: Iterable[Path]) -> bool:
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


def write(run: Run, target: Target) -> None:
    """Write one file of results; raises UsageError when the place cannot be written to."""
    placed = replace(run, folder=target.path.parent)
    write_whole(target.path, lambda stream: WRITERS[target.format](placed, stream))


def write_manifests(
    run: Run, written: Sequence[Target], dictionaries: Iterable[Path] = ()
) -> list[Path]:
    """Write the run's manifest beside each of its files; gives the paths."""
    return vouch(
        [*(target.path for target in written), *dictionaries],
        lambda folder: replace(run, folder=folder).manifest,
    )


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
            write_whole(places[-1], partial(_fill, text))
    return places


def manifest_of(path: Path) -> Path:
    """Where the manifest of a file lies; a manifest is its own."""
    return path if path.name.endswith(MANIFEST) else path.with_name(path.name + MANIFEST)


def _fill(text: str, stream: IO[bytes]) -> None:
    stream.write(text.encode())


def write_whole(path: Path, fill: Callable[[IO[bytes]], None]) -> None:
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


def _replace(path: Path, fill: Callable[[IO[bytes]], None]) -> None:
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
IS_SOURCE = Text(
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
