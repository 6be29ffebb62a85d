"""Make the run of a manifest again, with the files and definitions that there are now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO

from bbic_ind.cli import checking, comparing, computing, diffing, explaining
from bbic_ind.cli.recalling import ordered
from bbic_ind.errors import Fault, SourceError, UsageError
from bbic_ind.output import difference_files
from bbic_ind.output.comparison.table import manifest_in
from bbic_ind.output.explain import members
from bbic_ind.output.files import DICTIONARY, WRITERS, fill, manifest_of
from bbic_ind.packaged import indicators_folder
from bbic_ind.peers.payload import read_saved
from bbic_ind.provenance import FileDigest, Manifest, Written, digest, otherwise
from bbic_ind.provenance.comparing import Fate
from bbic_ind.provenance.manifest import COMPUTE, digested
from bbic_ind.provenance.places import found_from
from bbic_ind.provenance.written import is_told_by_cells
from bbic_ind.texts import Language, Text


@dataclass(frozen=True)
class Remade:
    """A run made again: its manifest, and what writes a file as it would be now, if anything."""

    manifest: Manifest
    write: Callable[[Path, IO[bytes]], None] | None


@dataclass(frozen=True)
class Place:
    """Where a manifest lies, where its sources may lie instead, and the reader's language."""

    folder: Path
    source: Path | None
    lang: Language


def manifest_beside(file: Path) -> Path:
    """The manifest of a file; raises UsageError where none lies beside it."""
    manifest = manifest_of(file)
    if not manifest.is_file():
        raise UsageError(Fault(str(file), _no_manifest(manifest.name)))
    return manifest


def again(old: Manifest, place: Place) -> Remade:
    """The same run made now; raises UserError where it cannot be made.

    What another command wrote rests on the figures of a computation, so those are made;
    shipped files that it rests on besides are looked at for themselves.
    """
    return _AGAIN.get(old.command, _figures)(old, place)


def _computed(old: Manifest, place: Place) -> Remade:
    run = computing.carry_out(_order(old, place))
    return Remade(run.manifest, partial(fill, run, WRITERS))


def _figures(old: Manifest, place: Place) -> Remade:
    manifest = _computed(old, place).manifest
    known = {file.file for file in manifest.definitions}
    shipped = (file.file for file in old.definitions if file.file not in known)
    also = [name for name in shipped if (indicators_folder() / name).is_file()]
    found = tuple(digested(indicators_folder() / name, name) for name in also)
    whole = manifest.model_copy(update={"definitions": (*manifest.definitions, *found)})
    return Remade(whole, write=None)


def _checked(old: Manifest, place: Place) -> Remade:
    inspection = checking.carry_out(_order(old, place))
    return Remade(inspection.manifest, partial(fill, inspection, checking.WRITERS))


def _explained(old: Manifest, place: Place) -> Remade:
    variant = str(old.settings.get("variant", ""))
    teller = explaining.carry_out(_order(old, place), explaining.Wish(variant))
    return Remade(teller.manifest, partial(fill, teller, members.WRITERS))


def _compared(old: Manifest, place: Place) -> Remade:
    wish = diffing.wished(old, place.folder, place.source)
    _refuse_absent((*wish.sources, *wish.beside))
    compared = diffing.carry_out(wish)
    return Remade(compared.manifest, partial(fill, compared, difference_files.WRITERS))


def _set_beside(old: Manifest, place: Place) -> Remade:
    order = comparing.recalled_order(old, place.folder, place.source)
    _refuse_absent((*order.results, *order.others, *((order.group,) if order.group else ())))
    told = comparing.compared(order, read_saved(order.others))
    return Remade(manifest_in(told, place.folder), partial(comparing.fill, told))


_AGAIN: Mapping[str, Callable[[Manifest, Place], Remade]] = {
    COMPUTE: _computed,
    checking.CHECK: _checked,
    explaining.EXPLAIN: _explained,
    diffing.DIFF: _compared,
    comparing.COMPARE: _set_beside,
}


def _order(old: Manifest, place: Place) -> computing.Order:
    order = ordered(old, place.folder, place.source, place.lang)
    _refuse_absent(order.sources)
    return order


def _refuse_absent(sources: Iterable[Path]) -> None:
    absent = [path for path in sources if not path.exists()]
    if absent:
        raise SourceError([Fault(str(path), _ABSENT) for path in absent])


def outputs(old: Manifest, folder: Path, remade: Remade) -> tuple[Written, ...]:
    """What has become of the files that a manifest in ``folder`` vouches for."""
    return tuple(_output(told, found_from(told.file, folder), remade) for told in old.outputs)


def _output(told: FileDigest, path: Path, remade: Remade) -> Written:
    if not path.is_file():
        return Written(told.file, Fate.GONE)
    as_a_whole = remade.write is None or not _is_told_by_cells(path)
    if digest(path).sha256 == told.sha256:
        return Written(told.file, Fate.SAME, as_a_whole=as_a_whole)
    if remade.write is None or as_a_whole:
        return Written(told.file, Fate.CHANGED, None, as_a_whole=True)
    now = BytesIO()
    remade.write(path, now)
    return Written(told.file, Fate.CHANGED, otherwise(path, now.getvalue()))


def _is_told_by_cells(path: Path) -> bool:
    return is_told_by_cells(path) and not path.name.endswith(DICTIONARY)


_ABSENT = Text(
    "underlaget finns inte här. Ange mappen där det ligger nu med --source.",
    "the source is not here. Say which folder it lies in now with --source.",
)


def _no_manifest(name: str) -> Text:
    return Text(
        f"körintyget {name} finns inte här. Ange en fil som programmet skrivit, med sitt "
        "körintyg kvar bredvid sig.",
        f"the manifest {name} is not here. Name a file that the program wrote, with its "
        "manifest still beside it.",
    )
