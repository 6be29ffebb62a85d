"""From two exports or two packs to what differs: choose, read both, compare, write."""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bbic_ind.cli.computing import Order, gather, plan
from bbic_ind.cli.messages import doing, show, tell
from bbic_ind.cli.verifying import ordered
from bbic_ind.engine.differences import Side, differences
from bbic_ind.errors import Fault, UsageError
from bbic_ind.model import Reading
from bbic_ind.output.as_difference import WRITERS, Compared, summary
from bbic_ind.output.files import MANIFEST, write_whole
from bbic_ind.periods import Period
from bbic_ind.provenance import load
from bbic_ind.texts import Language, Text

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
    output: Path | None = None
    lang: Language = "sv"


def tell_differences(wish: Wish) -> None:
    """Compare, print the summary and write the cases; raises UserError for what is wrong."""
    _refuse_output(wish)
    old, new = _orders(wish)
    # Subjects must meet themselves in the other export; the key is forgotten with the run.
    key = secrets.token_bytes(_KEY_BYTES)
    before, first, periods = _read(old, key)
    after, second, _ = _read(replace(new, periods=tuple(p.label for p in periods)), key)
    with doing(_COMPARING(wish.lang)):
        found = tuple(differences(before, after, periods))
    compared = Compared(found, first, second, wish.lang)
    show(summary(compared))
    if wish.output is not None:
        writer = WRITERS[_suffix(wish.output)]
        write_whole(wish.output, lambda stream: writer(compared, stream))
        tell(f"{_WRITTEN(wish.lang)} {wish.output}")
    elif any(one.cases for one in found):
        tell(_NEXT(wish.lang))


def _read(order: Order, key: bytes) -> tuple[Side, Reading, list[Period]]:
    planned = plan(order)
    reading, periods = gather(planned, key)
    indicators = {indicator.id: indicator for indicator in planned.choice.indicators}
    return Side(indicators, planned.choice.model, reading.dataset), reading, periods


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
    """The order for one side: of a manifest what it tells, but for what is asked for anew."""
    if not path.name.endswith(MANIFEST):
        return _order(wish, (path, *wish.beside), day)
    told = ordered(load(path), path.parent, None, wish.lang)
    return replace(
        told,
        sources=(*told.sources, *wish.beside),
        periods=wish.periods or told.periods,
        indicators=wish.indicators or told.indicators,
        profile=wish.profile or told.profile,
        extracted=day or told.extracted,
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


def _suffix(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _refuse_output(wish: Wish) -> None:
    if wish.output is None:
        return
    sources = (*wish.sources, *wish.beside)
    if _suffix(wish.output) not in WRITERS:
        raise UsageError(Fault(str(wish.output), _BAD_SUFFIX))
    if any(wish.output.resolve() == source.resolve() for source in sources):
        raise UsageError(Fault(str(wish.output), _IS_SOURCE))


_COMPARING = Text("Jämför", "Comparing")
_WRITTEN = Text("Skrev", "Wrote")
_NEXT = Text(
    "Nästa steg: lägg till --output fall.xlsx för att se varje fall som flyttat.",
    "Next: add --output cases.xlsx to see every case that moved.",
)
_TWO = Text(
    "ange två uttag, det gamla först. Sidoblad som hör till båda anges med --with.",
    "name two exports, the old one first. Side sheets that belong to both are given by --with.",
)
_BAD_SUFFIX = Text(
    "filnamnet ska sluta på .xlsx, .csv eller .json.",
    "the file name must end in .xlsx, .csv or .json.",
)
_IS_SOURCE = Text(
    "filen är själv ett underlag och skulle skrivas över. Välj ett annat namn.",
    "this file is itself a source and would be overwritten. Choose another name.",
)
