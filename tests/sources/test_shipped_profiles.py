"""The two shipped profiles read the same municipality from their own exports."""

from datetime import date

import polars as pl
import pytest

from bbic_ind.periods import OPEN

from .deliveries import BOY, GIRL, Deliver, said, values

TITLES = [["Rapport ur Combine"], ["Uttagsdatum: 2026-02-01"], []]
DASHED = {number: f"{number[:8]}-{number[8:]}" for number in (GIRL, BOY)}

COMBINE = {
    "combine.xlsx": {
        "Aktualiseringar": [
            *TITLES,
            ["Aktualiserings-ID", "Personnummer", "Inkom datum", "Typ", "Beslutsdatum", "Beslut"],
            ["A1", DASHED[GIRL], "2025-01-02", "Anmälan", "2025-01-10", "Utredning inleds"],
            ["A2", DASHED[BOY], "2025-02-02", "Orosanmälan", "", ""],
            ["A3", DASHED[GIRL], "2025-02-03", "Ansökan", "2025-02-03",
             "Påförs pågående utredning"],
            ["Antal: 3"],
        ],
        "Utredningar": [
            *TITLES,
            ["Utrednings-ID", "Personnummer", "Inledd datum", "Avslutad datum", "Utredningstyp"],
            ["1", DASHED[GIRL], "2025-01-10", "2025-04-10", "Barnutredning 11 kap. 1 § SoL"],
            ["2", DASHED[GIRL], "2025-06-01", "", "Annan utredning"],
            ["2", DASHED[BOY], "2025-06-01", "", "Annan utredning"],
        ],
        "Beslut": [
            ["Besluts-ID", "Personnummer", "Beslutsdatum", "Verkställt datum", "Gynnande beslut"],
            ["21", DASHED[GIRL], "2025-04-10", "2025-04-20", "Ja"],
            ["22", DASHED[BOY], "2025-05-01", "", "Avslag"],
        ],
        "Insatser": [
            ["Insats-ID", "Personnummer", "Startdatum", "Slutdatum", "Insatstyp",
             "Utrednings-ID", "Besluts-ID"],
            ["31", DASHED[GIRL], "2025-04-20", "", "Heldygnsvård", "1", "21"],
        ],
        "Placeringar": [
            ["Placerings-ID", "Personnummer", "Beslutsdatum", "Placeringsdatum",
             "Utskrivningsdatum", "Vårdform", "Utrednings-ID", "Besluts-ID"],
            ["41", DASHED[GIRL], "2025-04-10", "2025-04-20", "2025-06-20", "Jourhem", "1", "21"],
        ],
    }
}  # fmt: skip

LIFECARE = {
    "Actualisations.csv": (
        "PersonId;Id;Type;Date;FromWho;Status;InvestigationId;DecisionId;EndTime\n"
        f"{GIRL};A1;Anmälan;2025-01-02T00:00:00Z;Skola;Inledd utredning;1;;00000000\n"
        f"{BOY};A2;Anmälan;2025-02-02T00:00:00Z;Polis;Öppen;;;99999999\n"
        f"{GIRL};A3;Ansökan;2025-02-03T00:00:00Z;Klient;;1;;2025-02-03T00:00:00Z\n"
    ),
    "Investigations.csv": (
        "Id;Type;FromDate;ToDate;DossierType;PersonId;CoApplicant\n"
        f"1;Utredning barn och unga;2025-01-10T00:00:00;2025-04-10T00:00:00;Barn;{GIRL};false\n"
        f"1;Utredning barn och unga;2025-01-10T00:00:00;2025-04-10T00:00:00;Barn;{BOY};true\n"
        f"2;Annan utredning;2025-06-01T00:00:00;99999999;Barn;{GIRL};false\n"
        f"2;Annan utredning;2025-06-01T00:00:00;99999999;Barn;{BOY};false\n"
        f"3;Ekonomiskt bistånd;2025-06-01T00:00:00;99999999;Vuxen;V1;false\n"
    ),
    "Decisions.csv": (
        "Id;Date;Type;Reason;DecisionMaker;InvestigationExecutionId;ServiceId;PersonId\n"
        f"21;2025-04-10T00:00:00;Vård;Bifall;;1;31;{GIRL}\n"
        f"22;2025-05-01T00:00:00;Vård;Avslag;;;;{BOY}\n"
    ),
    "Services.csv": (
        "Id;ServiceType;StartDate;EndDate;InvestigationId;DecisionId;PersonId;CoApplicant\n"
        f"31;Heldygnsvård;2025-04-20T00:00:00;99999999;1;21;{GIRL};false\n"
    ),
    "ResourceAllocations.csv": (
        "Id;StartDate;EndDate;Percent;Resource;ResourceType;ServiceId\n"
        "41;2025-04-20T00:00:00;2025-06-20T00:00:00;100;FH-1;Jourhem;31\n"
        "42;2025-04-20T00:00:00;2025-06-20T00:00:00;100;KP-1;Kontaktperson;31\n"
    ),
}
SYSTEMS = {"combine": COMBINE, "lifecare": LIFECARE}

SHARED = {
    "aktualiseringar": ["id", "inkom", "typ", "beslutad", "beslut"],
    "utredningar": ["id", "inledd", "avslutad", "typ"],
    "beslut": ["id", "beslutad", "verkställd", "gynnande"],
    "insatser": ["id", "från", "till", "typ", "utredning", "beslut"],
    "placeringar": [
        "id",
        "beslutad",
        "från",
        "till",
        "vårdform",
        "utredning",
        "utredning_avslutad",
    ],
}


@pytest.mark.parametrize("table", SHARED)
def test_both_exports_give_the_same_rows(deliver: Deliver, tmp_path, table: str) -> None:
    frames = []
    for system, files in SYSTEMS.items():
        reading = deliver({f"{system}/{name}": text for name, text in files.items()}, key=b"k")
        assert reading.profile == system
        key = ["barn", *SHARED[table]]
        frames.append(reading.dataset.tables[table].select(key).sort("id", "barn"))
        for file in (tmp_path / "delivery" / system).iterdir():
            file.unlink()

    assert frames[0].height > 0
    assert frames[0].equals(frames[1])


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_sound_export_gives_no_finding(deliver: Deliver, system: str) -> None:
    assert [f.rule for f in deliver(SYSTEMS[system], extracted=date(2026, 2, 1)).findings] == []


def test_the_preliminary_assessment_ends_with_the_linked_investigation(deliver: Deliver) -> None:
    ends = values(deliver(LIFECARE), "aktualiseringar", "beslutad")

    assert ends == [date(2025, 1, 10), OPEN, date(2025, 2, 3)]


def test_a_report_linked_to_an_older_investigation_was_added_to_it(deliver: Deliver) -> None:
    outcome = values(deliver(LIFECARE), "aktualiseringar", "beslut")

    assert outcome == ["utredning_inleds", None, "påförs_pågående"]


def test_an_open_report_has_no_outcome_whatever_it_is_linked_to(deliver: Deliver) -> None:
    linked = LIFECARE["Actualisations.csv"].replace("Öppen;;;", "Öppen;1;;")

    reading = deliver({**LIFECARE, "Actualisations.csv": linked})
    assert values(reading, "aktualiseringar", "beslut")[1] is None


def test_siblings_in_one_investigation_are_a_row_each(deliver: Deliver) -> None:
    reading = deliver(LIFECARE)

    assert values(reading, "utredningar", "id") == ["1", "2", "2"]
    assert len(set(values(reading, "utredningar", "barn")[1:])) == 2


def test_adults_and_co_applicants_are_left_out_and_counted(deliver: Deliver) -> None:
    sheets = {sheet.table: sheet for sheet in deliver(LIFECARE).sheets}

    left = {reason.sv: count for reason, count in sheets["utredningar"].left_out.items()}
    assert left == {"vuxna": 1, "medsökande": 1}


def test_a_decision_without_a_service_is_not_executed(deliver: Deliver) -> None:
    assert values(deliver(LIFECARE), "beslut", "verkställd") == [date(2025, 4, 20), OPEN]


def test_a_placement_finds_child_decision_and_investigation_through_its_service(
    deliver: Deliver,
) -> None:
    reading = deliver(LIFECARE)

    table = reading.dataset.tables["placeringar"]
    assert table["barn"].to_list() == values(reading, "insatser", "barn")
    assert table.select("beslutad", "utredning", "utredning_avslutad").row(0) == (
        date(2025, 4, 10),
        "1",
        date(2025, 4, 10),
    )


def test_a_resource_that_is_no_lodging_is_left_out(deliver: Deliver) -> None:
    reading = deliver(LIFECARE)

    assert values(reading, "placeringar", "id") == ["41"]


def test_the_totals_row_of_a_report_is_no_case(deliver: Deliver) -> None:
    assert values(deliver(COMBINE), "aktualiseringar", "id") == ["A1", "A2", "A3"]


def test_local_variables_come_in_a_side_sheet_by_id(deliver: Deliver) -> None:
    files = {**LIFECARE, "lokalt.xlsx": {"utredningar": [["id", "barnsamtal"], ["1", "ja"]]}}

    reading = deliver(files)
    assert reading.profile == "lifecare"
    assert values(reading, "utredningar", "barnsamtal") == [True, None, None]


def test_a_side_sheet_for_one_of_several_children_names_the_child(deliver: Deliver) -> None:
    rows = [["id", "barn", "barnsamtal"], ["2", BOY, "ja"]]

    reading = deliver({**LIFECARE, "lokalt.xlsx": {"utredningar": rows}})
    girl_first = values(reading, "utredningar", "barnsamtal")
    assert girl_first == [None, None, True]


def test_the_persons_of_an_object_may_be_named_by_their_list(deliver: Deliver) -> None:
    text = LIFECARE["Investigations.csv"].replace("PersonId", "InvestigationPersonDTOs.PersonId")

    reading = deliver({"Investigations.csv": text.replace(";CoApplicant", ";IsCoApplicant")})
    assert values(reading, "utredningar", "id") == ["1", "2", "2"]


def test_a_wide_report_with_unknown_columns_is_read(deliver: Deliver) -> None:
    extra = [f"Egen kolumn {n}" for n in range(25)]
    head = ["Utrednings-ID", "Personnummer", "Inledd datum", *extra]
    rows = [head, ["1", "B1", "2025-01-01", *extra]]

    reading = deliver({"x.xlsx": {"Utredningar 2025": rows}})
    assert isinstance(reading.dataset.tables["utredningar"], pl.DataFrame)
    assert len(reading.sheets[0].unused_headings) == 25


ADULT = "200301012399"
"""One of the public test numbers, born 2003-01-01: 22 years old in 2025."""


def test_those_over_twenty_are_left_out_of_every_table(deliver: Deliver) -> None:
    service = f"39;Öppenvård;2025-01-01T00:00:00;99999999;;;{ADULT};false\n"

    reading = deliver({**LIFECARE, "Services.csv": LIFECARE["Services.csv"] + service})
    assert values(reading, "insatser", "id") == ["31"]
    assert reading.dataset.tables["barn"].height == 2


def test_what_hangs_on_an_adults_service_is_left_out_too(deliver: Deliver) -> None:
    service = f"39;Öppenvård;2025-01-01T00:00:00;99999999;;;{ADULT};false\n"
    home = "49;2025-04-20T00:00:00;99999999;100;X;HVB;39\n"
    files = {
        **LIFECARE,
        "Services.csv": LIFECARE["Services.csv"] + service,
        "ResourceAllocations.csv": LIFECARE["ResourceAllocations.csv"] + home,
    }
    reading = deliver(files)

    assert values(reading, "placeringar", "id") == ["41"]
    assert said(reading, "row.no_subject").severity == "note"
    sheet = next(sheet for sheet in reading.sheets if sheet.table == "placeringar")
    assert sheet.rows == sheet.used + sum(sheet.left_out.values()) == 3


def test_a_year_of_two_systems_is_read_by_both_profiles(deliver: Deliver) -> None:
    reading = deliver({**COMBINE, "Investigations.csv": LIFECARE["Investigations.csv"]})

    assert reading.profile == "combine, lifecare"
    assert set(values(reading, "utredningar", "typ")) == {"barnutredning", "annan"}
