"""The program's own results among what it reads, as they were written or saved again."""

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from bbic_ind.model import Finding
from bbic_ind.sources.file_messages import finding, named
from bbic_ind.sources.grids import Grid
from bbic_ind.sources.headers import EARLY
from bbic_ind.texts import counted

MANIFEST = ".manifest.json"
"""Ends the name of the file that tells which results were written beside it."""


def own_results(files: Sequence[Path]) -> set[Path]:
    """Those of the files that are manifests, or results that still are as a manifest says."""
    manifests = [file for file in files if file.name.endswith(MANIFEST)]
    return {own for manifest in manifests for own in _told_of(manifest)}


def _told_of(manifest: Path) -> Iterable[Path]:
    try:
        told = json.loads(manifest.read_bytes())["outputs"]
        written = {manifest.with_name(one["file"]): one["size"] for one in told}
    except (OSError, ValueError, KeyError, TypeError):  # no manifest of ours
        return []
    return [manifest, *(path for path, size in written.items() if _has_size(path, size))]


def _has_size(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def results_among(grids: Iterable[Grid]) -> list[str]:
    """The names of the files that hold a result, whoever saved them last."""
    return list(dict.fromkeys(grid.file for grid in grids if _is_result(grid)))


def _is_result(grid: Grid) -> bool:
    rows = grid.cells.head(EARLY).rows() if grid.typed is None else [grid.typed.columns]
    return any(_is_of_results({str(cell).casefold() for cell in row}) for row in rows)


def _is_of_results(cells: Collection[str]) -> bool:
    """Whether a row is the heading of a table of results, or names the program in a manifest."""
    program = "program" in cells and any(cell.startswith("bbic-ind ") for cell in cells)
    return program or any(headings.issubset(cells) for headings in _HEADINGS)


_HEADINGS = (
    {"indicator", "period", "numerator", "denominator", "status"},
    {"indikator", "period", "täljare", "nämnare", "status"},
)


def as_written(names: Sequence[str]) -> Finding:
    """Results of an earlier run in a folder of exports."""
    return finding(
        "file.own",
        "note",
        "",
        f"{counted(len(names), 'fil', 'filer')} i mappen har programmet självt skrivit, så de "
        f"läses inte ({named(names)}). Skriv hellre resultat i en egen mapp.",
        f"{counted(len(names), 'file', 'files')} in the folder were written by the program and "
        f"are not read ({named(names)}). Better write results into a folder of their own.",
    )


def saved_again(place: str) -> Finding:
    """A result of an earlier run, from another program."""
    return finding(
        "file.result",
        "note",
        place,
        "filen är ett resultat som bbic-ind har räknat fram, inget underlag, och läses inte. Ha "
        "hellre resultat i en egen mapp.",
        "the file is a result that bbic-ind has computed, not a source, and is not read. Better "
        "keep results in a folder of their own.",
    )
