"""The board's own side: caseworkers, family homes, answers, deviations, co-operation talks."""

from datetime import date, timedelta

from bbic_ind.periods import OPEN
from generator.events import HOMES
from generator.town import UNITS, Row, Town

MEASURED = date(2025, 11, 1)

CASEWORKERS: tuple[tuple[date, date, float, bool | None, date | None, bool], ...] = (
    # från, till, sysselsättningsgrad, socionom, erfarenhet_från, chef
    (date(2014, 8, 18), OPEN, 1.0, True, date(2009, 2, 2), True),
    (date(2021, 3, 1), OPEN, 1.0, True, date(2016, 9, 12), True),
    (date(2012, 1, 9), OPEN, 1.0, True, date(2012, 1, 9), False),
    (date(2018, 5, 14), OPEN, 0.8, True, date(2018, 5, 14), False),
    (date(2020, 11, 2), OPEN, 1.0, True, date(2020, 10, 31), False),  # five years and a day
    (date(2020, 11, 2), OPEN, 1.0, True, date(2020, 11, 1), False),  # five years to the day
    (date(2020, 11, 2), OPEN, 0.75, True, date(2020, 11, 2), False),  # a day less
    (date(2022, 8, 15), OPEN, 1.0, True, date(2019, 1, 7), False),
    (date(2023, 2, 6), OPEN, 1.0, True, date(2023, 2, 6), False),
    (date(2024, 1, 8), OPEN, 0.5, True, date(2021, 6, 1), False),
    (date(2024, 9, 2), OPEN, 1.0, True, date(2024, 9, 2), False),
    (date(2024, 11, 1), OPEN, 1.0, True, date(2024, 10, 31), False),  # one year and a day
    (date(2024, 11, 1), OPEN, 1.0, True, date(2024, 11, 1), False),  # one year to the day
    (date(2024, 11, 4), OPEN, 1.0, True, date(2024, 11, 2), False),  # a day less
    (date(2025, 6, 9), OPEN, 1.0, True, date(2025, 6, 9), False),
    (date(2025, 8, 18), OPEN, 1.0, True, None, False),  # experience not registered
    (date(2019, 4, 1), OPEN, 1.0, False, date(2015, 4, 1), False),
    (date(2023, 10, 2), OPEN, 0.75, None, date(2023, 10, 2), False),  # degree not registered
    (date(2016, 2, 1), MEASURED - timedelta(days=1), 1.0, True, date(2013, 5, 6), False),
    (date(2017, 3, 6), MEASURED, 1.0, True, date(2017, 3, 6), False),  # not on duty that day
    (date(2018, 9, 3), MEASURED + timedelta(days=1), 1.0, True, date(2018, 9, 3), False),
    (MEASURED, OPEN, 1.0, True, date(2022, 1, 10), False),
    (MEASURED + timedelta(days=1), OPEN, 1.0, True, date(2025, 11, 2), False),
    (date(2021, 1, 11), date(2023, 12, 31), 1.0, True, date(2020, 3, 2), False),
    (date(2022, 4, 4), date(2025, 3, 31), 0.9, True, date(2022, 4, 4), False),
)

ANSWERS: tuple[tuple[str, bool, date | None, str], ...] = (
    ("råd_och_stöd_individuellt", True, date(2023, 1, 1), "SN 2022:114"),
    ("råd_och_stöd_i_grupp", False, date(2023, 1, 1), "SN 2022:114"),
    ("råd_och_stöd_i_grupp", True, date(2025, 3, 1), "SN 2025:31"),
    ("samverkan_mödrahälsovård", True, date(2024, 5, 15), "SN 2024:58"),
    ("samverkan_barnhälsovård", True, date(2024, 5, 15), "SN 2024:58"),
    ("samverkan_barn_och_ungdomspsykiatri", True, date(2025, 11, 1), "SN 2025:102"),
    ("samverkan_förskola_skola", False, date(2025, 11, 2), "SN 2025:103"),
    ("bbic_licens", True, None, "Avtal 2019-07"),
    ("samverkan_forskning", False, date(2023, 6, 1), "FoU-rapport 2023"),
    ("rutiner_förebygga_fel", True, date(2024, 2, 1), "Rutin 4.2"),
    ("rutiner_utveckla_verksamheten", True, date(2024, 2, 1), "Rutin 4.3"),
)
"""The board never answered on the police nor on its routine for finding new needs."""


def staff(town: Town) -> None:
    """The caseworkers, some of them with exactly one and five years of experience."""
    for number, (start, end, share, degree, since, chief) in enumerate(CASEWORKERS, start=1):
        town.tables["handläggare"].append(
            {
                "id": f"H{number:02d}",
                "från": start,
                "till": end,
                "sysselsättningsgrad": share,
                "socionom": degree,
                "erfarenhet_från": since,
                "chef": chief,
                "enhet": UNITS[number % len(UNITS)],
            }
        )


def family_homes(town: Town) -> None:
    """The homes of all years and their training, with engagements that end at New Year."""
    for number, home in enumerate(HOMES):
        start = date(2017, 1, 16) + timedelta(days=83 * number)
        end = town.random.choice((OPEN, OPEN, date(2024, 12, 31), date(2025, 1, 1)))
        town.tables["familjehem"].append(
            {
                "id": home,
                "anlitat_från": start,
                "anlitat_till": end if end > start else OPEN,
                "egenrekryterat": town.answer(0.7, missing=0.05),
                "rekryterat": start - timedelta(days=town.random.randint(20, 150)),
            }
        )
        train(town, home, start)


def train(town: Town, home: str, start: date) -> None:
    """Training of one home: most years, for most homes."""
    for year in (2023, 2024, 2025):
        day = date(year, 1, 1) + timedelta(days=town.random.choice((0, 95, 140, 268, 364)))
        if day >= start and town.random.random() < 0.65:
            kind = town.random.choice(("grundutbildning", "fortbildning", "extern handledning"))
            town.tables["familjehemsutbildningar"].append(
                {"familjehem": home, "datum": day, "typ": kind}
            )


def answers(town: Town) -> None:
    """The board's answers; some changed, some given too late, some never."""
    for question, answer, since, basis in ANSWERS:
        town.tables["nämndsvar"].append(
            {
                "fråga": question,
                "svar": answer,
                "gäller": since,
                "intygat_av_roll": "verksamhetschef",
                "underlag": basis,
            }
        )


def matters(town: Town, first: date, last: date) -> None:
    """Deviations and complaints, and families who asked for co-operation talks."""
    day = first
    while (day := day + timedelta(days=town.random.randint(3, 30))) <= last:
        kind = town.one_of({"lex_sarah": 0.15, "avvikelse": 0.5, "synpunkt": 0.2, "klagomål": 0.15})
        values: Row = {"typ": kind, "allvarlig": kind == "lex_sarah" and town.answer(0.3)}
        done = day + timedelta(days=town.random.randint(2, 120))
        town.add("avvikelser", inkom=day, utredd=done, **values, enhet=town.unit())
    day = first
    while (day := day + timedelta(days=town.random.randint(2, 16))) <= last:
        wait = town.random.choice((6, 12, 17, 20, 21, 22, 35))
        talk = day + timedelta(days=wait)
        town.add("samarbetssamtal", begärt=day, första_samtal=talk, enhet="Familjerätt")
