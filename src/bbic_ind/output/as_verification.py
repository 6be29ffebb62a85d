"""What a run made again gave, beside its manifest, in plain text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bbic_ind.output.paragraphs import paragraph
from bbic_ind.provenance import (
    Differences,
    Manifest,
    Moved,
    Otherwise,
    SheetCounts,
    Spot,
    Written,
)
from bbic_ind.provenance.comparing import FIGURES, Fate
from bbic_ind.texts import Language, Text

_INDENT, _HANG = "  ", "  "


def verification(
    old: Manifest, found: Differences, written: Sequence[Written], lang: Language
) -> str:
    """The whole report, its verdict first; ends with a newline."""
    return "\n".join(_lines(old, found, written, lang)) + "\n"


def _lines(
    old: Manifest, found: Differences, written: Sequence[Written], lang: Language
) -> Iterator[str]:
    yield from paragraph(_verdict(old, found)(lang))
    if written:
        yield from _files(_OUTPUTS(lang), {one.file: one.fate for one in written}, lang)
    for one in written:
        yield from _as_a_whole(one, lang)
        yield from _cells(one, lang)
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


def _as_a_whole(one: Written, lang: Language) -> Iterator[str]:
    """What is not compared of a file, where that is not its every cell."""
    if one.as_a_whole:
        yield from paragraph(f"{one.file}: {_DIGEST_ALONE(lang)}", _INDENT, _HANG)


def _cells(one: Written, lang: Language) -> Iterator[str]:
    """The cells of a file that are not what they would be if it were written now."""
    if one.fate is not Fate.CHANGED:
        return
    if one.as_a_whole:
        return
    if not one.cells:
        told = _UNREADABLE if one.cells is None else _SAVED_ANEW
        yield from paragraph(f"{one.file}: {told(lang)}", _INDENT + _HANG, _HANG)
        return
    yield from _section(
        f"{one.file}: {_IN_THE_FILE(lang)}", (_cell(c, lang) for c in one.cells[:_MOST])
    )
    if len(one.cells) > _MOST:
        yield f"{_INDENT}… (+{len(one.cells) - _MOST})"


def _cell(cell: Otherwise, lang: Language) -> str:
    return f"{_spot(cell.spot, lang)}: {cell.written or '–'} → {cell.now or '–'}"


def _spot(spot: Spot, lang: Language) -> str:
    """``Indikatorer!F12``, ``rad 3, numerator`` or ``results[3].numerator``."""
    if spot.sheet:
        return f"{spot.sheet}!{spot.column}{spot.row}"
    return f"{_ROW(lang)} {spot.row}, {spot.column}" if spot.row else spot.column


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
        f"{_measured(name, lang)} {_plain(one.old.get(name))} → {_plain(one.new.get(name))}"
        for name in FIGURES
        if one.old.get(name) != one.new.get(name)
    )
    return f"{_name(one.either)}: {', '.join(changed)}"


def _measured(name: str, lang: Language) -> str:
    return _NAMES[name](lang) if name in _NAMES else name


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
_OUTPUTS = Text("Skrivna filer", "Written files")
_IN_THE_FILE = Text("i filen → räknat nu", "in the file → computed now")
_SAVED_ANEW = Text("sparad om, men inget värde är ändrat", "saved again, but no value differs")
_UNREADABLE = Text("går inte att läsa", "cannot be read")
_DIGEST_ALONE = Text(
    "jämförs bara som helhet, med SHA-256. Siffrorna bakom den är räknade om, men den är inte "
    "skriven om: texter, diagram och celler jämförs inte var för sig.",
    "compared only as a whole, by its SHA-256. The figures behind it are computed again, but it "
    "is not written again: texts, charts and cells are not compared one by one.",
)
_ROW = Text("rad", "row")
_MOST = 20
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
    "count": Text("antal", "count"),
    "units": Text("antal i tvivel", "number in doubt"),
}
_NOT_THERE = Text("finns inte", "not there")
_ADDED = Text("finns inte i körintyget", "is not in the manifest")
_LOST = Text("räknas inte längre", "is no longer computed")
_TAMPERED = Text(
    "Körintyget är inte som det skrevs: dess värden stämmer inte med dess SHA-256.",
    "The manifest is not as it was written: its figures do not agree with its SHA-256.",
)
