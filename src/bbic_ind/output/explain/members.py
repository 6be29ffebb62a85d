"""All the cases of a figure in a file: for those who go through them one by one."""

from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

import polars as pl
from openpyxl import Workbook

from bbic_ind.engine.explain import Population, Standing
from bbic_ind.model import ADDRESS, SOURCE
from bbic_ind.output import cells
from bbic_ind.output.as_csv import frame_bytes
from bbic_ind.output.as_json import encoded, from_manifest
from bbic_ind.output.explain.cases import case_place, deciding_columns, standing_word
from bbic_ind.output.explain.places import shown
from bbic_ind.output.explain.teller import Teller
from bbic_ind.output.explain.wording import INTERNAL, SIDES
from bbic_ind.output.sheet_of_manifest import fill_manifest
from bbic_ind.output.workbook import save
from bbic_ind.texts import Text

_TITLES = {
    "indicator": Text("Indikator", "Indicator"),
    "variant": Text("Variant", "Variant"),
    "period": Text("Period", "Period"),
    "side": Text("Led", "Side"),
    "table": Text("Tabell", "Table"),
    "standing": Text("Räknas som", "Counts as"),
    "meaning": Text("Innebörd", "Meaning"),
    "part": Text("Del", "Part"),
    "id": Text("Id", "Id"),
    "place": Text("Plats", "Place"),
    "file": Text("Fil", "File"),
    "sheet": Text("Blad", "Sheet"),
    "row": Text("Rad", "Row"),
    "days": Text("Dagar efter gränsen", "Days after the limit"),
    "amount": Text("Tal", "Number"),
    "handling": Text("Hantering", "Handling"),
}
_WIDTHS = (10, 14, 10, 12, 20, 16, 32, 24, 16, 60, 30, 24, 8, 12, 12, 40)
_NUMBERS = {"row": pl.Int64(), "days": pl.Int64(), "amount": pl.Float64()}
_INTERNAL = Text("internt", "internal")


def members(teller: Teller) -> pl.DataFrame:
    """One row per case, in the order of the tables; those of ``_NUMBERS`` are numbers."""
    rows = [row for population in teller.said.populations for row in _rows(population, teller)]
    schema = {name: _NUMBERS.get(name, pl.String()) for name in _TITLES}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _rows(population: Population, teller: Teller) -> Iterator[tuple[Any, ...]]:
    said, lang = teller.said, teller.lang
    table, columns = population.computation.table, deciding_columns(population, teller)
    side = SIDES[population.side](lang) if population.side else ""
    meanings = {s: standing_word(s, population, lang) for s in Standing}
    about = (said.indicator.id, said.variant, said.period.label, side, table)
    for case in population.cases.iter_rows(named=True):
        sheet = teller.places.sheet(case[SOURCE])
        yield (
            *about,
            case["standing"],
            meanings[Standing(case["standing"])],
            teller.label(case["part"]) if case["part"] else "",
            shown(case["id"], lang),
            case_place(case, columns, teller),
            sheet.file if sheet else "",
            sheet.sheet if sheet else "",
            case[ADDRESS],
            case["days"],
            case["amount"],
            _INTERNAL(lang),
        )


def write_csv(teller: Teller, stream: IO[bytes]) -> None:
    """Write the cases with semicolons and a byte order mark, text guarded."""
    stream.write(frame_bytes(members(teller)))


def write_json(teller: Teller, stream: IO[bytes]) -> None:
    """Write an object with a notice, what the cases rest on, and the cases."""
    about = {"notice": INTERNAL(teller.lang), "run": from_manifest(teller.manifest)}
    stream.write(encoded({**about, "cases": members(teller).to_dicts()}).encode())


def write_xlsx(teller: Teller, stream: IO[bytes]) -> None:
    """Write a workbook with a sheet to filter and work through."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _CASES(teller.lang)
    cells.put_line(sheet, 1, INTERNAL(teller.lang), cells.STRONG)
    titles = [title(teller.lang) for title in _TITLES.values()]
    frame = members(teller)
    numbers = [frame.columns.index(name) + 1 for name in _NUMBERS]
    cells.put_header(sheet, _HEADER, titles, numbers)
    for number, row in enumerate(frame.iter_rows(), start=_HEADER + 1):
        for column, value in enumerate(row, start=1):
            cells.put(sheet, number, column, value)
    cells.finish_table(sheet, _WIDTHS, INTERNAL(teller.lang), header=_HEADER, filtered=True)
    fill_manifest(book, teller.manifest, teller.lang)
    save(book, stream)


_HEADER = 3
_CASES = Text("Fall", "Cases")

WRITERS: Mapping[str, Callable[[Teller, IO[bytes]], None]] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "json": write_json,
}
"""What the cases can be written as, by the suffix of the file's name."""
