"""Look at the sources and tell what was seen, with the one thing most worth doing next."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bbic_ind.cli.choice import choose
from bbic_ind.cli.computing import refuse_absent
from bbic_ind.model.inspection import Inspection
from bbic_ind.output.as_inspection import inspection_text
from bbic_ind.output.as_inspection_json import inspection_json
from bbic_ind.sources.inspecting import inspect
from bbic_ind.texts import Language, Text

FORMATS = ("text", "json")
READING = Text("Ser på underlaget", "Looking at the sources")


def seen(
    sources: Sequence[Path],
    indicators: Sequence[str],
    profile: str | None,
    extracted: date | None,
) -> Inspection:
    """Look at the sources with the tables of a pack; raises UserError for what is wrong."""
    refuse_absent(sources)
    choice = choose(indicators)
    return inspect(
        sources, choice.model, profiles=choice.profiles, profile=profile, extracted=extracted
    )


def told(found: Inspection, form: str, lang: Language, *, every_finding: bool) -> str:
    """The inspection as ``text`` or ``json``."""
    if form == "json":
        return inspection_json(found, lang)
    return inspection_text(found, lang, every_finding=every_finding)


def next_step(found: Inspection) -> Text:
    """The one thing most worth doing now."""
    tables = [table for sheet in found.sheets for table in sheet.tables]
    lacking = any(table.required for table in tables)
    unread = any(not sheet.because for sheet in found.sheets)
    unknown = any(column.unknown for table in tables for column in table.columns)
    return _MAP if lacking or unread or unknown else _COMPUTE


_MAP = Text(
    "Nästa steg: bbic-ind map UNDERLAG -o profil.yaml föreslår hur resten kan läsas.",
    "Next: bbic-ind map SOURCE -o profile.yaml suggests how the rest can be read.",
)
_COMPUTE = Text(
    "Nästa steg: bbic-ind compute UNDERLAG räknar indikatorerna.",
    "Next: bbic-ind compute SOURCE computes the indicators.",
)
