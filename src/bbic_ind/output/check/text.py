"""The check as plain text for a terminal or a pipe, rule by rule."""

from collections.abc import Iterator, Sequence

from bbic_ind.definitions.rules import Severity
from bbic_ind.engine.checking import Checked
from bbic_ind.output.check.inspection import Inspection
from bbic_ind.output.check.wording import SEVERITIES, effects, headline, messages
from bbic_ind.output.check.work_list import entries_of
from bbic_ind.output.evidence import known_until
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.output.plain_text import strong
from bbic_ind.texts import Language, Text, counted

_EXAMPLES = 3
_HANG = " " * 8
_FIGURES_FOR = Text("siffror för", "figures for")
_CAN_CHANGE = Text("Kan ändra", "Can change")
_CHANGES_NOTHING = Text("Ändrar ingen av siffrorna.", "Changes none of the figures.")
_CHANGES_ANYTHING = Text(
    "Kan ändra vilken siffra som helst; det går inte att säga hur mycket.",
    "Can change any figure; by how much cannot be told.",
)
_WHERE = Text("Var", "Where")
_ACTION = Text("Gör så här", "What to do")
_UNTRIED = Text("Kunde inte prövas", "Could not be tried")
_NOTHING = Text("Inget att anmärka.", "Nothing to report.")
_LACKS = Text("underlaget saknar", "the data lack")


def summary(inspection: Inspection, *, bold: bool = False) -> str:
    """The whole text, ending with a newline."""
    return "\n".join(_lines(inspection, bold)) + "\n"


def _lines(inspection: Inspection, bold: bool) -> Iterator[str]:
    lang = inspection.lang
    heading = (
        f"{inspection.title} · {known_until(inspection.reading, lang)} · "
        f"{_FIGURES_FOR(lang)} {inspection.period.label}"
    )
    yield from (strong(line, bold) for line in paragraph(heading))
    for severity in Severity:
        found = [one for one in inspection.checkup.found if one.breach.rule.severity is severity]
        if found:
            yield ""
            yield strong(SEVERITIES[severity](lang), bold)
        for checked in found:
            yield from _rule(checked, inspection)
    if not inspection.checkup.found:
        yield from ("", _NOTHING(lang))
    yield from _untried(inspection)
    yield from ("", *paragraph(_count(inspection)(lang)))


def _rule(checked: Checked, inspection: Inspection) -> Iterator[str]:
    """How many, what, which figures, where, and what to do."""
    lang, breach = inspection.lang, checked.breach
    first = [*entries_of(checked, inspection, _EXAMPLES)]
    said, title = messages(breach, lang), headline(breach, lang)
    yield from paragraph(f"{breach.count:>6}  {title}", hang=_HANG)
    for text in said[:_EXAMPLES] if len(said) > 1 else ():
        yield from _indented(f"– {text}")
    yield from _indented(_told_effects(checked, lang))
    if places := _places([one.where for one in first if one.where and one.where not in title]):
        rest = breach.rows.height - len(first)
        more = f" … (+{rest})" if rest > 0 else ""
        yield from _indented(f"{_WHERE(lang)}: {places}{more}")
    if action := breach.rule.action(lang):
        yield from _indented(f"{_ACTION(lang)}: {action}")


def _told_effects(checked: Checked, lang: Language) -> str:
    if not checked.effects:
        harmless = checked.breach.table or checked.breach.rule.severity is Severity.NOTE
        return (_CHANGES_NOTHING if harmless else _CHANGES_ANYTHING)(lang)
    stops = all(one.stops for one in checked.effects)
    told = effects(checked.effects, lang)
    return told if stops else f"{_CAN_CHANGE(lang)} {told}"


def _places(places: Sequence[str]) -> str:
    """Addresses one after another, the sheet not said again where it is the same."""
    told: list[str] = []
    before = ""
    for place in places:
        sheet, _, cells = place.rpartition(" › ")
        told.append(cells if sheet and sheet == before else place)
        before = sheet
    return "; ".join(told)


def _indented(text: str) -> list[str]:
    return paragraph(text, _HANG, "  ")


def _untried(inspection: Inspection) -> Iterator[str]:
    lang, untried = inspection.lang, inspection.checkup.untried
    if not untried:
        return
    yield ""
    yield _UNTRIED(lang)
    for one in untried:
        lacks = f"{_LACKS(lang)} {', '.join(one.lacks)}"
        title = one.rule.title(lang)
        yield from _indented(f"{title[:1].upper()}{title[1:]}: {lacks}")


def _count(inspection: Inspection) -> Text:
    counts = [(_COUNTED[severity], inspection.count(severity)) for severity in Severity]
    sv = ", ".join(counted(n, one.sv, many.sv) for (one, many), n in counts)
    en = ", ".join(counted(n, one.en, many.en) for (one, many), n in counts)
    tried = inspection.checkup.tried
    return Text(
        f"Fynd: {sv}. {counted(tried, 'regel', 'regler')} prövades, "
        "utöver det som inläsningen prövar.",
        f"Findings: {en}. {counted(tried, 'rule was', 'rules were')} tried, "
        "beside what the reading tries.",
    )


_COUNTED = {
    Severity.BLOCKS: (Text("hinder", "blocking"), Text("hinder", "blocking")),
    Severity.ERROR: (Text("fel", "error"), Text("fel", "errors")),
    Severity.WARNING: (Text("varning", "warning"), Text("varningar", "warnings")),
    Severity.NOTE: (Text("upplysning", "note"), Text("upplysningar", "notes")),
}
"""What one of each severity is called, and several."""
