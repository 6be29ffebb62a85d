"""How firm a figure is: what leaves it in doubt, how near the limits lie, what would move it."""

from collections.abc import Iterator
from itertools import groupby

import polars as pl

from bbic_ind.definitions import Computation
from bbic_ind.definitions.conditions import CountOf, CountTest, DateExpression, Lasts, Name
from bbic_ind.definitions.prose import Speaker, sentence, value_sentence, words
from bbic_ind.definitions.prose.names import duration, enumerated, word
from bbic_ind.engine.explain import (
    Doubt,
    Limit,
    Moves,
    Nearness,
    Population,
    Shift,
    Test,
    addressed,
    is_open_ended,
)
from bbic_ind.engine.world import ROW
from bbic_ind.output.explain.histogram import histogram
from bbic_ind.output.explain.places import shown
from bbic_ind.output.explain.teller import Teller
from bbic_ind.output.explain.wording import COUNTED_SIDE, SIDES
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.periods import Duration
from bbic_ind.texts import Text

_INDENT, _STEP = "  ", "    "


def doubts(population: Population, speaker: Speaker) -> Iterator[str]:
    """The tests that cannot be answered, and what they lack."""
    for doubt in population.doubts:
        side = (COUNTED_SIDE if population.term else SIDES[doubt.side])(speaker.lang)
        yield from paragraph(f"{side}: {_doubt(doubt, speaker)}", _INDENT, _INDENT)


def _doubt(doubt: Doubt, speaker: Speaker) -> str:
    counts = [
        speaker.say(pattern, number=number)
        for pattern, number in ((_UNKNOWN, doubt.missing), (_WAITING, doubt.pending))
        if number
    ]
    lacking = [
        speaker.say(_LACKING, name=speaker.name(name), number=number)
        for name, number in doubt.lacking
    ]
    return f"{sentence(doubt.condition, speaker)} – {', '.join([*counts, *lacking])}"


def near_limits(population: Population, speaker: Speaker) -> Iterator[str]:
    """A histogram for each limit, or a word on what is not measured."""
    for near in population.nearness:
        limit = near.limit
        if unmeasured := _unmeasured(near):
            told = f"{_limit(limit, speaker)}: {unmeasured(speaker.lang)}"
            yield from paragraph(told, _INDENT, _INDENT)
            continue
        against = _AGAINST[_kind(limit)]
        title = speaker.say(against, name=_held(limit, speaker), limit=_at(limit, speaker))
        yield from paragraph(title, _INDENT, _INDENT)
        yield from histogram(near.bins, _STEP)
        if near.unknown:
            lacks = _NO_ROW if limit.within else _NO_DAY
            yield _STEP + speaker.say(lacks, number=near.unknown)
    if not population.nearness:
        yield from paragraph(_NO_LIMIT(speaker.lang), _INDENT, _INDENT)


def _unmeasured(near: Nearness) -> Text | None:
    """Why there is no histogram, None where there is one."""
    if not near.bins:
        return _NO_DISTANCE if near.limit.steps else _NO_STEPS
    return None if any(near.bins) or near.unknown else _NOTHING_NEAR


def _limit(limit: Limit, speaker: Speaker) -> str:
    """What is held against a limit, and the limit."""
    pattern = _HELD
    if limit.is_cut:
        pattern = _CUT_LAST if limit.upper else _CUT_FIRST
    return speaker.say(pattern, name=_held(limit, speaker), limit=_at(limit, speaker))


def _held(limit: Limit, speaker: Speaker) -> str:
    """What is held against a limit, and whose it is; each of several."""
    told = dict.fromkeys(_of_test(test, limit, speaker) for test in limit.tests)
    return enumerated(list(told), words.AND, speaker.lang)


def _of_test(test: Test, limit: Limit, speaker: Speaker) -> str:
    inside = _inside(limit, speaker)
    if isinstance(test, CountTest):
        return value_sentence(CountOf(test.related), inside)
    name = inside.time_open() if isinstance(test, Lasts) else inside.name(test.name)
    return f"{name} ({inside.rows()})" if limit.within else name


def _at(limit: Limit, speaker: Speaker) -> str:
    """The limit itself."""
    match limit.at:
        case DateExpression() as day:
            return _inside(limit, speaker).day(day)
        case Duration() as length:
            return duration(length, speaker.lang)
        case Name() as name:
            return _inside(limit, speaker).name(name)
        case float() as number:
            return word(number, speaker.lang)


def _inside(limit: Limit, speaker: Speaker) -> Speaker:
    """A speaker of the related rows that the limit speaks of."""
    for table in limit.tables:
        speaker = speaker.inside(table)
    return speaker


def _kind(limit: Limit) -> str:
    """``day``, ``length`` or ``number``."""
    if isinstance(limit.at, DateExpression):
        return "day"
    return "length" if isinstance(limit.at, Duration) else "number"


def shifts(population: Population, teller: Teller, speaker: Speaker) -> Iterator[str]:
    """What each limit would change a day earlier and a day later."""
    for limit, moved_both_ways in groupby(population.shifts, key=lambda shift: shift.limit):
        both = (_shift(shift, population.computation, teller) for shift in moved_both_ways)
        yield from paragraph(f"{_limit(limit, speaker)}: {'; '.join(both)}", _INDENT, _INDENT)


def _shift(shift: Shift, computation: Computation, teller: Teller) -> str:
    less, more = _MOVES[_kind(shift.limit)]
    when = more if shift.by > 0 else less
    return f"{when(teller.lang)}: {effect(shift.moves, computation, teller)}"


def variants(teller: Teller) -> Iterator[str]:
    """What each other reading would change."""
    computation = teller.said.computation
    for name, moves in teller.said.variants:
        title = teller.variant(name) if name else _MAIN(teller.lang)
        told = effect(moves, computation, teller) if moves else _OTHER_UNITS(teller.lang)
        yield from paragraph(f"{title}: {told}", _INDENT, _INDENT)


def effect(moves: Moves, computation: Computation, teller: Teller) -> str:
    """How many cases move, and the first of them."""
    told = _counted_moves(moves) if is_open_ended(computation) else _moves(moves)
    counts = [teller.say(text, number=number) for text, number in told if number]
    if not counts:
        return _NO_CHANGE(teller.lang)
    ids = _ids(moves.rows, computation.table, teller)
    return ", ".join(counts) + (f" ({ids})" if ids else "")


def _moves(moves: Moves) -> Iterator[tuple[Text, int]]:
    yield _INTO_DENOMINATOR, moves.into_denominator
    yield _OUT_OF_DENOMINATOR, moves.out_of_denominator
    yield _INTO_NUMERATOR, moves.into_numerator
    yield _OUT_OF_NUMERATOR, moves.out_of_numerator


def _counted_moves(moves: Moves) -> Iterator[tuple[Text, int]]:
    """Where there is nothing but what is counted."""
    yield _COUNTED_TOO, moves.into_numerator
    yield _COUNTED_NO_MORE, moves.out_of_numerator


def _ids(rows: tuple[int, ...], table: str, teller: Teller) -> str:
    wanted = pl.DataFrame({ROW: rows}, schema={ROW: pl.UInt32})
    ids = addressed(wanted, table, teller.said.world)["id"].drop_nulls().to_list()
    return ", ".join(shown(one, teller.lang) for one in ids)


_UNKNOWN = Text("okänt: {number}", "unknown: {number}")
_WAITING = Text("oavgjort: {number}", "pending: {number}")
_LACKING = Text("{name} saknas: {number}", "{name} not registered: {number}")
_AGAINST = {
    "day": Text(
        "{name}, dagar efter gränsen {limit} (0 är samma dag)",
        "{name}, days after the limit {limit} (0 is the same day)",
    ),
    "length": Text(
        "{name}, dagar utöver {limit} (0 är precis så länge)",
        "{name}, days beyond {limit} (0 is exactly so long)",
    ),
    "number": Text(
        "{name}, över eller under {limit} (0 är precis {limit})",
        "{name}, above or below {limit} (0 is exactly {limit})",
    ),
}
_NO_DAY = Text("utan känd dag: {number}", "without a known day: {number}")
_NO_ROW = Text("utan sådan rad: {number}", "without such a row: {number}")
_HELD = Text("{name}, gränsen {limit}", "{name}, the limit {limit}")
_CUT_FIRST = Text(
    "{name}, räknad tidigast från {limit}", "{name}, counted from {limit} at the earliest"
)
_CUT_LAST = Text("{name}, räknad längst till {limit}", "{name}, counted to {limit} at the latest")
_NOTHING_NEAR = Text("det finns inga rader att mäta.", "there are no rows to measure.")
_NO_DISTANCE = Text("hur nära fallen ligger mäts inte.", "how near the cases lie is not measured.")
_NO_STEPS = Text(
    "varken hur nära fallen ligger eller vad en annan gräns skulle ändra mäts.",
    "neither how near the cases lie nor what another limit would change is measured.",
)
_NO_LIMIT = Text(
    "Villkoren har ingen gräns i dagar, tid eller antal, utöver periodens början och slut.",
    "The conditions have no limit in days, time or number, but where the period begins and ends.",
)
_MOVES = {
    "day": (Text("en dag tidigare", "a day earlier"), Text("en dag senare", "a day later")),
    "length": (Text("en dag kortare", "a day shorter"), Text("en dag längre", "a day longer")),
    "number": (Text("ett mindre", "one less"), Text("ett mer", "one more")),
}
_MAIN = Text("huvudmåttet", "main figure")
_INTO_DENOMINATOR = Text("{number} till i nämnaren", "{number} more in the denominator")
_OUT_OF_DENOMINATOR = Text("{number} färre i nämnaren", "{number} fewer in the denominator")
_INTO_NUMERATOR = Text("{number} kommer in i täljaren", "{number} into the numerator")
_OUT_OF_NUMERATOR = Text("{number} faller ur täljaren", "{number} out of the numerator")
_COUNTED_TOO = Text("{number} till räknas", "{number} more counted")
_COUNTED_NO_MORE = Text("{number} räknas inte längre", "{number} no longer counted")
_NO_CHANGE = Text("ingen ändring", "no change")
_OTHER_UNITS = Text(
    "räknar något annat, så fallen kan inte jämföras",
    "counts something else, so the cases cannot be compared",
)
