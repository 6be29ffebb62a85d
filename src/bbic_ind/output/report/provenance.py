"""The chapter of provenance: program, settings, and digests of every file behind the figures."""

from collections.abc import Iterator

from bbic_ind.output.report.document import Column, Facts, Group, Paragraph, Section, Table
from bbic_ind.output.run import Run
from bbic_ind.provenance import Manifest
from bbic_ind.provenance.manifest import FileDigest
from bbic_ind.texts import Language, Text


def chapter(run: Run) -> Section:
    """The run manifest, for those who want to compute the figures again."""
    manifest, lang = run.manifest, run.lang
    blocks = (
        Paragraph(_EXPLAINED(lang)),
        Facts(tuple(_facts(manifest, lang))),
        _files(_INPUTS(lang), manifest.inputs, lang),
        _files(_DEFINITIONS(lang), manifest.definitions, lang),
    )
    return Section(_TITLE(lang), "ursprung", blocks)


def _facts(manifest: Manifest, lang: Language) -> Iterator[tuple[str, str]]:
    yield _PROGRAM(lang), f"{manifest.program} {manifest.version}"
    yield _PACKS(lang), ", ".join(f"{pack.id} {pack.version}" for pack in manifest.packs)
    yield _PROFILE(lang), manifest.profile
    yield _KNOWN(lang), str(manifest.extracted or "")
    for name, value in manifest.settings.items():
        told = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
        if told:
            yield f"{_SETTING(lang)} {name}", told
    yield _RESULT(lang), manifest.result.sha256


def _files(caption: str, files: tuple[FileDigest, ...], lang: Language) -> Table:
    heads = (Column(_FILE(lang)), Column(_BYTES(lang), "number"), Column("SHA-256"))
    rows = tuple((file.file, str(file.size), file.sha256) for file in files)
    return Table(caption, heads, (Group(rows),))


_TITLE = Text("Vad siffrorna vilar på", "What the figures rest on")
_EXPLAINED = Text(
    "Med samma filer, inställningar och definitioner ger programmet samma siffror. "
    "Kontrollsumman (SHA-256) visar om en fil är den samma.",
    "The same files, settings and definitions give the same figures. "
    "The checksum (SHA-256) shows whether a file is the same.",
)
_PROGRAM = Text("Program", "Program")
_PACKS = Text("Definitioner", "Definitions")
_PROFILE = Text("Profil", "Profile")
_KNOWN = Text("Uppgifter till och med", "Data up to")
_SETTING = Text("Inställning", "Setting")
_RESULT = Text("Resultatets SHA-256", "SHA-256 of the results")
_INPUTS = Text("Underlag", "Sources")
_DEFINITIONS = Text("Definitioner och profiler", "Definitions and profiles")
_FILE = Text("Fil", "File")
_BYTES = Text("Byte", "Bytes")
