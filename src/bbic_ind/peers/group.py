"""The reader's own group of like municipalities, from a file.

JSON is a group as Kolada's interface answers it, CSV has the code and then the name, YAML
a title and the codes::

    format: 1
    title: Liknande kommuner
    municipalities: [0180, 0186]
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from bbic_ind.errors import Fault, SourceError
from bbic_ind.model.shapes import Shape
from bbic_ind.strict_yaml import read, validate
from bbic_ind.texts import Text

_CODE_LENGTH = 4


@dataclass(frozen=True)
class PeerGroup:
    """The codes of a group, its title, and the names of those that have one in the file."""

    title: str
    codes: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)


class GroupFile(Shape):
    """The keys of a group in YAML."""

    format: Annotated[int, Field(ge=1, le=1)]
    title: str = ""
    municipalities: tuple[Annotated[str, Field(pattern=r"^\d{4}$")], ...]


def read_group(path: Path) -> PeerGroup:
    """Read a group; raises SourceError for a file that holds none, or several."""
    if path.suffix.lower() in (".yaml", ".yml"):
        file = validate(read(path, SourceError), GroupFile, SourceError)
        return PeerGroup(file.title or path.stem, file.municipalities)
    try:
        text = path.read_text("utf-8-sig")
        group = _of_json(text) if path.suffix.lower() == ".json" else _of_csv(text, path.stem)
    except (OSError, LookupError, ValueError, TypeError, AttributeError):
        raise SourceError(Fault(str(path), _UNREADABLE)) from None
    if not group.codes:
        raise SourceError(Fault(str(path), _UNREADABLE))
    return group


def _of_json(text: str) -> PeerGroup:
    whole = json.loads(text)
    [group] = whole.get("values", [whole])
    names = dict(_member(one) for one in group["members"])
    return PeerGroup(group["title"], tuple(names), names)


def _member(member: Any) -> tuple[str, str]:
    """A member's code and name; the two versions of the interface call them differently."""
    if isinstance(member, str):
        return member, member
    code = member.get("member_id") or member["id"]
    return code, member.get("member_title") or member.get("title") or code


def _of_csv(text: str, title: str) -> PeerGroup:
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    coded = [(row[0].strip().zfill(_CODE_LENGTH), row) for row in rows if row]
    named = {code: (row[1:] or [code])[0].strip() for code, row in coded if code.isdigit()}
    return PeerGroup(title, tuple(named), named)


_UNREADABLE = Text(
    "filen går inte att läsa som en grupp av kommuner. Spara en enda grupp från Koladas "
    "gränssnitt (.json), eller skriv kommunkoderna i en .csv eller .yaml.",
    "the file cannot be read as a group of municipalities. Save one single group from Kolada's "
    "interface (.json), or write the codes in a .csv or .yaml.",
)
