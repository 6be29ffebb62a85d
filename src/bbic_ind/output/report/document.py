"""What a report consists of, whatever it is written as.

A document is sections within sections; a section holds blocks in the order they are read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bbic_ind.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to the section with the anchor ``to``."""

    text: str
    to: str


Cell = str | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``quiet`` where it stands aside, as a note does."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, with those under it."""

    text: str
    below: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values; ``prominent`` where they are what to see first."""

    pairs: tuple[tuple[str, str], ...]
    prominent: bool = False


Role = Literal["", "number", "whole"]
"""What stands in a column: running text, numbers, or words to keep on one line."""


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a column, and the role of what stands in it."""

    title: str
    role: Role = ""

    @property
    def number(self) -> bool:
        """Whether numbers stand in it, to be set to the right."""
        return self.role == "number"


def columns(named: Iterable[tuple[Text, Role]], lang: Language) -> tuple[Column, ...]:
    """The columns with their headings in a language."""
    return tuple(Column(title(lang), role) for title, role in named)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a table that belong together under a title; the title may be empty."""

    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is the row's heading.

    A ``wide`` one needs the whole width of the page.
    """

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as a Vega-Lite specification, its caption, and in words what it shows."""

    chart: dict[str, Any]
    caption: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A small chart of one figure, under a link to the figure and what it came to last."""

    head: Link
    latest: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Panels:
    """Small charts side by side, drawn alike so that they can be compared."""

    caption: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; ``anchor`` is what links lead to.

    A ``dense`` one is there to look things up in: on paper it is set small, in two columns.
    """

    title: str
    anchor: str
    blocks: tuple["Block", ...]
    dense: bool = False

    @property
    def sections(self) -> tuple["Section", ...]:
        """The sections right under this one."""
        return tuple(block for block in self.blocks if isinstance(block, Section))


Block = Paragraph | Items | Facts | Table | Figure | Panels | Section


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: its title, what stands above and below it, and its chapters."""

    lang: Language
    title: str
    above: str
    below: str
    chapters: tuple[Section, ...]

    def figures(self) -> Iterator[Figure]:
        """Every chart, in the order they stand."""
        for chapter in self.chapters:
            yield from _figures(chapter)


def _figures(section: Section) -> Iterator[Figure]:
    for block in section.blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Panels):
            yield from (panel.figure for panel in block.panels)
        elif isinstance(block, Section):
            yield from _figures(block)
