"""The results with one number per row, for systems that take in values of key figures.

=============================== ==============================================================
key                             pack/indicator, and /variant and /part where there is one
pack ... period_end             as in the results, with the group columns
area                            the heading in the pack that the indicator stands under
period_unit                     year, half_year, tertial, quarter, month or week
measure                         the result column that the number is from
unit                            fraction (0-1), yes_no (1 or 0) or number
number                          the number; null only for the measure ``value``
status                          see :class:`~bbic_ind.results.Status`
=============================== ==============================================================

Every figure has its ``value``, also where that is null; other measures only where known.
"""

import polars as pl

from bbic_ind.output.run import Run
from bbic_ind.periods import unit_of
from bbic_ind.results import FIGURE, FRACTIONS, IN_PERCENT

MEASURES = (
    "value", "numerator", "denominator", "low", "high", "ci_low", "ci_high", "missing",
    "pending", "denominator_undecided",
)  # fmt: skip
"""The result columns that become rows, in this order."""


def values(run: Run) -> pl.DataFrame:
    """The table of a run."""
    measures = [name for name in MEASURES if name in run.results.columns]
    described = run.worded().with_columns(
        _key().alias("key"),
        _area(run).alias("area"),
        pl.col("period").map_elements(unit_of, return_dtype=pl.String).alias("period_unit"),
        pl.col(measures).cast(pl.Float64),
    )
    which = ["key", "pack", "area", "indicator", "variant", "part", "title", "kind", *run.by]
    which += ["period", "period_unit", "period_start", "period_end"]
    long = (
        described.with_row_index("_row")
        .unpivot(
            measures,
            index=["_row", *which, "status"],
            variable_name="measure",
            value_name="number",
        )
        .filter((pl.col("measure") == "value") | pl.col("number").is_not_null())
        .with_columns(_unit().alias("unit"))
    )
    placed = long.with_columns(pl.col("measure").cast(pl.Enum(measures)).alias("_place"))
    return placed.sort("_row", "_place").select(*which, "measure", "unit", "number", "status")


def _key() -> pl.Expr:
    given = [pl.when(pl.col(name) != "").then(pl.col(name)) for name in FIGURE]
    return pl.concat_str(given, separator="/", ignore_nulls=True)


def _area(run: Run) -> pl.Expr:
    areas = {
        f"{one.pack}/{one.id}": run.packs[one.pack].areas[one.area](run.lang)
        for one in run.indicators
        if one.area in run.packs[one.pack].areas
    }
    name = pl.concat_str("pack", "indicator", separator="/")
    return name.replace_strict(areas, default="", return_dtype=pl.String)


def _unit() -> pl.Expr:
    is_fraction = pl.col("measure").is_in(FRACTIONS)
    return (
        pl.when(is_fraction & pl.col("kind").is_in(IN_PERCENT))
        .then(pl.lit("fraction"))
        .when(is_fraction & (pl.col("kind") == "yes_no"))
        .then(pl.lit("yes_no"))
        .otherwise(pl.lit("number"))
    )
