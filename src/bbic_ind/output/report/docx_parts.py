"""What a Word document needs that its library has no words for: links, bookmarks, languages."""

from collections.abc import Sequence
from typing import Any

from bbic_ind.texts import Language

_LANGUAGES: dict[Language, str] = {"sv": "sv-SE", "en": "en-GB"}
_TABLE_STYLE, _CELL_STYLE = "Light Shading", "No Spacing"
_A4_CM, _MARGIN_CM = (21.0, 29.7), 2.2
_FONT, _TEXT_PT, _TABLE_PT, _SMALL_PT = "Calibri", 10.5, 9, 8
_BETWEEN_COLUMNS = "425"  # twentieths of a point
_QUIET, _ACCENT = "57606A", "0B4F8A"
_STYLED = (
    "Normal",
    _CELL_STYLE,
    "Title",
    "Subtitle",
    "Caption",
    *(f"Heading {n}" for n in range(1, 5)),
)


def set_up(word: Any, title: str, lang: Language) -> None:
    """A4, calm styles, the language of the text for the reader's tools, and a title."""
    from docx.shared import Cm  # noqa: PLC0415 - an extra

    section = word.sections[0]
    section.page_width, section.page_height = (Cm(side) for side in _A4_CM)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(_MARGIN_CM))
    _set_styles(word.styles)
    _set_language(word, _LANGUAGES[lang])
    core = word.core_properties
    core.title, core.language, core.author, core.comments = title, _LANGUAGES[lang], "", ""


def _set_styles(styles: Any) -> None:
    """One typeface, dark enough colours, and lists that stand close."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - an extra

    for name in _STYLED:
        styles[name].font.name = _FONT
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(_named(f"w:{theme}"), None)
        if name not in {"Normal", _CELL_STYLE}:
            quiet = name in {"Caption", "Subtitle"}
            styles[name].font.color.rgb = RGBColor.from_string(_QUIET if quiet else _ACCENT)
    styles["Normal"].font.size = Pt(_TEXT_PT)
    styles[_CELL_STYLE].font.size = Pt(_TABLE_PT)
    styles[_CELL_STYLE].paragraph_format.space_after = Pt(2)
    styles["Caption"].font.bold = False
    styles["List Bullet"].paragraph_format.space_after = Pt(2)


def _set_language(word: Any, code: str) -> None:
    """The language of every style's text, which decides how a screen reader speaks."""
    defaults = word.styles.element.find(_named("w:docDefaults"))
    for element in defaults.iter(_named("w:lang")):
        element.set(_named("w:val"), code)


def describe(picture: Any, alternative: str) -> None:
    """Tell in words what a picture shows."""
    picture._inline.docPr.set("descr", alternative)  # noqa: SLF001 - the library has no other way


def keep_with_next(paragraph: Any) -> None:
    """Let no page end between the paragraph and what it belongs to."""
    paragraph.paragraph_format.keep_with_next = True


def begin_columns(word: Any, number: int) -> None:
    """Begin a new page, with text in a number of columns."""
    section = word.add_section()
    columns = section._sectPr.find(_named("w:cols"))  # noqa: SLF001 - the library has no other way
    columns.set(_named("w:num"), str(number))
    columns.set(_named("w:space"), _BETWEEN_COLUMNS)


def set_small(paragraphs: Sequence[Any]) -> None:
    """Set text small and close, as in an appendix, its chapter's heading aside."""
    from docx.shared import Pt  # noqa: PLC0415 - an extra

    for paragraph in paragraphs:
        if paragraph.style.name != "Heading 1":
            paragraph.paragraph_format.space_after = Pt(2)
            for run in paragraph.runs:
                run.font.size = Pt(_SMALL_PT)


def align_right(paragraph: Any) -> None:
    """Set the paragraph against the right edge, as numbers are."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - an extra

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def set_up_table(grid: Any, weights: Sequence[int]) -> None:
    """Give a table lines above, below and under its heading, and columns as wide as they need.

    ``weights`` are the widths relative to each other.
    """
    from docx.shared import Cm  # noqa: PLC0415 - an extra

    grid.style = _TABLE_STYLE
    grid.autofit = False
    look = grid._tbl.tblPr.find(_named("w:tblLook"))  # noqa: SLF001 - the library has no other way
    for name, value in (("firstColumn", "0"), ("noHBand", "1"), ("noVBand", "1"), ("val", "0620")):
        look.set(_named(f"w:{name}"), value)
    room = _A4_CM[0] - 2 * _MARGIN_CM
    for column, weight in zip(grid.columns, weights, strict=True):
        column.width = Cm(room * weight / sum(weights))
        for cell in column.cells:
            cell.width = column.width
            cell.paragraphs[0].style = _CELL_STYLE


def repeat_as_heading(row: Any) -> None:
    """Repeat a row at the top of every page the table goes on to."""
    _row_properties(row).append(_element("w:tblHeader"))


def keep_whole(row: Any) -> None:
    """Let no page end inside a row."""
    _row_properties(row).append(_element("w:cantSplit"))


def _row_properties(row: Any) -> Any:
    return row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no other way


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Let links lead to a paragraph."""
    start, end = _element("w:bookmarkStart"), _element("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(_named("w:id"), str(number))
    start.set(_named("w:name"), name)
    paragraph._p.insert(0, start)  # noqa: SLF001 - the library has no other way
    paragraph._p.append(end)  # noqa: SLF001


def add_link(paragraph: Any, text: str, to: str) -> None:
    """Put a text that leads to a bookmark."""
    link = _element("w:hyperlink")
    link.set(_named("w:anchor"), to)
    run = paragraph.add_run(text)
    link.append(run._r)  # noqa: SLF001 - the library has no other way
    paragraph._p.append(link)  # noqa: SLF001


def _element(name: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra

    return OxmlElement(name)


def _named(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    return qn(name)
