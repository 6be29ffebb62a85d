"""What a series tells, in words: changes, signals, breaks, and what its chart rests on."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bbic_ind.definitions.prose.names import enumerated
from bbic_ind.definitions.prose.words import AND
from bbic_ind.output import wording
from bbic_ind.output.wording import Row
from bbic_ind.results import IN_PERCENT
from bbic_ind.texts import NBSP, Language, Text, listed

_MINUS = "\u2212"
_MOST_SPANS = 3

RULES = {
    "outside": Text("utanför styrgränserna", "outside the control limits"),
    "shift": Text("minst 8 i rad på samma sida om mitten", "8 or more in a row on one side"),
    "trend": Text("minst 6 i rad åt samma håll", "6 or more in a row rising or falling"),
    "near_limit": Text("2 av 3 nära en styrgräns", "2 of 3 near a control limit"),
}
"""Each rule of a control chart as its reader needs it."""


def signal(row: Row, lang: Language) -> str:
    """The rules that a point breaks, in words; empty for none."""
    return "; ".join(RULES[rule](lang) for rule in _rules(row))


def change(row: Row, lang: Language) -> str:
    """How much a figure has changed since the year before: ``+1,2 procentenheter``."""
    if row["change"] is None:
        return ""
    unit = f" {_POINTS(lang)}" if row["kind"] in IN_PERCENT else ""
    told = _signed(row["change"], row["kind"], lang)
    return (told.removesuffix(",0").removesuffix(".0") if row["kind"] == "count" else told) + unit


def change_interval(row: Row, lang: Language) -> str:
    """The interval of the change: ``−9,7 till +13,1``; empty where it has none."""
    if row["change_low"] is None:
        return ""
    low, high = (_signed(row[name], row["kind"], lang) for name in ("change_low", "change_high"))
    return f"{low} {_TO(lang)} {high}"


def _signed(figure: float, kind: str, lang: Language) -> str:
    size = wording.number(abs(figure), kind, lang).rstrip(f"{NBSP}%")
    return size if not size.strip("0,.") else (_MINUS if figure < 0 else "+") + size


def about(rows: Sequence[Row], lang: Language) -> Iterator[str]:
    """What there is to say of one series, a sentence each; ``rows`` are all of its periods."""
    yield from between(rows, lang)
    charted = [row for row in rows if row["chart"]]
    if charted:
        yield _chart(charted, lang)
        yield _signals(charted, lang)
    yield from dict.fromkeys(row["note"] for row in rows if row["note"])


def between(rows: Sequence[Row], lang: Language) -> Iterator[str]:
    """What parts the periods of one series: breaks, and for years the latest change."""
    broken: dict[str, list[str]] = {}
    for row in rows:
        if row["break_why"]:
            broken.setdefault(row["break_why"], []).append(str(row["period"]))
    for why, periods in broken.items():
        yield f"{_BREAK(lang)} {enumerated(periods, AND, lang)}: {why}"
    if rows[-1]["change"] is not None:
        yield _latest_change(rows[-2], rows[-1], lang)


def _chart(rows: Sequence[Row], lang: Language) -> str:
    """The centre and the limits that now hold, and what they rest on."""
    last = rows[-1]
    same = [row for row in rows if row["centre"] == last["centre"]]
    base = [row["period"] for row in same if row["baseline"]]
    centre = wording.number(last["centre"], last["kind"], lang)
    span = wording.span(last["lower"], last["upper"], last["kind"], lang)
    rests = f"{base[0]}–{base[-1]}"
    if last["chart"] == "p":
        return Text(
            f"Mitt {centre} ({rests}). Styrgränserna följer antalet; {last['period']}: {span}.",
            f"Centre {centre} ({rests}). Control limits follow the count; {last['period']}: "
            f"{span}.",
        )(lang)
    return Text(
        f"Mitt {centre}, styrgränser {span} ({rests}).",
        f"Centre {centre}, control limits {span} ({rests}).",
    )(lang)


def _signals(rows: Sequence[Row], lang: Language) -> str:
    """Each rule with the periods that break it, a row of periods as one span."""
    told = [
        f"{_spans(rows, rule)} {text(lang)}"
        for rule, text in RULES.items()
        if any(rule in _rules(row) for row in rows)
    ]
    return f"{_SIGNALS(lang)} {'; '.join(told)}." if told else _NO_SIGNAL(lang)


def _spans(rows: Sequence[Row], rule: str) -> str:
    spans = []
    for broken, grouped in groupby(rows, key=lambda row: rule in _rules(row)):
        periods = [row["period"] for row in grouped]
        if broken:
            spans.append(periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}")
    return listed(spans, most=_MOST_SPANS)


def _rules(row: Row) -> list[str]:
    return [rule for rule in (row["signal"] or "").split(",") if rule]


def _latest_change(before: Row, row: Row, lang: Language) -> str:
    interval = change_interval(row, lang)
    chance = f"{_CHANCE(lang)} {interval}" if interval else _NO_CHANCE(lang)
    return f"{_CHANGE(lang)} {before['period']}–{row['period']}: {change(row, lang)} ({chance})."


_POINTS = Text("procentenheter", "percentage points")
_TO = Text("till", "to")
_BREAK = Text("Brott i serien från", "Break in the series from")
_SIGNALS = Text("Signal:", "Signal:")
_NO_SIGNAL = Text("Inga signaler.", "No signals.")
_CHANGE = Text("Förändring", "Change")
_CHANCE = Text("95 % KI", "95% CI")
_NO_CHANCE = Text("KI ges bara för andelar och antal", "CI for shares and counts only")
