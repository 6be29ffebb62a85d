"""A finished check with what it takes to tell it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bbic_ind.definitions.rules import Catalogue, Severity
from bbic_ind.engine.checking import Checked, Checkup
from bbic_ind.model import Reading
from bbic_ind.periods import Period
from bbic_ind.provenance import Manifest, Origin, manifest
from bbic_ind.provenance.fingerprint import plain_row
from bbic_ind.texts import Language, Text

_GROUP = Text("grupp", "group")


@dataclass(frozen=True)
class Inspection:
    """What was found, in which data, for the figures of which period."""

    checkup: Checkup
    catalogue: Catalogue
    reading: Reading
    period: Period
    title: str
    lang: Language = "sv"
    origin: Origin = field(default_factory=Origin)
    folder: Path = Path()

    @property
    def manifest(self) -> Manifest:
        """What the check read, rested on and found; its paths start from the output's folder."""
        return manifest(self.origin, self.reading, self.figures, self.lang, self.folder)

    @property
    def figures(self) -> list[dict[str, Any]]:
        """A plain row for each rule that is broken, and for each figure it can change."""
        return [plain_row(row) for one in self.checkup.found for row in _rows(one)]

    @property
    def group_title(self) -> str:
        """What the column is called that the work list is divided by."""
        name = self.catalogue.group_by
        tables = self.checkup.world.model.tables.values()
        columns = [table.columns[name] for table in tables if name in table.columns]
        label = columns[0].label if columns else None
        return (label(self.lang) if label else name or _GROUP(self.lang)).capitalize()

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        found = self.checkup.found
        return sum(one.breach.count for one in found if one.breach.rule.severity is severity)


def _rows(checked: Checked) -> Iterator[dict[str, Any]]:
    breach = checked.breach
    about = {"rule": breach.rule.id, "table": breach.table, "column": ", ".join(breach.columns)}
    yield {**about, "count": breach.count}
    for effect in checked.effects:
        one = effect.indicator
        which = {"pack": one.pack, "indicator": one.id, "variant": effect.variant}
        if not effect.moves:
            yield {**about, **which, "status": "stopped" if effect.stops else "unknown"}
        for move in effect.moves:
            span = {"value": move.now, "low": move.low, "high": move.high, "units": move.units}
            yield {**about, **which, "part": move.part, **span}
