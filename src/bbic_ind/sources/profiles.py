"""Find, extend and complete profiles: how the sheets of one system become tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bbic_ind.errors import Fault, ProfileError
from bbic_ind.model import Model, Table
from bbic_ind.sources.headers import normal
from bbic_ind.sources.profile_checks import faults_of
from bbic_ind.sources.profile_shapes import ColumnRule, Feed, Profile, SheetRule
from bbic_ind.strict_yaml import Document, did_you_mean, read, validate
from bbic_ind.texts import Text

PLAIN = "plain"
"""The name of the layout that needs no profile."""


@dataclass(frozen=True)
class Named:
    """A profile ready for use, under the name it is asked for."""

    name: str
    profile: Profile


def plain(model: Model) -> Named:
    """The plain layout: a sheet for each table, headings as its column names."""
    sheets = {
        name: SheetRule(names=(name, *table.synonyms), feeds={name: completed(Feed(), table)})
        for name, table in model.tables.items()
    }
    return Named(PLAIN, Profile(format=1, sheets=sheets))


def load_profiles(folder: Path, model: Model) -> list[Named]:
    """Every profile in the folder; raises ProfileError with all faults of all files."""
    loaded: list[Named] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            loaded.append(load_profile(path, folder, model))
        except ProfileError as problem:
            faults.extend(problem.faults)
    if faults:
        raise ProfileError(list(dict.fromkeys(faults)))
    return loaded


def find_profile(name: str, folder: Path, model: Model) -> Named:
    """The profile of that name or path; raises ProfileError when there is none."""
    if name == PLAIN:
        return plain(model)
    shipped = folder / f"{name}.yaml"
    path = shipped if shipped.is_file() else Path(name)
    if not path.is_file():
        known = [PLAIN, *sorted(p.stem for p in folder.glob("*.yaml"))]
        raise ProfileError(Fault("--profile", _no_profile(name, known)))
    return load_profile(path, folder, model)


def load_profile(path: Path, folder: Path, model: Model) -> Named:
    """Read one profile, lay it over those it extends and check it against the model."""
    profile = Profile.model_validate(_extended(path, folder, ()))
    document = read(path, ProfileError)
    if faults := list(faults_of(document, profile, model)):
        raise ProfileError(faults)
    return Named(path.stem, _completed(profile, model))


def _extended(path: Path, folder: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """The data of a profile laid over the data of the profile it extends."""
    document = read(path, ProfileError)
    own = validate(document, Profile, ProfileError)
    if own.extends is None:
        return dict(document.data)
    parent = folder / f"{own.extends}.yaml"
    if not parent.is_file():
        parent = path.parent / own.extends
    if not parent.is_file() or parent in (*seen, path):
        raise ProfileError(_bad_parent(document, own.extends, folder))
    return dict(_over(_extended(parent, folder, (*seen, path)), document.data))


def _over(base: Any, extra: Any) -> Any:
    """Mappings are joined, the extra's list items come first, anything else is replaced."""
    if isinstance(base, Mapping) and isinstance(extra, Mapping):
        joined = {key: _over(base[key], extra[key]) for key in base if key in extra}
        return {**base, **extra, **joined}
    if isinstance(base, list) and isinstance(extra, list):
        return [*extra, *(item for item in base if item not in extra)]
    return extra


def _completed(profile: Profile, model: Model) -> Profile:
    sheets = {
        name: sheet.model_copy(
            update={
                "feeds": {
                    table: completed(feed, model.tables[table])
                    for table, feed in sheet.feeds.items()
                }
            }
        )
        for name, sheet in profile.sheets.items()
    }
    return profile.model_copy(update={"sheets": sheets})


def completed(feed: Feed, table: Table) -> Feed:
    """The feed with the model's own names and synonyms as headings of every column.

    A heading that the feed itself gives to another column keeps that meaning.
    """
    taken = {normal(h) for rule in feed.columns.values() for h in rule.from_}
    columns = dict(feed.columns)
    for name, column in table.columns.items():
        rule = columns.get(name, ColumnRule())
        own = [h for h in (name, *column.synonyms) if normal(h) not in taken]
        if rule.constant is None:
            columns[name] = rule.model_copy(update={"from_": (*rule.from_, *own)})
    return feed.model_copy(update={"columns": columns})


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
