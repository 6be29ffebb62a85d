"""How a delivery is cut and ordered changes nothing."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from bbic_ind.model import load_model
from bbic_ind.packaged import indicators_folder
from bbic_ind.sources import read

from .deliveries import E

MODEL = load_model(indicators_folder() / "model.yaml")
HEAD = ["id", "barn", "inledd", "avslutad", "typ", "våld"]
CELLS = st.fixed_dictionaries(
    {
        "barn": st.sampled_from(["B1", "B2", "B3", ""]),
        "inledd": st.sampled_from(["2025-01-31", "20250228", "2025-02-30", ""]),
        "avslutad": st.sampled_from(["2025-03-01", "99991231", "Uppgift saknas", "2024-01-01", ""]),
        "typ": st.sampled_from(["barnutredning", "Annan", "bo", ""]),
        "våld": st.sampled_from(["Ja", "NEJ", "1", "?", ""]),
    }
)
ROWS = st.lists(CELLS, min_size=2, max_size=8)


def read_rows(*parts: list[list[str]], head: list[str]) -> tuple[pl.DataFrame, object]:
    with TemporaryDirectory() as folder:
        for number, part in enumerate(parts):
            lines = [";".join(head), *(";".join(row) for row in part), ""]
            Path(folder, f"utredningar_{number}.csv").write_text("\n".join(lines), "utf-8")
        reading = read(
            [Path(folder)], MODEL, profiles=indicators_folder() / "profiles", extracted=E, key=b"k"
        )
    counts: dict[tuple[str, str], int] = {}
    for finding in reading.findings:
        if finding.rule == "sheet.stacked":  # what a file cut in two is told of
            continue
        counts[finding.rule, finding.column] = (
            counts.get((finding.rule, finding.column), 0) + finding.count
        )
    frame = reading.dataset.tables["utredningar"].drop("_source", "_row").sort("id")
    return frame.select(sorted(frame.columns)), counts


def table(rows: list[dict[str, str]]) -> list[list[str]]:
    return [[f"U{n}", *(row[name] for name in HEAD[1:])] for n, row in enumerate(rows)]


@settings(max_examples=15, deadline=None)
@given(rows=ROWS, cut=st.integers(1, 7))
def test_a_file_cut_in_two_reads_as_one(rows: list, cut: int) -> None:
    cells = table(rows)
    cut = min(cut, len(cells) - 1)

    whole, said = read_rows(cells, head=HEAD)
    halves, said_of_halves = read_rows(cells[:cut], cells[cut:], head=HEAD)
    assert whole.equals(halves)
    assert said == said_of_halves


@settings(max_examples=15, deadline=None)
@given(rows=ROWS, order=st.permutations(range(len(HEAD))))
def test_the_order_of_the_columns_changes_nothing(rows: list, order: list) -> None:
    cells = table(rows)
    shuffled = [[row[at] for at in order] for row in cells]

    assert read_rows(cells, head=HEAD)[1] == read_rows(shuffled, head=[HEAD[at] for at in order])[1]
    assert read_rows(cells, head=HEAD)[0].equals(
        read_rows(shuffled, head=[HEAD[at] for at in order])[0]
    )


@settings(max_examples=15, deadline=None)
@given(rows=ROWS, data=st.data())
def test_the_order_of_the_rows_changes_nothing(rows: list, data: st.DataObject) -> None:
    cells = table(rows)
    shuffled = data.draw(st.permutations(cells))

    assert read_rows(cells, head=HEAD)[0].equals(read_rows(shuffled, head=HEAD)[0])


def test_the_findings_stand_in_one_order_in_every_run(tmp_path: Path) -> None:
    """Ids of several tables lead nowhere, since all files but the first are cut off."""
    example = Path(__file__).parents[2] / "examples/exempelstad/lifecare"
    whole, *cut = sorted(example.glob("*.csv"))
    (tmp_path / whole.name).write_bytes(whole.read_bytes())
    for file in cut:
        lines = file.read_text("utf-8").splitlines(keepends=True)
        (tmp_path / file.name).write_text("".join(lines[:3]), "utf-8")
    runs = [
        subprocess.run(
            [sys.executable, "-c", _FINDINGS, str(tmp_path), str(indicators_folder())],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    ]

    assert len(set(runs)) == 1


_FINDINGS = """
import sys
from pathlib import Path
from bbic_ind.model import load_model
from bbic_ind.sources import read
delivery, shipped = map(Path, sys.argv[1:])
reading = read([delivery], load_model(shipped / "model.yaml"), profiles=shipped / "profiles")
print([(found.rule, found.column, found.place) for found in reading.findings])
"""
