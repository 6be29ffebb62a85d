"""The tables of a made-up municipality, in the proportions of a real one."""

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl
from draws import (
    EXTRACTED,
    any_day,
    draw,
    ident,
    later,
    pick,
    plus,
    so_far,
    unit,
    yes_no,
)

Columns = dict[str, pl.Expr]
Sizes = Mapping[str, int]

SHARES = {
    "barn": 1 / 6,
    "utredningar": 0.13,
    "beslut": 0.12,
    "insatser": 0.12,
    "placeringar": 0.06,
    "samtal": 0.14,
    "uppföljningar": 0.035,
    "handläggare": 0.002,
    "familjehem": 0.002,
    "familjehemsutbildningar": 0.003,
    "avvikelser": 0.002,
    "samarbetssamtal": 0.002,
}
"""Each table's share of the rows; what is left is ``aktualiseringar``."""

QUESTIONS = [
    "råd_och_stöd_individuellt",
    "råd_och_stöd_i_grupp",
    "samverkan_mödrahälsovård",
    "samverkan_barnhälsovård",
    "samverkan_barn_och_ungdomspsykiatri",
    "samverkan_förskola_skola",
    "samverkan_polis",
    "bbic_licens",
    "samverkan_forskning",
    "rutiner_förebygga_fel",
    "rutiner_utveckla_verksamheten",
    "rutiner_identifiera_behov",
]


def sizes(rows: int) -> dict[str, int]:
    """How many rows each table has."""
    counted = {name: max(1, round(share * rows)) for name, share in SHARES.items()}
    answers = {"nämndsvar": len(QUESTIONS)}
    rest = rows - sum(counted.values()) - len(QUESTIONS)
    return {**counted, "aktualiseringar": rest, **answers}


def table(name: str, size: Sizes) -> pl.DataFrame:
    """One table, typed as in the parquet files."""
    n = pl.int_range(size[name], dtype=pl.UInt64)
    return pl.select(**TABLES[name](n, size))


def child_of(investigation: pl.Expr, size: Sizes) -> pl.Expr:
    return ident("B", draw(investigation, "child", size["barn"]))


def opened(investigation: pl.Expr) -> pl.Expr:
    return any_day(investigation, "opened")


def investigation_of(at: pl.Expr, what: str, size: Sizes) -> pl.Expr:
    return draw(at, what, size["utredningar"])


def began(measure: pl.Expr, size: Sizes) -> pl.Expr:
    """A measure begins some weeks after its investigation."""
    day = later(
        opened(investigation_of(measure, "measure", size)), measure, "measure wait", 10, 150
    )
    return pl.min_horizontal(day, pl.lit(EXTRACTED))


def children(n: pl.Expr, _: Sizes) -> Columns:
    # The youngest are born before the first day on which anything happens to a child.
    born = plus(pl.lit(date(2004, 1, 1)), draw(n, "born", 6000))
    return {
        "id": ident("B", n),
        "född": born,
        "kön": pick(n, "sex", {"flicka": 48, "pojke": 51, None: 1}),
    }


def notifications(n: pl.Expr, size: Sizes) -> Columns:
    came = any_day(n, "came")
    return {
        "id": ident("A", n),
        "barn": ident("B", draw(n, "notified", size["barn"])),
        "inkom": came,
        "typ": pick(n, "notification", {"anmälan": 85, "ansökan": 11, "annat": 3, None: 1}),
        "beslutad": so_far(later(came, n, "assessed", 0, 19)),
        "beslut": pick(
            n,
            "assessment",
            {"utredning_inleds": 40, "utredning_inleds_inte": 45, "påförs_pågående": 12, None: 3},
        ),
        "orsak": pick(n, "cause", {"Oro för barnet": 60, "Våld": 20, "Skola": 15, None: 5}),
        "från_vem": pick(n, "from", {"Skola": 30, "Polis": 30, "Hälso- och sjukvård": 40}),
        "våld": yes_no(n, "violence", 20),
        "barn_hört": yes_no(n, "heard", 35),
        "skyddsbedömning": yes_no(n, "protection", 90),
        "enhet": unit(n),
    }


def investigations(n: pl.Expr, size: Sizes) -> Columns:
    return {
        "id": ident("U", n),
        "barn": child_of(n, size),
        "inledd": opened(n),
        "avslutad": so_far(later(opened(n), n, "investigated", 20, 160)),
        "typ": pick(n, "kind", {"barnutredning": 88, "familjerätt": 7, "annan": 4, None: 1}),
        "beslut": pick(n, "ended", {"placering": 8, "insats": 40, "utan_insats": 49, None: 3}),
        "förlängd": yes_no(n, "prolonged", 8),
        "barnsamtal": yes_no(n, "talked", 55, 15),
        "hälsouppgifter": yes_no(n, "health", 50),
        "skoluppgifter": yes_no(n, "school", 70),
        "våld": yes_no(n, "violent", 25),
        "enhet": unit(n),
    }


def decisions(n: pl.Expr, size: Sizes) -> Columns:
    measure = n % size["insatser"]
    begins = began(measure, size)
    return {
        "id": ident("D", n),
        "barn": child_of(investigation_of(measure, "measure", size), size),
        "beslutad": plus(begins, -(draw(n, "decided", 120).cast(pl.Int32))),
        "verkställd": pl.when(draw(n, "executed", 100) < 94).then(begins),
        "gynnande": yes_no(n, "favourable", 85, 10),
        "typ": pick(n, "decision", {"Bistånd öppenvård": 60, "Kontaktfamilj": 25, "Vård": 15}),
        "utredning": ident("U", investigation_of(measure, "measure", size)),
        "insats": ident("I", measure),
    }


def measures(n: pl.Expr, size: Sizes) -> Columns:
    investigation = investigation_of(n, "measure", size)
    till = so_far(later(began(n, size), n, "measured", 30, 500))
    answers = {
        "ja_helt": 25,
        "ja_i_stort_sett": 25,
        "nej_delvis": 15,
        "nej_inte_alls": 10,
        "vet_inte": 5,
        None: 20,
    }
    return {
        "id": ident("I", n),
        "barn": child_of(investigation, size),
        "från": began(n, size),
        "till": till,
        "typ": pick(
            n,
            "measure kind",
            {
                "öppenvård": 55,
                "kontaktperson": 12,
                "kontaktfamilj": 13,
                "heldygnsvård": 15,
                "annat": 5,
            },
        ),
        "mål_dokumenterat": yes_no(n, "goal", 80),
        "måluppfyllelse": pl.when(till.is_not_null()).then(pick(n, "reached", answers)),
        "utredning": ident("U", investigation),
        "beslut": ident("D", n % size["beslut"]),
        "enhet": unit(n),
    }


def placements(n: pl.Expr, size: Sizes) -> Columns:
    """Their decision and the close of their investigation are left to be looked up."""
    investigation = investigation_of(n, "placement", size)
    decided = later(opened(investigation), n, "placed", 0, 140)
    decided = pl.min_horizontal(decided, pl.lit(EXTRACTED))
    begins = pl.min_horizontal(later(decided, n, "moved", 0, 20), pl.lit(EXTRACTED))
    # A product of two, since most stays are short and some are long.
    stayed = 10 + draw(n, "stayed", 90) * draw(n, "stayed on", 8)
    till = so_far(plus(begins, stayed))
    forms = {
        "familjehem": 38,
        "nätverkshem": 9,
        "jourhem": 22,
        "hvb": 16,
        "stödboende": 5,
        "sis": 4,
        "skyddat_boende": 4,
        "annat": 2,
    }
    reasons = {"planerat": 70, "oförutsett_avbrott": 15, "annat": 12, None: 3}
    return {
        "id": ident("P", n),
        "barn": child_of(investigation, size),
        "beslutad": decided,
        "från": begins,
        "till": till,
        "vårdform": pick(n, "form", forms),
        "lagrum": pick(n, "act", {"SoL": 68, "LVU": 30, None: 2}),
        "avslutsorsak": pl.when(till.is_not_null()).then(pick(n, "why", reasons)),
        "efter_avbrott": yes_no(n, "after", 8, 20),
        "utredning": ident("U", investigation),
        "familjehem": ident("F", draw(n, "home", size["familjehem"])),
        "nätverksmöte": yes_no(n, "network", 40),
        "umgängesplan": yes_no(n, "contact", 60),
        "genomförandeplan": yes_no(n, "plan", 75),
        "hälsoundersökning": yes_no(n, "examined", 50),
        "första_besök": so_far(later(begins, n, "visit", 1, 60)),
        "enhet": unit(n),
    }


def talks(n: pl.Expr, size: Sizes) -> Columns:
    investigation = investigation_of(n, "talk", size)
    kinds = {"förhandsbedömning": 20, "utredningssamtal": 50, "uppföljningssamtal": 30}
    day = later(opened(investigation), n, "talk day", 0, 250)
    return {
        "id": ident("S", n),
        "barn": child_of(investigation, size),
        "datum": pl.min_horizontal(day, pl.lit(EXTRACTED)),
        "typ": pick(n, "talk kind", kinds),
        "enskilt": yes_no(n, "alone", 70),
        "ansvarig_handläggare": yes_no(n, "own", 80, 10),
        "insatstyp": pick(n, "about", {"öppenvård": 40, "placering": 40, None: 20}),
        "enhet": unit(n),
    }


def follow_ups(n: pl.Expr, size: Sizes) -> Columns:
    measure = draw(n, "followed", size["insatser"])
    closed = later(began(measure, size), n, "follow-up", 20, 300)
    return {
        "id": ident("V", n),
        "barn": child_of(investigation_of(measure, "measure", size), size),
        "insats": ident("I", measure),
        "avslutad": pl.min_horizontal(closed, pl.lit(EXTRACTED)),
        "insatstyp": pick(n, "followed kind", {"öppenvård": 70, "kontaktfamilj": 30}),
        "enskilt_möte": yes_no(n, "met", 50),
        "enhet": unit(n),
    }


def staff(n: pl.Expr, _: Sizes) -> Columns:
    begins = any_day(n, "hired")
    return {
        "id": ident("H", n),
        "från": begins,
        "till": so_far(later(begins, n, "left", 100, 2500)),
        "sysselsättningsgrad": (draw(n, "part", 3) + 2) * 0.25,
        "socionom": yes_no(n, "degree", 85),
        "erfarenhet_från": plus(begins, -(draw(n, "experience", 5000).cast(pl.Int32))),
        "chef": yes_no(n, "manager", 6, 2),
        "enhet": unit(n),
    }


def homes(n: pl.Expr, _: Sizes) -> Columns:
    begins = any_day(n, "engaged")
    return {
        "id": ident("F", n),
        "anlitat_från": begins,
        "anlitat_till": so_far(later(begins, n, "released", 100, 3000)),
        "egenrekryterat": yes_no(n, "own home", 60),
        "rekryterat": plus(begins, -(draw(n, "recruited", 400).cast(pl.Int32))),
    }


def courses(n: pl.Expr, size: Sizes) -> Columns:
    return {
        "familjehem": ident("F", draw(n, "trained", size["familjehem"])),
        "datum": any_day(n, "course"),
        "typ": pick(n, "course kind", {"Grundutbildning": 50, "Handledning": 50}),
    }


def incidents(n: pl.Expr, _: Sizes) -> Columns:
    came = any_day(n, "incident")
    kinds = {"lex_sarah": 10, "avvikelse": 50, "synpunkt": 20, "klagomål": 20}
    return {
        "id": ident("L", n),
        "inkom": came,
        "typ": pick(n, "incident kind", kinds),
        "utredd": so_far(later(came, n, "looked into", 5, 120)),
        "allvarlig": yes_no(n, "serious", 5),
        "enhet": unit(n),
    }


def family_talks(n: pl.Expr, _: Sizes) -> Columns:
    asked = any_day(n, "asked")
    return {
        "id": ident("T", n),
        "begärt": asked,
        "första_samtal": so_far(later(asked, n, "first talk", 7, 90)),
        "enhet": unit(n),
    }


def answers(n: pl.Expr, _: Sizes) -> Columns:
    return {
        "fråga": pl.lit(pl.Series(QUESTIONS)),
        "svar": yes_no(n, "answer", 60, 10),
        "gäller": pl.lit(date(2023, 1, 1)),
        "intygat_av_roll": pl.lit("verksamhetschef"),
        "underlag": pl.lit("Rutin 4.2"),
    }


TABLES: dict[str, Callable[[pl.Expr, Sizes], Columns]] = {
    "barn": children,
    "aktualiseringar": notifications,
    "utredningar": investigations,
    "beslut": decisions,
    "insatser": measures,
    "placeringar": placements,
    "samtal": talks,
    "uppföljningar": follow_ups,
    "handläggare": staff,
    "familjehem": homes,
    "familjehemsutbildningar": courses,
    "avvikelser": incidents,
    "samarbetssamtal": family_talks,
    "nämndsvar": answers,
}
