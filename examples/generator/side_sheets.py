"""What no case system holds: staff, family homes, the board's answers, talks and the like."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bbic_ind.model import Model
from generator.costs import costs
from generator.plain import plain_sheet, write_plain_csv, write_plain_yaml
from generator.town import Row
from generator.workbooks import write_workbook

AS_CSV = ("samtal", "uppföljningar", "avvikelser", "samarbetssamtal")


def write_side_sheets(
    folder: Path, tables: Mapping[str, Sequence[Row]], extracted: date, model: Model
) -> None:
    """Write the side sheets, which go with an export from any system."""
    folder.mkdir(parents=True, exist_ok=True)
    staff = [{**row, "sysselsättningsgrad": _percent(row)} for row in tables["handläggare"]]
    write_workbook(
        folder / "handläggare.xlsx",
        "Handläggare av barn- och ungdomsärenden",
        [plain_sheet("handläggare", staff, model)],
    )
    write_workbook(
        folder / "familjehem.xlsx",
        "Familjehem och deras utbildning",
        [
            plain_sheet(table, tables[table], model)
            for table in ("familjehem", "familjehemsutbildningar")
        ],
    )
    write_plain_yaml(folder, "nämndsvar", tables["nämndsvar"])
    for table in AS_CSV:
        write_plain_csv(folder, table, tables[table], model)
    write_plain_csv(folder, "kostnader", costs(tables["insatser"], extracted), model)


def _percent(row: Row) -> str:
    """Part of full time as a personnel register writes it: 75 %."""
    return f"{row['sysselsättningsgrad'] * 100:.0f} %"
