"""What a run knows when its figures are there: everything an output format may tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from bbic_ind.definitions import Indicator, Pack
from bbic_ind.definitions.uses import Use
from bbic_ind.model import Reading
from bbic_ind.output.group_names import GroupNames
from bbic_ind.provenance import Manifest, Origin, manifest, plain_rows
from bbic_ind.provenance.hashing import Digests
from bbic_ind.results import FIGURE, groups
from bbic_ind.series import series
from bbic_ind.texts import Language


@dataclass(frozen=True)
class Run:
    """Results (:mod:`bbic_ind.results`) with the definitions and the reading behind them.

    ``packs`` maps a pack's id to the pack, for its title and the headings of its areas;
    ``uses`` maps the ids of a pack and an indicator to the columns that it reads;
    ``origin`` tells the files and settings that it came from, for its manifest;
    ``folder`` is where the output is to lie; ``names`` are those of the groups.
    """

    results: pl.DataFrame
    reading: Reading
    indicators: Sequence[Indicator]
    packs: Mapping[str, Pack]
    uses: Mapping[tuple[str, str], frozenset[Use]] = field(default_factory=dict)
    lang: Language = "sv"
    origin: Origin = field(default_factory=Origin)
    folder: Path = Path()
    names: GroupNames = field(default_factory=dict)

    def made_by(
        self, command: str, asked: Mapping[str, Any], definitions: Digests | None = None
    ) -> "Run":
        """The run as another command makes use of it, with what that one was asked for."""
        origin = replace(
            self.origin,
            command=command,
            settings={**self.origin.settings, **asked},
            definitions={**self.origin.definitions, **(definitions or {})},
        )
        return replace(self, origin=origin)

    @property
    def manifest(self) -> Manifest:
        """What the run read, rested on and gave; its paths start from the output's folder."""
        figures = plain_rows(self.results)
        return manifest(self.origin, self.reading, figures, self.lang, self.folder)

    @cached_property
    def series(self) -> pl.DataFrame:
        """The figures in time (:mod:`bbic_ind.series.frame`); no rows for a single period."""
        return series(self.worded(), self.indicators, self.lang)

    def in_time(self, row: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """The rows of the series that a row of the results is of; none for a single period."""
        return self._in_time.get(self._figure(row), ())

    @cached_property
    def _in_time(self) -> dict[tuple[Any, ...], list[Mapping[str, Any]]]:
        found: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
        for row in self.series.to_dicts():
            found.setdefault(self._figure(row), []).append(row)
        return found

    def _figure(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(row[name] for name in (*FIGURE, *self.by))

    @property
    def by(self) -> tuple[str, ...]:
        """The breakdowns asked for."""
        return groups(self.results)

    @property
    def title(self) -> str:
        """The titles of the packs, for the head of a table or a document."""
        return ", ".join(pack.title(self.lang) for pack in self.packs.values())

    def worded(self) -> pl.DataFrame:
        """The results with every title in the reader's language."""
        titles = pl.DataFrame(
            [(i.pack, i.id, i.title(self.lang)) for i in self.indicators],
            schema={"pack": pl.String, "indicator": pl.String, "_title": pl.String},
            orient="row",
        )
        joined = self.results.join(
            titles, on=["pack", "indicator"], how="left", maintain_order="left"
        )
        title = pl.coalesce("_title", "title").alias("title")
        return joined.with_columns(title).select(self.results.columns)
