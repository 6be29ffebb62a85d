"""The municipality as CSV files, one for each extract object of Lifecare's FamilyCare API V1.

The fields and their order are those of the vendor's schema, names of persons left out.  An
object's persons stand as several rows with the same ``Id``: the child and, for some, a
parent who is co-applicant.  Texts such as types and statuses are set by each municipality.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bbic_ind.periods import OPEN
from generator.people import Person
from generator.plain import write_csv
from generator.town import Row

NO_END, NO_DATE = "99999999", "00000000"

TYPES = {"anmälan": "Anmälan", "ansökan": "Ansökan", "annat": "Yttrande"}
STATUSES = {
    "utredning_inleds": "Inledd utredning",
    "utredning_inleds_inte": "Avslutad utan utredning",
    "påförs_pågående": "Påförd pågående utredning",
    None: "Öppen",
}
CASES = {
    "barnutredning": "Utredning barn och unga",
    "familjerätt": "Vårdnad, boende, umgänge",
    "annan": "Annan utredning",
    None: None,
}
SERVICES = {
    "öppenvård": "Strukturerad öppenvård",
    "kontaktperson": "Kontaktperson",
    "kontaktfamilj": "Kontaktfamilj",
    "heldygnsvård": "Heldygnsvård",
    "annat": "Annan insats",
}
RESOURCES = {
    "familjehem": "Familjehem",
    "nätverkshem": "Nätverkshem",
    "jourhem": "Jourhem",
    "hvb": "HVB",
    "stödboende": "Stödboende",
    "sis": "SiS",
    "skyddat_boende": "Skyddat boende",
}


@dataclass(frozen=True)
class Register:
    """What the objects need to know of each other."""

    customers: Mapping[str, int]
    parents: Sequence[Person]

    def parent(self, case: Row) -> Person | None:
        """The parent who is co-applicant, where the child is young enough to have a test one."""
        if not "2021" <= case["barn"][:4] <= "2023":
            return None
        return self.parents[int(case["id"]) % len(self.parents)]


def write_lifecare(
    folder: Path,
    tables: Mapping[str, Sequence[Row]],
    parents: Sequence[Person],
) -> None:
    """Write the objects."""
    folder.mkdir(parents=True, exist_ok=True)
    register = _register(tables, parents)
    objects = {
        "Actualisations": [_actualisation(row, register) for row in tables["aktualiseringar"]],
        "Investigations": [
            *(line for row in tables["utredningar"] for line in _investigation(row, register)),
            *_financial_aid(parents),
        ],
        "Decisions": [_decision(row, register) for row in tables["beslut"]],
        "Services": [_service(row, register) for row in tables["insatser"]],
        "Executions": [_execution(row, register) for row in tables["insatser"]],
        "ResourceAllocations": [_allocation(row, register) for row in tables["placeringar"]],
    }
    for name, rows in objects.items():
        write_csv(folder / f"{name}.csv", [*rows[0]], [[*row.values()] for row in rows])


def _register(tables: Mapping[str, Sequence[Row]], parents: Sequence[Person]) -> Register:
    everyone = [row["barn"] for table in tables.values() for row in table if "barn" in row]
    people = dict.fromkeys([*everyone, *(parent.id for parent in parents)])
    return Register(
        customers={person: number for number, person in enumerate(people, start=10_001)},
        parents=parents,
    )


def _actualisation(row: Row, register: Register) -> Row:
    return {
        "PersonId": row["barn"],
        "Id": row["id"],
        "Aktualisering": "Aktualisering barn och unga",
        "Type": TYPES[row["typ"]],
        "CustomerNumber": register.customers[row["barn"]],
        "Date": _moment(row["inkom"]),
        "Reason": row["orsak"],
        "Regards": "Barn och unga",
        "FromWho": row["från_vem"],
        "Caseworker": "",
        "Organization": row["enhet"],
        "Status": STATUSES[row["beslut"]],
        "InvestigationId": row.get("_utredning"),
        "ServiceId": "",
        "DecisionId": "",
        "StartTime": _moment(row["inkom"]),
        "EndTime": _end(row["beslutad"]),
    }


def _investigation(row: Row, register: Register) -> Iterator[Row]:
    yield _case_line(row, register.customers[row["barn"]], row["barn"])
    if parent := register.parent(row):
        yield {
            **_case_line(row, register.customers[row["barn"]], parent.id),
            "CoApplicant": "true",
        }


def _case_line(row: Row, customer: int, person: str) -> Row:
    return {
        "Id": row["id"],
        "CustomerNumber": customer,
        "Type": CASES[row["typ"]],
        "FromDate": _moment(row["inledd"]),
        "ToDate": _end(row["avslutad"]),
        "Caseworker": "",
        "Organization": row["enhet"],
        "DossierType": "Barn",
        "StartTime": _moment(row["inledd"]),
        "EndTime": _end(row["avslutad"]),
        "PersonId": person,
        "CoApplicant": "false",
    }


def _financial_aid(parents: Sequence[Person]) -> Iterator[Row]:
    """Cases of adults, which such an extract also holds and which concern no child."""
    for number, parent in enumerate(parents[::4]):
        opened = date(2025, 1 + number, 10)
        row = {
            "id": 290_001 + number,
            "inledd": opened,
            "avslutad": opened.replace(day=24),
            "typ": None,
            "enhet": "Ekonomiskt bistånd",
        }
        aid = {"Type": "Ekonomiskt bistånd", "DossierType": "Vuxen"}
        yield {**_case_line(row, 19_001 + number, parent.id), **aid}


def _decision(row: Row, register: Register) -> Row:
    return {
        "Id": row["id"],
        "CustomerNumber": register.customers[row["barn"]],
        "Date": _moment(row["beslutad"]),
        "Type": SERVICES[row["typ"]],
        "FromDate": _moment(row["beslutad"]),
        "ToDate": NO_END,
        "Reason": _outcome(row),
        "DecisionMaker": "",
        "Caseworker": "",
        "Organization": "",
        "InvestigationExecutionId": row["utredning"],
        "ServiceId": row["insats"],
        "Amount": "",
        "ConnectedApplication": "",
        "StartTime": _moment(row["beslutad"]),
        "EndTime": NO_END,
        "PersonId": row["barn"],
        "IsCoApplicant": "false",
    }


def _outcome(row: Row) -> str:
    """Granted, refused or care by force; the last two are no favourable decisions."""
    if row["gynnande"]:
        return "Bifall"
    return "Beredande av vård enligt LVU" if row["typ"] == "heldygnsvård" else "Avslag"


def _service(row: Row, register: Register) -> Row:
    return {
        "Id": row["id"],
        "CustomerNumber": register.customers[row["barn"]],
        "ServiceType": SERVICES[row["typ"]],
        "Organization": row["enhet"],
        "StartDate": _moment(row["från"]),
        "EndDate": _end(row["till"]),
        "Caseworker": "",
        "CoCaseworker": "",
        "InvestigationId": row["utredning"],
        "ExecutionId": _execution_id(row),
        "DecisionId": row["beslut"],
        "StartTime": _moment(row["från"]),
        "EndTime": _end(row["till"]),
        "PersonId": row["barn"],
        "CoApplicant": "false",
    }


def _execution(row: Row, register: Register) -> Row:
    return {
        "Id": _execution_id(row),
        "CustomerNumber": register.customers[row["barn"]],
        "Type": SERVICES[row["typ"]],
        "FromDate": _moment(row["från"]),
        "ToDate": _end(row["till"]),
        "Caseworker": "",
        "Organization": row["enhet"],
        "DossierType": "Barn",
        "StartTime": _moment(row["från"]),
        "EndTime": _end(row["till"]),
    }


def _execution_id(service: Row) -> int:
    return int(service["id"]) + 50_000


def _allocation(row: Row, register: Register) -> Row:
    return {
        "Id": row["id"],
        "CustomerNumber": register.customers[row["barn"]],
        "StartDate": _moment(row["från"]),
        "EndDate": _end(row["till"]),
        "Percent": 100,
        "Resource": row["familjehem"],
        "ResourceType": RESOURCES[row["vårdform"]],
        "ServiceId": row["_insats"],
        "StartTime": _moment(row["från"]),
        "EndTime": _end(row["till"]),
    }


def _moment(day: date | None) -> str:
    return f"{day}T00:00:00" if day else NO_DATE


def _end(day: date | None) -> str:
    return NO_END if day == OPEN else _moment(day)
