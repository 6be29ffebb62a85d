"""Paths as a manifest tells them, so that whoever has the files can follow them."""

import os
from collections.abc import Sequence
from pathlib import Path

from bbic_ind.personal import HIDDEN, without_numbers
from bbic_ind.texts import printable


def seen_from(path: Path, folder: Path) -> str:
    """The path from the folder, with ``/``; the name alone where they share no folder.

    A path that would have to climb to the top of the file system, or to another drive, tells
    where the machine keeps its files, and nobody else could follow it.
    """
    own, place = path.resolve(), folder.resolve()
    if Path(*own.parts[:_TOP]) != Path(*place.parts[:_TOP]):
        return own.name
    return Path(os.path.relpath(own, place)).as_posix()


_TOP = 2
"""The parts of a path down to the topmost folder: the root or drive, and that folder."""


def found_from(told: str, folder: Path, elsewhere: Path | None = None) -> Path:
    """The file that a manifest in ``folder`` tells of, or the same name ``elsewhere``.

    A path that does not exist is given as it would be in the folder.
    """
    places = [_followed(place) for place in _places(told, folder, elsewhere)]
    return next((place for place in places if place.exists()), places[0])


def _followed(place: Path) -> Path:
    """The path, or the only one that a manifest would tell so, its personal numbers hidden."""
    if HIDDEN not in str(place) or place.exists():
        return place
    parent = _followed(place.parent)
    inside = parent.iterdir() if parent.is_dir() else ()
    alike = [one for one in inside if without_numbers(printable(one.name)) == place.name]
    return alike[0] if len(alike) == 1 else parent / place.name


def _places(told: str, folder: Path, elsewhere: Path | None) -> Sequence[Path]:
    if elsewhere is None:
        return [folder / told]
    own = [elsewhere] if elsewhere.name == Path(told).name else []
    return [elsewhere / told, elsewhere / Path(told).name, *own]
