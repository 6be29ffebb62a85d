"""Two exports or packs side by side: a summary in plain text, and the cases that moved."""

import json as encoder
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import IO, Any

import polars as pl
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from bbic_ind.definitions.prose.names import spaced
from bbic_ind.engine.differences import Difference, Figure, MovedCase, alike
from bbic_ind.engine.differences_why import Change, Reason
from bbic_ind.engine.explain import Standing
from bbic_ind.model import STAND_IN, Reading
from bbic_ind.output import cells, wording
from bbic_ind.output.as_csv import SEPARATOR
from bbic_ind.output.as_json import FROM_MANIFEST
from bbic_ind.output.explain.places import Places, shown
from bbic_ind.output.explain.wording import INTERNAL, STANDINGS
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.output.plain_text import guarded
from bbic_ind.output.sheet_of_manifest import fill_manifest
from bbic_ind.output.workbook import save
from bbic_ind.periods import OPEN
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
                told = {name: value for name, value in figure.items() if name not in words}
                yield {"side": side, **told}
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
            if told := _counted(reason, cases, compared):
                yield from paragraph(reading + told, _STEP, _INDENT)


def _worth_telling(one: Difference) -> list[tuple[Figure | None, Figure | None]]:
    """The figures that differ, and those alike of a reading whose cases moved all the same."""
    differ = [pair for pair in one.figures if not alike(*pair)]
    told = {(pair[1] or pair[0] or {})["variant"] for pair in differ}
    silent = {case.variant for case in one.cases} - told
    return [p for p in one.figures if p in differ or (p[1] or {}).get("variant") in silent]


def _figures(one: Difference, old: Figure | None, new: Figure | None, lang: Language) -> str:
    """``2025: 142/200 71,0 % → 145/203 71,4 %``."""
    either = new or old or {}
    variant, part = (one.indicator.label(either[key])(lang) for key in ("variant", "part"))
    name = " · ".join(word for word in (wording.when(either), variant, part) if word)
    return f"{name}: {_told(old, lang)} → {_told(new, lang)}"


def _told(figure: Figure | None, lang: Language) -> str:
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


_COLUMNS: Mapping[str, Text] = {
    "indicator": Text("Indikator", "Indicator"),
    "variant": Text("Variant", "Variant"),
    "period": Text("Period", "Period"),
    "table": Text("Tabell", "Table"),
    "id": Text("Id", "Id"),
    "reason": Text("Varför", "Why"),
    "was": Text("Räknades som", "Counted as"),
    "is": Text("Räknas som", "Counts as"),
    "what": Text("Vad som ändrats", "What changed"),
    "old_place": Text("Plats i det gamla", "Place in the old"),
    "new_place": Text("Plats i det nya", "Place in the new"),
}
_WIDTHS = (10, 16, 10, 20, 16, 34, 34, 34, 48, 44, 44)


def moved_cases(compared: Compared) -> pl.DataFrame:
    """One row per case that moved, as texts; no subject's id is among them."""
    rows = [_case(case, compared) for one in compared.differences for case in one.cases]
    return pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String), orient="row")


def _case(case: MovedCase, compared: Compared) -> tuple[str, ...]:
    lang, why = compared.lang, case.why
    columns = [change.column for change in why.changes]
    old, new = (Places(one.sheets, lang) for one in (compared.old, compared.new))
    changed = [_change(change, lang) for change in why.changes]
    return (
        case.indicator,
        spaced(case.variant),
        case.period,
        case.table,
        compared.id(case),
        REASONS[why.reason](lang),
        _standing(case.old, lang),
        _standing(case.new, lang),
        "; ".join([*changed, *why.tables]),
        old.cells(*why.old, columns),
        new.cells(*why.new, columns),
    )


def _change(change: Change, lang: Language) -> str:
    if change.hidden:
        return f"{change.column}: {_ANOTHER(lang)}"
    return f"{change.column}: {_value(change.old, lang)} → {_value(change.new, lang)}"


def _value(value: Any, lang: Language) -> str:
    if value is None:
        return _MISSING(lang)
    if value == OPEN:
        return _OPEN(lang)
    if isinstance(value, bool):
        return (_YES if value else _NO)(lang)
    return value.isoformat() if isinstance(value, date) else str(value)


def _standing(standing: tuple[str, str] | None, lang: Language) -> str:
    if standing is None:
        return _NOT_COUNTED(lang)
    word, part = STANDINGS[Standing(standing[0])](lang), standing[1].replace("_", " ")
    return f"{word}: {part}" if part else word


def write_csv(compared: Compared, stream: IO[bytes]) -> None:
    """Write the cases with semicolons and a byte order mark, text guarded."""
    frame = moved_cases(compared)
    safe = frame.with_columns(pl.all().map_elements(guarded, return_dtype=pl.String))
    stream.write(("\ufeff" + safe.write_csv(separator=SEPARATOR)).encode())


def write_json(compared: Compared, stream: IO[bytes]) -> None:
    """Write an object with a notice, what the cases rest on, and the cases."""
    told = compared.manifest.plain()
    run = {name: told[name] for name in FROM_MANIFEST}
    cases = moved_cases(compared).to_dicts()
    whole = {"notice": INTERNAL(compared.lang), "run": run, "cases": cases}
    stream.write((encoder.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode())


def write_xlsx(compared: Compared, stream: IO[bytes]) -> None:
    """Write a workbook with a sheet to filter and work through."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _CASES(compared.lang)
    cells.put_line(sheet, 1, INTERNAL(compared.lang), cells.STRONG)
    cells.put_header(sheet, _HEADER, [t(compared.lang) for t in _COLUMNS.values()], ())
    frame = moved_cases(compared)
    for number, row in enumerate(frame.iter_rows(), start=_HEADER + 1):
        for column, value in enumerate(row, start=1):
            cells.put(sheet, number, column, value)
        cells.finish_row(sheet, number, _WIDTHS)
    sheet.auto_filter.ref = f"A{_HEADER}:{get_column_letter(len(_COLUMNS))}{_HEADER + frame.height}"
    sheet.freeze_panes = f"A{_HEADER + 1}"
    cells.set_widths(sheet, _WIDTHS)
    cells.set_up_print(sheet, _HEADER, INTERNAL(compared.lang))
    fill_manifest(book, compared.manifest, compared.lang)
    save(book, stream)


_HEADER = 3

WRITERS: Mapping[str, Callable[[Compared, IO[bytes]], None]] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "json": write_json,
}
"""What the cases can be written as, by the suffix of the file's name."""

REASONS: Mapping[Reason, Text] = {
    Reason.LATE: Text("registrerat i efterhand", "registered late"),
    Reason.NEW: Text("nytt sedan det gamla uttaget", "new since the old export"),
    Reason.REMOVED: Text(
        "borta ur uttaget (gallrat, sammanslaget eller utelämnat)",
        "gone from the export (weeded out, merged or left out)",
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
_NOT_COUNTED = Text("inte med", "not included")
_ANOTHER = Text("ett annat värde (visas inte)", "another value (not shown)")
_MISSING, _OPEN = Text("saknas", "missing"), Text("öppen", "open")
_YES, _NO = Text("ja", "yes"), Text("nej", "no")
_CASES = Text("Fall som flyttat", "Cases that moved")
