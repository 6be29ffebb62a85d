"""A pack: a folder of definition files, one indicator each, with ``pack.yaml`` beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bbic_ind.definitions.check import check_indicator
from bbic_ind.definitions.indicator import Indicator
from bbic_ind.definitions.parse_indicator import parse_indicator
from bbic_ind.errors import DefinitionError, Fault, noting
from bbic_ind.model import Model, Titles
from bbic_ind.model.shapes import Shape
from bbic_ind.strict_yaml import read, validate
from bbic_ind.texts import Text

PACK_FILE = "pack.yaml"
_NOT_DEFINITIONS = {PACK_FILE, "model.yaml"}


class PackFile(Shape):
    """The keys of ``pack.yaml``: what the pack is called and what its areas are."""

    format: Annotated[int, Field(ge=1, le=1)]
    title: Titles
    version: str
    areas: dict[int, Titles] = Field(default_factory=dict)
    extends_model: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of indicators with a title, a version and quality areas by number."""

    id: str
    title: Titles
    version: str
    areas: dict[int, Titles]
    indicators: tuple[Indicator, ...]


def load_pack(folder: Path, model: Model) -> Pack:
    """Load every definition of a folder; raises DefinitionError with all faults at once.

    A folder without a definition is an error: nothing computed is never all good.
    """
    if not folder.is_dir():
        raise DefinitionError(Fault(str(folder), _A_FILE if folder.is_file() else _NO_FOLDER))
    files = sorted(path for path in folder.glob("*.yaml") if path.name not in _NOT_DEFINITIONS)
    if not files:
        raise DefinitionError(Fault(str(folder), _EMPTY))
    faults: list[Fault] = []
    about = None
    with noting(faults):
        about = validate(read(folder / PACK_FILE), PackFile)
    indicators = []
    for path in files:
        with noting(faults):
            indicators.append(_load_indicator(path, folder.name, model, about))
    faults.extend(_same_ids(indicators))
    if faults or about is None:
        raise DefinitionError(faults)
    ordered = tuple(sorted(indicators, key=_order))
    return Pack(folder.name, about.title, about.version, about.areas, ordered)


def _load_indicator(path: Path, pack: str, model: Model, about: PackFile | None) -> Indicator:
    document = read(path)
    indicator = parse_indicator(document, pack, model)
    faults = check_indicator(indicator, model)
    if about and indicator.area is not None and indicator.area not in about.areas:
        faults.append(document.fault(("area",), _no_area(indicator.area)))
    if faults:
        raise DefinitionError(faults)
    return indicator


def _order(indicator: Indicator) -> tuple[float, bool, list[int], str]:
    """By area, then 1:2 before 1:10 and 3:4 before 3:4-b; ids that begin with a letter last."""
    area = float("inf") if indicator.area is None else indicator.area
    numbers = [int(digits) for digits in re.findall(r"\d+", indicator.id)]
    return area, not indicator.id[:1].isdigit(), numbers, indicator.id


def _same_ids(indicators: Sequence[Indicator]) -> list[Fault]:
    first: dict[str, Indicator] = {}
    faults = []
    for indicator in indicators:
        other = first.setdefault(indicator.id, indicator)
        if other is not indicator:
            faults.append(Fault(indicator.path.name, _duplicate(indicator.id, other.path.name)))
    return faults


def _duplicate(indicator: str, other: str) -> Text:
    return Text(
        f"indikatorn {indicator} finns redan i {other}.",
        f"the indicator {indicator} is already in {other}.",
    )


def _no_area(area: int) -> Text:
    return Text(
        f"området {area} finns inte under areas i {PACK_FILE}.",
        f"there is no area {area} under areas in {PACK_FILE}.",
    )


_NO_FOLDER = Text("mappen finns inte.", "there is no such folder.")
_A_FILE = Text(
    "det är en fil. Ange mappen som den ligger i, och efter den måttets id.",
    "that is a file. Name the folder it lies in, and after it the id of the measure.",
)
_EMPTY = Text(
    "mappen har inga definitioner (*.yaml), så det finns inget att räkna.",
    "the folder has no definitions (*.yaml), so there is nothing to compute.",
)
