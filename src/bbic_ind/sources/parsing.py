"""Whole columns of text read into values, each distinct odd text once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

MISSING = frozenset({"-", "–", "—", ".", "..", "uppgift saknas", "saknas", "null", "(null)", "n/a"})
"""Ways of writing, in lower case, that a value is missing.  An empty cell is null already."""


MISSING_AS_WRITTEN = sorted(
    {way(word) for word in MISSING for way in (str, str.capitalize, str.title, str.upper)}
)
"""The same as they are met, for columns too long to be put in lower case."""


@dataclass(frozen=True)
class Parsed:
    """A column of values and, per row (Boolean), whether it held what cannot be read."""

    values: pl.Series
    unreadable: pl.Series


def parsed(
    text: pl.Series, values: pl.Series, missing: Callable[[pl.Series], pl.Series] | None = None
) -> Parsed:
    """Mark what holds a text but no value, unless the text says that the value is missing.

    ``missing`` tells of distinct texts which say so; the default is :func:`says_missing`.
    """
    left = distinct(text, values)
    bad = left.filter(~(missing or says_missing)(left))
    none = pl.repeat(False, text.len(), dtype=pl.Boolean, eager=True)
    unreadable = (
        none if bad.is_empty() else values.is_null() & looked_up(text, bad, bad).is_not_null()
    )
    return Parsed(values, unreadable.alias(text.name))


def completed(
    text: pl.Series, values: pl.Series, read: Callable[[pl.Series], pl.Series]
) -> pl.Series:
    """Fill the null ``values`` with what ``read`` makes of each distinct text among them."""
    left = distinct(text, values)
    return values if left.is_empty() else values.fill_null(looked_up(text, left, read(left)))


def distinct(text: pl.Series, values: pl.Series) -> pl.Series:
    """The distinct texts that have no value yet."""
    if values.null_count() == text.null_count():
        return text.clear()
    return text.filter(values.is_null()).drop_nulls().unique()


def all_differ(ids: pl.Series) -> bool:
    """Whether no id is met twice; ids whose hashes all differ differ themselves."""
    return ids.hash().n_unique() == ids.len() or ids.n_unique() == ids.len()


def looked_up(text: pl.Series, texts: pl.Series, values: pl.Series) -> pl.Series:
    """Give each row of ``text`` the value that stands beside it in ``texts``, else null."""
    table = pl.DataFrame({"text": texts, "value": values})
    rows = text.to_frame("text").join(table, on="text", how="left", maintain_order="left")
    return rows["value"].alias(text.name)


def by_words(
    text: pl.Series,
    words: Mapping[str, object],
    normal: Callable[[str], str],
    dtype: pl.DataType,
) -> Parsed:
    """Read texts that stand in ``words`` once ``normal`` has been applied to them."""
    seen = text.unique().drop_nulls()
    keys = [normal(word) or word for word in seen]
    values = pl.Series([words.get(key) for key in keys], dtype=dtype)
    known = {word for word, key in zip(seen, keys, strict=True) if key in words}
    return parsed(text, looked_up(text, seen, values), lambda left: left.is_in(list(known)))


def says_missing(text: pl.Series) -> pl.Series:
    """Whether each text says in words that there is no value."""
    return text.str.to_lowercase().is_in(list(MISSING))
