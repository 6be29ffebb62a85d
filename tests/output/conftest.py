"""A small finished run made by hand, in every status and shape of row."""

from datetime import date

import polars as pl
import pytest

from bbic_ind.definitions import Computation, Indicator, Pack, Variant
from bbic_ind.model import Dataset, Finding, Reading, SheetRead, Titles
from bbic_ind.output.run import Run
from bbic_ind.results import schema, shaped
from bbic_ind.texts import Text


def titles(sv: str, en: str) -> Titles:
    return Titles(sv=sv, en=en)


def indicator(id_: str, title: str, kind: str, area: int, **more) -> Indicator:
    return Indicator(
        pack="prov",
        id=id_,
        title=titles(title, f"{title} (en)"),
        kind=kind,
        period=more.pop("period", "year"),
        computation=Computation(table="lån"),
        area=area,
        **more,
    )


INDICATORS = (
    indicator("1:1", "Böcker som lämnades tillbaka i tid", "share", 1, variants=(
        Variant("med_förlängda", titles("En del räknar dem.", "Some do."), Computation("lån")),
    )),
    indicator("1:2", "Lån per anställd", "ratio", 1, period="snapshot"),
    indicator("1:3", "Filialer med kvällsöppet", "yes_no", 1),
    indicator("1:10", "Lån per slag", "distribution", 1),
    indicator("2:1", "Fjärrlån som kom fram inom två veckor efter beställningen", "share", 2),
)  # fmt: skip

USES = {
    ("prov", "1:1"): frozenset({("lån", "åter"), ("lån", "från")}),
    ("prov", "1:2"): frozenset({("lån", "åter")}),
    ("prov", "1:3"): frozenset({("filialer", "svar")}),
    ("prov", "1:10"): frozenset({("lån", "åter")}),
    ("prov", "2:1"): frozenset({("fjärrlån", "framme")}),
}

PACK = Pack(
    "prov",
    titles("Bibliotekets mått", "Library measures"),
    "1.0.0",
    {
        1: titles("Utlåningen är snabb", "Lending is fast"),
        2: titles("Fjärrlånen fungerar", "Inter-library loans work"),
    },
    INDICATORS,
)


def row(indicator_id: str, **more) -> dict:
    found = next(i for i in INDICATORS if i.id == indicator_id)
    fixed = {
        "pack": "prov",
        "indicator": indicator_id,
        "variant": "",
        "part": "",
        "title": found.title.sv,
        "kind": found.kind,
        "period": "2025",
        "period_start": date(2025, 1, 1),
        "period_end": date(2025, 12, 31),
        "missing": 0,
        "pending": 0,
        "denominator_undecided": 0,
        "status": "final",
        "note": "",
    }
    return fixed | more


def share(numerator: float, denominator: float, missing: int = 0, pending: int = 0) -> dict:
    value = numerator / denominator
    return {
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "low": value,
        "high": (numerator + missing + pending) / denominator,
        "missing": missing,
        "pending": pending,
    }


ROWS = [
    row("1:1", **share(142, 200, missing=9)),
    row("1:1", variant="med_förlängda", **share(150, 200)),
    row("1:1", kön="flicka", **share(70, 100)),
    row("1:1", kön="=cmd|' /C calc'!A0", **share(72, 100)),
    row("1:2", numerator=1234, denominator=45.25, value=1234 / 45.25, low=1234 / 45.25,
        high=1234 / 45.25, period_start=date(2025, 11, 1), period_end=date(2025, 11, 1)),
    row("1:3", part="kvällsöppet_måndag", value=1.0),
    row("1:3", part="kvällsöppet_fredag", missing=1, status="unanswered"),
    row("1:10", part="böcker", **share(2, 3)),
    row("1:10", part="övriga", **share(1, 3, pending=1), ) | {
        "status": "preliminary", "final_from": date(2026, 12, 31)},
    row("2:1", status="not_computable", note="Saknas i underlaget: fjärrlån.framme."),
    row("2:1", variant="tom", status="empty", numerator=0, denominator=0),
]  # fmt: skip

FINDINGS = (
    Finding(
        "date.unreadable",
        "error",
        "lån.xlsx › Lån",
        Text("2 datum går inte att läsa.", "2 dates cannot be read."),
        "lån",
        "åter",
        ("G27", "G31"),
        2,
    ),
    Finding("extraction.latest", "warning", "", Text("Uttagsdatum gissat.", "Date guessed.")),
)


def make_run(rows: list[dict], by: tuple[str, ...] = ("kön",), lang: str = "sv") -> Run:
    frame = shaped(pl.DataFrame(rows, schema_overrides=schema(by), infer_schema_length=None), by)
    sheets = (
        SheetRead(
            "lån.xlsx",
            "Lån",
            "lån",
            3,
            1234,
            1222,
            {Text("tomma rader", "blank rows"): 12},
            {"id": "Lånenr"},
            ("Namn",),
        ),
        SheetRead("lån.xlsx", "Annat", "", 0, 7, 0),
    )
    reading = Reading(Dataset({}, date(2026, 2, 1)), sheets, FINDINGS, "plain", "found")
    return Run(frame, reading, INDICATORS, {"prov": PACK}, USES, lang)


@pytest.fixture
def run() -> Run:
    return make_run(ROWS)


@pytest.fixture
def a_run():
    """The maker of runs, for a test with rows of its own."""
    return make_run


@pytest.fixture
def a_row():
    """The maker of rows: an indicator's id and what differs from an empty row."""
    return row
