"""What the user named, files, folders and zips, opened as grids of text."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from bbic_ind.errors import Fault, SourceError
from bbic_ind.model import Finding
from bbic_ind.sources.delimited import read_delimited
from bbic_ind.sources.grids import Grid, typed_grid
from bbic_ind.sources.workbooks import read_workbook
from bbic_ind.texts import Text

__all__ = ["Grid", "open_grids"]


def open_grids(paths: Sequence[Path]) -> tuple[list[Grid], list[Finding]]:
    """Open files, folders and zips; raises SourceError when nothing at all could be read."""
    grids: list[Grid] = []
    findings: list[Finding] = []
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            name = str(file.relative_to(path)) if path.is_dir() else file.name
            found, said = _open(file, name)
            grids += found
            findings += said
    if not grids:
        raise SourceError(Fault("", Text("Inget att läsa.", "Nothing to read.")))
    return grids, findings


def _open(file: Path, name: str) -> tuple[list[Grid], list[Finding]]:
    if file.suffix == ".parquet":
        return [typed_grid(name, pl.read_parquet(file))], []
    if file.suffix in (".csv", ".tsv", ".txt"):
        return read_delimited(file, name)
    return read_workbook(file, name)
