"""The lending library's pack and deliveries, and Exempelstad as an outsider reads it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bbic_ind.cli.choice import DEFAULT_PACK, Choice, choose
from bbic_ind.engine.explain import Explanation, explain
from bbic_ind.model import Reading
from bbic_ind.output.explain.teller import Teller
from bbic_ind.periods import Period, parse_period
from bbic_ind.sources import read
from bbic_ind.texts import Language

HERE = Path(__file__).parent
LIBRARY, DATA = HERE / "library", HERE / "data"
YEAR = parse_period("2025")
TOWN = HERE.parents[1] / "examples" / "exempelstad"


@dataclass(frozen=True)
class Desk:
    """A choice of definitions and a reading to explain figures of."""

    choice: Choice
    reading: Reading

    def explain(
        self, id_: str, variant: str = "", period: Period = YEAR, lang: Language = "sv"
    ) -> Explanation:
        indicator = next(i for i in self.choice.indicators if i.id == id_)
        model, dataset = self.choice.model, self.reading.dataset
        return explain(indicator, model, dataset, period, variant, lang)

    def teller(self, id_: str, lang: Language = "sv", variant: str = "", most: int = 20) -> Teller:
        return Teller(self.explain(id_, variant, lang=lang), self.reading, lang, most)


def desk(choice: Choice, *paths: Path, extracted: date | None = None) -> Desk:
    reading = read(paths, choice.model, profiles=choice.profiles, extracted=extracted)
    return Desk(choice, reading)


@pytest.fixture(scope="session")
def library() -> Desk:
    return desk(choose([str(LIBRARY)]), DATA, extracted=date(2025, 12, 31))


@pytest.fixture(scope="session")
def town() -> Desk:
    return desk(choose([DEFAULT_PACK]), TOWN / "combine.xlsx", TOWN / "sidoblad")
