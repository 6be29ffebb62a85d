"""Which packs and indicators ``--indicators`` means, and the model and profiles they rest on.

A pack stands on the shipped ``model.yaml``, unless its folder holds its own.  Then that
one replaces the shipped model, or is laid over it where ``pack.yaml`` says
``extends_model: true``.  Profiles are those of the pack's own ``profiles/`` folder where
it has one; else the shipped ones, which fit no other model than the shipped.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bbic_ind.definitions import PACK_FILE, Indicator, Pack, load_pack
from bbic_ind.definitions.packs import PackFile
from bbic_ind.errors import DefinitionError, Fault, UsageError
from bbic_ind.model import Model, load_models
from bbic_ind.packaged import indicators_folder
from bbic_ind.strict_yaml import did_you_mean, read, validate
from bbic_ind.texts import Text

DEFAULT_PACK = "socialstyrelsen-2009"
_MODEL = "model.yaml"
_PROFILES = "profiles"
RULES = "rules"
"""The name of the folders of rules, beside a model or definitions."""
_PATH_SIGNS = {"/", "\\"}


@dataclass(frozen=True)
class Choice:
    """What a run computes and what that rests on; ``models`` are the files of the model."""

    model: Model
    profiles: Path
    packs: dict[str, Pack]
    indicators: tuple[Indicator, ...]
    models: tuple[Path, ...] = ()


def choose(words: Sequence[str]) -> Choice:
    """Find what the words name: packs by name or folder, indicators by id.

    Ids alone are looked for in the default pack, then in the other shipped ones.  Raises
    UsageError for a word that is neither, DefinitionError for packs that are broken.
    """
    found = {word: folder for word in words if (folder := _folder(word)) is not None}
    ids = [word for word in words if word not in found]
    folders = list(found.values()) or _holding(ids)
    models = _models(folders)
    model = load_models(models)
    _refuse_same_names(folders)
    packs = _load(folders, model)
    indicators = tuple(i for pack in packs for i in pack.indicators if not ids or i.id in ids)
    _refuse_unknown(ids, packs, among=[*found])
    named = {pack.id: pack for pack in packs}
    return Choice(model, _profiles(folders), named, indicators, tuple(models))


def _holding(ids: Sequence[str]) -> list[Path]:
    """For each id the shipped pack that holds it; the default if none does."""
    default = indicators_folder() / DEFAULT_PACK
    return list(dict.fromkeys(shipped_pack(id_) or default for id_ in ids)) or [default]


def shipped_pack(id_: str) -> Path | None:
    """The first shipped pack with a file named after the id, the default before the others."""
    packs = [indicators_folder() / DEFAULT_PACK, *shipped_packs()]
    file = re.sub(r"[:.]", "-", id_) + ".yaml"
    return next((pack for pack in packs if (pack / file).is_file()), None)


def rule_folders(choice: Choice) -> list[Path]:
    """The folders of rules beside the models and the definitions chosen, the general first."""
    beside = [path.parent for path in choice.models]
    beside += [indicator.path.parent for indicator in choice.indicators]
    folders = dict.fromkeys(folder / RULES for folder in beside)
    return [folder for folder in folders if folder.is_dir()]


def shipped_packs() -> list[Path]:
    """The folders of the packs that come with the program."""
    return sorted(path.parent for path in indicators_folder().glob(f"*/{PACK_FILE}"))


def _folder(word: str) -> Path | None:
    shipped = indicators_folder() / word
    if (shipped / PACK_FILE).is_file():
        return shipped
    if Path(word).exists() or _PATH_SIGNS & set(word):
        return Path(word)
    return None


def _load(folders: Sequence[Path], model: Model) -> list[Pack]:
    """Every pack, or the faults of all of them."""
    packs: list[Pack] = []
    faults: list[Fault] = []
    for folder in folders:
        try:
            packs.append(load_pack(folder, model))
        except DefinitionError as error:
            faults.extend(_in(folder, error.faults) if len(folders) > 1 else error.faults)
    if faults:
        raise DefinitionError(faults)
    return packs


def _in(folder: Path, faults: Iterable[Fault]) -> list[Fault]:
    """The faults with the pack's folder before the file, since packs may share names of files."""
    name = folder.resolve().name
    return [replace(fault, place=f"{name}/{fault.place}") for fault in faults]


def _models(folders: Sequence[Path]) -> list[Path]:
    shipped = [indicators_folder() / _MODEL] if _on_shipped(folders) else []
    return [*shipped, *(folder / _MODEL for folder in folders if _has_model(folder))]


def _on_shipped(folders: Sequence[Path]) -> bool:
    return not all(_has_model(folder) and not _extends(folder) for folder in folders)


def _has_model(folder: Path) -> bool:
    return (folder / _MODEL).is_file()


def _extends(folder: Path) -> bool:
    return validate(read(folder / PACK_FILE), PackFile).extends_model


def _profiles(folders: Sequence[Path]) -> Path:
    own = next((folder for folder in folders if (folder / _PROFILES).is_dir()), None)
    if own is None:
        own = indicators_folder() if _on_shipped(folders) else folders[0]
    return own / _PROFILES


def _refuse_same_names(folders: Sequence[Path]) -> None:
    """Results tell packs apart by the names of their folders."""
    seen: dict[str, Path] = {}
    twice = [f for f in folders if seen.setdefault(f.resolve().name, f).resolve() != f.resolve()]
    if twice:
        raise UsageError([Fault("--indicators", _same_name(folder)) for folder in twice])


def _same_name(folder: Path) -> Text:
    return Text(
        f"två uppsättningar heter {folder.name}. Byt namn på den ena mappen.",
        f"two packs are called {folder.name}. Rename one of the folders.",
    )


def _refuse_unknown(ids: Sequence[str], packs: Sequence[Pack], among: Sequence[str]) -> None:
    known = [i.id for pack in packs for i in pack.indicators]
    unknown = [word for word in ids if word not in known]
    if unknown:
        raise UsageError([Fault(word, _no_such(word, known, among)) for word in unknown])


def _no_such(word: str, known: Sequence[str], among: Sequence[str]) -> Text:
    """``among`` are the packs named beside an id, which are then the only ones it is sought in."""
    sv, en = did_you_mean(word, known)
    if among:
        packs = ", ".join(among)
        return Text(
            f"ingen indikator i {packs} heter så.{sv} Ett id söks bara i de uppsättningar som "
            "anges; anges ingen söks det i alla som följer med.",
            f"no indicator of {packs} is called so.{en} An id is sought only in the packs that "
            "are named; if none is, in all that come with the program.",
        )
    return Text(
        f"ingen uppsättning, mapp eller indikator heter så.{sv} "
        "Kommandot bbic-ind list visar dem som finns.",
        f"no pack, folder or indicator is called so.{en} "
        "The command bbic-ind list shows those there are.",
    )
