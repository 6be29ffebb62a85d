"""Results that the program itself wrote into a folder that it now reads."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

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
