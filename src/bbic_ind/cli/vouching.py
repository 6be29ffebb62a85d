"""Reading that a manifest can vouch for: the sources, their digests and what they rest on."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bbic_ind.cli.computing import Plan, gather
from bbic_ind.cli.origin import origin, settings_of
from bbic_ind.model import Reading
from bbic_ind.periods import Period
from bbic_ind.provenance import Origin
from bbic_ind.provenance.hashing import meanwhile
from bbic_ind.sources.files import input_files


def gather_vouched(
    planned: Plan,
    command: str,
    asked: Mapping[str, Any] | None = None,
    rules: Sequence[Path] = (),
    key: bytes | None = None,
) -> tuple[Reading, list[Period], Origin]:
    """As :func:`gather`, with the origin of what ``command`` makes of it.

    ``asked`` are settings beside those of the order, ``rules`` the folders of rules tried.
    """
    with meanwhile(input_files(planned.order.sources)) as inputs:
        reading, periods = gather(planned, key)
    settings = settings_of(planned.order, periods) | dict(asked or {})
    profiles = reading.profile.split(", ")
    found = origin(settings, planned.choice, profiles, inputs.result(), command, rules)
    return reading, periods, found
