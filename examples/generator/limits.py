"""Children whose dates lie just inside, on and just outside each limit.

Every case takes a child of its own, so that no other event disturbs it.  The names of the
cases say which side of the limit they show.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bbic_ind.periods import OPEN
from generator.events import When, decision, investigation, measure, placement, report, talk
from generator.people import Person
from generator.town import Row, Town

DAY = timedelta(days=1)

Children = Iterator[Person]


def two_weeks(town: Town, children: Children) -> None:
    """A decision after 0, 13, 14 and 15 days, at New Year too, and none registered."""
    for days in (0, 13, 14, 15):
        come = date(2025, 3, 1)
        report(town, next(children), come, come + days * DAY, "utredning_inleds_inte")
    for come, decided in (
        (date(2024, 12, 20), date(2025, 1, 3)),
        (date(2024, 12, 31), date(2025, 1, 15)),
        (date(2025, 12, 31), date(2026, 1, 14)),
    ):
        report(town, next(children), come, decided, "utredning_inleds_inte")
    report(town, next(children), date(2025, 5, 5), None, "utredning_inleds_inte")


def not_yet_decided(town: Town, children: Children) -> None:
    """Still without a decision at the extraction: long overdue, and within the two weeks."""
    for come in (date(2025, 11, 3), date(2025, 12, 30), date(2026, 1, 18), date(2026, 1, 25)):
        report(town, next(children), come, OPEN, None)


def four_months(town: Town, children: Children) -> None:
    """Closed the day before, on and after the last day, where months end unevenly too."""
    for opened, last in (
        (date(2025, 2, 10), date(2025, 6, 10)),
        (date(2024, 10, 31), date(2025, 2, 28)),
        (date(2023, 10, 31), date(2024, 2, 29)),
        (date(2025, 8, 31), date(2025, 12, 31)),
    ):
        for closed in (last - DAY, last, last + DAY):
            investigation(town, next(children), opened, closed, "utan_insats")


def closed_at_new_year(town: Town, children: Children) -> None:
    """Closed on the last day of one year and the first of the next."""
    for closed in (date(2024, 12, 31), date(2025, 1, 1)):
        investigation(town, next(children), date(2024, 9, 16), closed, "utan_insats")


def open_investigations(town: Town, children: Children) -> None:
    """Still open at the extraction, and one whose end nobody registered."""
    for opened in (date(2025, 8, 4), date(2025, 10, 31), date(2025, 11, 1), date(2026, 1, 7)):
        investigation(town, next(children), opened, OPEN, None, barnsamtal=None)
    investigation(town, next(children), date(2025, 4, 1), None, "utan_insats")


def what_is_not_registered(town: Town, children: Children) -> None:
    """Investigations that lack the very answer a figure asks for."""
    opened, closed = date(2025, 1, 20), date(2025, 4, 22)
    investigation(town, next(children), opened, closed, "utan_insats", barnsamtal=None)
    investigation(town, next(children), opened, closed, "placering", hälsouppgifter=None)
    investigation(town, next(children), opened, closed, "placering", skoluppgifter=None)
    investigation(town, next(children), opened, closed, None)


def talk_in_the_investigation(town: Town, children: Children) -> None:
    """A talk the day before the investigation, on its first and last day, and after it."""
    opened, closed = date(2025, 4, 14), date(2025, 7, 11)
    for day in (opened - DAY, opened, closed, closed + DAY):
        child = next(children)
        investigation(town, child, opened, closed, "utan_insats", barnsamtal=None)
        talk(town, child, day, "utredningssamtal")


def six_months_away(town: Town, children: Children) -> None:
    """In care for six months to the day and one day less; the talk at the window's edges."""
    start = date(2025, 7, 1)
    for end, day in (
        (OPEN, date(2025, 7, 1)),
        (OPEN, date(2025, 6, 30)),
        (date(2025, 12, 30), date(2025, 9, 1)),
        (date(2025, 12, 31), date(2025, 12, 31)),
    ):
        child = next(children)
        placement(town, child, "familjehem", When(start, start, end), _case(town, child, start))
        talk(town, child, day, "uppföljningssamtal", insatstyp="familjehem")


def breakdowns(town: Town, children: Children) -> None:
    """A new placement 0, 1 and 2 days after a breakdown, and one after a planned end."""
    end = date(2025, 5, 15)
    for days, reason, known in (
        (0, "oförutsett_avbrott", None),
        (1, "oförutsett_avbrott", None),
        (2, "oförutsett_avbrott", None),
        (2, "oförutsett_avbrott", True),
        (1, "planerat", False),
        (1, None, None),
    ):
        child = next(children)
        start = date(2024, 9, 2)
        case = _case(town, child, start)
        placement(town, child, "familjehem", When(start, start, end), case, avslutsorsak=reason)
        new = end + days * DAY
        placement(town, child, "hvb", When(new, new, OPEN), case, efter_avbrott=known)


def two_months_in_emergency_homes(town: Town, children: Children) -> None:
    """Left the day before, on and after the last day; before the case closed; not yet."""
    for closed, last in (
        (date(2025, 4, 1), date(2025, 6, 1)),
        (date(2024, 12, 31), date(2025, 2, 28)),
    ):
        for end in (last - DAY, last, last + DAY):
            _emergency(town, next(children), closed, end)
    _emergency(town, next(children), date(2025, 6, 30), date(2025, 6, 2))
    _emergency(town, next(children), date(2025, 9, 15), OPEN)
    _emergency(town, next(children), date(2025, 12, 20), OPEN)
    _emergency(town, next(children), OPEN, OPEN)
    start = date(2025, 3, 3)
    placement(town, next(children), "jourhem", When(start, start, date(2025, 5, 9)), None)


def three_months_to_start(town: Town, children: Children) -> None:
    """Executed the day before, on and after the last day; never; refused."""
    decided = date(2024, 11, 30)
    last = date(2025, 2, 28)
    for start in (last - DAY, last, last + DAY):
        child = next(children)
        case = _case(town, child, decided)
        measure(town, child, "öppenvård", When(decided, start, date(2025, 8, 29)), case)
    for granted in (True, False):
        child = next(children)
        case = _case(town, child, decided)
        more: Row = {"utredning": case["id"], "gynnande": granted}
        decision(town, child, "kontaktfamilj", decided, OPEN, **more)


def return_within_a_year(town: Town, children: Children) -> None:
    """Back the day after contact ended, after twelve months, a day more and a day less."""
    opened, closed = date(2024, 3, 4), date(2024, 6, 14)
    for come in (closed + DAY, date(2025, 6, 13), date(2025, 6, 14), date(2025, 6, 15)):
        child = next(children)
        investigation(town, child, opened, closed, "utan_insats")
        report(town, child, come, come + 5 * DAY, "utredning_inleds_inte")
    child = next(children)
    investigation(town, child, opened, closed, "utan_insats")
    investigation(town, child, date(2025, 3, 3), date(2025, 5, 30), "utan_insats")


def measures_within_a_contact(town: Town, children: Children) -> None:
    """A measure that begins 0, 1 and 2 days after the case closed; goals judged and not."""
    closed = date(2025, 2, 14)
    for days in (0, 1, 2):
        child = next(children)
        case = investigation(town, child, date(2024, 11, 18), closed, "insats")
        start = closed + days * DAY
        measure(town, child, "öppenvård", When(closed, start, date(2025, 9, 30)), case)
    for goal in ("vet_inte", None):
        child = next(children)
        case = investigation(town, child, date(2024, 11, 18), closed, "insats")
        row = measure(town, child, "öppenvård", When(closed, closed, date(2025, 9, 30)), case)
        row["måluppfyllelse"] = goal


def siblings(town: Town, children: Children) -> None:
    """Two children in one investigation under one id, closed in time and a day too late."""
    for closed in (date(2025, 7, 15), date(2025, 7, 16)):
        first = investigation(town, next(children), date(2025, 3, 15), closed, "utan_insats")
        town.tables["utredningar"].append({**first, "barn": next(children).id})


def on_the_measurement_day(town: Town, children: Children) -> None:
    """Closed the day before, on and after 1 November; opened on it and after it."""
    day = date(2025, 11, 1)
    for closed in (day - DAY, day, day + DAY):
        investigation(town, next(children), date(2025, 8, 11), closed, "utan_insats")
    for opened in (day, day + DAY):
        investigation(town, next(children), opened, date(2026, 1, 16), "utan_insats")


def birthdays(town: Town, children: Children) -> None:
    """Contact ended the day before and on the birthday of 2025: the 18th, or the 19th."""
    for days in (-1, 0):
        child = next(children)
        closed = child.born.replace(year=2025) + days * DAY
        investigation(town, child, closed - 60 * DAY, closed, "utan_insats")


def _case(town: Town, child: Person, closed: date) -> Row:
    return investigation(town, child, closed - 75 * DAY, closed, "placering")


def _emergency(town: Town, child: Person, closed: date, end: date) -> Row:
    start = date(2025, 1, 7) if OPEN in (closed, end) or closed.year == 2025 else date(2024, 11, 4)
    opened = start - 20 * DAY
    case = investigation(town, child, opened, closed, None if closed == OPEN else "placering")
    return placement(town, child, "jourhem", When(start, start, end), case)


CASES: tuple[Callable[[Town, Children], None], ...] = (
    two_weeks,
    not_yet_decided,
    four_months,
    closed_at_new_year,
    open_investigations,
    what_is_not_registered,
    talk_in_the_investigation,
    six_months_away,
    breakdowns,
    two_months_in_emergency_homes,
    three_months_to_start,
    return_within_a_year,
    measures_within_a_contact,
    siblings,
    on_the_measurement_day,
)
