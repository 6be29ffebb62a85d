"""Suggestions and their effects in words."""

from collections.abc import Mapping

from bbic_ind.output.wording import count
from bbic_ind.suggesting.effects import Figure, Moves
from bbic_ind.suggesting.suggestion import Suggestion
from bbic_ind.suggesting.unfed import Unfed
from bbic_ind.texts import Language, Text, listed

MOST = 6
"""How many moved figures a line tells of."""


def what(one: Suggestion, lang: Language) -> str:
    """What is suggested: a heading for a column, or a meaning for a text."""
    if not one.text:
        text = Text(
            f"kolumnen ”{one.heading}” → {one.table}.{one.column}",
            f'the column "{one.heading}" → {one.table}.{one.column}',
        )
        return text(lang)
    text = Text(
        f"{one.table}.{one.column}: ”{one.text}” ({one.count} rader) betyder {one.means}",
        f'{one.table}.{one.column}: "{one.text}" ({one.count} rows) means {one.means}',
    )
    return text(lang)


def resembles_none(one: Suggestion, lang: Language) -> str:
    """That nothing can be suggested for a text, and where to say what it means."""
    text = Text(
        f"{one.table}.{one.column}: ”{one.text}” ({one.count} rader) liknar inget känt värde. "
        "Skriv under values i profilen vad det betyder, eller null.",
        f'{one.table}.{one.column}: "{one.text}" ({one.count} rows) resembles no known value. '
        "Say under values in the profile what it means, or null.",
    )
    return text(lang)


def why(one: Suggestion, lang: Language) -> str:
    """The score and what it rests on: ``89 av 100: rubriken liknar ...``."""
    order = _ORDER(lang).format(order=one.order) if one.order else ""
    return f"{one.score}{_OF(lang)}: {one.why(lang)}{order}"


def effects(moves: Moves, lang: Language, most: int = MOST) -> str:
    """Every figure that moves, at most ``most`` of them and the rest counted."""
    if not moves:
        return _NO_EFFECT(lang)
    return listed([_move(id_, *pair, lang) for id_, pair in moves.items()], most)


def _move(id_: str, before: Figure, after: Figure, lang: Language) -> str:
    if before.computable != after.computable:
        came = _plain(after, lang) if after.computable else _NOT(lang)
        went = _plain(before, lang) if before.computable else _NOT(lang)
        return _GOES(lang).format(id=id_, before=went, after=came)
    for name in ("denominator", "numerator", "missing"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            pair = (count(old, lang), count(new, lang))
            return _CHANGES[name](lang).format(id=id_, before=pair[0], after=pair[1])
    return _BESIDE(lang).format(id=id_)


def _plain(figure: Figure, lang: Language) -> str:
    if figure.denominator is None:
        return _COUNTED(lang).format(count=count(figure.numerator, lang))
    return _IN_DENOMINATOR(lang).format(count=count(figure.denominator, lang))


_OF = Text(" av 100", " of 100")
_ORDER = Text(", datum i ordningen {order}", ", dates in the order {order}")
_NO_EFFECT = Text("ändrar ingen indikator", "changes no indicator")
_NOT = Text("ej beräkningsbar", "not computable")
_GOES = Text("{id} går från {before} till {after}", "{id} goes from {before} to {after}")
_IN_DENOMINATOR = Text("{count} i nämnaren", "{count} in the denominator")
_COUNTED = Text("{count} räknade", "{count} counted")
_BESIDE = Text("{id} ändras i en del eller variant", "{id} changes in a part or variant")
_CHANGES = {
    "denominator": Text(
        "{id} går från {before} till {after} i nämnaren",
        "{id} goes from {before} to {after} in the denominator",
    ),
    "numerator": Text(
        "{id} går från {before} till {after} i täljaren",
        "{id} goes from {before} to {after} in the numerator",
    ),
    "missing": Text(
        "{id} går från {before} till {after} som saknar uppgift",
        "{id} goes from {before} to {after} that lack a value",
    ),
}


def lacking(found: Unfed, lang: Language) -> str:
    """The columns that no heading feeds, with the indicators that cannot be computed."""
    told = [f"{column} ({listed(ids, MOST)})" for column, ids in found.items()]
    return _LACKING(lang).format(columns=listed(told, 2 * MOST))


def computable(before: Mapping[str, Figure], after: Mapping[str, Figure], lang: Language) -> str:
    """How many indicators can be computed without the profile and with it, and which came."""
    came = [
        id_ for id_, figure in after.items() if figure.computable and not before[id_].computable
    ]
    counts = [sum(figure.computable for figure in figures.values()) for figures in (before, after)]
    told = [f"{id_} ({_plain(after[id_], lang)})" for id_ in came]
    text = _COMPUTABLE(lang).format(before=counts[0], after=counts[1], all=len(after))
    return f"{text}: {listed(told, 2 * MOST)}." if told else f"{text}."


_LACKING = Text(
    "Ingen rubrik fyller än: {columns}. bbic-ind inspect visar rubrikerna som är kvar; "
    "skriv den rätta under from i profilen.",
    "No heading feeds as yet: {columns}. bbic-ind inspect shows the headings that are left; "
    "write the right one under from in the profile.",
)
_COMPUTABLE = Text(
    "Med profilen går {after} av {all} indikatorer att räkna, utan den {before}",
    "With the profile {after} of {all} indicators can be computed, without it {before}",
)
