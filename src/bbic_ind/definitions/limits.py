"""What a figure is followed up against: limit values, a baseline, and breaks in its series.

The keys stand in a definition, and in a municipality's own file of limits.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from bbic_ind.model import Titles
from bbic_ind.model.shapes import Shape
from bbic_ind.periods import parse_day
from bbic_ind.strict_yaml import did_you_mean, told
from bbic_ind.texts import Text

Colour = Literal["green", "yellow", "red"]


def as_day(written: Any) -> date:
    """The day that is written; raises what tells a reader of the file where it is not one."""
    day = parse_day(written) if isinstance(written, str) else None
    if day is None:
        raise told(
            "ska vara ett datum som finns, skrivet som 2024-12-31.",
            "must be a date that there is, written like 2024-12-31.",
        )
    return day


Day = Annotated[date, BeforeValidator(as_day)]
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
    """Which values are green and yellow; the rest are red.

    ``parts`` are those that have the limits, where the figure has parts.
    """

    parts: tuple[str, ...] = ()
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


def misfits(kind: str, parts: Sequence[str], limits: Limits) -> Iterator[Text]:
    """Why the limits do not suit a figure of this kind, with these parts."""
    unknown = [part for part in limits.parts if part not in parts]
    if unknown or (parts and not limits.parts):
        yield _no_part(unknown, parts)
    if kind == "yes_no" and not {*limits.numbers} <= {0, 1}:
        yield _NO_ANSWER
    elif kind in _FRACTIONS and not all(0 <= number <= 1 for number in limits.numbers):
        yield _NO_FRACTION


def _no_part(unknown: Sequence[str], parts: Sequence[str]) -> Text:
    if not parts:
        return Text(
            "siffran har inga delar; ta bort parts.", "the figure has no parts; take out parts."
        )
    sv, en = did_you_mean(unknown[0], parts) if unknown else ("", "")
    known = ", ".join(parts)
    return Text(
        f"skriv vilka delar som gränsen gäller, parts: [NAMN].{sv} Delarna är: {known}.",
        f"write which parts the limit is of, parts: [NAME].{en} The parts are: {known}.",
    )


_FRACTIONS = ("share", "distribution", "share_of_sum")
_NO_ANSWER = Text(
    "gränsen för ett svar skrivs {green: {at_least: 1}} när det ska vara ja, och "
    "{green: {at_most: 0}} när det ska vara nej.",
    "the limit of an answer is written {green: {at_least: 1}} where it should be yes, and "
    "{green: {at_most: 0}} where it should be no.",
)
_NO_FRACTION = Text(
    "gränsen för en andel skrivs som ett tal från 0 till 1: 0.95 betyder 95 %.",
    "the limit of a share is written as a number from 0 to 1: 0.95 means 95%.",
)
