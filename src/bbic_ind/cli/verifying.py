"""Make the run of a manifest again, with the files and definitions that there are now."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from bbic_ind.cli.computing import Order, carry_out
from bbic_ind.errors import Fault, SourceError
from bbic_ind.packaged import indicators_folder
from bbic_ind.provenance import Manifest
from bbic_ind.provenance.places import found_from
from bbic_ind.texts import Language, Text


def again(old: Manifest, folder: Path, source: Path | None, lang: Language) -> Manifest:
    """The manifest of the same run made now; raises UserError where it cannot be made."""
    order = ordered(old, folder, source, lang)
    absent = [path for path in order.sources if not path.exists()]
    if absent:
        raise SourceError([Fault(str(path), _ABSENT) for path in absent])
    return carry_out(order).manifest


def ordered(old: Manifest, folder: Path, source: Path | None, lang: Language) -> Order:
    """The order that a manifest in ``folder`` tells of; its files may lie in ``source``."""
    known = {option.name for option in fields(Order)}
    settings = {name: value for name, value in old.settings.items() if name in known}
    return Order(**{**_values(settings, folder, source), "lang": lang})


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
