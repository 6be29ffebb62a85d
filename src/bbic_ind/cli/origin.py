"""What a run came from: its settings, and the files of its definitions and profiles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from bbic_ind.cli.choice import Choice
from bbic_ind.definitions import PACK_FILE
from bbic_ind.packaged import indicators_folder
from bbic_ind.periods import Period
from bbic_ind.provenance import Digest, Origin, digests
from bbic_ind.provenance.manifest import COMPUTE
from bbic_ind.sources.profiles import PLAIN, profile_files

_YAML = (".yaml", ".yml")


def origin(
    settings: Mapping[str, Any],
    choice: Choice,
    profiles: Sequence[str],
    inputs: Mapping[Path, Digest],
    command: str = COMPUTE,
    rules: Sequence[Path] = (),
) -> Origin:
    """The origin of a run with these settings, read by these profiles from these inputs.

    ``rules`` are the folders of rules that it tried; there are no ``profiles`` where no
    sources were read.
    """
    ruled = [file for folder in rules for file in sorted(folder.iterdir()) if file.suffix in _YAML]
    return Origin(
        settings={name: told(value) for name, value in settings.items()},
        inputs=inputs,
        definitions=digests([*_definitions(choice, settings, profiles), *ruled]),
        packs={pack.id: pack.version for pack in choice.packs.values()},
        command=command,
    )


def settings_of(order: Any, periods: Sequence[Period]) -> dict[str, Any]:
    """An order (a dataclass) by option, with the periods it came to."""
    asked = {option.name: getattr(order, option.name) for option in fields(order)}
    return asked | {"periods": tuple(period.label for period in periods)}


def _definitions(
    choice: Choice, settings: Mapping[str, Any], profiles: Sequence[str]
) -> list[Path]:
    """The files that say what is computed and how the sources are read, each once."""
    own = [indicator.path for indicator in choice.indicators]
    packs = [path.parent / PACK_FILE for path in own]
    named = [settings.get("profile") or "", *profiles, PLAIN] if profiles else []
    read = [file for name in named for file in profile_files(name, choice.profiles)]
    files = (*choice.models, *packs, *own, *read, *_files_in(settings))
    return list(dict.fromkeys(path.resolve() for path in files))


def _files_in(settings: Mapping[str, Any]) -> Iterator[Path]:
    """The YAML files that settings name: the user's own, and shipped ones by the option's name."""
    for name, value in settings.items():
        if isinstance(value, str):
            shipped = indicators_folder() / name / f"{value}.yaml"
            paths = (shipped, Path(value))
            yield from (path for path in paths if path.suffix in _YAML and path.is_file())


def told(value: Any) -> Any:
    """A setting with the words that name files as paths."""
    if isinstance(value, tuple):
        return tuple(told(item) for item in value)
    return Path(value) if isinstance(value, str) and _is_path(value) else value


def _is_path(word: str) -> bool:
    shipped = indicators_folder() / word
    return Path(word).exists() and not shipped.exists() and bool(word)
