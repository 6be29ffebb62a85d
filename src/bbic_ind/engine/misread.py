"""Cells that could not be read, where a figure takes the lack of a value for an answer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from bbic_ind.definitions import Computation, Indicator
from bbic_ind.definitions.uses import Use, computation_tables, presumed_uses
from bbic_ind.engine import notes
from bbic_ind.engine.episodes import needed_columns
from bbic_ind.model import ColumnType, Finding, Model
from bbic_ind.results import Status
from bbic_ind.texts import Language

_EMPTIED = {
    *(f"{kind.value}.unreadable" for kind in ColumnType),
    *("years.unreadable", "category.unknown", "category.unlike", "date.reversed"),
    *("cell.error", "formula.uncached"),
}
"""The findings on cells that count as empty though something stands in them."""

_READING, _SAID = ("pack", "indicator", "variant"), "_said"


def with_misread(
    results: pl.DataFrame,
    indicators: Sequence[Indicator],
    model: Model,
    findings: Iterable[Finding],
    lang: Language,
) -> pl.DataFrame:
    """The results, with a note on each figure whose bounds such cells can go beyond."""
    wrong = Counter[Use]()
    for found in findings:
        if found.rule in _EMPTIED:
            wrong[found.table, found.column] += found.count
    said = [
        (one.pack, one.id, variant, note)
        for one in indicators
        for variant, computation in one.computations.items()
        if (note := _note(computation, model, wrong, lang))
    ]
    told = pl.DataFrame(said, schema=dict.fromkeys((*_READING, _SAID), pl.String), orient="row")
    more = pl.when(pl.col("status") != Status.NOT_COMPUTABLE).then(_SAID)
    both = pl.concat_str("note", more, separator=" ", ignore_nulls=True).str.strip_chars()
    joined = results.join(told, on=_READING, how="left", maintain_order="left")
    return joined.with_columns(both.alias("note")).drop(_SAID)


def _note(computation: Computation, model: Model, wrong: Counter[Use], lang: Language) -> str:
    """What is told; of the spans of episodes the figure's own notes tell."""
    presumed = {use for use in presumed_uses(computation, model) if wrong[use]}
    told = sorted(presumed - set(_spans(computation, model)))
    return notes.joined((notes.misread(wrong[use], *use) for use in told), lang)


def _spans(computation: Computation, model: Model) -> Iterator[Use]:
    for name in computation_tables(computation) & model.episodes.keys():
        yield from needed_columns(model.episodes[name], model)
