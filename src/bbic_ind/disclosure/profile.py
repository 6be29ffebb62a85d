"""What is too small to publish: the limits of a disclosure profile, read from YAML."""

from pathlib import Path

from pydantic import Field, model_validator

from bbic_ind.disclosure import DEFAULT, NONE
from bbic_ind.errors import Fault, UsageError
from bbic_ind.model import Titles
from bbic_ind.model.shapes import Shape
from bbic_ind.packaged import indicators_folder
from bbic_ind.strict_yaml import read, told, validate
from bbic_ind.texts import Text

__all__ = ["DEFAULT", "NONE", "Profile", "Span", "load_profile", "shipped_profiles"]

_FOLDER = "disclosure"


class Span(Shape):
    """Numbers from and up to, both ends included."""

    first: int = Field(alias="from", ge=0, le=1)
    last: int = Field(alias="to", ge=0)

    def holds(self, number: float) -> bool:
        """Whether the number lies in the span."""
        return self.first <= number <= self.last


class Profile(Shape):
    """The limits, and why they are these.

    ``small`` counts are hidden, of those who have a trait as of those who lack it; so is
    what rests on fewer than ``denominator_below``.  A hidden count is safe when what is
    published lets it be any of more than ``width`` numbers in a row.  With ``variants``
    two readings of a figure may not differ by a small count.
    """

    format: int = Field(ge=1, le=1)
    title: Titles
    why: Titles
    small: Span
    denominator_below: int = Field(ge=0)
    width: int = Field(ge=1)
    variants: bool

    @model_validator(mode="after")
    def _can_be_kept(self) -> "Profile":
        if self.width > self.small.last + 1:
            raise told(
                "width får vara högst ett mer än small.to: ett visat antal kan inte skydda mer.",
                "width may be at most one more than small.to: no count shown can protect more.",
            )
        return self

    @property
    def shown_from(self) -> int:
        """The smallest count, zero aside, that is shown."""
        return self.small.last + 1


def shipped_profiles() -> list[str]:
    """The names of the profiles that come with the program."""
    return sorted(path.stem for path in (indicators_folder() / _FOLDER).glob("*.yaml"))


def load_profile(word: str) -> Profile | None:
    """The profile that a word names, shipped or a file; None for ``none``.

    Raises UsageError for a word that is neither, DefinitionError for a broken file.
    """
    if word == NONE:
        return None
    shipped = indicators_folder() / _FOLDER / f"{word}.yaml"
    path = shipped if word in shipped_profiles() else Path(word)
    if not path.is_file():
        raise UsageError(Fault("--disclosure", _unknown(word)))
    return validate(read(path), Profile)


def _unknown(word: str) -> Text:
    known = ", ".join([NONE, *shipped_profiles()])
    return Text(
        f"”{word}” är varken en skyddsprofil eller en fil. Välj bland: {known}.",
        f'"{word}" is neither a disclosure profile nor a file. Choose among: {known}.',
    )
