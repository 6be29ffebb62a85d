"""A municipality's own limits, baselines and breaks, which go before those of the definitions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from bbic_ind.definitions.indicator import Indicator
from bbic_ind.definitions.limits import Baseline, Break, Limits, misfits
from bbic_ind.errors import DefinitionError, Fault
from bbic_ind.model import Finding
from bbic_ind.model.shapes import Shape
from bbic_ind.strict_yaml import Document, did_you_mean, read, validate
from bbic_ind.texts import Text, listed


class Own(Shape):
    """What is the municipality's own for one indicator; None leaves the definition's."""

    limits: Limits | None = None
    baseline: Baseline | None = None
    breaks: tuple[Break, ...] | None = None


class LimitsFile(Shape):
    """The keys of a file of limits; indicators by ``id`` or ``pack/id``."""

    format: Annotated[int, Field(ge=1, le=1)]
    indicators: dict[str, Own]


def with_own_limits(
    indicators: Iterable[Indicator],
    path: Path,
    among: Iterable[Indicator],
    elsewhere: Callable[[str], Path | None] = lambda _: None,
) -> tuple[tuple[Indicator, ...], tuple[Finding, ...]]:
    """The indicators with what the file says of them, and a note of what it says of others.

    An id that none of those it may be ``among`` has is a fault, unless it is written with a
    pack that none of them is of; or stands in another pack, whose folder ``elsewhere`` tells.
    Those are noted.  Raises DefinitionError with every fault.
    """
    document = read(path)
    own = validate(document, LimitsFile).indicators
    known = tuple(among)
    outside = _outside(own, known)
    packs = {name: elsewhere(name) for name in outside}
    unknown = [name for name in outside if packs[name] is None]
    faults = [*_unknown(unknown, known, document), *_misfits(own, known, document)]
    if faults:
        raise DefinitionError(faults)
    noted = (_not_computed(path.name, packs),) if packs else ()
    return tuple(_with_own(one, own) for one in indicators), noted


def _with_own(indicator: Indicator, own: Mapping[str, Own]) -> Indicator:
    for name in _names(indicator):
        if name in own:
            indicator = replace(indicator, **_given(own[name]))
    return indicator


def _names(indicator: Indicator) -> tuple[str, str]:
    """How a file may call an indicator, the more exact name last."""
    return indicator.id, f"{indicator.pack}/{indicator.id}"


def _given(own: Own) -> dict[str, Any]:
    values = {
        "limits": own.limits,
        "baseline": own.baseline.until if own.baseline else None,
        "breaks": own.breaks,
    }
    return {name: value for name, value in values.items() if value is not None}


def _outside(own: Iterable[str], indicators: Iterable[Indicator]) -> list[str]:
    """The names that no indicator has, but for those of another pack that say so."""
    known = {name for one in indicators for name in _names(one)}
    packs = {"", *(one.pack for one in indicators)}
    return [name for name in own if name not in known and name.rpartition("/")[0] in packs]


def _unknown(
    names: Iterable[str], indicators: Iterable[Indicator], document: Document
) -> Iterator[Fault]:
    known = {name for one in indicators for name in _names(one)}
    for name in names:
        yield document.fault(("indicators", name), _no_indicator(name, known))


def _misfits(
    own: Mapping[str, Own], indicators: tuple[Indicator, ...], document: Document
) -> Iterator[Fault]:
    for one in indicators:
        for name in _names(one):
            limits = own[name].limits if name in own else None
            for message in misfits(one.kind, one.computation.part_ids, limits) if limits else ():
                yield document.fault(("indicators", name, "limits"), message)


def _not_computed(place: str, packs: Mapping[str, Path | None]) -> Finding:
    names = listed([f"{name} ({pack.name})" if pack else name for name, pack in packs.items()])
    text = Text(
        f"gränserna för {names} används inte: inget av det som räknas nu heter så. "
        "Skulle de gälla något av det, rätta id i filen.",
        f"the limits of {names} are not used: nothing that is computed now is called so. "
        "If they were meant for any of that, correct the id in the file.",
    )
    return Finding("limits.not_computed", "note", place, text)


def _no_indicator(name: str, known: Iterable[str]) -> Text:
    sv, en = did_you_mean(name, known)
    return Text(
        f"ingen av indikatorerna heter {name}.{sv} Hör den till en uppsättning som inte räknas "
        "nu, skriv uppsättningen före: uppsättning/id.",
        f"none of the indicators is called {name}.{en} If it belongs to a pack that is not "
        "computed now, write the pack before it: pack/id.",
    )
