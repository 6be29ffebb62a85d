"""The shipped packs, read once, each with the model it stands on."""

from functools import cache
from pathlib import Path

from bbic_ind.cli.choice import choose
from bbic_ind.definitions import PACK_FILE, Indicator
from bbic_ind.model import Model, load_model
from bbic_ind.packaged import indicators_folder

FOLDER = indicators_folder()
PACKS = tuple(sorted(path.parent for path in FOLDER.glob(f"*/{PACK_FILE}")))


@cache
def model() -> Model:
    """The model without what any pack adds to it."""
    return load_model(FOLDER / "model.yaml")


@cache
def model_of(pack: str) -> Model:
    """The model with the tables and columns of one pack."""
    return choose([pack]).model


@cache
def indicators() -> tuple[Indicator, ...]:
    return tuple(indicator for pack in PACKS for indicator in _of(pack))


def _of(pack: Path) -> tuple[Indicator, ...]:
    return choose([pack.name]).indicators


def named(indicator: Indicator) -> str:
    return f"{indicator.pack}-{indicator.id}"
