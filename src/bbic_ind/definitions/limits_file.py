"""A municipality's own limits, baselines and breaks, which go before those of the definitions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from bbic_ind.definitions.indicator import Indicator
from bbic_ind.definitions.limits import Baseline, Break, Limits, misfits
from bbic_ind.errors import DefinitionError, Fault
from bbic_ind.model.shapes import Shape
from bbic_ind.strict_yaml import Document, did_you_mean, read, validate
from bbic_ind.texts import Text


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
    indicators: Iterable[Indicator], path: Path, among: Iterable[Indicator]
) -> tuple[Indicator, ...]:
    """The indicators with what the file says of them; raises DefinitionError with every fault.

    An id that none of those it may be ``among`` has is a fault, unless it is written with a
    pack that none of them is of.
    """
    document = read(path)
    own = validate(document, LimitsFile).indicators
    known = tuple(among)
    faults = [*_unknown(own, known, document), *_misfits(own, known, document)]
    if faults:
        raise DefinitionError(faults)
    return tuple(_with_own(one, own) for one in indicators)


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


def _unknown(
    own: Mapping[str, Own], indicators: tuple[Indicator, ...], document: Document
) -> Iterator[Fault]:
    packs = {one.pack for one in indicators}
    known = {name for one in indicators for name in _names(one)}
    for name in own:
        pack, qualified, _ = name.rpartition("/")
        if name not in known and (pack in packs or not qualified):
            yield document.fault(("indicators", name), _no_indicator(name, known))


def _misfits(
    own: Mapping[str, Own], indicators: tuple[Indicator, ...], document: Document
) -> Iterator[Fault]:
    for one in indicators:
        for name in _names(one):
            limits = own[name].limits if name in own else None
            for message in misfits(one.kind, one.computation.part_ids, limits) if limits else ():
                yield document.fault(("indicators", name, "limits"), message)


def _no_indicator(name: str, known: Iterable[str]) -> Text:
    sv, en = did_you_mean(name, known)
    return Text(
        f"ingen av indikatorerna heter {name}.{sv} Hör den till en uppsättning som inte räknas "
        "nu, skriv uppsättningen före: uppsättning/id.",
        f"none of the indicators is called {name}.{en} If it belongs to a pack that is not "
        "computed now, write the pack before it: pack/id.",
    )
