"""What a run rests on, but for its files: program, definitions, settings and result, in words."""

from collections.abc import Iterator
from typing import Any

from bbic_ind.provenance import Manifest
from bbic_ind.texts import NO, YES, Language, Text


def facts(manifest: Manifest, lang: Language) -> dict[str, str]:
    """The facts of a manifest by name; what nobody asked for is left out."""
    return {name(lang): told for name, told in _facts(manifest, lang) if told}


def _facts(manifest: Manifest, lang: Language) -> Iterator[tuple[Text, str]]:
    yield _PROGRAM, f"{manifest.program} {manifest.version}"
    yield _PACKS, ", ".join(f"{pack.id} {pack.version}" for pack in manifest.packs)
    yield _PROFILE, manifest.profile
    yield _KNOWN, _told(manifest.extracted, lang)
    for name, value in manifest.settings.items():
        yield _SETTINGS.get(name, _setting(name)), _told(value, lang)
    yield _RESULT, manifest.result.sha256


def _told(value: Any, lang: Language) -> str:
    if isinstance(value, bool):
        return (YES if value else NO)(lang)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _setting(name: str) -> Text:
    return Text(f"Inställning {name}", f"Setting {name}")


_PROGRAM = Text("Program", "Program")
_PACKS = Text("Definitioner", "Definitions")
_PROFILE = Text("Profil", "Profile")
_KNOWN = Text("Uppgifter till och med", "Data up to")
_RESULT = Text("Resultatets SHA-256", "SHA-256 of the results")
_SETTINGS = {
    "sources": Text("Underlag", "Sources"),
    "beside": Text("Underlag vid sidan om", "Sources beside"),
    "periods": Text("Perioder", "Periods"),
    "snapshot": Text("Mätdag på året, månad-dag", "Day of the year to measure, month-day"),
    "indicators": Text("Valda indikatorer", "Indicators asked for"),
    "by": Text("Uppdelat på", "Divided by"),
    "profile": Text("Vald profil", "Profile asked for"),
    "extracted": Text("Angivet uttagsdatum", "Extraction date given"),
    "disclosure": Text("Skydd av små antal", "Protection of small counts"),
    "limits": Text("Egna gränsvärden", "Limits of one's own"),
    "ci": Text("Konfidensintervall", "Confidence intervals"),
    "lang": Text("Språk", "Language"),
    "earlier": Text("Tidigare år", "Earlier years"),
    "title": Text("Rubrik", "Title"),
    "municipality": Text("Kommun", "Municipality"),
    "survey": Text("Enkät", "Survey"),
    "form": Text("Formulär", "Form"),
}
"""The settings that may be told in words of their own; others go by the name of the option."""
