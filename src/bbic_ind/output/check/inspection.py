"""A finished check with what it takes to tell it."""

from dataclasses import dataclass

from bbic_ind.definitions.rules import Catalogue, Severity
from bbic_ind.engine.checking import Checkup
from bbic_ind.model import Reading
from bbic_ind.periods import Period
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
