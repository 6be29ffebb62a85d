"""Which heading could feed which column, by what it is called and what stands below it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import floor

from bbic_ind.model import Column
from bbic_ind.sources import messages
from bbic_ind.sources.conversion import as_ids
from bbic_ind.sources.delivery import Delivery
from bbic_ind.sources.headers import TextTable
from bbic_ind.sources.profile_shapes import ColumnRule
from bbic_ind.sources.profiles import Named
from bbic_ind.sources.roles import names_subject
from bbic_ind.suggesting.contents import ENOUGH, Asked, Content, Fit, fit
from bbic_ind.suggesting.likeness import alike, nearest
from bbic_ind.suggesting.places import Contents, Place, recognised, unrecognised
from bbic_ind.suggesting.suggestion import Suggestion
from bbic_ind.texts import Text

LEAST = 45
"""The lowest score worth showing."""

SURELY = 0.95
"""With a greater share of dates than this a column holds dates."""

SURE = 90
"""From this score the name of a heading alone is called the same."""

Ids = Mapping[str, frozenset[str]]


def suggested(delivery: Delivery, base: Named, seen: Contents) -> tuple[Suggestion, ...]:
    """The best heading for each column that has none, in every sheet; the best first."""
    places = [one for sheet in delivery.sheets for one in _places(sheet, delivery, base, seen)]
    rough = [(place, _best(place, delivery, seen, {})) for place in places]
    ids = _ids(rough)
    found = [one for place in places for one in _all(place, delivery, seen, ids)]
    return tuple(sorted(found, key=lambda one: (one.place, -one.score)))


def _all(place: Place, delivery: Delivery, seen: Contents, ids: Ids) -> list[Suggestion]:
    best = _best(place, delivery, seen, ids)
    return [*best, *_last_left(place, best, delivery, seen)]


def _last_left(
    place: Place, best: Sequence[Suggestion], delivery: Delivery, seen: Contents
) -> Iterator[Suggestion]:
    """The only heading left with dates under it, for the only required date without one.

    Where none is required any more it may be the day that closes a row.
    """
    undated = _undated(place, best, delivery)
    taken = {one.heading for one in best}
    left = (at for at in place.free if place.sheet.headings[at] not in taken)
    dated = [at for at in left if _dated(place.content(at, seen))]
    if len(undated) == len(dated) == 1:
        [name], [at] = undated, dated
        one = _suggestion(place, at, name, _asked(place, name, delivery, {}), seen)
        why = Text(f"{one.why.sv}, {_ALONE.sv}", f"{one.why.en}, {_ALONE.en}")
        yield replace(one, score=max(one.score, LEAST), why=why)


def _undated(place: Place, best: Sequence[Suggestion], delivery: Delivery) -> list[str]:
    """The required dates without a heading; where there are none the day that closes a row."""
    table = delivery.model.tables[place.table]
    have = {*place.fed, *(one.column for one in best)}
    lack = {name: column for name, column in table.columns.items() if name not in have}
    required = [name for name, column in lack.items() if column.required and column.type.is_date]
    return required or [name for name in lack if name == table.closes]


def _dated(content: Content) -> bool:
    return not content.text.is_empty() and max(content.days.values()) > SURELY


def _places(sheet: TextTable, delivery: Delivery, base: Named, seen: Contents) -> Iterator[Place]:
    """The tables a sheet feeds, or the one it could best feed if it is not recognised."""
    match, _ = delivery.recognised(sheet)
    if not messages.headings(sheet, recognised=match is not None):
        return
    if match is not None:
        for table, feed in match.rule.feeds.items():
            yield recognised(sheet, match, table, feed)
        return
    options = [unrecognised(sheet, table, delivery, base) for table in delivery.model.tables]
    scored = [(_promise(place, delivery, base, seen), place) for place in options]
    best = max(scored, key=lambda pair: pair[0])
    if best[0] >= 2 * LEAST:
        yield best[1]


def _promise(place: Place, delivery: Delivery, base: Named, seen: Contents) -> float:
    """How much speaks for a table: its columns found, its name, nothing required lacking."""
    table = delivery.model.tables[place.table]
    found = _best(place, delivery, seen, {})
    have = {*place.fed, *(one.column for one in found)}
    required = {name for name, column in table.columns.items() if column.required}
    kinds = [kind for kind, rule in base.profile.sheets.items() if place.table in rule.feeds]
    names = (place.table, place.kind, *table.synonyms, *kinds)
    named = 100 * max(alike(place.named, name) for name in names)
    return (
        sum(one.score for one in found) + 100 * len(place.fed) + named - 50 * len(required - have)
    )


def _best(place: Place, delivery: Delivery, seen: Contents, ids: Ids) -> list[Suggestion]:
    """Each column with at most one heading, the likeliest pairs first."""
    pairs = sorted(_pairs(place, delivery, seen, ids), key=lambda one: -one[1].score)
    chosen: dict[str, Suggestion] = {}
    used: set[int] = set()
    for at, one in pairs:
        if one.column not in chosen and at not in used:
            chosen[one.column] = one
            used.add(at)
    return list(chosen.values())


def _pairs(
    place: Place, delivery: Delivery, seen: Contents, ids: Ids
) -> Iterator[tuple[int, Suggestion]]:
    for name in delivery.model.tables[place.table].columns:
        if name in place.fed or place.rule(name).constant is not None:
            continue
        asked = _asked(place, name, delivery, ids)
        for at in place.free:
            one = _suggestion(place, at, name, asked, seen)
            if one.score >= LEAST:
                yield at, one


def _asked(place: Place, name: str, delivery: Delivery, ids: Ids) -> Asked:
    column = delivery.model.tables[place.table].columns[name]
    return Asked(
        column=column,
        own_id=name == "id",
        names_subject=names_subject(delivery.model, place.table, name),
        words=(*column.values, *place.rule(name).values),
        ids=ids.get(column.refers_to or ""),
    )


def _suggestion(place: Place, at: int, name: str, asked: Asked, seen: Contents) -> Suggestion:
    heading = place.sheet.headings[at]
    likeness, known = nearest(heading, _names(name, asked.column, place.rule(name)))
    suits = fit(place.content(at, seen), asked)
    return Suggestion(
        kind=place.kind,
        place=messages.place_of(place.sheet),
        table=place.table,
        column=name,
        heading=heading,
        score=_score(likeness, suits),
        why=_why(likeness, known, suits, required=asked.column.required),
        named=place.named,
        order=suits.order,
    )


def _names(name: str, column: Column, rule: ColumnRule) -> Iterable[str]:
    """What headings of the column are called, by the profile and the model."""
    labels = (column.label.sv, column.label.en) if column.label is not None else ()
    return (name, *rule.from_, *labels)


def _score(likeness: float, content: Fit) -> int:
    if content.share is None:
        return round(100 * 0.9 * likeness)
    if content.rules_out and content.share < ENOUGH:
        return 0
    return round(100 * ((1 - content.weight) * likeness + content.weight * content.share))


def _why(likeness: float, known: str, content: Fit, *, required: bool) -> Text:
    """What the score rests on, in words."""
    sv, en = [], []
    if likeness > 0:
        same = 100 * likeness >= SURE
        sv.append(f"rubriken {'är nästan' if same else 'liknar'} ”{known}”")
        en.append(f'the heading {"is almost" if same else "resembles"} "{known}"')
    if content.share is not None and content.called is not None:
        share = floor(100 * content.share)  # all of them only where it is all
        sv.append(f"{share} % av cellerna: {content.called.sv}")
        en.append(f"{share}% of the cells: {content.called.en}")
    if required:
        sv.append("kolumnen krävs")
        en.append("the column is required")
    return Text(", ".join(sv), ", ".join(en))


def _ids(rough: Sequence[tuple[Place, list[Suggestion]]]) -> Ids:
    """The ids of each table, from the headings that feed them or would."""
    found: dict[str, set[str]] = {}
    for place, suggestions in rough:
        at = place.fed.get("id")
        if at is None:
            headings = [one.heading for one in suggestions if one.column == "id"]
            at = place.sheet.headings.index(headings[0]) if headings else None
        if at is not None:
            cells = as_ids(place.sheet.frame[str(at)]).drop_nulls()
            found.setdefault(place.table, set()).update(cells.to_list())
    return {table: frozenset(ids) for table, ids in found.items()}


def carried(delivery: Delivery, base: Named) -> tuple[Suggestion, ...]:
    """What the plain layout already reads, to be said again where the profile adds to it.

    Of two kinds that feed the same table the one that knows more headings counts, so a
    kind of the profile's own must know what the plain layout knows.
    """
    found: list[Suggestion] = []
    for sheet in delivery.sheets:
        match, _ = delivery.recognised(sheet)
        if match is not None and match.layout != base.name:
            for table, feed in match.rule.feeds.items():
                found += _already(recognised(sheet, match, table, feed))
    return tuple(found)


def _already(place: Place) -> Iterator[Suggestion]:
    nothing = Suggestion(
        place.kind, messages.place_of(place.sheet), place.table, "", "", 100, _KEPT
    )
    for name, at in place.fed.items():
        yield replace(nothing, column=name, heading=place.sheet.headings[at])


_ALONE = Text("den enda rubrik med datum som är kvar", "the only heading with dates that is left")
_KEPT = Text("läses redan så", "is read so already")
