"""A form such as an authority or a county might send out, and the file that fills it in."""

from pathlib import Path
from typing import Any

import xlsxwriter

from generator.workbooks import MADE

SHARES = (
    ("1:2", "Avslutade utredningar där handläggaren träffat barnet för utredningssamtal"),
    ("1:3", "Barn placerade minst sex månader som fått enskilt uppföljningssamtal"),
    ("2:5", "Placeringar i familjehem eller HVB efter ett oförutsett avbrott"),
    ("5:3", "Förhandsbedömningar avslutade inom två veckor"),
    ("5:4", "Utredningar avslutade inom fyra månader"),
)
FIRST = 9
"""The first row of the shares, as a spreadsheet counts."""

ITEMS = (
    ("2:1", "samverkan_mödrahälsovård", "Mödrahälsovården"),
    ("2:1", "samverkan_polis", "Polisen"),
)
FIRST_ITEM = 18


def write_form(folder: Path) -> None:
    """Write the empty form and, beside it, which cell is to hold what."""
    folder.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(folder / "lansenkat.xlsx") as book:
        book.set_properties({"title": "Länets enkät", "created": MADE})
        _write_sheet(book)
    (folder / "lansenkat.yaml").write_text(_mapping(), "utf-8")


def _write_sheet(book: Any) -> None:
    page = book.add_worksheet("Svar")
    look = _formats(book)
    page.set_column("A:A", 12)
    page.set_column("B:B", 62)
    page.set_column("C:E", 12)
    page.set_column("F:F", 20)
    page.merge_range("A1:F1", "Länets enkät om den sociala barn- och ungdomsvården", look["title"])
    for row, name in enumerate(("Kommun", "Kalenderår", "Mätdag"), start=3):
        page.write(f"A{row}", name, look["bold"])
        page.merge_range(f"B{row}:C{row}", "", look["day" if name == "Mätdag" else "cell"])
    heads = ("Nr", "Antal under året", "Av dem", "Alla", "Andel", "Av dem förra året")
    page.write_row(f"A{FIRST - 1}", heads, look["head"])
    for row, (number, text) in enumerate(SHARES, start=FIRST):
        page.write_row(f"A{row}", (number, text))
        for column in "CDF":
            page.write_blank(f"{column}{row}", None, look["number"])
        page.write_formula(f"E{row}", f'=IF(D{row}="","",C{row}/D{row})', look["share"], "")
    page.data_validation(
        f"C{FIRST}:D{FIRST + len(SHARES) - 1}",
        {"validate": "integer", "criteria": ">=", "value": 0},
    )
    _write_answers(page, look)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.print_area("A1:F24")
    page.set_footer("&LLänets enkät&RSida &P")


def _write_answers(page: Any, look: dict[str, Any]) -> None:
    heading = "På mätdagen finns en beslutad struktur för samverkan med"
    page.write(f"A{FIRST_ITEM - 1}", heading, look["bold"])
    for row, (number, _, text) in enumerate(ITEMS, start=FIRST_ITEM):
        page.write_row(f"A{row}", (number, text))
        page.write_blank(f"C{row}", None, look["cell"])
        page.data_validation(f"C{row}", {"validate": "list", "source": ["JA", "NEJ"]})
    page.write("A21", "Kryssa i ett av alternativen", look["bold"])
    page.write_row("C21", ("Ja", "Nej"), look["head"])
    page.write_row("A22", ("2:2", "Nämnden har ordinarie licens för BBIC"))
    page.write_blank("C22", None, look["cell"])
    page.write_blank("D22", None, look["cell"])


def _formats(book: Any) -> dict[str, Any]:
    cell = {"border": 1, "bg_color": "#FFF9E5", "align": "left"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "bold": book.add_format({"bold": True}),
        "head": book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "white"}),
        "cell": book.add_format(cell),
        "number": book.add_format({**cell, "num_format": "#,##0", "align": "right"}),
        "day": book.add_format({**cell, "num_format": "yyyy-mm-dd"}),
        "share": book.add_format({"num_format": "0.0 %", "italic": True}),
    }


def _mapping() -> str:
    lines = [_HEAD]
    for row, (number, _) in enumerate(SHARES, start=FIRST):
        lines += [
            f'  - {{cell: "Svar!C{row}", indicator: "{number}", of: numerator}}',
            f'  - {{cell: "Svar!D{row}", indicator: "{number}", of: denominator}}',
            f'  - {{cell: "Svar!F{row}", indicator: "{number}", of: numerator, period: -1}}',
        ]
    lines.append(_BEFORE_ITEMS)
    for row, (number, part, _) in enumerate(ITEMS, start=FIRST_ITEM):
        lines.append(
            f'  - {{cell: "Svar!C{row}", indicator: "{number}", part: {part}, of: answer}}'
        )
    return "\n".join([*lines, _TAIL])


_HEAD = """\
# Vilken cell i länets formulär som ska ha vilket svar. Nästa års formulär behöver bara en ny fil
# som den här: bbic-ind survey UNDERLAG --year 2025 --form lansenkat.yaml -o ifylld.xlsx
format: 1
workbook: lansenkat.xlsx          # formuläret, räknat från den här filens mapp
words: {yes: "JA", no: "NEJ", mark: "X"}
cells:
  - {cell: "Svar!B3", fact: municipality}
  - {cell: "Svar!B4", fact: year}
  - {cell: "Svar!B5", fact: day}
  # Antalen, och förra årets: period -1 är året före det som enkäten gäller."""
_BEFORE_ITEMS = "  # Ett ja eller nej blir ordet som formulärets lista tar emot."
_TAIL = """\
  # Ett kryss i en av två rutor.
  - {cell: "Svar!C22", indicator: "2:2", part: bbic_licens, of: "yes"}
  - {cell: "Svar!D22", indicator: "2:2", part: bbic_licens, of: "no"}
"""
