"""What a cell may ask of the figures of an indicator."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bbic_ind.definitions import Indicator
from bbic_ind.strict_yaml import did_you_mean
from bbic_ind.texts import Text


class Of(StrEnum):
    """Which side of a figure is asked for.

    ``answer`` is the yes or no of an item; ``yes`` and ``no`` ask for a mark where that is
    the answer.  The others are columns of the results.
    """

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"
    LOW = "low"
    HIGH = "high"
    MISSING = "missing"
    PENDING = "pending"
    STATUS = "status"
    ANSWER = "answer"
    YES = "yes"
    NO = "no"


OF_ITEMS = frozenset({Of.ANSWER, Of.YES, Of.NO, Of.STATUS})
"""What can be asked of a yes/no item; of a count, the rest and the status."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked: of which indicator, part and reading, and which side of the figure."""

    indicator: str
    part: str
    of: Of
    variant: str = ""


def unaskable(asked: Asked, indicator: Indicator) -> Text | None:
    """Why the indicator cannot answer what is asked; None where it can."""
    variants = [variant.name for variant in indicator.variants]
    if asked.variant and asked.variant not in variants:
        return _no_such("variant", "variant", asked.variant, variants)
    parts = indicator.computation.part_ids
    if asked.part not in (parts or ("",)):
        if asked.part and parts:
            return _no_such("del", "part", asked.part, parts)
        return _needs_part(parts) if parts else _HAS_NO_PARTS
    if (indicator.kind == "yes_no") != (asked.of in OF_ITEMS) and asked.of is not Of.STATUS:
        return _NO_ANSWER if asked.of in OF_ITEMS else _NO_COUNT
    return None


def _no_such(sv: str, en: str, name: str, known: Sequence[str]) -> Text:
    near, near_en = did_you_mean(name, known)
    listed = ", ".join(known)
    return Text(
        f"indikatorn har ingen {sv} ”{name}”.{near} Den har: {listed or 'ingen'}.",
        f'the indicator has no {en} "{name}".{near_en} It has: {listed or "none"}.',
    )


def _needs_part(parts: Sequence[str]) -> Text:
    listed = ", ".join(parts)
    return Text(
        f"indikatorn har flera delar. Lägg till part, någon av: {listed}.",
        f"the indicator has several parts. Add part, one of: {listed}.",
    )


_HAS_NO_PARTS = Text(
    "indikatorn har inga delar. Ta bort part.", "the indicator has no parts. Remove part."
)
_NO_ANSWER = Text(
    "indikatorn är ett antal, inget ja eller nej. Skriv of: numerator eller of: denominator.",
    "the indicator is a count, no yes or no. Write of: numerator or of: denominator.",
)
_NO_COUNT = Text(
    "indikatorn är en ja- och nejfråga, inget antal. Skriv of: answer.",
    "the indicator is a yes/no question, no count. Write of: answer.",
)
