"""What holds of single figures and not of them all, told once below a table of them."""

from dataclasses import replace

import polars as pl

from bbic_ind.engine import notes
from bbic_ind.engine.tally import grouping_sets
from bbic_ind.output import wording
from bbic_ind.output.run import Run
from bbic_ind.texts import Language

MARK = "*"
"""What stands beside a figure that has a note."""


def marked_status(row: wording.Row, lang: Language) -> str:
    """The status of a figure, marked where there is a note on it."""
    status = wording.status(row, lang)
    return f"{status} {MARK}" if row["note"] and wording.is_told(row) else status


def without_words_on_groups(run: Run) -> Run:
    """The run with no word in its notes of how it is divided into groups."""
    said = _words_on_groups(run)
    note = pl.col("note").str.replace_many(said, [""] * len(said)).str.strip_chars()
    return replace(run, results=run.results.with_columns(note)) if said else run


def _words_on_groups(run: Run) -> list[str]:
    if not run.by:
        return []
    units = {one.unit for i in run.indicators for one in i.computations.values()}
    return [
        *(notes.not_divided(some)(run.lang) for some in grouping_sets(run.by) if some),
        *(notes.distinct_units(unit)(run.lang) for unit in units if unit),
    ]


def caveats(run: Run) -> list[str]:
    """A line for each note on figures that have a value: their indicators, and the note.

    Those on the figures that are marked come first, then those on how they are divided.
    """
    noted: dict[str, dict[str, None]] = {}
    for row in run.results.unique(["indicator", "status", "note"], maintain_order=True).to_dicts():
        for note in notes.apart(row["note"]) if wording.is_told(row) else ():
            noted.setdefault(note, {})[row["indicator"]] = None
    on_groups = _words_on_groups(run)
    lines = {note: f"{', '.join(ids)}: {note}" for note, ids in noted.items()}
    return [
        *(f"{MARK} {line}" for note, line in lines.items() if note not in on_groups),
        *(line for note, line in lines.items() if note in on_groups),
    ]
