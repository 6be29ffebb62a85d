"""Ugly files as they are met in real life, all holding the same three loans."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bbic_ind.periods import OPEN
from bbic_ind.sources.files import open_grids
from bbic_ind.sources.headers import find_table
from bbic_ind.sources.values import parse_dates, parse_end_dates, parse_numbers, parse_yes_no

from .building import ods, workbook

KNOWN = {"id", "lånad", "återlämnad", "avgift", "förlängd"}
EXPECTED = {
    "id": ["L1", "L2", "L3"],
    "lånad": [date(2025, 1, 5), date(2025, 2, 28), date(2025, 12, 31)],
    "återlämnad": [date(2025, 1, 20), OPEN, OPEN],
    "avgift": [12.5, 1234.0, None],
    "förlängd": [True, False, None],
}


def _titled(sheet: Worksheet) -> None:
    sheet["A1"], sheet["A2"], sheet["B2"] = "Låneuttag", "Uttagsdatum:", datetime(2026, 2, 1)
    sheet.merge_cells("A1:E1")
    header = ["Förlängd", "Id", "Återlämnad ", "Lånad", "Avgift:"]
    rows = [
        [True, "L1", datetime(2025, 1, 20), datetime(2025, 1, 5, 8, 30), 12.5],
        [None] * 5,
        [False, "L2", None, datetime(2025, 2, 28), 1234],
        header,
        [None, "L3", "9999-12-31", 46022, None],
        ["SUMMA:", None, None, None, 1246.5],
    ]
    for at, row in enumerate([header, *rows], start=5):
        for column, value in enumerate(row, start=3):
            sheet.cell(at, column).value = value


UGLY: dict[str, bytes | str] = {
    "plain.csv": "id,lånad,återlämnad,avgift,förlängd\n"
    "L1,2025-01-05,2025-01-20,12.5,ja\nL2,2025-02-28,,1234,nej\nL3,2025-12-31,,,\n",
    "semicolons and windows text.csv": (
        "Id;Lånad;Återlämnad;Avgift;Förlängd\r\n"
        "L1;2025-01-05;2025-01-20;12,5;Ja\r\nL2;2025-02-28;;1\u00a0234;Nej\r\nL3;2025-12-31;;;\r\n"
    ).encode("cp1252"),
    "unicode text.txt": (
        "ID\tLÅNAD\tÅTERLÄMNAD\tAVGIFT\tFÖRLÄNGD\r\nL1\t20250105\t20250120\t12,50\tJ\r\n"
        "L2\t20250228\t99991231\t1 234\tN\r\nL3\t20251231\t99999999\t\t\r\n"
    ).encode("utf-16"),
    "quoted with a bom.csv": (
        '"Id";"Lånad";"Återlämnad";"Avgift";"Förlängd";"Anteckning"\n'
        '"L1";"2025-01-05T00:00:00Z";"2025-01-20T23:59:00Z";"12,5";"1";"rad 1\nrad 2; ""citat"""\n'
        '"L2";"2025-02-28T00:00:00Z";"";"1.234,0";"0";""\n'
        '"L3";"2025-12-31T00:00:00Z";"-";"-";"Uppgift saknas";""\n'
    ).encode("utf-8-sig"),
    "titles and totals.csv": "sep=;\nLåneuttag;;;;\nUttagsdatum: 2026-02-01;;;;\n;;;;\n"
    "Id;Lånad;Återlämnad;Avgift;Förlängd\nL1;2025-01-05;2025-01-20;12,5;x\n;;;;\n"
    "L2;2025-02-28;;1234;nej\nL3;2025-12-31;;;\nAntal: 3;;;1246,5;\n\nUtskriven av systemet;;;;\n",
    "short rows.csv": "Id;Lånad;Återlämnad;Avgift;Förlängd\n"
    "L1;2025-01-05;2025-01-20;12,5;ja\nL2;2025-02-28;;1234;nej\nL3;2025-12-31;\n",
    "decomposed letters.csv": "Id;La\u030anad;A\u030aterla\u0308mnad;Avgift;Fo\u0308rla\u0308ngd\n"
    "L1;2025-01-05;2025-01-20;12,5;ja\nL2;2025-02-28;;1234;nej\nL3;2025-12-31;;;\n",
    "a report from a spreadsheet.xlsx": workbook(_titled),
    "open document.ods": ods(
        [
            [None, "Id", "Lånad", "Återlämnad", "Avgift", "Förlängd"],
            [None, "L1", "2025-01-05", "2025-01-20", "12,5", "Ja"],
            [None, "L2", "2025-02-28", None, "1234", "Nej"],
            [None, "L3", "2025-12-31", None, None, None],
        ]
    ),
}
"""Content by the name of the file, which says what is ugly about it."""

_SAVED = [Path(__file__).parent / "workbooks" / f"saved.{kind}" for kind in ("xls", "xlsb", "ods")]
UGLY |= {path.name: path.read_bytes() for path in _SAVED}


@pytest.mark.parametrize("name", UGLY)
def test_an_ugly_file_gives_the_same_table(
    name: str, file: Callable[[str, bytes | str], Path]
) -> None:
    [grid], _ = open_grids([file(name, UGLY[name])])
    table, _ = find_table(grid, KNOWN)

    assert table is not None
    column = {h.casefold().rstrip(":"): table.frame[str(n)] for n, h in enumerate(table.headings)}
    read = [
        column["id"],
        parse_dates(column["lånad"]).values,
        parse_end_dates(column["återlämnad"]).values,
        parse_numbers(column["avgift"]).values,
        parse_yes_no(column["förlängd"]).values,
    ]
    assert dict(zip(EXPECTED, map(pl.Series.to_list, read), strict=True)) == EXPECTED
