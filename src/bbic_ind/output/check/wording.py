"""Severities and effects in words."""

from collections.abc import Mapping, Sequence

from bbic_ind.definitions.rules import Repeats, RowTest, Severity
from bbic_ind.engine.checking import Breach, Effect, Move
from bbic_ind.output.wording import OF_ONE, answer, count
from bbic_ind.results import IN_PERCENT
from bbic_ind.texts import CORRECT, Language, Text, decimal, in_percent, percent_sign, points

SEVERITIES: Mapping[Severity, Text] = {
    Severity.BLOCKS: Text("Hindrar", "Blocks"),
    Severity.ERROR: Text("Fel", "Error"),
    Severity.WARNING: Text("Varning", "Warning"),
    Severity.NOTE: Text("Upplysning", "Note"),
}

_STOPPED = Text("kan inte räknas", "cannot be computed")
_BY_HOW_MUCH = Text("går inte att säga hur mycket", "by how much cannot be told")
_EMPTIES = Text(" → inget att räkna", " → nothing to count")
_SAME_VALUE = Text(" (antalen ändras, inte värdet)", " (the counts change, not the value)")
_NO_LIMIT = Text("kan bli vad som helst", "can become anything")
_POINTS = Text("procentenheter", "percentage points")
_AT_MOST = Text("högst", "at most")
_NAMED = Text("”{name}” {span}", '"{name}" {span}')
_YES_NO = "yes_no"


def headline(breach: Breach, lang: Language) -> str:
    """What is wrong: the message where there is one to all of it, else the rule's title."""
    said = messages(breach, lang)
    title = said[0] if len(said) == 1 else _titled(breach, lang)
    told = title.removesuffix(CORRECT(lang)).rstrip() if breach.rule.action(lang) else title
    return f"{told[:1].upper()}{told[1:]}"


def messages(breach: Breach, lang: Language) -> list[str]:
    """What the messages add to the rule's own title; nothing where it says all."""
    if isinstance(breach.rule.test, RowTest | Repeats):
        return []
    return list(dict.fromkeys(text(lang) for text in breach.messages))


def _titled(breach: Breach, lang: Language) -> str:
    column = f" ({'.'.join((breach.table, *breach.columns[:1]))})" if breach.table else ""
    return f"{breach.rule.title(lang).rstrip('.')}{column}"


def effects(found: Sequence[Effect], lang: Language) -> str:
    """What can change, figure by figure: ``5:4: 85,3 % → 76,8–88,4 %; 5:2 ...``.

    Readings of one indicator that move alike are told together: ``5:4, 5:4 120 dagar: ...``.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for one in found:
        if one.moves:
            alike.setdefault((one.indicator.id, _moves(one, lang)), []).append(name(one, lang))
    spans = [f"{', '.join(names)}: {moves}" for (_, moves), names in alike.items()]
    stopped = [name(one, lang) for one in found if one.stops]
    vague = [name(one, lang) for one in found if not one.moves and not one.stops]
    if stopped:
        spans.append(f"{', '.join(stopped)} {_STOPPED(lang)}")
    if vague:
        spans.append(f"{', '.join(vague)} ({_BY_HOW_MUCH(lang)})")
    return "; ".join(spans)


def name(found: Effect, lang: Language) -> str:
    """What the figure is called: ``5:4``, ``5:4 120 dagar``."""
    one = found.indicator
    return " ".join(word for word in (one.id, one.label(found.variant)(lang)) if word)


def _moves(found: Effect, lang: Language) -> str:
    """The spans of a figure, each part that is seen to move named where it has several."""
    seen = [move for move in found.moves if _is_seen(move, found.indicator.kind, lang)]
    return ", ".join(_part(found, move, lang) for move in seen or found.moves)


def _is_seen(move: Move, kind: str, lang: Language) -> bool:
    """Whether the number is shown as another, or the same one is of other counts."""
    if move.low is None or move.high is None or move.low == move.high == move.now:
        return True
    return {_number(one, kind, lang) for one in (move.low, move.high)} != {
        _number(move.now, kind, lang)
    }


def _part(found: Effect, move: Move, lang: Language) -> str:
    span = _span(move, found.indicator.kind, lang)
    label = found.indicator.label(move.part)
    return _NAMED(lang).format(name=label(lang), span=span) if move.part else span


def _span(move: Move, kind: str, lang: Language) -> str:
    now = _number(move.now, kind, lang)
    if move.low is None or move.high is None:
        return f"{now} → {_NO_LIMIT(lang)}" if now else _NO_LIMIT(lang)
    low, high = (_number(end, kind, lang) for end in (move.low, move.high))
    if move.low == move.high == move.now:
        return f"{now}{(_EMPTIES if move.empties else _SAME_VALUE)(lang)}"
    if low == high:
        return f"{now} → {low}"
    return f"{now} → {low.removesuffix(percent_sign(lang)) if kind in IN_PERCENT else low}–{high}"


def _number(number: float | None, kind: str, lang: Language) -> str:
    if number is None:
        return "–"
    if kind == _YES_NO:
        return answer(number, lang)
    if kind in IN_PERCENT:
        return in_percent(number, lang)
    return count(number, lang) if kind in ("count", *OF_ONE) else decimal(number, 1, lang)


def effect_of_row(found: Effect, units: Mapping[str, int], lang: Language) -> str:
    """``5:4 (högst 1,1 procentenheter)``: what a single finding can do to a figure.

    ``units`` tells how many units it puts in doubt, by side of a ratio; empty where that
    cannot be said.
    """
    if found.stops:
        return f"{name(found, lang)} {_STOPPED(lang)}"
    told = [f"{_SIDES[side](lang)} {number}" for side, number in units.items() if side]
    told += [most for number in units.values() if (most := _most(found, number, lang))]
    called = name(found, lang)
    return f"{called} ({', '.join(told)})" if told else called


def _most(found: Effect, units: int, lang: Language) -> str:
    """How far so many units can move the figure, where that can be said."""
    move = found.move
    if move is None or move.most is None or found.indicator.kind == _YES_NO:
        return ""
    if found.indicator.kind == "count":
        return f"{_AT_MOST(lang)} {units}"
    return f"{_AT_MOST(lang)} {points(min(units * move.most, 1.0), lang)} {_POINTS(lang)}"


_SIDES = {
    "numerator": Text("täljaren:", "numerator:"),
    "denominator": Text("nämnaren:", "denominator:"),
}
