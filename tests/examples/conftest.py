import sys
from importlib import import_module
from pathlib import Path

import pytest

from bbic_ind.model import load_model

EXAMPLES = Path(__file__).parents[2] / "examples"
sys.path.insert(0, str(EXAMPLES))
make = import_module("make")


@pytest.fixture(scope="session")
def examples():
    """The folder of examples in the project."""
    return EXAMPLES


@pytest.fixture(scope="session")
def town():
    """Exempelstad's canonical rows, before any file is written."""
    return make.exempelstad(load_model(make.MODEL))


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The examples made anew."""
    folder = tmp_path_factory.mktemp("made")
    make.make(folder)
    return folder
