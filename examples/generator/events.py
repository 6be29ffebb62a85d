"""What can happen to a child, each as the rows it leaves behind.

Whatever the caller does not say is left to chance, at rates that could be a town's own.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bbic_ind.periods import OPEN
from generator.people import Person
from generator.town import UNITS, Row, Town

REASONS = (
    "Omsorgssvikt",
    "Våld i familjen",
    "Skolproblem",
    "Psykisk ohälsa hos barnet",
    "Beteendeproblem",
    "Egen kriminalitet",
    "Eget missbruk",
    "Relationsproblem",
)
SENDERS = (
    "Skola",
    "Förskola",
    "Polisen",
    "Hälso- och sjukvård",
    "Förälder/vårdnadshavare",
    "Annan privatperson",
    "Den enskilde",
    "Annan kommun",
)
GOALS: dict[str | None, float] = {
    "ja_helt": 0.17,
    "ja_i_stort_sett": 0.25,
    "nej_delvis": 0.16,
    "nej_inte_alls": 0.07,
    "vet_inte": 0.05,
    None: 0.30,
}
HOMES = tuple(f"FH-{n:02d}" for n in range(1, 41))
HOME_FORMS = ("familjehem", "nätverkshem", "jourhem")


@dataclass(frozen=True, slots=True)
class When:
    """The days of a measure: decided, first and last; a last day of ``None`` is unknown."""

    decided: date | None
    start: date
    end: date | None


def report(
    town: Town, child: Person, day: date, decided: date | None, decision: str | None, **more: Any
) -> Row:
    """Something came in about a child and was, or was not yet, decided on."""
    values: Row = {
        "typ": "anmälan",
        "orsak": town.random.choice(REASONS),
        "från_vem": town.random.choice(SENDERS),
        "våld": town.answer(0.25, missing=0.05),
        "barn_hört": town.answer(0.35, missing=0.15),
        "skyddsbedömning": town.answer(0.9, missing=0.05),
        "enhet": UNITS[0],
    }
    return town.add(
        "aktualiseringar",
        barn=child.id,
        inkom=day,
        beslutad=decided,
        beslut=decision,
        **{**values, **more},
    )


def investigation(
    town: Town, child: Person, opened: date, closed: date | None, decision: str | None, **more: Any
) -> Row:
    """An investigation of one child."""
    values: Row = {
        "typ": "barnutredning",
        "förlängd": False,
        "barnsamtal": town.answer(0.75, missing=0.2),
        "hälsouppgifter": town.answer(0.7, missing=0.1),
        "skoluppgifter": town.answer(0.85, missing=0.05),
        "våld": town.answer(0.25, missing=0.05),
        "enhet": town.unit(),
    }
    return town.add(
        "utredningar",
        barn=child.id,
        inledd=opened,
        avslutad=closed,
        beslut=decision,
        **{**values, **more},
    )


def decision(
    town: Town, child: Person, kind: str, decided: date | None, executed: date, **more: Any
) -> Row:
    """A decision on a measure, executed or (``OPEN``) not."""
    values: Row = {"gynnande": True, "utredning": None, "insats": None}
    return town.add(
        "beslut",
        barn=child.id,
        beslutad=decided,
        verkställd=executed,
        typ=kind,
        **{**values, **more},
    )


def measure(
    town: Town, child: Person, kind: str, when: When, case: Row | None, **more: bool
) -> Row:
    """A measure, the decision it rests on and the investigation ``case`` behind both."""
    case_id = case["id"] if case else None
    decided_on = decision(town, child, kind, when.decided, when.start, utredning=case_id, **more)
    service = town.add(
        "insatser",
        barn=child.id,
        från=when.start,
        till=when.end,
        typ=kind,
        mål_dokumenterat=town.answer(0.8, missing=0.05),
        måluppfyllelse=town.one_of(GOALS),
        utredning=case_id,
        enhet=case["enhet"] if case else UNITS[3],
        beslut=decided_on["id"],
    )
    decided_on["insats"] = service["id"]
    return service


def placement(
    town: Town, child: Person, form: str, when: When, case: Row | None, **more: Any
) -> Row:
    """A placement with the measure and the decision behind it."""
    act = town.one_of({"SoL": 0.75, "LVU": 0.25})
    service = measure(town, child, "heldygnsvård", when, case, gynnande=act == "SoL")
    values: Row = {
        "lagrum": act,
        "avslutsorsak": None if when.end in (None, OPEN) else "planerat",
        "efter_avbrott": False,
        "familjehem": town.random.choice(HOMES) if form in HOME_FORMS else None,
        "nätverksmöte": town.answer(0.6, missing=0.1),
        "umgängesplan": town.answer(0.65, missing=0.05),
        "genomförandeplan": town.answer(0.8, missing=0.05),
        "hälsoundersökning": town.answer(0.7, missing=0.1),
        "första_besök": when.start + timedelta(days=town.random.randint(0, 30)),
        "enhet": service["enhet"],
    }
    return town.add(
        "placeringar",
        barn=child.id,
        beslutad=when.decided,
        från=when.start,
        till=when.end,
        vårdform=form,
        beslut=service["beslut"],
        utredning=service["utredning"],
        _insats=service["id"],
        **{**values, **more},
    )


def talk(town: Town, child: Person, day: date, kind: str, **more: Any) -> Row:
    """A talk with a child."""
    values: Row = {"enskilt": True, "ansvarig_handläggare": True, "insatstyp": None, "enhet": None}
    return town.add("samtal", barn=child.id, datum=day, typ=kind, **{**values, **more})
