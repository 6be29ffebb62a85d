"""The ordinary children: reports, investigations, measures and placements by chance."""

from dataclasses import dataclass
from datetime import date, timedelta

from bbic_ind.periods import add_months
from generator.events import When, investigation, measure, placement, report, talk
from generator.people import Person
from generator.town import Row, Town

DAYS_TO_DECISION = {
    (0, 3): 0.24,
    (4, 11): 0.44,
    (12, 14): 0.17,
    (15, 16): 0.04,
    (17, 45): 0.11,
}
DECISIONS = {"utredning_inleds_inte": 0.5, "utredning_inleds": 0.5}
KINDS_OF_REPORT = {"anmälan": 0.82, "ansökan": 0.14, "annat": 0.04}
KINDS_OF_CASE = {"barnutredning": 0.91, "familjerätt": 0.06, "annan": 0.02, None: 0.01}
OUTCOMES = {"utan_insats": 0.47, "insats": 0.33, "placering": 0.2}
DAYS_OF_CASE = {(20, 59): 0.12, (60, 117): 0.62, (118, 125): 0.1, (126, 210): 0.16}
DAYS_TO_START = {(0, 0): 0.55, (1, 1): 0.1, (2, 60): 0.25, (80, 130): 0.1}
MEASURES = {"öppenvård": 0.62, "kontaktfamilj": 0.16, "kontaktperson": 0.17, "annat": 0.05}
FORMS = {
    "familjehem": 0.52,
    "hvb": 0.22,
    "nätverkshem": 0.1,
    "stödboende": 0.06,
    "skyddat_boende": 0.06,
    "sis": 0.04,
}
DAYS_IN_JOURHEM_AFTER_CASE = {(-20, -1): 0.15, (0, 50): 0.5, (55, 66): 0.2, (67, 120): 0.15}
BREAKDOWN = 0.18
UNREGISTERED = 0.03
RETURNS = 0.55
OLDEST = 20


@dataclass(frozen=True, slots=True)
class Years:
    """The first day on which anything may come in, and the day up to which it is known."""

    first: date
    extracted: date


def live(town: Town, child: Person, years: Years) -> None:
    """Everything the board had to do with a child, none of it after the 20th birthday."""
    first = max(years.first, child.born)
    last = min(years.extracted, add_months(child.born, 12 * OLDEST))
    if first > last:
        return
    day = first + timedelta(days=int((last - first).days * town.random.random() ** 1.5))
    while day <= last:
        ended = come_to_notice(town, child, day)
        if town.random.random() > RETURNS:
            return
        day = ended + days(town, {(3, 200): 0.5, (201, 365): 0.3, (366, 600): 0.2})


def days(town: Town, chances: dict[tuple[int, int], float]) -> timedelta:
    """A number of days: a span by its chance, a day of it by even chance."""
    return timedelta(days=town.random.randint(*town.one_of(chances)))


def come_to_notice(town: Town, child: Person, day: date) -> date:
    """A report and all that follows from it; gives the last day of it all."""
    decided = day + days(town, DAYS_TO_DECISION)
    decision = town.one_of(DECISIONS)
    row = report(town, child, day, decided, decision, typ=town.one_of(KINDS_OF_REPORT))
    if town.random.random() < 0.3:
        talk(town, child, day + (decided - day) // 2, "förhandsbedömning")
    if decision == "utredning_inleds":
        return investigate(town, child, row)
    if town.random.random() < UNREGISTERED:
        row["beslutad"] = None
    return decided


def investigate(town: Town, child: Person, reported: Row) -> date:
    """An investigation and what it led to; gives the last day of it all."""
    opened = reported["beslutad"]
    closed = opened + days(town, DAYS_OF_CASE)
    late = closed > add_months(opened, 4)
    outcome = town.one_of(OUTCOMES)
    case = investigation(
        town,
        child,
        opened,
        closed,
        outcome,
        typ=town.one_of(KINDS_OF_CASE),
        förlängd=late and town.random.random() < 0.6,
    )
    reported["_utredning"] = case["id"]
    talk_during(town, child, case)
    if town.random.random() < 0.2:
        report_during(town, child, case)
    if outcome == "insats":
        return serve(town, child, case)
    return place(town, child, case) if outcome == "placering" else closed


def talk_during(town: Town, child: Person, case: Row) -> None:
    """Talks that the investigation's own answer leaves out, and some it does not."""
    if case["barnsamtal"] is not False and town.random.random() < 0.6:
        day = case["inledd"] + (case["avslutad"] - case["inledd"]) // 2
        talk(town, child, day, "utredningssamtal", ansvarig_handläggare=town.answer(0.9, 0.1))


def report_during(town: Town, child: Person, case: Row) -> None:
    """A report on a child whose investigation is going on; the law asks for no decision."""
    day = case["inledd"] + (case["avslutad"] - case["inledd"]) // 3
    decided = day + days(town, DAYS_TO_DECISION)
    report(town, child, day, decided, "påförs_pågående", _utredning=case["id"])


def serve(town: Town, child: Person, case: Row) -> date:
    """A measure in the child's own home; gives its last day."""
    start: date = case["avslutad"] + days(town, DAYS_TO_START)
    end = start + days(town, {(45, 180): 0.5, (181, 500): 0.5})
    kind = town.one_of(MEASURES)
    row = measure(town, child, kind, When(case["avslutad"], start, end), case)
    follow_up(town, row)
    return end


def follow_up(town: Town, row: Row) -> None:
    """Follow-ups of a measure, about every half year and when it ends."""
    day = row["från"]
    while day < row["till"]:
        day = min(day + days(town, {(150, 200): 1.0}), row["till"])
        town.add(
            "uppföljningar",
            barn=row["barn"],
            insats=row["id"],
            avslutad=day,
            insatstyp=row["typ"],
            enskilt_möte=town.answer(0.65, missing=0.1),
            enhet=row["enhet"],
        )


def place(town: Town, child: Person, case: Row) -> date:
    """Placements one after the other; gives the last day of the last one."""
    start: date = case["avslutad"]
    if town.random.random() < 0.45:
        start = emergency_home(town, child, case)
    form = town.one_of(FORMS)
    end = start + days(town, {(40, 180): 0.3, (181, 400): 0.4, (401, 900): 0.3})
    broken = town.random.random() < BREAKDOWN
    reason = "oförutsett_avbrott" if broken else town.one_of({"planerat": 0.85, "annat": 0.15})
    stay(town, child, form, spell(town, start, end), case, avslutsorsak=reason)
    return place_again(town, child, end, case) if broken else end


def emergency_home(town: Town, child: Person, case: Row) -> date:
    """An emergency home from the middle of the investigation; gives its last day."""
    start: date = case["inledd"] + (case["avslutad"] - case["inledd"]) // 2
    left: date = case["avslutad"] + days(town, DAYS_IN_JOURHEM_AFTER_CASE)
    end: date = max(left, start)
    stay(town, child, "jourhem", spell(town, start, end), case)
    return end


def place_again(town: Town, child: Person, end: date, case: Row) -> date:
    """A new placement after a breakdown, the same or the next day; gives its last day."""
    start = end + timedelta(days=town.random.randint(0, 1))
    last = start + days(town, {(60, 500): 1.0})
    form = town.one_of({"familjehem": 0.5, "hvb": 0.5})
    stay(
        town,
        child,
        form,
        spell(town, start, last),
        case,
        efter_avbrott=town.answer(1.0, missing=0.4),
    )
    return last


def spell(town: Town, start: date, end: date) -> When:
    """The days of a placement that was decided some days before it began, or the same day."""
    return When(start - timedelta(days=town.random.randint(0, 5)), start, end)


def stay(town: Town, child: Person, form: str, when: When, case: Row, **more: object) -> None:
    """One placement with the talks held during it, about every ten weeks."""
    row = placement(town, child, form, when, case, **more)
    day = when.start + days(town, {(20, 70): 1.0})
    while when.end and day < when.end:
        if town.random.random() < 0.75:
            talk(
                town,
                child,
                day,
                "uppföljningssamtal",
                enskilt=town.answer(0.85, missing=0.05),
                insatstyp=row["vårdform"],
            )
        day += days(town, {(40, 100): 1.0})
