"""What a municipality asks of its own: private meetings, and variables in the manner of BBIC.

Each has a stream of chance of its own, so that nothing else in the town changes with it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from bbic_ind.model import Model
from bbic_ind.periods import OPEN
from generator.plain import write_plain_csv
from generator.town import Row, Town

SEED = 1924
UNANSWERED = 0.12
HOMES = {"båda_föräldrarna": 0.4, "växelvis": 0.18, "en_förälder": 0.36, "annat": 0.06}
CHANGES = {"bättre": 0.52, "oförändrad": 0.34, "sämre": 0.14}


def private_meetings(cases: Sequence[Row]) -> None:
    """Say of each investigation whether the child was met in private; siblings share the answer."""
    town = Town(Random(SEED))
    answers = {case["id"]: town.answer(0.55, UNANSWERED) for case in cases}
    for case in cases:
        case["enskilt_möte"] = answers[case["id"]]


def write_variables(folder: Path, tables: Mapping[str, Sequence[Row]], model: Model) -> None:
    """The variables of what has ended, a file for each table with the ids of the system."""
    folder.mkdir(parents=True, exist_ok=True)
    town = Town(Random(SEED))
    cases = {row["id"]: _of_case(town) for row in tables["utredningar"] if _ended(row["avslutad"])}
    measures = {row["id"]: _of_measure(town) for row in tables["insatser"] if _ended(row["till"])}
    for table, answers in (("utredningar", cases), ("insatser", measures)):
        rows = [{"id": number, **answer} for number, answer in answers.items()]
        write_plain_csv(folder, table, rows, model)


def _of_case(town: Town) -> Row:
    return {
        "skolfrånvaro": town.answer(0.3, UNANSWERED),
        "boende": _one_of(town, HOMES),
        "synpunkter_dokumenterade": town.answer(0.8, UNANSWERED),
    }


def _of_measure(town: Town) -> Row:
    return {"förändring": _one_of(town, CHANGES)}


def _one_of(town: Town, chances: dict[str, float]) -> str | None:
    answer: str = town.one_of(chances)
    return None if town.random.random() < UNANSWERED else answer


def _ended(day: object) -> bool:
    return day not in (None, OPEN)
