"""Every worked example of the shipped packs holds when it is counted row by row."""

from pathlib import Path

import pytest

from bbic_ind.definitions import PACK_FILE, Example, Indicator, load_pack
from bbic_ind.model import Model, load_model
from bbic_ind.packaged import indicators_folder

from .examples import mismatches

FOLDER = indicators_folder()
MODEL: Model = load_model(FOLDER / "model.yaml")
PACKS = sorted(path.parent for path in FOLDER.glob(f"*/{PACK_FILE}"))


def worked_examples() -> list[object]:
    return [
        pytest.param(indicator, example, id=f"{indicator.id}-{example.name}")
        for pack in PACKS
        if not (Path(pack) / "model.yaml").exists()
        for indicator in load_pack(pack, MODEL).indicators
        for example in indicator.examples
    ]


@pytest.mark.parametrize(("indicator", "example"), worked_examples())
def test_example_holds(indicator: Indicator, example: Example) -> None:
    assert mismatches(indicator, example, MODEL) == []
