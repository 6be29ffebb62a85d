"""What a figure is followed up against: limit values, a baseline, and breaks in its series.

The keys stand in a definition, and in a municipality's own file of limits.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from bbic_ind.model import Titles
from bbic_ind.model.shapes import Shape
from bbic_ind.strict_yaml import told
from bbic_ind.texts import Text

Colour = Literal["green", "yellow", "red"]


def _day(written: Any) -> date:
    try:
        found = date.fromisoformat(written)
    except (TypeError, ValueError):
        found = None
    if found is None or found.isoformat() != written:
        raise told(
            "ska vara ett datum, till exempel 2024-12-31.",
            "must be a date, for example 2024-12-31.",
        )
    return found


Day = Annotated[date, BeforeValidator(_day)]
_Number = Annotated[float, Field(strict=True)]


class Bound(Shape):
    """From and up to which number a colour reaches, both included; None has no end."""

    at_least: _Number | None = None
    at_most: _Number | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> "Bound":
        if not self.numbers:
            raise told("behöver at_least eller at_most.", "needs at_least or at_most.")
        if self.numbers != tuple(sorted(self.numbers)):
            raise told("at_least är större än at_most.", "at_least is more than at_most.")
        return self

    @property
    def numbers(self) -> tuple[float, ...]:
        """The ends there are, the lower first."""
        return tuple(end for end in (self.at_least, self.at_most) if end is not None)

    def holds(self, value: float) -> bool:
        """Whether the value lies within."""
        above = self.at_least is None or value >= self.at_least
        return above and (self.at_most is None or value <= self.at_most)

    def covers(self, other: "Bound") -> bool:
        """Whether every value within ``other`` lies within this."""
        lower = self.at_least is None or (
            other.at_least is not None and self.at_least <= other.at_least
        )
        upper = self.at_most is None or (
            other.at_most is not None and self.at_most >= other.at_most
        )
        return lower and upper


class Limits(Shape):
    """Which values are green and yellow; the rest are red."""

    green: Bound
    yellow: Bound | None = None

    @model_validator(mode="after")
    def _yellow_is_looser(self) -> "Limits":
        yellow = self.yellow
        if yellow is not None and (yellow == self.green or not yellow.covers(self.green)):
            raise told(
                "yellow ska släppa igenom mer än green, åt samma håll.",
                "yellow must let through more than green, in the same direction.",
            )
        return self

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every value where the colour changes."""
        return (*self.green.numbers, *(self.yellow.numbers if self.yellow else ()))

    def colour(self, value: float) -> Colour:
        """The colour of an exact value, compared before any rounding."""
        if self.green.holds(value):
            return "green"
        return "yellow" if self.yellow is not None and self.yellow.holds(value) else "red"


class Baseline(Shape):
    """The last day of the periods that centre and limits of a control chart rest on."""

    until: Day


class Break(Shape):
    """A day from which figures are not comparable with those before, and why."""

    first: Day = Field(alias="from")
    why: Titles


def misfits(kind: str, limits: Limits) -> Iterator[Text]:
    """Why the limits do not suit a figure of this kind."""
    if kind in _WITHOUT_LIMITS:
        yield Text(f"{kind} kan inte ha limits.", f"{kind} cannot have limits.")
    elif kind in _FRACTIONS and not all(0 <= number <= 1 for number in limits.numbers):
        yield _NO_FRACTION


_WITHOUT_LIMITS = ("distribution", "yes_no")
_FRACTIONS = ("share", "share_of_sum")
_NO_FRACTION = Text(
    "gränsen för en andel skrivs som ett tal från 0 till 1: 0.95 betyder 95 %.",
    "the limit of a share is written as a number from 0 to 1: 0.95 means 95%.",
)
