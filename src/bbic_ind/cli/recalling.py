"""What was asked for, as a manifest tells of it."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from bbic_ind.cli.computing import Order
from bbic_ind.packaged import indicators_folder
from bbic_ind.provenance import Manifest
from bbic_ind.provenance.places import found_from
from bbic_ind.texts import Language


def ordered(old: Manifest, folder: Path, source: Path | None, lang: Language) -> Order:
    """The order that a manifest in ``folder`` tells of; its files may lie in ``source``."""
    asked = recalled(old, Order, folder, source)
    day = asked.get("extracted")
    return Order(**{"lang": lang, **asked, "extracted": date.fromisoformat(day) if day else None})


def recalled(old: Manifest, kind: Any, folder: Path, source: Path | None) -> dict[str, Any]:
    """The settings that are options of ``kind`` (a dataclass), words that name files as paths.

    Sources are paths, and lists tuples.
    """
    known = {option.name for option in fields(kind)}
    settings = {name: value for name, value in old.settings.items() if name in known}
    values = {name: _value(value, folder, source) for name, value in settings.items()}
    return values | {"sources": paths(settings, "sources", folder, source)}


def paths(
    settings: Mapping[str, Iterable[str]], name: str, folder: Path, source: Path | None
) -> tuple[Path, ...]:
    """The paths that a setting tells."""
    return tuple(found_from(told, folder, source) for told in settings.get(name, ()))


def _value(value: Any, folder: Path, source: Path | None) -> Any:
    if isinstance(value, list):
        return tuple(_value(item, folder, source) for item in value)
    return _word(value, folder, source) if isinstance(value, str) else value


def _word(word: str, folder: Path, source: Path | None) -> str:
    """A word of the command line, or the path of the file it tells of."""
    path = found_from(word, folder, source)
    own = word and path.exists() and not (indicators_folder() / word).exists()
    return str(path) if own else word
