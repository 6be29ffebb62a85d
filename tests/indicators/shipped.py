"""The shipped packs, read once."""

from functools import cache

from bbic_ind.definitions import PACK_FILE, Indicator, load_pack
from bbic_ind.model import Model, load_model
from bbic_ind.packaged import indicators_folder

FOLDER = indicators_folder()
PACKS = tuple(
    sorted(
        path.parent
        for path in FOLDER.glob(f"*/{PACK_FILE}")
        if not (path.parent / "model.yaml").exists()
    )
)


@cache
def model() -> Model:
    return load_model(FOLDER / "model.yaml")


@cache
def indicators() -> tuple[Indicator, ...]:
    return tuple(i for pack in PACKS for i in load_pack(pack, model()).indicators)


def named(indicator: Indicator) -> str:
    return f"{indicator.pack}-{indicator.id}"
