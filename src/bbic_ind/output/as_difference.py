"""Two exports or packs side by side, told in plain text."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from bbic_ind.engine.differences import Difference, Figure, MovedCase, alike
from bbic_ind.engine.differences_why import Reason
from bbic_ind.model import STAND_IN, Reading
from bbic_ind.output import wording
from bbic_ind.output.explain.places import shown
from bbic_ind.output.explain.wording import INTERNAL
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.provenance import Manifest, Origin, manifest
from bbic_ind.provenance.fingerprint import plain_row
from bbic_ind.texts import Language, Text, listed

_INDENT, _STEP = "  ", "    "
_FEW = 5
"""How many of the cases that moved for a reason the summary names."""


@dataclass(frozen=True)
class Compared:
    """What differs between two readings."""

    differences: Sequence[Difference]
    old: Reading
    new: Reading
    lang: Language
    origin: Origin = field(default_factory=Origin)
    folder: Path = Path()

    @cached_property
    def stand_ins(self) -> dict[str, int]:
        """The ids that may not be shown, numbered in the order of their cases."""
        cases = (case for one in self.differences for case in one.cases)
        ids = dict.fromkeys(case.why.id for case in cases)
        hidden = (id_ for id_ in ids if id_ is not None and id_.startswith(STAND_IN))
        return {id_: number for number, id_ in enumerate(hidden, start=1)}

    def id(self, case: MovedCase) -> str:
        """A case's own id as it may be shown."""
        number = self.stand_ins.get(case.why.id or "")
        return f"{_CASE(self.lang)} {number}" if number else shown(case.why.id, self.lang)

    @property
    def manifest(self) -> Manifest:
        """What was read and found on both sides; its paths start from the output's folder."""
        both = replace(self.new, sheets=(*self.old.sheets, *self.new.sheets))
        figures = [plain_row(row) for one in self.differences for row in _plain(one)]
        return manifest(self.origin, both, figures, self.lang, self.folder)


def _plain(one: Difference) -> Iterator[dict[str, Any]]:
    """The figures of both sides, and how many cases moved for each reason."""
    for pair in one.figures:
        for side, figure in zip(("old", "new"), pair, strict=True):
            if figure is not None:
                words = ("title", "note")
                kept = {name: value for name, value in figure.items() if name not in words}
                yield {"side": side, **kept}
    counts = Counter((case.variant, case.why.reason) for case in one.cases)
    for (variant, reason), count in counts.items():
        about = {"indicator": one.indicator.id, "variant": variant, "reason": reason.value}
        yield {**about, "count": count}


def summary(compared: Compared) -> str:
    """Every indicator that moved, and the names of those that did not."""
    return "\n".join(_lines(compared)) + "\n"


def _lines(compared: Compared) -> Iterator[str]:
    lang = compared.lang
    old, new = (one.dataset.extracted.isoformat() for one in (compared.old, compared.new))
    yield f"{_KNOWN(lang)}: {old} → {new}"
    if any(one.cases for one in compared.differences):
        yield INTERNAL(lang)
    for one in compared.differences:
        if one.any:
            yield from _indicator(one, compared)
    same = [one.indicator.id for one in compared.differences if not one.any]
    if same:
        yield ""
        yield from paragraph(f"{_SAME(lang)}: {', '.join(same)}")


def _indicator(one: Difference, compared: Compared) -> Iterator[str]:
    lang = compared.lang
    yield ""
    yield from paragraph(f"{one.indicator.id}  {one.indicator.title(lang)}", "", _STEP)
    for old, new in _worth_telling(one):
        yield from paragraph(_figures(one, old, new, lang), _INDENT, _INDENT)
    for variant in dict.fromkeys(case.variant for case in one.cases):
        cases = [case for case in one.cases if case.variant == variant]
        reading = f"{_ONLY(lang)} {one.indicator.label(variant)(lang)}: " if variant else ""
        for reason in Reason:
            if line := _counted(reason, cases, compared):
                yield from paragraph(reading + line, _STEP, _INDENT)


def _worth_telling(one: Difference) -> list[tuple[Figure | None, Figure | None]]:
    """The figures that differ, and those alike of a reading whose cases moved all the same."""
    differ = [pair for pair in one.figures if not alike(*pair)]
    loud = {(pair[1] or pair[0] or {})["variant"] for pair in differ}
    silent = {case.variant for case in one.cases} - loud
    return [p for p in one.figures if p in differ or (p[1] or {}).get("variant") in silent]


def _figures(one: Difference, old: Figure | None, new: Figure | None, lang: Language) -> str:
    """``2025: 142/200 71,0 % → 145/203 71,4 %``."""
    either = new or old or {}
    variant, part = (one.indicator.label(either[key])(lang) for key in ("variant", "part"))
    name = " · ".join(word for word in (wording.when(either), variant, part) if word)
    return f"{name}: {told(old, lang)} → {told(new, lang)}"


def told(figure: Figure | None, lang: Language) -> str:
    """A figure as one line: ``142/200 71,0 % (2 saknar uppgift)``."""
    if figure is None:
        return _NOT_THERE(lang)
    if not wording.is_told(figure):
        return wording.status(figure, lang)
    remark = wording.remark({**figure, "note": ""}, lang)
    words = f"{wording.fraction(figure, lang)} {wording.value(figure, lang)}".strip()
    return f"{words} ({remark})" if remark else words


def _counted(reason: Reason, cases: Sequence[MovedCase], compared: Compared) -> str:
    """How many moved for a reason, in which columns or tables, and the first of them by id."""
    own = [case for case in cases if case.why.reason is reason]
    if not own:
        return ""
    named = Counter(
        name
        for case in own
        for name in (*(change.column for change in case.why.changes), *case.why.tables)
    )
    where = ", ".join(f"{name} {number}" for name, number in named.most_common())
    ids = listed(list(dict.fromkeys(compared.id(case) for case in own)), _FEW)
    return f"{REASONS[reason](compared.lang)}: {len(own)}{f' ({where})' if where else ''} – {ids}"


REASONS: Mapping[Reason, Text] = {
    Reason.LATE: Text("registrerat i efterhand", "registered late"),
    Reason.NEW: Text("nytt sedan det gamla uttaget", "new since the old export"),
    Reason.REMOVED: Text(
        "borta ur uttaget (gallrat, sammanslaget eller utelämnat)",
        "gone from the export (disposed of, merged or left out)",
    ),
    Reason.CORRECTION: Text("rättat eller kompletterat", "corrected or filled in"),
    Reason.HAPPENED: Text("har hänt sedan det gamla uttaget", "has happened since the old export"),
    Reason.OTHER_ROWS: Text("ändrat på andra rader om samma fall", "changed on related rows"),
    Reason.TIME: Text("tiden har gått", "time has passed"),
    Reason.DEFINITION: Text("definitionen är en annan", "the definition is another"),
}
_CASE = Text("fall", "case")
_ONLY = Text("bara i varianten", "only in the variant")
_KNOWN = Text("Uppgifter till och med", "Data up to and including")
_SAME = Text("Oförändrade", "Unchanged")
_NOT_THERE = Text("finns inte", "not there")
