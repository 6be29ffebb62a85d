"""How firm a figure is: what leaves it in doubt, how near the limits lie, what would move it."""

from collections.abc import Iterator
from itertools import groupby

import polars as pl

from bbic_ind.definitions.conditions import DateExpression, Lasts
from bbic_ind.definitions.prose import Speaker, sentence
from bbic_ind.definitions.prose.names import duration, word
from bbic_ind.engine.explain import Doubt, Limit, Moves, Population, Shift, addressed
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
    """A histogram for each limit."""
    for near in population.nearness:
        title = speaker.say(_AGAINST[_kind(near.limit)], **_limit(near.limit, speaker))
        yield from paragraph(title, _INDENT, _INDENT)
        yield from histogram(near.bins, _STEP)
        if near.unknown:
            lacks = _NO_ROW if near.limit.related else _NO_DAY
            yield _STEP + speaker.say(lacks, number=near.unknown)


def _limit(limit: Limit, speaker: Speaker) -> dict[str, str]:
    """What is held against a limit, whose it is, and the limit."""
    inside = speaker.inside(limit.related.related.table) if limit.related else speaker
    test, at = limit.tests[0], limit.at
    if isinstance(at, DateExpression):
        told = inside.day(at)
    else:
        told = duration(at, speaker.lang) if isinstance(at, Duration) else word(at, speaker.lang)
    name = inside.time_open() if isinstance(test, Lasts) else inside.name(test.name)
    whose = f"{name} ({inside.rows()})" if limit.related else name
    return {"name": whose, "limit": told}


def _kind(limit: Limit) -> str:
    """``day``, ``length`` or ``number``."""
    if isinstance(limit.at, DateExpression):
        return "day"
    return "length" if isinstance(limit.at, Duration) else "number"


def shifts(population: Population, teller: Teller, speaker: Speaker) -> Iterator[str]:
    """What each limit would change a day earlier and a day later."""
    table = population.computation.table
    for _, moved_both_ways in groupby(population.shifts, key=lambda shift: id(shift.limit)):
        both = list(moved_both_ways)
        title = speaker.say(_MOVED, **_limit(both[0].limit, speaker))
        effects = "; ".join(_shift(shift, table, teller) for shift in both)
        yield from paragraph(f"{title}: {effects}", _INDENT, _INDENT)


def _shift(shift: Shift, table: str, teller: Teller) -> str:
    less, more = _MOVES[_kind(shift.limit)]
    when = more if shift.by > 0 else less
    return f"{when(teller.lang)}: {effect(shift.moves, table, teller)}"


def variants(teller: Teller) -> Iterator[str]:
    """What each other reading would change."""
    table = teller.said.computation.table
    for name, moves in teller.said.variants:
        title = teller.say(_VARIANT, name=name) if name else _MAIN(teller.lang)
        told = effect(moves, table, teller) if moves else _OTHER_UNITS(teller.lang)
        yield from paragraph(f"{title}: {told}", _INDENT, _INDENT)


def effect(moves: Moves, table: str, teller: Teller) -> str:
    """How many cases move, and the first of them."""
    counts = [
        teller.say(text, number=number)
        for text, number in (
            (_INTO_DENOMINATOR, moves.into_denominator),
            (_OUT_OF_DENOMINATOR, moves.out_of_denominator),
            (_INTO_NUMERATOR, moves.into_numerator),
            (_OUT_OF_NUMERATOR, moves.out_of_numerator),
        )
        if number
    ]
    if not counts:
        return _NO_CHANGE(teller.lang)
    ids = _ids(moves.rows, table, teller)
    return ", ".join(counts) + (f" ({ids})" if ids else "")


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
_MOVED = Text("{name}, gränsen {limit}", "{name}, the limit {limit}")
_MOVES = {
    "day": (Text("en dag tidigare", "a day earlier"), Text("en dag senare", "a day later")),
    "length": (Text("en dag kortare", "a day shorter"), Text("en dag längre", "a day longer")),
    "number": (Text("ett mindre", "one less"), Text("ett mer", "one more")),
}
_VARIANT, _MAIN = Text("variant {name}", "variant {name}"), Text("huvudmåttet", "main figure")
_INTO_DENOMINATOR = Text("{number} till i nämnaren", "{number} more in the denominator")
_OUT_OF_DENOMINATOR = Text("{number} färre i nämnaren", "{number} fewer in the denominator")
_INTO_NUMERATOR = Text("{number} kommer in i täljaren", "{number} into the numerator")
_OUT_OF_NUMERATOR = Text("{number} faller ur täljaren", "{number} out of the numerator")
_NO_CHANGE = Text("ingen ändring", "no change")
_OTHER_UNITS = Text(
    "räknar något annat, så fallen kan inte jämföras",
    "counts something else, so the cases cannot be compared",
)
