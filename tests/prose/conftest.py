"""The lending library's pack, in which every kind and operator can be said."""

from pathlib import Path

import pytest

from bbic_ind.definitions import Pack, load_pack
from bbic_ind.model import Model, load_model

LIBRARY = Path(__file__).parents[1] / "explain" / "library"


@pytest.fixture(scope="session")
def model() -> Model:
    return load_model(LIBRARY / "model.yaml")


@pytest.fixture(scope="session")
def pack(model) -> Pack:
    return load_pack(LIBRARY, model)
