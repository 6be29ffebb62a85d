"""A whole municipality, from a list of children, a span of years and a seed."""

from collections.abc import Sequence
from random import Random

from bbic_ind.model import Model
from generator.known import known_on
from generator.limits import CASES, birthdays
from generator.local_questions import private_meetings
from generator.people import Person
from generator.staff import answers, family_homes, matters, staff
from generator.stories import Years, live
from generator.town import Row, Town

LIMIT_YEARS = range(2009, 2017)
TURN_18, TURN_19 = (2007,), (2006,)

Tables = dict[str, list[Row]]


def municipality(
    children: Sequence[Person],
    years: Years,
    seed: int,
    model: Model,
    *,
    limits: bool = False,
) -> Tables:
    """The canonical tables of a town where each child lives by chance.

    Rows are those known on the extraction date, ordered by the day they began.  With ``limits``
    some of the children are set aside for the limit cases (about 85 of those born
    2006-2016 are needed).
    """
    town = Town(Random(seed))
    for child in _after_limit_cases(town, children) if limits else children:
        live(town, child, years)
    staff(town)
    family_homes(town)
    answers(town)
    matters(town, years.first, years.extracted)
    private_meetings(town.tables["utredningar"])
    return known_on(years.extracted, town.tables, model)


def _after_limit_cases(town: Town, children: Sequence[Person]) -> list[Person]:
    """Add the limit cases; gives the children they did not need."""
    young, eighteen, nineteen = (
        iter([child for child in children if child.born.year in years])
        for years in (LIMIT_YEARS, TURN_18, TURN_19)
    )
    for case in CASES:
        case(town, young)
    birthdays(town, eighteen)
    birthdays(town, nineteen)
    aside = (*LIMIT_YEARS, *TURN_18, *TURN_19)
    others = [child for child in children if child.born.year not in aside]
    return [*others, *young, *eighteen, *nineteen]
