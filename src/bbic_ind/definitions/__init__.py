"""Definitions of indicators: strict YAML read into frozen trees, checked against the model."""

from bbic_ind.definitions.indicator import Computation, Example, Indicator, Kind, Variant
from bbic_ind.definitions.packs import PACK_FILE, Pack, load_pack

__all__ = [
    "PACK_FILE",
    "Computation",
    "Example",
    "Indicator",
    "Kind",
    "Pack",
    "Variant",
    "load_pack",
]
