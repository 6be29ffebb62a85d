"""All suggestions for a delivery, decided one by one with their effects in sight."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bbic_ind.definitions import Indicator
from bbic_ind.sources.delivery import Delivery, told_apart
from bbic_ind.sources.profiles import PLAIN, Named
from bbic_ind.sources.recognise import known_by
from bbic_ind.suggesting.effects import Bench, Figures, Moves, moved
from bbic_ind.suggesting.headings import carried, suggested
from bbic_ind.suggesting.meanings import meanings
from bbic_ind.suggesting.places import Contents, contents_of
from bbic_ind.suggesting.suggestion import Data, Suggestion, profile_data

Accept = Callable[[Suggestion, Moves], bool | None]
"""Whether to accept one; None to accept no more."""


@dataclass(frozen=True)
class Proposal:
    """Suggestions to decide on, the headings before the values.

    ``kept`` is what the plain layout reads already and the profile must say again;
    ``unknown`` are the texts that resemble no known value.
    """

    bench: Bench
    kept: tuple[Suggestion, ...]
    suggestions: tuple[Suggestion, ...]
    unknown: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Decision:
    """A suggestion that was accepted, and the figures it moves."""

    suggestion: Suggestion
    moves: Moves


def propose(
    delivery: Delivery,
    profiles: Path,
    indicators: Sequence[Indicator],
    extracted: date | None,
    extends: str | None = None,
) -> Proposal:
    """Everything there is to suggest, on top of the profile that suits the delivery best."""
    seen = contents_of(delivery)
    base = _base(delivery, extends, seen)
    under = _under(delivery, base, extracted)
    found = suggested(under, base, seen)
    shipped = (profiles / f"{base.name}.yaml").is_file()
    bench = Bench(delivery, base.name if shipped else None, profiles, indicators, extracted)
    kept = carried(under, base)
    texts = meanings(bench.with_([*_beside(kept, found), *found]))
    likely = tuple(one for one in texts if one.score)
    unlikely = tuple(one for one in texts if not one.score)
    return Proposal(bench, kept, (*found, *likely), unlikely)


def _base(delivery: Delivery, extends: str | None, seen: Contents) -> Named:
    """The profile asked for, else that under which most is known and suggested."""
    layouts = {named.name: named for named in delivery.layouts}
    if extends is not None:
        return layouts[extends]
    plain_last = sorted(layouts.values(), key=lambda named: named.name == PLAIN)
    return max(plain_last, key=lambda named: _promise(delivery, named, seen))


def _promise(delivery: Delivery, named: Named, seen: Contents) -> float:
    under = _under(delivery, named, delivery.stated)
    layouts = (delivery.plain, named)
    known = sum(known_by(sheet, layouts, delivery.model)[-1] for sheet in delivery.sheets)
    return known + sum(one.score for one in suggested(under, named, seen)) / 100


def _under(delivery: Delivery, base: Named, extracted: date | None) -> Delivery:
    layouts = (delivery.plain, base)
    return told_apart(delivery.sheets, layouts, delivery.model, extracted, asked=True)


def _beside(kept: Iterable[Suggestion], accepted: Sequence[Suggestion]) -> list[Suggestion]:
    """What must be said again of the tables that something is accepted for."""
    touched = {(one.kind, one.table) for one in accepted}
    return [one for one in kept if (one.kind, one.table) in touched]


def decided(proposal: Proposal, accept: Accept) -> list[Decision]:
    """Ask of each suggestion whether to accept it, told what it does beside the others.

    The others are those accepted so far and those still to come; what is returned tells
    what each does beside those that were accepted.  A value is not asked of where the
    heading of its column was declined.
    """
    taken: list[Decision] = []
    left = proposal.suggestions
    whole = _figures(proposal, left)
    for one in proposal.suggestions:
        if one not in left:
            continue
        moves = _moves(proposal, left, one, whole)
        answer = accept(one, moves)
        if answer:
            taken.append(Decision(one, moves))
            continue
        stop = answer is None
        left = tuple(each.suggestion for each in taken) if stop else _without(left, one)
        whole = _figures(proposal, left)
        if stop:
            break
    if left == proposal.suggestions:
        return taken
    return [Decision(one, _moves(proposal, left, one, whole)) for one in left]


def _moves(
    proposal: Proposal, accepted: Sequence[Suggestion], one: Suggestion, whole: Figures
) -> Moves:
    """What one of those accepted does beside the others; ``whole`` is what they give together."""
    return moved(_figures(proposal, _without(accepted, one), one.table), whole)


def _figures(proposal: Proposal, accepted: Sequence[Suggestion], table: str = "") -> Figures:
    """The figures under a profile of these suggestions, those of one table if it is named."""
    return proposal.bench.figures(proposal.bench.with_(_whole(proposal, accepted)), table)


def _without(left: Sequence[Suggestion], one: Suggestion) -> tuple[Suggestion, ...]:
    """All but one, and but the values that are of no use without its heading."""
    return tuple(other for other in left if other != one and not _falls_with(other, one))


def _falls_with(other: Suggestion, one: Suggestion) -> bool:
    return bool(other.text) and not one.text and other.builds_on == one.builds_on


def data_of(proposal: Proposal, taken: Iterable[Decision]) -> Data:
    """The profile of what was accepted."""
    accepted = [one.suggestion for one in taken]
    return profile_data(proposal.bench.base, _whole(proposal, accepted))


def delivery_by(proposal: Proposal, taken: Iterable[Decision]) -> Delivery:
    """The delivery as the profile of what was accepted reads it."""
    return proposal.bench.with_(_whole(proposal, [one.suggestion for one in taken]))


def _whole(proposal: Proposal, accepted: Sequence[Suggestion]) -> list[Suggestion]:
    return [*_beside(proposal.kept, accepted), *accepted]


def automatic(delivery: Delivery) -> Delivery:
    """The delivery as it is read without a profile of its own, to be read once more."""
    return replace(delivery, sheets=list(delivery.sheets))
