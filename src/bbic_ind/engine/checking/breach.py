"""What breaks a rule, row by row."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from bbic_ind.definitions.rules import Rule
from bbic_ind.definitions.uses import Use
from bbic_ind.engine.world import ROW
from bbic_ind.model import ADDRESS, SOURCE
from bbic_ind.texts import Text

PLACE, SAID, COUNT = "place", "said", "count"
SHOWN = "shown:"

_SCHEMA = {
    ROW: pl.UInt32,
    SOURCE: pl.UInt32,
    ADDRESS: pl.UInt32,
    PLACE: pl.String,
    SAID: pl.UInt32,
    COUNT: pl.UInt32,
}


@dataclass(frozen=True)
class Breach:
    """All that breaks one rule in the same columns of one table.

    ``rows`` has one row per finding: ``_i``, ``_source`` and ``_row`` of a row of the
    table, or else ``place``; ``said``, which of ``messages`` is about it; ``count``, how
    many cells it stands for (1 for a row); and ``shown:<name>``, the texts that the
    message puts in place of ``{name}``.  ``whole_rows`` says that the rows themselves are
    in doubt, ``lacking`` how many rows seem never to have been registered, ``stops`` the
    indicators that cannot be computed because of it.
    """

    rule: Rule
    table: str
    columns: tuple[str, ...]
    messages: tuple[Text, ...]
    rows: pl.DataFrame
    whole_rows: bool = False
    lacking: int = 0
    stops: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @property
    def count(self) -> int:
        """How many findings there are."""
        return int(self.rows[COUNT].sum())

    def is_about(self, uses: Iterable[Use]) -> bool:
        """Whether any of the columns is in doubt, or any row with them."""
        at_large = self.whole_rows or not self.columns
        return any(
            table == self.table and (at_large or name in self.columns) for table, name in uses
        )

    @property
    def hits(self) -> pl.Series:
        """The rows ``_i`` of the table that the findings are about."""
        return self.rows[ROW].drop_nulls()


def shaped(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every column of :class:`Breach`, those not given empty."""
    given = {SAID: pl.lit(0), COUNT: pl.lit(1)}
    wanted = [
        (pl.col(name) if name in rows.columns else given.get(name, pl.lit(None)))
        .cast(kind)
        .alias(name)
        for name, kind in _SCHEMA.items()
    ]
    return rows.select(*wanted, pl.col(f"^{SHOWN}.*$"))
