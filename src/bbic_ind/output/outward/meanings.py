"""What each column of results, and of tables made of them, means in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from bbic_ind.engine.breakdown import MISSING_GROUP
from bbic_ind.periods import PeriodUnit
from bbic_ind.series.control import Rule
from bbic_ind.texts import Text

ANY = MISSING_GROUP
"""The group of those of whom it is not known."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means; ``allowed`` None leaves its words to the program's own lists."""

    text: Text
    unit: str = ""
    allowed: tuple[str, ...] | None = None


def _means(sv: str, en: str, unit: str = "") -> Meaning:
    return Meaning(Text(sv, en), unit)


RESULTS: Mapping[str, Meaning] = {
    "pack": _means("Uppsättningen som definitionen hör till.", "The pack of the definition."),
    "indicator": _means("Indikatorns beteckning i uppsättningen.", "The indicator's id there."),
    "variant": _means(
        "En annan läsning av indikatorn; tom för huvudsiffran.",
        "Another reading of the indicator; empty for the main figure.",
    ),
    "part": _means(
        "En del av en fördelning eller en fråga; tom när det bara finns en siffra.",
        "A part of a distribution, or a question; empty where there is one figure only.",
    ),
    "title": _means("Indikatorns namn.", "The indicator's title."),
    "kind": _means("Slag av mått.", "The kind of measure."),
    "period": _means(
        "Perioden, till exempel 2025, 2025-H1, 2025-Q1 eller 2025-03.",
        "The period, for example 2025, 2025-H1, 2025-Q1 or 2025-03.",
    ),
    "period_start": _means(
        "Periodens första dag; mätdagen för mått på en dag.",
        "The first day of the period; the day measured for measures of a day.",
    ),
    "period_end": _means(
        "Periodens sista dag; mätdagen för mått på en dag.",
        "The last day of the period; the day measured for measures of a day.",
    ),
    "numerator": _means(
        "Täljaren: de som säkert uppfyller villkoren, eller en summa.",
        "The numerator: those that certainly meet the conditions, or a sum.",
    ),
    "denominator": _means(
        "Nämnaren: de som säkert hör till; tom för antal.",
        "The denominator: those that certainly belong; empty for counts.",
    ),
    "value": _means(
        "Värdet: 0–1 för andelar och fördelningar, 1 eller 0 för ja/nej, annars ett tal.",
        "The value: 0–1 for shares and distributions, 1 or 0 for yes/no, else a number.",
    ),
    "low": _means(
        "Det minsta värdet kan vara, med det som är okänt; tomt där det inte går att säga.",
        "The least the value can be, given what is unknown; empty where that cannot be told.",
    ),
    "high": _means(
        "Det mesta värdet kan vara, med det som är okänt; tomt där det inte går att säga.",
        "The most the value can be, given what is unknown; empty where that cannot be told.",
    ),
    "ci_low": _means(
        "Nedre gränsen för värdets konfidensintervall, 95 % (Wilson).",
        "The lower end of the value's confidence interval, 95% (Wilson).",
    ),
    "ci_high": _means(
        "Övre gränsen för värdets konfidensintervall, 95 % (Wilson).",
        "The upper end of the value's confidence interval, 95% (Wilson).",
    ),
    "limit": _means(
        "Värdet mot gränsvärdena; undecided när det okända kan flytta det över en gräns.",
        "The value against its limits; undecided where the unknown can move it over one.",
    ),
    "missing": _means(
        "I nämnaren, men en uppgift saknas som avgör täljaren.",
        "In the denominator, but a value is missing that decides the numerator.",
        "units",
    ),
    "pending": _means(
        "I nämnaren, men tiden har inte gått än.",
        "In the denominator, but the time has not come.",
        "units",
    ),
    "denominator_undecided": _means(
        "Kan inte sägas höra till nämnaren eller inte; inte med i talen.",
        "Cannot be said to belong to the denominator or not; not in the figures.",
        "units",
    ),
    "status": _means(
        "Hur säker siffran är: slutlig, preliminär, tom, obesvarad, kan inte räknas eller skyddad.",
        "How firm the figure is: final, preliminary, empty, unanswered, not computable or "
        "suppressed.",
    ),
    "final_from": _means(
        "Dagen då en preliminär siffra kan bli slutlig; tom om den inte är känd.",
        "The day a preliminary figure can become final; empty if unknown.",
    ),
    "note": _means(
        "Vad läsaren behöver veta om just den siffran.",
        "What the reader must know of this very figure.",
    ),
}
"""The columns of the results (:mod:`bbic_ind.results`)."""

VALUES: Mapping[str, Meaning] = {
    "key": _means(
        "Siffrans namn, detsamma i varje körning: uppsättning/indikator/variant/del.",
        "The figure's name, the same in every run: pack/indicator/variant/part.",
    ),
    "area": _means("Rubriken i uppsättningen.", "The heading in the pack."),
    "period_unit": _means("Hur lång perioden är.", "How long the period is."),
    "measure": _means(
        "Vad talet på raden är, med kolumnens namn i resultatet.",
        "What the number of the row is, by its column in the results.",
    ),
    "unit": Meaning(
        Text(
            "Vad talet räknas i: fraction är 0–1, yes_no är 1 eller 0. Annars är det ett antal, "
            "en summa eller ett värde i det som indikatorn mäter, till exempel dagar.",
            "What the number is in: fraction is 0–1, yes_no is 1 or 0. Else it is a count, a "
            "sum or a value in what the indicator measures, for example days.",
        ),
        allowed=("fraction", "yes_no", "number"),
    ),
    "number": _means(
        "Talet; tomt bara för value, när det inte finns något värde.",
        "The number; empty for value only, where there is none.",
    ),
}
"""The columns that :mod:`~bbic_ind.output.outward.values` adds."""

_RULES = ", ".join(Rule)

SERIES: Mapping[str, Meaning] = {
    "unit": Meaning(
        Text("Hur lång perioden är.", "How long the period is."), allowed=get_args(PeriodUnit)
    ),
    "chart": Meaning(
        Text(
            "Månader: slaget av styrdiagram, p för andelar och xmr för andra tal; annars tom.",
            "Months: the kind of control chart, p for shares and xmr for other numbers; else "
            "empty.",
        ),
        allowed=("p", "xmr"),
    ),
    "centre": _means("Styrdiagrammets mitt.", "The centre line of the control chart."),
    "lower": _means("Undre styrgräns.", "Lower control limit."),
    "upper": _means("Övre styrgräns.", "Upper control limit."),
    "baseline": Meaning(
        Text(
            "Om punkten är en av dem som mitt och styrgränser vilar på.",
            "Whether the point is one of those that centre and limits rest on.",
        ),
        allowed=("true", "false"),
    ),
    "signal": _means(
        f"Reglerna som punkten bryter, med komma emellan, av {_RULES}; tom för ingen.",
        f"The rules that the point breaks, with commas between, of {_RULES}; empty for none.",
    ),
    "change": _means(
        "År: värdet minus det föregående årets, uttryckt som värdet.",
        "Years: the value less the year before's, in the same unit.",
    ),
    "change_low": _means(
        "Förändringens 95 % konfidensintervall, från; bara för andelar och antal.",
        "The 95% confidence interval of the change, from; for shares and counts only.",
    ),
    "change_high": _means("Samma, till.", "The same, to."),
    "break_why": _means(
        "Varför siffrorna härifrån inte går att jämföra med dem före; tom när de går.",
        "Why figures from here on cannot be held against those before; empty where they can.",
    ),
    "note": _means("Varför det inte finns något styrdiagram.", "Why there is no control chart."),
}
"""The columns of the series (:mod:`bbic_ind.series.frame`) that results do not have."""

KOLADA: Mapping[str, Meaning] = {
    "kpi": _means("Nyckeltalets id i Kolada.", "The id of the key figure in Kolada."),
    "municipality": _means(
        "Kommunens kod, fyra siffror; inledande nolla hör till.",
        "The municipality's code, four digits; a leading zero belongs to it.",
    ),
    "year": _means("Året.", "The year."),
    "gender": Meaning(
        Text("T alla, K kvinnor och flickor, M män och pojkar.", "T all, K female, M male."),
        allowed=("T", "K", "M"),
    ),
    "value": _means(
        "Värdet som Kolada visar det: andelar i procent (0–100).",
        "The value as Kolada shows it: shares in percent (0–100).",
    ),
    "count": _means(
        "Hur många värdet vilar på: nämnaren, eller antalet självt.",
        "How many the value rests on: the denominator, or the count itself.",
    ),
}
"""The columns of :mod:`~bbic_ind.output.outward.kolada` that mean something of their own."""
