"""Find, extend and complete profiles: how the sheets of one system become tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from bbic_ind.errors import Fault, ProfileError, noting
from bbic_ind.model import Column, Model, Table
from bbic_ind.model.template import README, README_HEADINGS
from bbic_ind.packaged import indicators_folder
from bbic_ind.sources.headers import normal
from bbic_ind.sources.profile_checks import faults_of
from bbic_ind.sources.profile_shapes import ColumnRule, Feed, Profile, SheetRule
from bbic_ind.strict_yaml import Document, did_you_mean, read, validate
from bbic_ind.texts import Language, Text

PLAIN = "plain"
"""The name of the layout that needs no profile."""


@dataclass(frozen=True)
class Named:
    """A profile ready for use, under the name it is asked for."""

    name: str
    profile: Profile


def plain(model: Model, folder: Path) -> Named:
    """The plain layout: a sheet for each table, headings as its column names.

    ``plain.yaml`` in the folder may add headings and names to it.
    """
    data: dict[str, Any] = {"format": 1, "sheets": {}}
    for name, table in model.tables.items():
        names = [f"{start}{name}{end}" for start in ("", "* ") for end in ("", " *")]
        data["sheets"][name] = {"names": [*names, *table.synonyms], "feeds": {name: {}}}
    for lang in get_args(Language):
        known = [heading(lang) for heading in README_HEADINGS]
        data["sheets"][README(lang)] = {"names": [README(lang)], "headings": known}
    path = folder / f"{PLAIN}.yaml"
    if path.is_file():
        document = _checked(path, folder, model)
        data = dict(_over(data, document.data))
    return Named(PLAIN, _completed(Profile.model_validate(data), model))


def load_profiles(folder: Path, model: Model) -> list[Named]:
    """Every profile in the folder; raises ProfileError with all faults of all files."""
    loaded: list[Named] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.stem == PLAIN:
            continue
        with noting(faults, ProfileError):
            loaded.append(load_profile(path, folder, model))
    if faults:
        raise ProfileError(list(dict.fromkeys(faults)))
    return loaded


def find_profile(name: str, folder: Path, model: Model) -> Named:
    """The profile of that name or path; raises ProfileError when there is none."""
    if name == PLAIN:
        return plain(model, folder)
    shipped = folder / f"{name}.yaml"
    path = shipped if shipped.is_file() else Path(name)
    if not path.is_file():
        known = sorted({PLAIN, *(p.stem for p in folder.glob("*.yaml"))})
        raise ProfileError(Fault("--profile", _no_profile(name, known)))
    return load_profile(path, folder, model)


def profile_files(name: str, folder: Path) -> list[Path]:
    """The files that make up a profile: its own and those it extends; none for a name unknown."""
    shipped = folder / f"{name}.yaml"
    files: list[Path] = []
    path: Path | None = shipped if shipped.is_file() else Path(name)
    while path is not None and path.is_file() and path not in files:
        files.append(path)
        extends = validate(read(path, ProfileError), Profile, ProfileError).extends
        path = _parent(extends, path, folder) if extends is not None else None
    return files


def load_profile(path: Path, folder: Path, model: Model) -> Named:
    """Read one profile, lay it over those it extends and check it against the model."""
    _checked(path, folder, model)
    profile = Profile.model_validate(_extended(path, folder, ()))
    return Named(path.stem, _completed(profile, model))


def profile_of(data: Mapping[str, Any], name: str, folder: Path, model: Model) -> Named:
    """The profile that a file in that folder would be which held ``data``."""
    whole: Mapping[str, Any] = data
    if "extends" in data:
        whole = _over(_extended(folder / f"{data['extends']}.yaml", folder, ()), data)
    return Named(name, _completed(Profile.model_validate(whole), model))


def _checked(path: Path, folder: Path, model: Model) -> Document:
    """The profile file as it stands; raises ProfileError with every fault in it."""
    document = read(path, ProfileError)
    own = validate(document, Profile, ProfileError)
    faults = list(faults_of(document, own, model))
    if own.extends is not None and _parent(own.extends, path, folder) is None:
        faults.append(_bad_parent(document, own.extends, folder))
    if faults:
        raise ProfileError(faults)
    return document


def _parent(name: str, path: Path, folder: Path) -> Path | None:
    """The profile that one extends: one of the folder, a file beside it, or a shipped one."""
    file, shipped = f"{name}.yaml", indicators_folder() / "profiles"
    candidates = (folder / file, path.parent / name, path.parent / file, shipped / file)
    return next((one for one in candidates if one.is_file()), None)


def _extended(path: Path, folder: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """The data of a profile laid over the data of the profile it extends."""
    document = read(path, ProfileError)
    own = validate(document, Profile, ProfileError)
    if own.extends is None:
        return dict(document.data)
    parent = _parent(own.extends, path, folder)
    if parent is None or parent.resolve() in seen:
        raise ProfileError(_bad_parent(document, own.extends, folder))
    return dict(_over(_extended(parent, folder, (*seen, parent.resolve())), document.data))


def _over(base: Any, extra: Any) -> Any:
    """Mappings are joined, the extra's list items come first, anything else is replaced."""
    if isinstance(base, Mapping) and isinstance(extra, Mapping):
        joined = {key: _over(base[key], extra[key]) for key in base if key in extra}
        return {**base, **extra, **joined}
    if isinstance(base, list) and isinstance(extra, list):
        return [*extra, *(item for item in base if item not in extra)]
    return extra


def _completed(profile: Profile, model: Model) -> Profile:
    sheets = {name: _complete_sheet(sheet, model) for name, sheet in profile.sheets.items()}
    return profile.model_copy(update={"sheets": sheets})


def _complete_sheet(sheet: SheetRule, model: Model) -> SheetRule:
    feeds = {
        table: completed(feed, model.tables[table], model) for table, feed in sheet.feeds.items()
    }
    return sheet.model_copy(update={"feeds": feeds})


def completed(feed: Feed, table: Table, model: Model) -> Feed:
    """The feed with the model's own names and synonyms as headings of every column.

    A column that refers to another table is also known by the synonyms of that table's
    id.  A heading that the feed itself gives to another column keeps that meaning.
    """
    taken = {normal(h) for rule in feed.columns.values() for h in rule.from_}
    columns = dict(feed.columns)
    for name, column in table.columns.items():
        rule = columns.get(name, ColumnRule())
        own = [h for h in _own_headings(name, column, model) if normal(h) not in taken]
        if rule.constant is None:
            columns[name] = rule.model_copy(update={"from_": (*rule.from_, *own)})
    return feed.model_copy(update={"columns": columns})


def _own_headings(name: str, column: Column, model: Model) -> tuple[str, ...]:
    target = model.tables[column.refers_to].columns.get("id") if column.refers_to else None
    return (name, *column.synonyms, *(target.synonyms if target is not None else ()))


def headings_of(profiles: Iterable[Named]) -> set[str]:
    """Every heading that the profiles know, in normal form."""
    return {
        normal(heading)
        for named in profiles
        for sheet in named.profile.sheets.values()
        for heading in known_headings(sheet)
    }


def known_headings(sheet: SheetRule) -> set[str]:
    """The headings one kind of sheet may have, as the profile writes them."""
    known = set(sheet.headings)
    for feed in sheet.feeds.values():
        known.update(rule.heading for rule in feed.only)
        known.update(rule.heading for rule in feed.leave_out if rule.heading)
        for column in feed.columns.values():
            known.update(column.from_)
            known.update(lookup.through for lookup in column.lookup)
            if column.years_before is not None:
                known.update((*column.years_before.from_, *column.years_before.stated))
    return known


def _no_profile(name: str, known: list[str]) -> Text:
    sv, en = did_you_mean(name, known)
    listed = ", ".join(known)
    return Text(
        f"profilen ”{name}” finns inte.{sv} De som finns: {listed}, eller en sökväg till en fil.",
        f'there is no profile "{name}".{en} There are: {listed}, or give a path to a file.',
    )


def _bad_parent(document: Document, name: str, folder: Path) -> Fault:
    sv, en = did_you_mean(name, [path.stem for path in folder.glob("*.yaml")])
    return document.fault(
        ("extends",),
        Text(
            f"profilen ”{name}” som den bygger på finns inte, eller bygger på sig själv.{sv}",
            f'the profile "{name}" that it extends does not exist, or extends itself.{en}',
        ),
    )
