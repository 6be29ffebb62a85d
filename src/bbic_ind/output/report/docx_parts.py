"""What a Word document needs that its library has no words for: links, bookmarks, languages."""

from typing import Any

from bbic_ind.texts import Language

_LANGUAGES: dict[Language, str] = {"sv": "sv-SE", "en": "en-GB"}
_TABLE_STYLE = "Light List Accent 1"
_A4_CM, _MARGIN_CM = (21.0, 29.7), 2.2
_TEXT_PT, _TABLE_PT = 10.5, 9


def set_up(word: Any, title: str, lang: Language) -> None:
    """A4, the language of the text for the reader's tools, and the document's own title."""
    from docx.shared import Cm, Pt  # noqa: PLC0415 - an extra

    section = word.sections[0]
    section.page_width, section.page_height = (Cm(side) for side in _A4_CM)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(_MARGIN_CM))
    word.styles["Normal"].font.size = Pt(_TEXT_PT)
    word.styles["List Bullet"].paragraph_format.space_after = Pt(2)
    _set_language(word, _LANGUAGES[lang])
    core = word.core_properties
    core.title, core.language, core.author, core.comments = title, _LANGUAGES[lang], "", ""


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


def align_right(paragraph: Any) -> None:
    """Set the paragraph against the right edge, as numbers are."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - an extra

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def set_up_table(grid: Any) -> None:
    """Give a table its style, and its cells small close text."""
    grid.style = _TABLE_STYLE


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
