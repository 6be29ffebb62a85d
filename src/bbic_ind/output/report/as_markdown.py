"""The report as Markdown, for a wiki or for writing on in.

Charts are left out: each stands beside a table with the same numbers, and most wikis show
no picture that the text itself holds.
"""

import re
from collections.abc import Iterable, Iterator
from typing import IO

from bbic_ind.output.report.document import (
    Block,
    Cell,
    Document,
    Facts,
    Figure,
    Item,
    Items,
    Link,
    Panels,
    Paragraph,
    Section,
    Table,
)

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|])")


def write_markdown(report: Document, stream: IO[bytes]) -> None:
    """Write the report, UTF-8."""
    stream.write(markdown(report).encode())


def markdown(report: Document) -> str:
    """The report as text; paragraphs, lists and tables have a blank line between them."""
    above = [f"**{_safe(report.above)}**"] if report.above else []
    head = [f"# {_safe(report.title)}", *above, _safe(report.below)]
    body = (text for chapter in report.chapters for text in _section(chapter, 2))
    return "\n\n".join([*head, *body]) + "\n"


def _safe(text: str) -> str:
    """The text so that no sign in it means anything."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split(" ")))


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {_safe(section.title)}"
    for block in section.blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Section():
            yield from _section(block, level + 1)
        case Paragraph(text):
            yield _safe(text)
        case Items(items):
            yield "\n".join(_items(items, ""))
        case Facts(pairs):
            yield "\n".join(f"- {_safe(name)}: **{_safe(value)}**" for name, value in pairs)
        case Table():
            yield f"*{_safe(block.caption)}*"
            yield "\n".join(_table(block))
        case Figure() | Panels():
            return


def _items(items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_safe(item.text)}"
        yield from _items(item.below, indent + "  ")


def _table(table: Table) -> Iterator[str]:
    """The rows; a group's title is a row of its own, with the other cells empty."""
    yield _row(_safe(column.title) for column in table.columns)
    yield _row("---:" if column.number else "---" for column in table.columns)
    for group in table.groups:
        if group.title:
            yield _row([f"**{_safe(group.title)}**", *[""] * (len(table.columns) - 1)])
        for row in group.rows:
            yield _row(_safe(_text(cell)) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Link) else cell
