"""One bad delivery for each message of the reading, named by what is wrong with it."""

import io
import socket
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from tests.sources_files.building import ods

from .deliveries import BOY, GIRL
from .test_shipped_profiles import ADULT, LIFECARE

CASES = "id;barn;inledd;avslutad;typ\n"
SOUND = CASES + "U1;B1;2025-01-01;;annan\n"
ADULTS_TOO = [
    ["Utrednings-ID", "Personnummer", "Verksamhetsområde", "Inledd datum", "Utredningstyp"],
    ["U2", "B2", "Barn och unga", "2025-01-01", "Barnutredning"],
]
LINKED = [
    [
        "PersonId",
        "Id",
        "Type",
        "Date",
        "FromWho",
        "Status",
        "InvestigationId",
        "DecisionId",
        "EndTime",
    ],
    [GIRL, "A1", "Anmälan", "2025-01-02", "Skola", "", "#N/A", "", ""],
    [GIRL, "A2", "Anmälan", "2025-01-02", "Skola", "Utredning inleds", "#N/A", "", "2025-01-05"],
]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _nothing(path: Path) -> None:
    """No file at all."""


def _socket(path: Path) -> None:
    """A file that is there and that nobody may open."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def book(change: Any, rows: list[list[Any]] | None = None) -> bytes:
    """A workbook of sound rows that ``change`` has been at."""
    made = openpyxl.Workbook()
    for row in rows or [line.split(";") for line in SOUND.splitlines()]:
        made.active.append(row)
    change(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _with_results(path: Path) -> None:
    """A folder in which an earlier run wrote its results."""
    path.mkdir()
    (path / "resultat.csv").write_text("pack\n", "utf-8")
    (path / "resultat.manifest.json").write_text(
        '{"outputs": [{"file": "resultat.csv", "size": 5}]}'
    )


def _put(address: str, value: str) -> Any:
    return lambda made: made.active.__setitem__(address, value)


def _blank_cells() -> bytes:
    sound = CASE_BOOK
    row = b'<row r="%d">' + b'<c r="A%d" s="1"/>' * 40 + b"</row>"
    blank = b"".join(row.replace(b"%d", b"%d" % at) for at in range(3, 12_000))
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    members[name] = members[name].replace(b"</sheetData>", blank + b"</sheetData>")
    return zipped(members)


def _hide(made: Any) -> None:
    made.create_sheet("Framme")
    made.active.sheet_state = "hidden"
    made.active = 1


CASE_BOOK = book(_put("F1", "antal"))
MANY = "".join(f"U{n};B1;2025-01-01;;nytt {n}\n" for n in range(40))

BAD: dict[str, dict[str, Any]] = {
    "file.not_found": {"borta.csv": _nothing},
    "file.none": {"tom mapp": Path.mkdir},
    "file.unreadable": {"upptagen.csv": _socket},
    "file.link": {"länk.csv": lambda path: path.symlink_to("borta")},
    "file.own": {"mapp": _with_results},
    "file.result": {"svar.csv": "Indikator;Period;Täljare;Nämnare;Status\n1:1;2025;1;2;slutlig\n"},
    "file.empty": {"tom.csv": b""},
    "file.broken": {"halv.xlsx": CASE_BOOK[: len(CASE_BOOK) // 2]},
    "file.encrypted": {"låst.xlsx": OLE + bytes(900) + "EncryptedPackage".encode("utf-16-le")},
    "file.bomb": {"bomb.zip": zipped({"a.csv": bytes(65 << 20)})},
    "file.zip_in_zip": {"yttre.zip": zipped({"inre.zip": zipped({"a.csv": SOUND.encode()})})},
    "file.web_page": {"sida.xls": b"<html><table></table></html>"},
    "file.unknown": {"rapport.xlsx": b"%PDF-1.7"},
    "file.document": {"rapport.pdf": b"%PDF-1.7"},
    "file.not_workbook": {"text.xlsx": SOUND},
    "csv.encoding": {"gammal.csv": SOUND.replace("annan", "familjerätt").encode("cp1252")},
    "csv.utf16": {"unicode.csv": SOUND.encode("utf-16")},
    "csv.nul": {"noll.csv": SOUND + "U2;B2;2025-01-01;;\0annan\n"},
    "csv.quotes": {"citat.csv": CASES + 'U2;"B2;2025-01-01;;annan\n'},
    "csv.short_rows": {"korta.csv": SOUND + "U2;B2;2025-01-01\n"},
    "csv.long_rows": {"långa.csv": SOUND + "U2;B2;2025-01-01;;annan;;mer\n"},
    "yaml.encoding": {"sida.yaml": "utredningar: [å]".encode("cp1252")},
    "yaml.broken": {"sida.yaml": "utredningar: [\n"},
    "yaml.rows": {"sida.yaml": "utredningar: ja\n"},
    "sheet.too_large": {"stort.xlsx": book(_put("XFD1048576", "x"))},
    "sheet.hidden": {"dolt.xlsx": book(_hide)},
    "sheet.errors_unseen": {
        "äldre.ods": ods([["id", "barn", "inledd", "typ"], ["U1", "B1", "2025-01-01", "annan"]])
    },
    "sheet.blank_cells": {"tomrum.xlsx": _blank_cells()},
    "sheet.empty": {"tomt.xlsx": book(lambda made: made.create_sheet("Tomt"))},
    "sheet.no_rows": {"inga.csv": CASES},
    "cell.error": {"fel.xlsx": book(_put("D2", "#REF!"))},
    "formula.uncached": {"formel.xlsx": book(_put("D2", "=C2+1"))},
    "cell.error, which rows": {"fel.xlsx": book(_put("C2", "#REF!"), ADULTS_TOO)},
    "cell.error, looked up": {"Actualisations.xlsx": book(lambda _: None, LINKED)},
    "header.spoiled": {"rubrik.xlsx": book(_put("E1", "#REF!"))},
    "header.missing": {"utan.csv": "1;2;3\n4;5;6\n"},
    "header.one_column": {"hopklistrad.csv": '"id;barn;typ"\n"U2;B2;annan"\n'},
    "header.duplicate": {"dubbel.csv": "id;barn;inledd;typ;typ\nU2;B2;2025-01-01;annan;\n"},
    "header.nameless": {"namnlös.csv": "id;barn;inledd;;typ\nU2;B2;2025-01-01;x;annan\n"},
    "heading.near": {"nästan.csv": "id;barn;inledd;avslutat\nU2;B2;2025-01-01;2025-02-01\n"},
    "heading.rival": {
        "två.csv": "Utrednings-ID;Personnummer;Inledd datum;Avslutad datum;Slutdatum\n"
        "U2;B2;2025-01-01;2025-02-01;2025-03-01\n"
    },
    "column.missing": {"utredningar.csv": "id;barn;avslutad;typ;beslut\nU2;B2;;annan;insats\n"},
    "sheet.unknown": {"annat.csv": "Färg;Form;Pris\nröd;rund;3\nblå;kub;4\n"},
    "sheet.unknown, some known": {"annat.csv": "Inledd;Form;Pris\n2025-01-01;rund;3\n"},
    "sheet.stacked": {"mer.csv": CASES + "U2;B2;2025-01-01;;annan\n"},
    "sheet.ambiguous": {"vilken.csv": "id;barn;från;till\n1;B1;2025-01-01;\n"},
    "profile.ambiguous": {
        "mer.csv": "id;barn;inledd;Det som beslutades\nU2;B2;2025-01-01;insats\n"
    },
    "date.unreadable": {"fel.csv": CASES + "U2;B2;2025-02-30;;annan\n"},
    "date.unreadable, the day first": {"fel.csv": CASES + "U2;B2;28/02/2025;;annan\n"},
    "category.unknown": {"fel.csv": CASES + "U2;B2;2025-01-01;;annnan\n"},
    "category.unlike": {"fel.csv": CASES + MANY},
    "extracted.assumed": {},
    "extracted.assumed, without a date": {"utredningar.csv": CASES},
    "extracted.several": {
        "a.csv": "Uttagsdatum: 2026-01-10\n" + CASES + "U2;B2;2025-01-01;;annan\n",
        "b.csv": "Uttagsdatum: 2026-01-20\n" + CASES + "U3;B2;2025-01-01;;annan\n",
    },
    "extracted.early": {
        "a.csv": CASES + "U2;B2;2026-05-01;2026-06-01;annan\nU3;B2;2025-01-01;;annan\n",
        "samtal.csv": "barn;datum;typ\nB1;2026-05-01;utredningssamtal\nB1;2025-05-01;\n",
    },
    "years.unreadable": {"handläggare.csv": "id;från;erfarenhet_år\nH1;2020-01-01;länge\n"},
    "id.check_digit": {"fel.csv": CASES + f"U2;{GIRL[:-1]}0;2025-01-01;;annan\n"},
    "id.word": {
        "fel.csv": CASES + "U2;okänd;2025-01-01;;annan\nU3;okänd;2025-02-01;;annan\n"
        "U4;B2;2025-02-01;;annan\n"
    },
    "row.repeated": {
        "igen.csv": SOUND + ";;;;\n" + CASES + "Summa: 1;;;;\nUtskriven ur systemet;;;;\n"
    },
    "row.conflicting": {"fel.csv": CASES + "U2;B1;2025-03-01;;annan\nU2;B1;2025-04-01;;annan\n"},
    "row.conflicting, in two files": {"annat.csv": CASES + "U1;B1;2025-03-01;;annan\n"},
    "date.reversed": {"fel.csv": CASES + "U2;B2;2025-03-01;2025-02-01;annan\n"},
    "date.before_birth": {"fel.csv": CASES + f"U2;{GIRL};2010-03-01;;annan\n"},
    "date.after_extraction": {"sen.csv": CASES + "U2;B2;2025-01-01;;annan\nU3;B3;2027-01-01;;\n"},
    "sheet.after_extraction": {"sen.csv": CASES + "U2;B2;2027-01-01;;annan\n"},
    "required.empty": {"fel.csv": CASES + "U2;B2;;;annan\n"},
    "id.personal": {"mer.csv": CASES + f"{BOY};B2;2025-01-01;;annan\n"},
    "subject.contradiction": {
        "barn.csv": f"id;född;kön\n{BOY};2010-01-01;pojke\n",
        "mer.csv": CASES + f"U2;{BOY};2025-01-01;;annan\n",
    },
    "reference.dangling": {
        "placeringar.csv": "id;barn;från;vårdform;utredning\nP1;B1;2025-01-01;hvb;U9\n"
    },
    "row.no_subject": {
        "Services.csv": LIFECARE["Services.csv"]
        + f"39;Öppenvård;2025-01-01T00:00:00;99999999;;;{ADULT};false\n",
        "ResourceAllocations.csv": LIFECARE["ResourceAllocations.csv"]
        + "49;2025-04-20T00:00:00;99999999;100;X;HVB;39\n",
    },
    "row.unlinked": {"kostnader.csv": "månad;barn;insats;belopp\n2025-01-01;;;100\n"},
    "sheet.contradiction": {"utredningar_mer.csv": "id;typ\nU1;familjerätt\n"},
}
"""Files by the rule they break; each is delivered beside a sound file."""

HOW: dict[str, dict[str, Any]] = {
    "extracted.assumed": {"extracted": None},
    "extracted.assumed, without a date": {"extracted": None},
    "extracted.several": {"extracted": None},
}
"""How a delivery is read, where that is not as usual."""

_PROFILE = "format: 1\nsheets:\n  A:\n    feeds:\n      utredningar:\n        columns:\n"
_NEW = _PROFILE + "          beslut: {from: [Det som beslutades]}\n"
PROFILES = {"profile.ambiguous": {"a.yaml": _NEW, "b.yaml": _NEW}}
"""The profiles of a delivery, where they are not those shipped."""
