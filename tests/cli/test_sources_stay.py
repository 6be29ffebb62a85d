"""No command writes over what it reads."""

import shutil
from pathlib import Path

import pytest

from bbic_ind.cli import main
from bbic_ind.errors import Exit

TOWN = Path(__file__).parents[2] / "examples" / "exempelstad" / "combine.xlsx"


@pytest.mark.parametrize("source", ["uttag.xlsx", "."])
@pytest.mark.parametrize(
    "asked", [("compute",), ("check",), ("explain", "5:3"), ("diff", str(TOWN)), ("survey",)]
)
def test_a_source_is_not_written_over(asked, source, tmp_path, monkeypatch):
    shutil.copy(TOWN, tmp_path / "uttag.xlsx")
    monkeypatch.chdir(tmp_path)

    code = main.run([*asked, source, "--year", "2025", "--output", "uttag.xlsx"])

    assert code == Exit.USAGE
    assert (tmp_path / "uttag.xlsx").read_bytes() == TOWN.read_bytes()


def test_what_the_program_has_written_among_the_sources_may_be_written_anew(tmp_path, monkeypatch):
    shutil.copy(TOWN, tmp_path / "uttag.xlsx")
    monkeypatch.chdir(tmp_path)
    asked = ["explain", "5:3", ".", "--output", "fall.xlsx"]

    assert [main.run(asked), main.run(asked)] == [Exit.DONE, Exit.DONE]
