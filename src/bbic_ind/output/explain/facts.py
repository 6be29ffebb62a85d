"""What a condition looked at in one case: the values, their cells, and how far from the limit."""

from collections.abc import Iterator
from datetime import date

from bbic_ind.definitions.conditions import ColumnTest, DateExpression, Name, Span
from bbic_ind.definitions.prose import Speaker
from bbic_ind.engine.explain import Cell, Seen, Traced
from bbic_ind.output.explain.places import Places
from bbic_ind.personal import holds_number
from bbic_ind.texts import Text, counted


def facts(traced: Traced, speaker: Speaker, places: Places) -> str:
    """The values a plain condition looked at: ``lent 2025-03-04 (B7), returned ...``."""
    told = ", ".join(_seen(seen, speaker, places) for seen in _in_order(traced))
    distance = "; ".join(_distances(traced, speaker))
    return f"{told}: {distance}" if distance else told


def _in_order(traced: Traced) -> list[Seen]:
    """Days in the order they came, so that a line reads as a story."""
    days = [seen for seen in traced.seen if isinstance(seen.value, date)]
    if len(days) == len(traced.seen):
        return sorted(days, key=lambda seen: str(seen.value))
    return list(traced.seen)


def _seen(seen: Seen, speaker: Speaker, places: Places) -> str:
    at = f" ({_cell(seen, seen.cell, places)})" if seen.cell and seen.cell.row else ""
    return f"{speaker.name(seen.name)} {value(seen, speaker)}{at}"


def _cell(seen: Seen, cell: Cell, places: Places) -> str:
    """A cell of the row itself as ``F27``; one behind a reference with its sheet."""
    whole = places.cell(cell)
    return whole if len(seen.name.path) > 1 else whole.rpartition(" › ")[2]


def value(seen: Seen, speaker: Speaker) -> str:
    """A value as it is read; why there is none where there is none."""
    if seen.hidden or (isinstance(seen.value, str) and holds_number(seen.value)):
        return _HIDDEN(speaker.lang)
    if isinstance(seen.value, date):
        return seen.value.isoformat()
    if seen.value is not None:
        return speaker.literal(seen.value, seen.name)
    if seen.absent:
        return _ABSENT(speaker.lang)
    return (_NOT_YET if seen.open else _MISSING)(speaker.lang)


def _distances(traced: Traced, speaker: Speaker) -> Iterator[str]:
    """How the tested day lies to each limit of its test."""
    test = traced.condition
    if not isinstance(test, ColumnTest) or not isinstance(test.operand, DateExpression | Span):
        return
    tested = traced.seen[0].value
    for limit, day in zip(_limits(test), traced.days, strict=True):
        if isinstance(tested, date) and day is not None and isinstance(limit.base, Name):
            yield _distance(limit, day, tested, traced, speaker)
        elif day is not None and limit.offsets:
            yield speaker.say(_LIMIT_IS, limit=day.isoformat())


def _limits(test: ColumnTest) -> tuple[DateExpression, ...]:
    operand = test.operand
    if isinstance(operand, Span):
        return operand.first, operand.last
    return (operand,) if isinstance(operand, DateExpression) else ()


def _distance(
    limit: DateExpression, day: date, tested: date, traced: Traced, speaker: Speaker
) -> str:
    """In days from where the limit is reckoned, if it is so many days; else from the limit."""
    base = next((seen.value for seen in traced.seen if seen.name == limit.base), None)
    in_days = len(limit.offsets) == 1 and limit.offsets[0].unit == "days"
    if in_days and isinstance(base, date):
        allowed = limit.offsets[0].count
        return speaker.say(_IN_DAYS, days=_days((tested - base).days)(speaker.lang), limit=allowed)
    late = (tested - day).days
    if late == 0:
        return speaker.say(_AT_LIMIT, limit=day.isoformat())
    pattern = _AFTER_LIMIT if late > 0 else _BEFORE_LIMIT
    return speaker.say(pattern, limit=day.isoformat(), days=abs(late))


def _days(number: int) -> Text:
    return Text(counted(number, "dag", "dagar"), counted(number, "day", "days"))


_HIDDEN = Text("(dolt)", "(hidden)")
_MISSING = Text("inte registrerat", "not registered")
_NOT_YET = Text("har inte hänt", "has not happened")
_ABSENT = Text("finns inte", "does not exist")
_LIMIT_IS = Text("gränsen är {limit}", "the limit is {limit}")
_IN_DAYS = Text("{days}, gränsen är {limit}", "{days}, the limit is {limit}")
_AT_LIMIT = Text("gränsen är {limit}, samma dag", "the limit is {limit}, the same day")
_AFTER_LIMIT = Text(
    "gränsen är {limit}, antal dagar efter den: {days}",
    "the limit is {limit}, days after it: {days}",
)
_BEFORE_LIMIT = Text(
    "gränsen är {limit}, antal dagar före den: {days}",
    "the limit is {limit}, days before it: {days}",
)
