"""Names and numbers that are planted in unexpected places, and the search for them.

The numbers are official test numbers of nobody; the names are made up.
"""

import csv
import io
import zipfile
from functools import cache
from pathlib import Path

import polars as pl

DATA = Path(__file__).parents[1] / "data"
EXAMPLES = Path(__file__).parents[2] / "examples"

NAMES = ("Qvintilia", "Zetterqvarnsson", "Xerxesia", "Wåhlbomqvist")
NAME = f"{NAMES[0]} {NAMES[1]}"
OTHER_NAME = f"{NAMES[2]} {NAMES[3]}"


def _column(path):
    with path.open(encoding="utf-8-sig") as file:
        return [row[0] for row in csv.reader(file) if row and row[0][:8].isdigit()]


@cache
def planted_numbers():
    """Test numbers that the example itself does not use, twelve digits each."""
    used = set(_column(EXAMPLES / "data" / "personnummer.csv"))
    numbers = (number.replace("-", "") for number in _column(DATA / "test_personnummer.csv"))
    young = [number for number in numbers if number not in used and number[:4] >= "2005"]
    return tuple(young[:40])


@cache
def forms():
    """Every way of writing every number in the planted deliveries."""
    lists = (EXAMPLES / "data" / name for name in ("personnummer.csv", "samordningsnummer.csv"))
    numbers = [number.replace("-", "") for path in lists for number in _column(path)]
    return {form for number in (*numbers, *planted_numbers()) for form in ways(number)}


def ways(number):
    """Twelve and ten digits, with and without a dash, a plus or a blank."""
    for digits in (number, number[2:]):
        yield digits
        yield from (f"{digits[:-4]}{mark}{digits[-4:]}" for mark in "-+ ")


def found_in(content):
    """The names and numbers that stand in some bytes, a zip or a parquet file opened up."""
    return sorted({secret for text in _texts(content) for secret in _in_text(text)})


def _in_text(text):
    folded = text.casefold()
    yield from (name for name in NAMES if name.casefold() in folded)
    if any(sign.isdigit() for sign in text):
        yield from (form for form in forms() if form in text)


def _texts(content):
    for encoding in ("utf-8", "utf-16-le"):
        yield content.decode(encoding, errors="replace")
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield member.filename
                yield from _texts(archive.read(member))
    if content.startswith(b"PAR1"):
        yield pl.read_parquet(io.BytesIO(content)).write_csv()
