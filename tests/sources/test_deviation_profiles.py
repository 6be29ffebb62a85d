"""Reports from the systems where deviations are registered, beside those of the case systems."""

from datetime import date

import pytest

from bbic_ind.periods import OPEN

from .deliveries import Deliver, rules, values

LIFECARE_MODULE = (
    "Avvikelserapport;;;;;\n"
    "Uttagsdatum: 2026-01-15;;;;;\n"
    "Avvikelsenummer;Rapporterad datum;Lex Sarah-rapport eller annan avvikelse;"
    "Utredning avslutad;Allvarligt missförhållande;Enhet\n"
    "L1;2025-02-03;Lex Sarah-rapport;2025-03-01;Ja;Norr\n"
    "L2;2025-04-03;Annan avvikelse;;Nej;Söder\n"
)
FLEXITE = (
    "Flexite-nummer;Registreringsdatum;Ärendeslag;Utredning klar;Allvarlighetsgrad;Berörd enhet\n"
    "F1;2025-05-03;Klagomål;2025-05-20;Mindre allvarlig;Norr\n"
    "F2;2025-06-03;Förbättringsförslag;;;Söder\n"
)
COMBINE = (
    "Avvikelse-ID;Inkom datum;Avvikelsetyp;Utredd datum;Allvarligt missförhållande;Enhet\n"
    "C1;2025-07-03;Lex Sarah;2025-08-01;Ja;Norr\n"
)
CASES = (
    "Utrednings-ID;Personnummer;Inledd datum;Avslutad datum;Utredningstyp\n"
    "U1;B1;2025-01-01;2025-03-01;Barnutredning\n"
)
REPORTS = (
    "Aktualiserings-ID;Personnummer;Registrerad;Typ;Beslutsdatum;Enhet\n"
    "A1;B1;2025-01-01;Anmälan;2025-01-05;Norr\n"
)


@pytest.mark.parametrize(
    ("report", "profile"),
    [(LIFECARE_MODULE, "lifecare-avvikelser"), (FLEXITE, "flexite"), (COMBINE, "combine")],
)
def test_the_system_is_told_by_the_headings(deliver: Deliver, report: str, profile: str) -> None:
    reading = deliver({"rapport.csv": report})

    assert (reading.profile, set(reading.dataset.tables)) == (profile, {"avvikelser"})


def test_the_lifecare_module_is_read(deliver: Deliver) -> None:
    reading = deliver({"rapport.csv": LIFECARE_MODULE})

    assert values(reading, "avvikelser", "typ") == ["lex_sarah", "avvikelse"]
    assert values(reading, "avvikelser", "utredd") == [date(2025, 3, 1), OPEN]
    assert values(reading, "avvikelser", "allvarlig") == [True, False]


def test_a_flexite_report_is_read(deliver: Deliver) -> None:
    reading = deliver({"rapport.csv": FLEXITE})

    assert values(reading, "avvikelser", "typ") == ["klagomål", "synpunkt"]
    assert values(reading, "avvikelser", "inkom") == [date(2025, 5, 3), date(2025, 6, 3)]
    assert values(reading, "avvikelser", "allvarlig") == [False, None]


def test_several_systems_are_read_in_one_run(deliver: Deliver) -> None:
    reading = deliver({"a.csv": CASES, "b.csv": LIFECARE_MODULE, "c.csv": FLEXITE})

    assert values(reading, "avvikelser", "id") == ["L1", "L2", "F1", "F2"]
    assert values(reading, "utredningar", "id") == ["U1"]


def test_systems_that_each_know_a_file_of_their_own_are_no_doubt(deliver: Deliver) -> None:
    reading = deliver({"b.csv": LIFECARE_MODULE, "c.csv": FLEXITE})

    assert "profile.ambiguous" not in rules(reading)


@pytest.mark.parametrize("text", [CASES, REPORTS])
def test_sheets_of_a_case_system_are_not_taken_for_deviations(deliver: Deliver, text: str) -> None:
    reading = deliver({"rapport.csv": text})

    assert reading.profile == "combine"
    assert "avvikelser" not in reading.dataset.tables
