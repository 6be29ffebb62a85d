"""A definition in plain words, without data: what is counted, why so, and what it needs."""

from collections.abc import Iterator

from bbic_ind.definitions import Indicator, Pack
from bbic_ind.model import Model
from bbic_ind.output.description import Chapter, chapters, facts
from bbic_ind.output.paragraphs import paragraph, told
from bbic_ind.texts import Language

_INDENT = "  "


def description(indicator: Indicator, pack: Pack, model: Model, lang: Language) -> str:
    """The whole definition, ending with a newline."""
    return "\n".join(_lines(indicator, pack, model, lang)) + "\n"


def _lines(indicator: Indicator, pack: Pack, model: Model, lang: Language) -> Iterator[str]:
    yield from paragraph(f"{indicator.id}  {indicator.title(lang)}")
    yield from paragraph(facts(indicator, pack, lang))
    for chapter in chapters(indicator, model, lang):
        yield ""
        yield chapter.title
        yield from _body(chapter)


def _body(chapter: Chapter) -> Iterator[str]:
    for text in chapter.texts:
        yield from paragraph(text, _INDENT)
    yield from told(chapter.passages, _INDENT)
