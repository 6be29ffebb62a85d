"""A finished check with what it takes to tell it."""

from dataclasses import dataclass

from bbic_ind.definitions.rules import Catalogue, Severity
from bbic_ind.engine.checking import Checkup
from bbic_ind.model import Reading
from bbic_ind.periods import Period
from bbic_ind.texts import Language


@dataclass(frozen=True)
class Inspection:
    """What was found, in which data, for the figures of which period."""

    checkup: Checkup
    catalogue: Catalogue
    reading: Reading
    period: Period
    title: str
    lang: Language = "sv"

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        found = self.checkup.found
        return sum(one.breach.count for one in found if one.breach.rule.severity is severity)
