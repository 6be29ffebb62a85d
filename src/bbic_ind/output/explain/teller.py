"""An explanation with what it takes to tell it."""

from dataclasses import dataclass, field
from pathlib import Path

from bbic_ind.definitions.conditions import Anchor
from bbic_ind.definitions.prose import Speaker
from bbic_ind.engine.explain import Explanation
from bbic_ind.model import Reading
from bbic_ind.output.explain.places import Places
from bbic_ind.provenance import Manifest, Origin, manifest, plain_rows
from bbic_ind.texts import Language, Text


@dataclass(frozen=True)
class Teller:
    """The explanation, the reading behind it, the language, and how many cases to show.

    ``origin`` tells what the manifest of written cases does, ``folder`` where they lie.
    """

    said: Explanation
    reading: Reading
    lang: Language
    most: int = 20
    origin: Origin = field(default_factory=Origin)
    folder: Path = Path()

    @property
    def manifest(self) -> Manifest:
        """What was read and explained; its paths start from the folder the cases lie in."""
        figures = plain_rows(self.said.figures)
        return manifest(self.origin, self.reading, figures, self.lang, self.folder)

    @property
    def places(self) -> Places:
        """The places of the reading."""
        return Places(self.reading.sheets, self.lang)

    def speaker(self, table: str) -> Speaker:
        """A speaker of a table's rows, with the dates of the run."""
        world = self.said.world
        dates = {Anchor.START: world.first, Anchor.END: world.last, Anchor.DAY: world.day}
        let = self.said.computation.let
        labels = self.said.indicator.labels
        return Speaker.of(world.model, table, self.lang, let, dates, labels)

    def ends(self, table: str) -> tuple[str, ...]:
        """The columns that date a row of the table."""
        return self.said.world.table(table).dates

    def label(self, part: str) -> str:
        """What a part or item is called."""
        return self.said.indicator.label(part)(self.lang)

    def variant(self, name: str) -> str:
        """A variant by the name it is asked for by, and what it is called."""
        return self.say(_VARIANT, name=self.said.indicator.asked_for(name, self.lang))

    def say(self, text: Text, **parts: object) -> str:
        """A sentence with its parts filled in."""
        return text(self.lang).format(**parts)


_VARIANT = Text("variant {name}", "variant {name}")
