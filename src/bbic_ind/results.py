"""The one shape of results, whatever computed them and whatever shows them.

One row per indicator, variant, part, period and group:

=========================== ==================================================================
pack, indicator             ids of the pack and of the indicator in it
variant, part               empty for the main figure; a part is a category, band or item
title, kind                 the indicator's title and its kind (``share``, ``ratio`` ...)
period                      the period's label; ``period_start`` and ``period_end`` its days
<group columns>             one String column per breakdown asked for; null in a total
numerator, denominator      counts, or sums where the definition adds up a number
value, low, high            a fraction (0–1) for shares, 1 or 0 for yes_no, else a number;
                            null where there is no value
missing, pending            units undecided since a value is missing, or the time has not come
denominator_undecided       units that cannot be said to belong or not
status                      see :class:`Status`
final_from                  the day from which a preliminary figure can be final; null if unknown
note                        what the reader must know of this very figure
=========================== ==================================================================

What is read off a figure can be added to it, after ``high``.  Such a column is there for
every row or for none, has the same name in every format, and is null where there is
nothing to say.  It is added after disclosure control, and is no part of what tells two
results apart.

=========================== ==================================================================
ci_low, ci_high             how far chance alone moves a share: 95 % interval of ``value``
limit                       see :class:`Mark`
=========================== ==================================================================
"""

from collections.abc import Collection, Sequence
from enum import StrEnum

import polars as pl


class Status(StrEnum):
    """How far a figure can be trusted to stay."""

    FINAL = "final"
    PRELIMINARY = "preliminary"
    EMPTY = "empty"
    UNANSWERED = "unanswered"
    """No answer to the question holds on the day."""
    NOT_COMPUTABLE = "not_computable"
    SUPPRESSED = "suppressed"


class Mark(StrEnum):
    """How a figure stands to its limit values."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    UNDECIDED = "undecided"
    """What the figure can at least and at most be does not have one colour."""


_WHICH: dict[str, pl.DataType] = {
    "pack": pl.String(),
    "indicator": pl.String(),
    "variant": pl.String(),
    "part": pl.String(),
    "title": pl.String(),
    "kind": pl.String(),
    "period": pl.String(),
    "period_start": pl.Date(),
    "period_end": pl.Date(),
}

_FIGURES: dict[str, pl.DataType] = {
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "missing": pl.Int64(),
    "pending": pl.Int64(),
    "denominator_undecided": pl.Int64(),
    "status": pl.String(),
    "final_from": pl.Date(),
    "note": pl.String(),
}

EXTRAS: dict[str, pl.DataType] = {
    "ci_low": pl.Float64(),
    "ci_high": pl.Float64(),
    "limit": pl.String(),
}
"""The columns that a result may have besides, in the order that they stand after ``high``."""

FIGURE = ("pack", "indicator", "variant", "part")
"""The columns that tell which figure a row is of, beside its period and group."""

SHARES = ("share", "distribution")
"""The kinds whose figure is a count of units among all."""

IN_PERCENT = (*SHARES, "share_of_sum")
"""The kinds that are a fraction of a whole, and shown so."""

FRACTIONS = ("value", "low", "high", "ci_low", "ci_high")
"""The columns that hold a fraction where the kind is shown in percent."""


def schema(by: Sequence[str] = (), extras: Collection[str] = ()) -> pl.Schema:
    """Names, order and types of the result frame, with the group columns ``by``."""
    chosen = {name: kind for name, kind in EXTRAS.items() if name in extras}
    figures = list(_FIGURES.items())
    place = list(_FIGURES).index("high") + 1
    groups_ = dict.fromkeys(by, pl.String())
    return pl.Schema(
        {**_WHICH, **groups_, **dict(figures[:place]), **chosen, **dict(figures[place:])}
    )


def shaped(rows: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """``rows`` with exactly the columns of :func:`schema`, in its order and types.

    A column that is not there becomes null; one that is not in the schema is dropped.
    """
    wanted = schema(by, rows.columns)
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in wanted.items()
    )


def groups(results: pl.DataFrame) -> tuple[str, ...]:
    """The group columns of a result frame, in order."""
    known = {*_WHICH, *_FIGURES, *EXTRAS}
    return tuple(name for name in results.columns if name not in known)


def figures(results: pl.DataFrame) -> tuple[str, ...]:
    """The columns that tell of the figure itself, in order: what a suppressed row must lack.

    All but those that say which row it is, its status and its note.  A column that is not
    of the schema names a group if it holds text, and is a figure otherwise.
    """
    named = {name for name in groups(results) if results.schema[name] == pl.String}
    kept = {*_WHICH, *named, "status", "note"}
    return tuple(name for name in results.columns if name not in kept)
