"""The rows that yes/no answers are taken from, and which of them count."""

import polars as pl

from bbic_ind.definitions.indicator import Answers, Computation
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.world import World
from bbic_ind.model import ADDRESS, SOURCE


def replies(computation: Computation, answers: Answers, world: World) -> pl.DataFrame:
    """Every row about one of the items, in the items' order.

    Columns: ``item``, ``reply`` (Boolean), ``valid`` (Date), ``counts`` (whether it is
    the latest that holds on the day), ``_source`` and ``_row``.
    """
    rows = Rows(world, computation.table, world.tables[computation.table])
    frame = rows.frame
    day = rows.day(answers.on).lo
    valid = pl.col(answers.valid) if answers.valid in frame.columns else pl.lit(None, pl.Date)
    places = [
        pl.col(name) if name in frame.columns else pl.lit(None, pl.UInt32).alias(name)
        for name in (SOURCE, ADDRESS)
    ]
    found = frame.select(
        pl.col(answers.question).cast(pl.String).alias("item"),
        pl.col(answers.answer).alias("reply"),
        valid.alias("valid"),
        *places,
    ).filter(pl.col("item").is_in(answers.items))
    holds = pl.col("valid").is_null() | (pl.col("valid") <= day)
    latest = pl.col("valid").filter(holds).max().over("item")
    order = pl.col("item").cast(pl.Enum(answers.items))
    return found.with_columns((holds & pl.col("valid").eq_missing(latest)).alias("counts")).sort(
        order, "valid", maintain_order=True
    )
