"""The chapter of provenance: program, settings, and digests of every file behind the figures."""

from bbic_ind.output.manifest_facts import facts
from bbic_ind.output.report.document import Column, Facts, Group, Paragraph, Section, Table
from bbic_ind.output.run import Run
from bbic_ind.provenance.manifest import FileDigest
from bbic_ind.texts import Language, Text


def chapter(run: Run) -> Section:
    """The run manifest, for those who want to compute the figures again."""
    manifest, lang = run.manifest, run.lang
    blocks = (
        Paragraph(_EXPLAINED(lang)),
        Facts(tuple(facts(manifest, lang).items())),
        _files(_INPUTS(lang), manifest.inputs, lang),
        _files(_DEFINITIONS(lang), manifest.definitions, lang),
    )
    return Section(_TITLE(lang), "ursprung", blocks)


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
_INPUTS = Text("Underlag", "Sources")
_DEFINITIONS = Text("Definitioner och profiler", "Definitions and profiles")
_FILE = Text("Fil", "File")
_BYTES = Text("Byte", "Bytes")
