"""Make every example from scratch: ``python examples/make.py [FOLDER]``.

The same program always makes the same bytes.  Needs the development tools (xlsxwriter).
"""

import sys
from datetime import date
from pathlib import Path

from generator.build import Tables, municipality
from generator.combine import write_combine
from generator.forms import write_form
from generator.lifecare import write_lifecare
from generator.local_questions import write_variables
from generator.local_variables import write_local_variables
from generator.other_towns import write_other_towns
from generator.people import Person, read_numbers, spread, temporary
from generator.side_sheets import write_side_sheets
from generator.simple import write_simple
from generator.stories import Years

from bbic_ind.model import Model, load_model, load_models

HERE = Path(__file__).parent
MODEL = HERE.parent / "indicators" / "model.yaml"
BBIC = HERE.parent / "indicators" / "bbic" / "model.yaml"

EXTRACTED = date(2026, 2, 1)
YEARS = Years(date(2022, 7, 1), EXTRACTED)
CHILDREN = 350
SEED = 2026


def children() -> list[Person]:
    """Exempelstad's children: most with a test number, a few with what systems use instead."""
    numbers = [p for p in read_numbers(HERE / "data/personnummer.csv") if p.born.year > 2003]
    coordination = read_numbers(HERE / "data/samordningsnummer.csv")
    newborn = temporary([date(2024, 2, 11), date(2024, 8, 3), date(2025, 1, 19), date(2025, 6, 6)])
    others = [*coordination, *newborn]
    return [*spread(numbers, CHILDREN - len(others)), *others]


def parents() -> list[Person]:
    """Adults who stand beside a child in a case or have cases of their own."""
    return [p for p in read_numbers(HERE / "data/personnummer.csv") if p.born.year == 2003]


def exempelstad(model: Model) -> Tables:
    """The made-up municipality in the canonical tables."""
    return municipality(children(), YEARS, SEED, model, limits=True)


def make(folder: Path) -> None:
    """Write all the examples into the folder."""
    model = load_model(MODEL)
    town = exempelstad(model)
    stad = folder / "exempelstad"
    stad.mkdir(parents=True, exist_ok=True)
    write_combine(stad / "combine.xlsx", town, EXTRACTED, model)
    write_lifecare(stad / "lifecare", town, parents())
    write_local_variables(stad / "lifecare" / "lokala_variabler.xlsx", town, EXTRACTED, model)
    write_side_sheets(stad / "sidoblad", town, EXTRACTED, model)
    write_variables(stad / "bbic", town, load_models([MODEL, BBIC]))
    write_form(stad / "formular")
    write_other_towns(stad / "jamforelse")
    write_simple(folder / "enkel", model)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
