"""The examples in the project are what the script makes, and hold no invented person."""

import csv
import re
import zipfile
from pathlib import Path

import make
import pytest
from generator.people import birth_date

from bbic_ind.periods import OPEN

PUBLISHED = Path(__file__).parents[1] / "data"


def files_in(folder):
    made = ("exempelstad", "enkel")
    return sorted(
        path.relative_to(folder)
        for name in made
        for path in (folder / name).rglob("*")
        if path.is_file() and not path.name.startswith("expected")
    )


def content(path):
    """A file's bytes; of a workbook the unpacked parts, as zlib packs differently by version."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return {part: package.read(part) for part in package.namelist()}


def texts_in(path):
    parts = content(path)
    for part in [parts] if isinstance(parts, bytes) else parts.values():
        yield part.decode("utf-8-sig")


def read_lines(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_script_makes_same_bytes_each_time(made, tmp_path):
    make.make(tmp_path)

    assert files_in(made) == files_in(tmp_path)
    for name in files_in(made):
        assert (made / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_project_holds_what_the_script_makes(made, examples):
    assert files_in(made) == files_in(examples)
    for name in files_in(made):
        assert content(made / name) == content(examples / name), name


def test_every_number_of_a_person_is_a_test_number(examples):
    known = numbers_in(examples / "data", "personnummer", "samordningsnummer")

    found = {
        "".join(match)
        for name in files_in(examples)
        for text in texts_in(examples / name)
        for match in re.findall(r"\b((?:19|20)\d{6})-?(\d{4})\b", text)
    }

    assert found
    assert found <= known


def test_every_number_comes_from_the_published_lists(examples):
    used = numbers_in(examples / "data", "personnummer", "samordningsnummer")

    assert used <= numbers_in(PUBLISHED, "test_personnummer", "test_samordningsnummer")


def numbers_in(folder, *names):
    return {number for name in names for number in (folder / f"{name}.csv").read_text().split()[1:]}


def test_nothing_happens_after_the_extraction_date(town):
    days = [
        value
        for table, rows in town.items()
        if table != "nämndsvar"
        for row in rows
        for value in row.values()
        if hasattr(value, "year") and value != OPEN
    ]

    assert max(days) <= make.EXTRACTED


def test_nobody_meets_the_board_before_birth(town):
    born = {row["barn"]: birth_date(row["barn"]) for row in town["utredningar"] if is_number(row)}

    assert all(
        row["inledd"] >= born[row["barn"]] for row in town["utredningar"] if row["barn"] in born
    )


def is_number(row):
    return row["barn"].isdigit() and row["barn"][4:6] != "00" and row["barn"][6:8] != "60"


@pytest.mark.parametrize(
    ("table", "file"),
    [
        ("aktualiseringar", "Actualisations"),
        ("beslut", "Decisions"),
        ("insatser", "Services"),
        ("placeringar", "ResourceAllocations"),
    ],
)
def test_lifecare_object_has_a_row_for_each_canonical_row(town, made, table, file):
    rows = read_lines(made / "exempelstad" / "lifecare" / f"{file}.csv")

    assert [row["Id"] for row in rows] == [row["id"] for row in town[table]]


def test_lifecare_fields_are_the_vendors(made, fields):
    for path in (made / "exempelstad" / "lifecare").glob("*.csv"):
        assert set(read_lines(path)[0]) <= fields[path.stem]


@pytest.fixture(scope="session")
def fields():
    """The fields of each extract object and of its persons, by the name of the call."""
    person = {"PersonId", "CoApplicant"}
    return {
        "Actualisations": {
            *("PersonId", "Name", "Id", "Aktualisering", "Type", "CustomerNumber", "Date"),
            *("Reason", "Regards", "FromWho", "Caseworker", "Organization", "Status"),
            *("InvestigationId", "ServiceId", "DecisionId", "StartTime", "EndTime"),
        },
        "Investigations": {
            *("Id", "CustomerNumber", "Type", "FromDate", "ToDate", "Caseworker"),
            *("Organization", "DossierType", "StartTime", "EndTime"),
            *person,
        },
        "Decisions": {
            *("Id", "CustomerNumber", "Date", "Type", "FromDate", "ToDate", "Reason"),
            *("DecisionMaker", "Caseworker", "Organization", "InvestigationExecutionId"),
            *("ServiceId", "Amount", "ConnectedApplication", "StartTime", "EndTime"),
            *("PersonId", "IsCoApplicant"),
        },
        "Services": {
            *("Id", "CustomerNumber", "ServiceType", "Organization", "StartDate", "EndDate"),
            *("Caseworker", "CoCaseworker", "InvestigationId", "ExecutionId", "DecisionId"),
            *("StartTime", "EndTime"),
            *person,
        },
        "Executions": {
            *("Id", "CustomerNumber", "Type", "FromDate", "ToDate", "Caseworker"),
            *("Organization", "DossierType", "StartTime", "EndTime"),
        },
        "ResourceAllocations": {
            *("Id", "CustomerNumber", "StartDate", "EndDate", "Percent", "Resource"),
            *("ResourceType", "ServiceId", "StartTime", "EndTime"),
        },
    }


def test_siblings_in_one_case_stand_as_rows_with_the_same_id(town):
    ids = [row["id"] for row in town["utredningar"]]

    assert len(ids) - len(set(ids)) == 2
