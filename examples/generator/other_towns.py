"""Key figures of made-up municipalities, as Kolada's interface answers, and a group of them.

The codes begin with 99, which no municipality's does.
"""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

YEAR = 2025
SEED = 9900
NAMES = (
    "Granköping", "Tallby", "Björkstad", "Almhult", "Asplunda", "Rönnvik", "Lindsala", "Enebo",
    "Hasselby", "Sälgvik", "Oxelmo", "Hägghed",
)  # fmt: skip
TOWNS = {f"99{number:02}": name for number, name in enumerate(NAMES, start=1)}

Draw = Callable[[random.Random], float]
"""The value of one municipality and gender."""

KPIS: dict[str, Draw] = {
    "U33401": lambda chance: chance.gauss(108, 9),
    "N33878": lambda chance: chance.uniform(15, 44),
}


def write_other_towns(folder: Path) -> None:
    """Write the answer and the group, every other municipality."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(SEED)
    rows = [_row(kpi, code, draw, chance) for kpi, draw in KPIS.items() for code in TOWNS]
    listed = ",\n  ".join(json.dumps(row) for row in rows)
    answer = f'{{"count": {len(rows)}, "next_url": null, "values": [\n  {listed}\n]}}\n'
    (folder / "kolada.json").write_text(answer, "utf-8")
    group = [f"{code};{name}\n" for code, name in list(TOWNS.items())[::2]]
    (folder / "liknande.csv").write_text("kod;namn\n" + "".join(group), "utf-8")


def _row(kpi: str, code: str, draw: Draw, chance: random.Random) -> dict[str, Any]:
    women, men = draw(chance), draw(chance)
    values = {"K": women, "M": men, "T": (women + men) / 2}
    told = [
        {"count": 1, "gender": gender, "status": "", "value": round(value, 1)}
        for gender, value in values.items()
    ]
    return {"kpi": kpi, "municipality": code, "period": YEAR, "values": told}
