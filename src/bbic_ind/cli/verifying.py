"""Make the run of a manifest again, with the files and definitions that there are now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from bbic_ind.cli.computing import Order, carry_out
from bbic_ind.errors import Fault, SourceError
from bbic_ind.output.files import WRITERS
from bbic_ind.output.run import Run
from bbic_ind.packaged import indicators_folder
from bbic_ind.provenance import FileDigest, Manifest, Written, digest, otherwise
from bbic_ind.provenance.comparing import Fate
from bbic_ind.provenance.places import found_from
from bbic_ind.texts import Language, Text


@dataclass(frozen=True)
class Remade:
    """A run made again: its manifest, and what writes a file as it would be now."""

    manifest: Manifest
    write: Callable[[Path, IO[bytes]], None]


def again(old: Manifest, folder: Path, source: Path | None, lang: Language) -> Remade:
    """The same run made now; raises UserError where it cannot be made."""
    order = ordered(old, folder, source, lang)
    absent = [path for path in order.sources if not path.exists()]
    if absent:
        raise SourceError([Fault(str(path), _ABSENT) for path in absent])
    run = carry_out(order)
    return Remade(run.manifest, partial(_write, run))


def _write(run: Run, path: Path, stream: IO[bytes]) -> None:
    writer = WRITERS[path.suffix.lower().removeprefix(".")]
    writer(replace(run, folder=path.parent), stream)


def outputs(old: Manifest, folder: Path, remade: Remade) -> tuple[Written, ...]:
    """What has become of the files that a manifest in ``folder`` vouches for."""
    return tuple(_output(told, folder / told.file, remade) for told in old.outputs)


def _output(told: FileDigest, path: Path, remade: Remade) -> Written:
    if not path.is_file():
        return Written(told.file, Fate.GONE)
    if digest(path).sha256 == told.sha256:
        return Written(told.file, Fate.SAME)
    now = BytesIO()
    remade.write(path, now)
    return Written(told.file, Fate.CHANGED, otherwise(path, now.getvalue()))


def ordered(old: Manifest, folder: Path, source: Path | None, lang: Language) -> Order:
    """The order that a manifest in ``folder`` tells of; its files may lie in ``source``."""
    known = {option.name for option in fields(Order)}
    settings = {name: value for name, value in old.settings.items() if name in known}
    return Order(**{"lang": lang, **_values(settings, folder, source)})


def _values(settings: Mapping[str, Any], folder: Path, source: Path | None) -> dict[str, Any]:
    """Settings as they were before they were told as plain values."""
    values = {name: _value(value, folder, source) for name, value in settings.items()}
    values["sources"] = tuple(found_from(told, folder, source) for told in settings["sources"])
    values["extracted"] = date.fromisoformat(told) if (told := settings["extracted"]) else None
    return values


def _value(value: Any, folder: Path, source: Path | None) -> Any:
    if isinstance(value, list):
        return tuple(_value(item, folder, source) for item in value)
    return _word(value, folder, source) if isinstance(value, str) else value


def _word(word: str, folder: Path, source: Path | None) -> str:
    """A word of the command line, or the path of the file it tells of."""
    path = found_from(word, folder, source)
    own = word and path.exists() and not (indicators_folder() / word).exists()
    return str(path) if own else word


_ABSENT = Text(
    "underlaget finns inte här. Ange mappen där det ligger nu med --source.",
    "the source is not here. Say which folder it lies in now with --source.",
)
