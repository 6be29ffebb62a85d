"""What holds of single figures and not of them all, told once below a table of them."""

from dataclasses import replace

import polars as pl

from bbic_ind.engine import notes
from bbic_ind.engine.tally import grouping_sets
from bbic_ind.output.run import Run
from bbic_ind.output.wording import is_told

MARK = "*"
"""What stands beside a figure that has a note."""


def without_words_on_groups(run: Run) -> Run:
    """The run with no word in its notes of how it is divided into groups."""
    if not run.by:
        return run
    said = [notes.not_divided(some)(run.lang) for some in grouping_sets(run.by) if some]
    units = {one.unit for i in run.indicators for one in i.computations.values()}
    said += [notes.distinct_units(unit)(run.lang) for unit in units if unit]
    note = pl.col("note").str.replace_many(said, [""] * len(said)).str.strip_chars()
    return replace(run, results=run.results.with_columns(note))


def caveats(run: Run) -> list[str]:
    """A line for each note on figures that have a value: their indicators, and the note."""
    noted: dict[str, dict[str, None]] = {}
    for row in run.results.unique(["indicator", "status", "note"], maintain_order=True).to_dicts():
        for note in notes.apart(row["note"]) if is_told(row) else ():
            noted.setdefault(note, {})[row["indicator"]] = None
    return [f"{MARK} {', '.join(ids)}: {note}" for note, ids in noted.items()]
