"""The files of a comparison: the figures of both sides, and the cases that moved."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import IO, Any

import polars as pl
from openpyxl import Workbook

from bbic_ind.definitions.prose.names import spaced
from bbic_ind.engine.differences import COMPARED, Difference, Figure, MovedCase, alike
from bbic_ind.engine.differences_why import Change
from bbic_ind.engine.explain import Standing
from bbic_ind.output import cells, wording
from bbic_ind.output.as_csv import frame_bytes
from bbic_ind.output.as_difference import REASONS, Compared, told
from bbic_ind.output.as_json import encoded, from_manifest
from bbic_ind.output.explain.places import Places
from bbic_ind.output.explain.wording import INTERNAL, STANDINGS
from bbic_ind.output.sheet_of_manifest import fill_manifest
from bbic_ind.output.workbook import save
from bbic_ind.periods import OPEN
from bbic_ind.texts import NO, YES, Language, Text

_CASE_COLUMNS: Mapping[str, Text] = {
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
    return pl.DataFrame(rows, schema=dict.fromkeys(_CASE_COLUMNS, pl.String), orient="row")


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
        return (YES if value else NO)(lang)
    return value.isoformat() if isinstance(value, date) else str(value)


def _standing(standing: tuple[str, str] | None, lang: Language) -> str:
    if standing is None:
        return _NOT_COUNTED(lang)
    word, part = STANDINGS[Standing(standing[0])](lang), standing[1].replace("_", " ")
    return f"{word}: {part}" if part else word


def write_csv(compared: Compared, stream: IO[bytes]) -> None:
    """Write the cases with semicolons and a byte order mark, text guarded."""
    stream.write(frame_bytes(moved_cases(compared)))


def write_json(compared: Compared, stream: IO[bytes]) -> None:
    """Write an object with a notice, what it rests on, both sides' figures, and the cases."""
    figures = [_both(*pair) for one in compared.differences for pair in one.figures]
    cases = moved_cases(compared).to_dicts()
    about = {"notice": INTERNAL(compared.lang), "run": from_manifest(compared.manifest)}
    stream.write(encoded({**about, "figures": figures, "cases": cases}).encode())


def _both(old: Figure | None, new: Figure | None) -> dict[str, Any]:
    """What a figure is called, and its numbers on each side; None where it is not there."""
    either = new or old or {}
    sides = {
        side: figure and {name: figure[name] for name in _NUMBERS}
        for side, figure in (("old", old), ("new", new))
    }
    return {**{name: either[name] for name in _NAMES}, **sides}


_NAMES = ("indicator", "variant", "part", "period")
_NUMBERS = (*COMPARED, "denominator_undecided", "status")


def write_xlsx(compared: Compared, stream: IO[bytes]) -> None:
    """Write a workbook: the figures side by side, and the cases to filter and work through."""
    book, lang = Workbook(), compared.lang
    rows = [_figure(*pair, one, lang) for one in compared.differences for pair in one.figures]
    _fill(book.active, _FIGURES(lang), _FIGURE_COLUMNS, rows, lang)
    cases = moved_cases(compared).rows()
    columns = dict(zip(_CASE_COLUMNS.values(), _WIDTHS, strict=True))
    _fill(book.create_sheet(), _CASES(lang), columns, cases, lang)
    fill_manifest(book, compared.manifest, lang)
    save(book, stream)


def _figure(
    old: Figure | None, new: Figure | None, one: Difference, lang: Language
) -> tuple[str, ...]:
    either = new or old or {}
    variant, part = (one.indicator.label(either[key])(lang) for key in ("variant", "part"))
    same = _AS_BEFORE(lang) if alike(old, new) else ""
    names = (one.indicator.id, variant, part, wording.when(either))
    return (*names, told(old, lang), told(new, lang), same)


def _fill(
    sheet: Any,
    title: str,
    columns: Mapping[Text, int],
    rows: Sequence[Sequence[str]],
    lang: Language,
) -> None:
    """Fill a sheet with a table of texts; ``columns`` are the headings with their widths."""
    widths = tuple(columns.values())
    sheet.title = title
    cells.put_line(sheet, 1, INTERNAL(lang), cells.STRONG)
    cells.put_header(sheet, _HEADER, [heading(lang) for heading in columns], ())
    for number, row in enumerate(rows, start=_HEADER + 1):
        cells.put_row(sheet, number, row, widths)
    cells.finish_table(sheet, widths, INTERNAL(lang), header=_HEADER, filtered=True)


_HEADER = 3

WRITERS: Mapping[str, Callable[[Compared, IO[bytes]], None]] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "json": write_json,
}
"""What the cases can be written as, by the suffix of the file's name."""

_FIGURE_COLUMNS: Mapping[Text, int] = {
    Text("Indikator", "Indicator"): 10,
    Text("Variant", "Variant"): 20,
    Text("Del", "Part"): 30,
    Text("Period", "Period"): 12,
    Text("I det gamla", "In the old"): 44,
    Text("I det nya", "In the new"): 44,
    Text("Samma", "Same"): 12,
}
_AS_BEFORE = Text("oförändrad", "unchanged")
_FIGURES = Text("Siffror", "Figures")
_CASES = Text("Fall som flyttat", "Cases that moved")
_NOT_COUNTED = Text("inte med", "not included")
_ANOTHER = Text("ett annat värde (visas inte)", "another value (not shown)")
_MISSING, _OPEN = Text("saknas", "missing"), Text("öppen", "open")
