"""Copies of the example with names and numbers where nobody expects them."""

import shutil
from itertools import cycle
from pathlib import Path

import openpyxl

from tests.privacy.secrets import EXAMPLES, NAME, OTHER_NAME, planted_numbers

TOWN = EXAMPLES / "exempelstad"
_HEADER = 4

NUMBERS = cycle(planted_numbers())


def dashed():
    number = next(NUMBERS)
    return f"{number[:8]}-{number[8:]}"


def note():
    """Free text with two persons in it."""
    return f"Ringde {NAME} ({dashed()}), mor till {next(NUMBERS)[2:]}."


def plant(folder):
    """Plant both deliveries of the example in a folder."""
    shutil.copytree(TOWN / "lifecare", folder / "lifecare")
    shutil.copytree(TOWN / "sidoblad", folder / "sidoblad")
    shutil.copy(Path(__file__).with_name("bbic-ind.yaml"), folder)
    _workbook(folder / "combine.xlsx")
    for path in sorted((folder / "lifecare").glob("*.csv")):
        _export(path)
    _side_sheets(folder / "sidoblad")


def _workbook(target):
    book = openpyxl.load_workbook(TOWN / "combine.xlsx")
    for sheet in book:
        last = sheet.max_row
        sheet["A1"] = f"Utskrivet av {NAME}, {dashed()}"
        sheet.cell(last + 2, 1, f"Källa: {OTHER_NAME} {dashed()}")
        _add_columns(sheet, last)
        _spoil_cells(sheet)
    odd = book.create_sheet(dashed())
    for row in (("Namn", dashed(), "Anteckning"), (NAME, OTHER_NAME, note())):
        odd.append(row)
    headless = book.create_sheet("Lista")
    for number in (dashed(), dashed(), next(NUMBERS)):
        headless.append((NAME, number, OTHER_NAME))
    book.save(target)


def _add_columns(sheet, last):
    column = sheet.max_column
    headings = ("Namn", "Anteckning", dashed(), next(NUMBERS))
    for step, heading in enumerate(headings, start=1):
        sheet.cell(_HEADER, column + step, heading)
        for row in range(_HEADER + 1, last):
            sheet.cell(row, column + step, NAME if step == 1 else note())


def _spoil_cells(sheet):
    """In every column but the persons' own, on rows of their own, what does not belong."""
    headings = [cell.value for cell in sheet[_HEADER]]
    spoils = (NAME, dashed, lambda: next(NUMBERS), note, lambda: next(NUMBERS)[2:])
    row = _HEADER + 10
    for column, heading in enumerate(headings, start=1):
        if heading in (None, "Personnummer", "Enhet"):
            continue
        for spoil in spoils:
            row += 1
            sheet.cell(row, column, spoil if isinstance(spoil, str) else spoil())
        row = _HEADER + 10 + column % 3
    if "Enhet" in headings:
        for row in range(_HEADER + 30, _HEADER + 36):
            sheet.cell(row, headings.index("Enhet") + 1, dashed() if row % 2 else next(NUMBERS))


def _export(path):
    """A name, free text and numbers in every column that is not the person's own."""
    lines = path.read_text("utf-8-sig").splitlines()
    header = lines[0].split(";")
    records = [line.split(";") for line in lines[1:]]
    for at, heading in enumerate(header):
        if heading in ("PersonId", "CoApplicant", "CustomerNumber", "Organization"):
            continue
        for step, spoil in enumerate((NAME, dashed(), next(NUMBERS), note(), next(NUMBERS)[2:])):
            records[(at * 5 + step) % len(records)][at] = spoil
    if "Organization" in header:
        records[40][header.index("Organization")] = dashed()
    more = [";".join((*header, "Namn", dashed()))]
    more += [";".join((*record, NAME, note())) for record in records]
    path.write_text("\n".join([*more, f"Utskrivet av {OTHER_NAME} {dashed()}"]) + "\n", "utf-8")


def _side_sheets(folder):
    with (folder / "nämndsvar.yaml").open("a") as file:
        file.write(f"  - fråga: {dashed()}\n    svar: {NAME}\n    gäller: {next(NUMBERS)}\n")
        file.write(f"    intygat_av_roll: {NAME}\n    underlag: {note()!r}\n    Namn: {NAME}\n")
    (folder / "trasig.yaml").write_text(
        f'{dashed()}: 1\n"{dashed()}": [{{a: {NAME}}}]\n{next(NUMBERS)}: 1\n', "utf-8"
    )
    (folder / "trasig2.yaml").write_text(f"a: [{NAME}\n{dashed()}: &x {OTHER_NAME}\n", "utf-8")
    number = next(NUMBERS)
    (folder / f"trasig3-{number}.yaml").write_text(f"{number}: 1\n{number}: 2\n", "utf-8")
    shutil.copy(folder / "samarbetssamtal.csv", folder / f"utdrag {dashed()}.csv")
    (folder / f"{next(NUMBERS)}.txt").write_text(f"{NAME} {dashed()}\n", "utf-8")
    staff = openpyxl.load_workbook(folder / "handläggare.xlsx")
    sheet = staff.active
    for column in range(2, sheet.max_column):
        sheet.cell(column + 1, column, NAME if column % 2 else next(NUMBERS))
    sheet.cell(12, 1, OTHER_NAME)
    staff.save(folder / "handläggare.xlsx")
