"""Builders of small files, good and bad, and the test numbers."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def personal_numbers() -> list[str]:
    return pl.read_csv(DATA / "test_personnummer.csv", infer_schema=False).to_series().to_list()


@pytest.fixture(scope="session")
def coordination_numbers() -> list[str]:
    path = DATA / "test_samordningsnummer.csv"
    return pl.read_csv(path, infer_schema=False).to_series().to_list()


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
