"""From two exports or two packs to what differs: choose, read both, compare, write."""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bbic_ind.cli.computing import Order, plan
from bbic_ind.cli.messages import doing, show, tell, tell_written
from bbic_ind.cli.origin import settings_of, told
from bbic_ind.cli.recalling import ordered, paths, recalled
from bbic_ind.cli.vouching import gather_vouched
from bbic_ind.engine.differences import Side, differences
from bbic_ind.errors import Fault, UsageError
from bbic_ind.model import Reading
from bbic_ind.output.as_difference import Compared, summary
from bbic_ind.output.difference_files import WRITERS
from bbic_ind.output.files import manifest_of, refuse_outputs, write_vouched
from bbic_ind.periods import Period
from bbic_ind.provenance import Manifest, Origin, load
from bbic_ind.texts import Language, Text

DIFF = "diff"
"""What manifests call this command."""

_KEY_BYTES = 32
_BOTH = 2


@dataclass(frozen=True, slots=True)
class Wish:
    """What to compare; ``beside`` belongs to both exports."""

    sources: tuple[Path, ...]
    beside: tuple[Path, ...] = ()
    packs: tuple[str, str] | None = None
    periods: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    profile: str | None = None
    extracted: tuple[date, ...] = ()
    output: tuple[Path, ...] = ()
    lang: Language = "sv"


def tell_differences(wish: Wish) -> None:
    """Compare, print the summary and write the cases; raises UserError for what is wrong."""
    refuse_outputs(wish.output, WRITERS, (*wish.sources, *wish.beside))
    compared = carry_out(wish)
    show(summary(compared))
    write_vouched(compared, WRITERS, wish.output)
    tell_written(wish.output, wish.lang)
    if not wish.output and any(one.cases for one in compared.differences):
        tell(_NEXT(wish.lang))


def carry_out(wish: Wish) -> Compared:
    """Read both and compare; raises UserError for what is wrong."""
    old, new = _orders(wish)
    # Subjects must meet themselves in the other export; the key is forgotten with the run.
    key = secrets.token_bytes(_KEY_BYTES)
    before = _read(old, key)
    periods = before.periods
    after = _read(replace(new, periods=tuple(period.label for period in periods)), key)
    with doing(_COMPARING(wish.lang)):
        found = tuple(differences(before.side, after.side, periods))
    origin = _origin(wish, before, after)
    return Compared(found, before.reading, after.reading, wish.lang, origin)


@dataclass(frozen=True, slots=True)
class _Read:
    """One side as it was read."""

    side: Side
    reading: Reading
    periods: list[Period]
    origin: Origin


def _read(order: Order, key: bytes) -> _Read:
    planned = plan(order)
    reading, periods, origin = gather_vouched(planned, DIFF, key=key)
    indicators = {indicator.id: indicator for indicator in planned.choice.indicators}
    side = Side(indicators, planned.choice.model, reading.dataset, order.lang)
    return _Read(side, reading, periods, origin)


def _origin(wish: Wish, before: _Read, after: _Read) -> Origin:
    """What both sides rest on, and what was asked."""
    one, other = before.origin, after.origin
    asked = settings_of(wish, before.periods)
    del asked["output"]
    return Origin(
        settings={name: told(value) for name, value in asked.items()},
        inputs={**one.inputs, **other.inputs},
        definitions={**one.definitions, **other.definitions},
        packs={**one.packs, **other.packs},
        command=DIFF,
    )


def wished(old: Manifest, folder: Path, source: Path | None) -> Wish:
    """What a manifest of a comparison says was wished for."""
    asked = recalled(old, Wish, folder, source)
    days = tuple(date.fromisoformat(day) for day in asked.get("extracted", ()))
    beside = paths(old.settings, "beside", folder, source)
    return Wish(**{**asked, "beside": beside, "extracted": days})


def _orders(wish: Wish) -> tuple[Order, Order]:
    """What to read and compute on each side."""
    days = (wish.extracted or (None,)) * _BOTH
    if wish.packs is not None:
        one = _order(wish, (*wish.sources, *wish.beside), days[0])
        old, new = ((pack, *wish.indicators) for pack in wish.packs)
        return replace(one, indicators=old), replace(one, indicators=new)
    if len(wish.sources) != _BOTH:
        raise UsageError(Fault("", _TWO))
    old_order, new_order = (
        _of(path, wish, day) for path, day in zip(wish.sources, days, strict=False)
    )
    # What was asked for once is asked for again.
    asked = replace(new_order, indicators=wish.indicators or old_order.indicators)
    return old_order, asked


def _of(path: Path, wish: Wish, day: date | None) -> Order:
    """The order for one side: of a result what its manifest tells, but for what is asked anew."""
    manifest = manifest_of(path)
    if not manifest.is_file():
        return _order(wish, (path, *wish.beside), day)
    old = ordered(load(manifest), path.parent, None, wish.lang)
    return replace(
        old,
        sources=(*old.sources, *wish.beside),
        periods=wish.periods or old.periods,
        indicators=wish.indicators or old.indicators,
        profile=wish.profile or old.profile,
        extracted=day or old.extracted,
        by=(),
    )


def _order(wish: Wish, sources: tuple[Path, ...], day: date | None) -> Order:
    return Order(
        sources=sources,
        periods=wish.periods,
        indicators=wish.indicators,
        profile=wish.profile,
        extracted=day,
        lang=wish.lang,
    )


_COMPARING = Text("Jämför", "Comparing")
_NEXT = Text(
    "Nästa steg: lägg till --output fall.xlsx för att se varje fall som flyttat.",
    "Next: add --output cases.xlsx to see every case that moved.",
)
_TWO = Text(
    "ange två uttag, det gamla först. Sidoblad som hör till båda anges med --with.",
    "name two exports, the old one first. Side sheets that belong to both are given by --with.",
)
