from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bbic_ind.model import Model, Reading, load_model
from bbic_ind.packaged import indicators_folder
from bbic_ind.sources import read

from .deliveries import Deliver, E, write


@pytest.fixture(scope="session")
def model() -> Model:
    return load_model(indicators_folder() / "model.yaml")


@pytest.fixture
def deliver(tmp_path: Path, model: Model) -> Deliver:
    """Write files into a folder and read it; a profile may be given as its text."""

    def read_delivery(files: Mapping[str, Any], profile: str | None = None, **how: Any) -> Reading:
        folder = tmp_path / "delivery"
        for name, content in files.items():
            write(folder / name, content)
        if profile is not None and profile.lstrip().startswith("format:"):
            (tmp_path / "own.yaml").write_text(profile, "utf-8")
            profile = str(tmp_path / "own.yaml")
        how = {"extracted": E, "profiles": indicators_folder() / "profiles", **how}
        return read([folder], how.pop("model", model), profile=profile, **how)

    return read_delivery
