"""The row behind a yes/no answer as it is shown: who attests it, since when and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from bbic_ind.model import ADDRESS, SOURCE, SheetRead
from bbic_ind.personal import without_numbers
from bbic_ind.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Attestation:
    """What is known of one answer.

    ``shown`` are the columns of evidence as text, ``place`` the file and row.  ``since`` is
    the day it holds from and ``next`` the first day of an answer that does not hold yet;
    ``disagree`` tells that two answers of the same day contradict each other.
    """

    shown: tuple[str, ...]
    place: str
    since: date | None
    next: date | None
    disagree: bool

    def valid(self, lang: Language) -> str:
        """Since when the answer holds; empty where that is not stated."""
        return _SINCE(lang).format(day=self.since.isoformat()) if self.since else ""


def attestation(
    rows: pl.DataFrame, columns: Sequence[str], sheets: Sequence[SheetRead], lang: Language
) -> Attestation:
    """What the rows about one item say; texts of rows that agree are joined."""
    counting = rows.filter("counts")
    held, later = _days(counting), [] if counting.height else _days(rows)
    return Attestation(
        tuple(_joined(counting, name) for name in columns),
        "; ".join(_place(row, sheets, lang) for row in counting.to_dicts()),
        held[0] if held else None,
        later[0] if later else None,
        counting["reply"].n_unique() > 1,
    )


def _days(rows: pl.DataFrame) -> list[date]:
    """The days that the rows hold from, the first of them first."""
    return sorted(rows["valid"].drop_nulls().to_list())


def _joined(rows: pl.DataFrame, name: str) -> str:
    texts = rows[name].drop_nulls().cast(pl.String) if name in rows.columns else ()
    return without_numbers(", ".join(dict.fromkeys(texts)))


def _place(row: dict[str, int | None], sheets: Sequence[SheetRead], lang: Language) -> str:
    source, line = row[SOURCE], row[ADDRESS]
    if source is None:
        return ""
    return _ROW(lang).format(place=sheets[source].file, line=line)


_SINCE = Text("Gäller från {day}.", "Holds from {day}.")
_ROW = Text("{place}, rad {line}", "{place}, row {line}")
