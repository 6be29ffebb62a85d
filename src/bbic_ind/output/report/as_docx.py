"""The report as a Word document, with real headings, lists, tables and captions.

The styles are Word's own, so that a municipality can lay its own template over it.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count, zip_longest
from typing import IO, Any

from bbic_ind.output.plain_text import storable
from bbic_ind.output.report import docx_parts
from bbic_ind.output.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Group,
    Item,
    Items,
    Link,
    Panel,
    Panels,
    Paragraph,
    Role,
    Section,
    Table,
)
from bbic_ind.output.report.drawing import png
from bbic_ind.output.undated import copy_undated
from bbic_ind.texts import Language

_BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
_PICTURE_CM, _COLUMNS = 10.0, 2
_PANEL_CM, _PANEL_SIGNS, _TITLE_PX, _LINE = 4.8, 32, 11, 1.35
_MARGINS, _NARROWEST, _NARROWEST_WORDS, _SIGNS_ON_A_LINE = 3, 8, 22, 92
_WIDEST: dict[Role, int] = {"": 40, "number": 26, "whole": 16}
_DEEPEST = 4

Word = Any  # the library's types are there only where the extra is


@dataclass(frozen=True, slots=True)
class _Page:
    """The document being written, its language, and the numbers for its bookmarks."""

    word: Word
    lang: Language
    numbers: "count[int]"


def write_docx(report: Document, stream: IO[bytes]) -> None:
    """Write the document."""
    import docx  # noqa: PLC0415 - an extra

    page = _Page(docx.Document(), report.lang, count())
    docx_parts.set_up(page.word, report.title, report.lang)
    page.word.add_heading(storable(report.title), level=0)
    for line in (report.above, report.below):
        if line:
            page.word.add_paragraph(storable(line), style="Subtitle")
    for chapter in report.chapters:
        _put_link(page.word.add_paragraph(style="List Bullet"), Link(chapter.title, chapter.anchor))
    for chapter in report.chapters:
        _put_chapter(page, chapter)
    written = BytesIO()
    page.word.save(written)
    copy_undated(written, stream)


def _put_chapter(page: _Page, chapter: Section) -> None:
    if not chapter.dense:
        _put_section(page, chapter, 1)
        return
    before = len(page.word.paragraphs)
    docx_parts.begin_columns(page.word, _COLUMNS)
    _put_section(page, chapter, 1)
    docx_parts.set_small(page.word.paragraphs[before:])
    docx_parts.begin_columns(page.word, 1)


def _put_section(page: _Page, section: Section, level: int) -> None:
    heading = page.word.add_heading(storable(section.title), level=min(level, _DEEPEST))
    if section.anchor:
        docx_parts.add_bookmark(heading, section.anchor, next(page.numbers))
    for block, following in zip_longest(section.blocks, section.blocks[1:]):
        _put(page, block, level)
        if isinstance(following, Figure):
            docx_parts.keep_with_next(page.word.paragraphs[-1])


def _put(page: _Page, block: Block, level: int) -> None:
    match block:
        case Section():
            _put_section(page, block, level + 1)
        case Paragraph(text, quiet):
            run = page.word.add_paragraph().add_run(storable(text))
            run.italic = quiet
        case Items(items):
            _put_items(page, items, 0)
        case Facts():
            _put_facts(page, block)
        case Table():
            _put_table(page, block)
        case Figure():
            _put_figure(page, block)
        case Panels():
            _put_panels(page, block)


def _put_items(page: _Page, items: Iterable[Item], depth: int) -> None:
    for item in items:
        style = _BULLETS[min(depth, len(_BULLETS) - 1)]
        page.word.add_paragraph(storable(item.text), style=style)
        _put_items(page, item.below, depth + 1)


def _put_facts(page: _Page, facts: Facts) -> None:
    for name, value in facts.pairs:
        paragraph = page.word.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{storable(name)}: ")
        paragraph.add_run(storable(value)).bold = True


def _put_figure(page: _Page, figure: Figure) -> None:
    from docx.shared import Cm  # noqa: PLC0415 - an extra

    picture = page.word.add_picture(BytesIO(png(figure.chart, page.lang)), width=Cm(_PICTURE_CM))
    docx_parts.describe(picture, figure.alternative)
    docx_parts.keep_with_next(page.word.paragraphs[-1])
    page.word.add_paragraph(storable(figure.caption), style="Caption")


def _put_panels(page: _Page, panels: Panels) -> None:
    """The small charts in running text, as many on a line as there is room for."""
    from docx.shared import Cm  # noqa: PLC0415 - an extra

    docx_parts.keep_with_next(page.word.add_paragraph(storable(panels.caption), style="Caption"))
    line = page.word.add_paragraph()
    for panel in panels.panels:
        drawn = BytesIO(png(_titled(panel), page.lang))
        picture = line.add_run().add_picture(drawn, width=Cm(_PANEL_CM))
        docx_parts.describe(picture, panel.figure.alternative)


def _titled(panel: Panel) -> dict[str, Any]:
    """The small chart with its head drawn into it, since text cannot stand under a picture here."""
    chart = panel.figure.chart
    words = [*textwrap.wrap(storable(panel.head.text), _PANEL_SIGNS), storable(panel.latest)]
    title = {"text": words, "anchor": "start", "frame": "bounds", "fontSize": _TITLE_PX}
    height = chart["height"] + len(words) * _TITLE_PX * _LINE
    return {**chart, "height": height, "title": title}


def _put_table(page: _Page, table: Table) -> None:
    """The caption above, the heading row repeated on every page, and no row cut in two."""
    docx_parts.keep_with_next(page.word.add_paragraph(storable(table.caption), style="Caption"))
    grid = page.word.add_table(rows=1, cols=len(table.columns))
    _put_row(grid.rows[0], [column.title for column in table.columns], table)
    docx_parts.repeat_as_heading(grid.rows[0])
    for group in table.groups:
        _put_group(grid, group, table)
    docx_parts.set_up_table(grid, _weights(table))
    page.word.add_paragraph()


def _weights(table: Table) -> list[int]:
    """The room for each column in signs: for numbers what they need, for words what is left."""
    rows = [row for group in table.groups for row in group.rows]
    columns = zip(table.columns, zip(*rows, strict=True), strict=True)
    needs = [_MARGINS + _signs(column, cells) for column, cells in columns]
    words = [number for number, column in enumerate(table.columns) if not column.role]
    over = sum(needs) - _SIGNS_ON_A_LINE
    for number in words:
        needs[number] = max(_NARROWEST_WORDS, needs[number] - max(0, over) // len(words))
    return needs


def _signs(column: Column, cells: Sequence[Cell]) -> int:
    """The longest text of a column, within reason; its heading may be broken between words."""
    texts = [cell.text if isinstance(cell, Link) else cell for cell in cells]
    longest = max(_NARROWEST, *map(len, column.title.split(" ")), *map(len, texts))
    return min(longest, _WIDEST[column.role])


def _put_group(grid: Any, group: Group, table: Table) -> None:
    if group.title:
        cells = grid.add_row().cells
        merged = cells[0].merge(cells[-1])
        merged.paragraphs[0].add_run(storable(group.title)).bold = True
        docx_parts.keep_with_next(merged.paragraphs[0])
    for row in group.rows:
        _put_row(grid.add_row(), row, table)


def _put_row(row: Any, cells: Sequence[Cell], table: Table) -> None:
    docx_parts.keep_whole(row)
    for place, cell, column in zip(row.cells, cells, table.columns, strict=True):
        paragraph = place.paragraphs[0]
        if isinstance(cell, Link):
            _put_link(paragraph, cell)
        else:
            paragraph.add_run(storable(cell))
        if column.number:
            docx_parts.align_right(paragraph)


def _put_link(paragraph: Any, link: Link) -> None:
    docx_parts.add_link(paragraph, storable(link.text), link.to)
