"""Passages of prose as lines of plain text, at most as wide as a terminal."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from bbic_ind.definitions.prose.passages import Passage
from bbic_ind.definitions.prose.sentences import Clause
from bbic_ind.output.room import room

_STEP = "  "


def paragraph(text: str, indent: str = "", hang: str = "", width: int = 0) -> list[str]:
    """One text as lines of a width, or as wide as results are read; those after the first hang."""
    return wrap(
        text,
        width or room(sys.stdout),
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def told(passages: Iterable[Passage], indent: str = "") -> Iterator[str]:
    """Every passage, a single clause on the same line and several as a list."""
    for passage in passages:
        line, below = passage.opening
        yield from paragraph(line, indent, _STEP)
        yield from bullets(below, indent + _STEP)


def bullets(clauses: Sequence[Clause], indent: str) -> Iterator[str]:
    """Clauses as a list, what they are made of further in."""
    for clause in clauses:
        end = ":" if clause.below else ""
        yield from paragraph(f"– {clause.text}{end}", indent, _STEP)
        yield from bullets(clause.below, indent + _STEP)
