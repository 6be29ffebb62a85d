"""What the Lifecare objects have no field for, as a workbook of local variables."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bbic_ind.model import Model
from generator.plain import plain_sheet
from generator.town import Row
from generator.workbooks import Sheet, write_workbook

LOCAL: dict[str, tuple[str, ...]] = {
    "aktualiseringar": ("våld", "barn_hört", "skyddsbedömning"),
    "utredningar": (
        "beslut",
        "förlängd",
        "barnsamtal",
        "enskilt_möte",
        "hälsouppgifter",
        "skoluppgifter",
        "våld",
    ),
    "insatser": ("mål_dokumenterat", "måluppfyllelse"),
    "placeringar": (
        "lagrum",
        "avslutsorsak",
        "efter_avbrott",
        "nätverksmöte",
        "umgängesplan",
        "genomförandeplan",
        "hälsoundersökning",
        "första_besök",
    ),
}
"""The columns of each table that follow the ids of the system."""


def write_local_variables(
    path: Path, tables: Mapping[str, Sequence[Row]], extracted: date, model: Model
) -> None:
    """Write a sheet for each table, with the extraction date above the headings."""
    write_workbook(
        path,
        "Exempelstad: lokala variabler",
        [_local_sheet(table, tables[table], extracted, model) for table in LOCAL],
    )


def _local_sheet(table: str, rows: Sequence[Row], extracted: date, model: Model) -> Sheet:
    plain = plain_sheet(table, rows, model, ("id", *LOCAL[table]))
    titles = (f"Lokala variabler: {table}", f"Uttagsdatum: {extracted}")
    return Sheet(plain.name, plain.headings, _once(plain.rows), titles)


def _once(rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """The rows without repetition: siblings in one investigation share its variables."""
    return [*dict.fromkeys(tuple(row) for row in rows)]
