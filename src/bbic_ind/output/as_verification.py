"""What a run made again gave, beside its manifest, in plain text."""

from collections.abc import Iterator, Mapping
from typing import Any

from bbic_ind.output.paragraphs import paragraph
from bbic_ind.provenance import Differences, Manifest, Moved, SheetCounts
from bbic_ind.provenance.comparing import FIGURES, Fate
from bbic_ind.texts import Language, Text

_INDENT, _HANG = "  ", "  "


def verification(old: Manifest, found: Differences, lang: Language) -> str:
    """The whole report, its verdict first; ends with a newline."""
    return "\n".join(_lines(old, found, lang)) + "\n"


def _lines(old: Manifest, found: Differences, lang: Language) -> Iterator[str]:
    yield from paragraph(_verdict(old, found)(lang))
    yield from _files(_INPUTS(lang), found.inputs, lang)
    yield from _files(_DEFINITIONS(lang), found.definitions, lang)
    if found.facts:
        yield from _section(_OTHERWISE(lang), _facts(found.facts, lang))
    if found.sheets:
        yield from _section(_ROWS(lang), (_sheet(old_, new, lang) for old_, new in found.sheets))
    if found.figures:
        yield from _section(_FIGURES(lang), (_moved(one, lang) for one in found.figures))


def _verdict(old: Manifest, found: Differences) -> Text:
    if not old.is_whole:
        return _TAMPERED
    moved, same = len(found.figures), found.same_figures
    if moved:
        return Text(
            f"{moved} av {moved + same} värden är inte desamma som i körintyget.",
            f"{moved} of {moved + same} figures are not what they are in the manifest.",
        )
    return Text(
        f"Alla {same} värden är desamma som i körintyget.",
        f"All {same} figures are what they are in the manifest.",
    )


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield ""
    yield title
    for line in lines:
        yield from paragraph(line, _INDENT, _HANG)


def _files(title: str, fates: Mapping[str, Fate], lang: Language) -> Iterator[str]:
    """How many files are the same, and each that is not."""
    same = sum(fate is Fate.SAME for fate in fates.values())
    others = (f"{_FATES[fate](lang)}: {name}" for name, fate in fates.items() if fate != Fate.SAME)
    yield from _section(f"{title}: {same} {_OF(lang)} {len(fates)} {_SAME(lang)}", others)


def _facts(facts: Mapping[str, tuple[str, str]], lang: Language) -> Iterator[str]:
    return (f"{_FACTS[name](lang)}: {old} → {new}" for name, (old, new) in facts.items())


def _sheet(old: SheetCounts | None, new: SheetCounts | None, lang: Language) -> str:
    either = old or new
    name = " › ".join(p for p in (either.file, either.sheet) if p) if either else ""
    return f"{name}: {_used(old, lang)} → {_used(new, lang)}"


def _used(sheet: SheetCounts | None, lang: Language) -> str:
    if sheet is None:
        return _NOT_THERE(lang)
    text = Text(f"{sheet.used} av {sheet.rows} rader", f"{sheet.used} of {sheet.rows} rows")
    return text(lang)


def _moved(one: Moved, lang: Language) -> str:
    """``5:4 2025: numerator 142 → 141, value 0.71 → 0.705``."""
    if one.old is None or one.new is None:
        return f"{_name(one.either)}: {(_ADDED if one.old is None else _LOST)(lang)}"
    changed = (
        f"{_NAMES[name](lang)} {_plain(one.old.get(name))} → {_plain(one.new.get(name))}"
        for name in FIGURES
        if one.old.get(name) != one.new.get(name)
    )
    return f"{_name(one.either)}: {', '.join(changed)}"


def _name(figure: Mapping[str, Any]) -> str:
    """What the figure is of: everything that is no number and is not the same for all."""
    about = ("pack", "kind", "period_start", "period_end", *FIGURES)
    return " ".join(str(value) for name, value in figure.items() if name not in about and value)


def _plain(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


_INPUTS, _DEFINITIONS = Text("Underlag", "Sources"), Text("Definitioner", "Definitions")
_OTHERWISE = Text("Annorlunda nu", "Otherwise now")
_ROWS = Text("Använda rader", "Rows used")
_FIGURES = Text("Värden: i körintyget → nu", "Figures: in the manifest → now")
_OF, _SAME = Text("av", "of"), Text("filer är desamma", "files are the same")
_FATES = {
    Fate.CHANGED: Text("ändrad", "changed"),
    Fate.GONE: Text("borta", "gone"),
    Fate.NEW: Text("ny", "new"),
}
_FACTS = {
    "program": Text("programmets version", "version of the program"),
    "packs": Text("uppsättningar", "packs"),
    "profile": Text("profil", "profile"),
    "extracted": Text("uppgifter till och med", "data up to"),
}
_NAMES = {
    "numerator": Text("täljare", "numerator"),
    "denominator": Text("nämnare", "denominator"),
    "value": Text("värde", "value"),
    "low": Text("lägst", "lowest"),
    "high": Text("högst", "highest"),
    "missing": Text("saknar uppgift", "lack a value"),
    "pending": Text("oavgjorda", "pending"),
    "denominator_undecided": Text("osäkra i nämnaren", "uncertain in the denominator"),
    "status": Text("status", "status"),
    "final_from": Text("slutlig från", "final from"),
}
_NOT_THERE = Text("finns inte", "not there")
_ADDED = Text("finns inte i körintyget", "is not in the manifest")
_LOST = Text("räknas inte längre", "is no longer computed")
_TAMPERED = Text(
    "Körintyget är inte som det skrevs: dess värden stämmer inte med dess SHA-256.",
    "The manifest is not as it was written: its figures do not agree with its SHA-256.",
)
