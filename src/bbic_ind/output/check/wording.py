"""Severities and effects in words."""

from collections.abc import Mapping, Sequence

from bbic_ind.definitions.rules import Severity
from bbic_ind.engine.checking import Effect, Move
from bbic_ind.output.wording import SHARES
from bbic_ind.texts import NBSP, Language, Text, decimal

SEVERITIES: Mapping[Severity, Text] = {
    Severity.BLOCKS: Text("Hindrar", "Blocks"),
    Severity.ERROR: Text("Fel", "Error"),
    Severity.WARNING: Text("Varning", "Warning"),
    Severity.NOTE: Text("Upplysning", "Note"),
}

_STOPPED = Text("kan inte räknas", "cannot be computed")
_BY_HOW_MUCH = Text("går inte att säga hur mycket", "by how much cannot be told")
_NO_LIMIT = Text("kan bli vad som helst", "can become anything")
_POINTS = Text("procentenheter", "percentage points")
_AT_MOST = Text("högst", "at most")
_YES_NO = "yes_no"


def effects(found: Sequence[Effect], lang: Language) -> str:
    """What can change, figure by figure: ``5:4: 85,3 % → 76,8–88,4 %; 5:2 ...``."""
    spans = [_moving(one, one.move, lang) for one in found if one.move is not None]
    stopped = [one.indicator.id for one in found if one.stops]
    vague = [one.indicator.id for one in found if one.move is None and not one.stops]
    if stopped:
        spans.append(f"{', '.join(stopped)} {_STOPPED(lang)}")
    if vague:
        spans.append(f"{', '.join(vague)} ({_BY_HOW_MUCH(lang)})")
    return "; ".join(spans)


def _moving(found: Effect, move: Move, lang: Language) -> str:
    """The span of a figure, the part named where it has several."""
    part = f" ({found.indicator.label(move.part)(lang)})" if move.part else ""
    return f"{found.indicator.id}{part}: {_span(move, found.indicator.kind, lang)}"


def _span(move: Move, kind: str, lang: Language) -> str:
    now = _number(move.now, kind, lang)
    if move.low is None or move.high is None:
        return f"{now} → {_NO_LIMIT(lang)}" if now else _NO_LIMIT(lang)
    low, high = (_number(end, kind, lang) for end in (move.low, move.high))
    if low == high:
        return f"{now} → {low}"
    return f"{now} → {low.removesuffix(_percent(lang)) if kind in SHARES else low}–{high}"


def _number(number: float | None, kind: str, lang: Language) -> str:
    if number is None:
        return "–"
    if kind in (*SHARES, _YES_NO):
        return f"{decimal(round(number * 100, 9), 1, lang)}{_percent(lang)}"
    return decimal(number, 0 if kind == "count" else 1, lang)


def _percent(lang: Language) -> str:
    return f"{NBSP}%" if lang == "sv" else "%"


def effect_of_row(found: Effect, units: int | None, lang: Language) -> str:
    """``5:4 (högst 1,1 procentenheter)``: what a single finding can do to a figure."""
    move = found.move
    name = found.indicator.id
    if found.stops:
        return f"{name} {_STOPPED(lang)}"
    if move is None or move.most is None or units is None:
        return name
    most = units * move.most
    if found.indicator.kind == "count":
        return f"{name} ({_AT_MOST(lang)} {units})"
    points = decimal(round(min(most, 1.0) * 100, 9), 1, lang)
    return f"{name} ({_AT_MOST(lang)} {points} {_POINTS(lang)})"
