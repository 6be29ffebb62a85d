"""Yes/no indicators: for each item the answer that held on the day."""

import polars as pl

from bbic_ind.definitions.indicator import Answers, Computation
from bbic_ind.engine.rows import Rows
from bbic_ind.engine.world import World


def answered(computation: Computation, answers: Answers, world: World) -> pl.DataFrame:
    """One row per item, ``part``: 1 or 0 of 1, or missing where no answer holds.

    The latest dated answer on or before the day counts; without one, the undated.
    Answers of the same date that contradict each other are no answer; ``disagree`` tells.
    """
    rows = Rows(world, computation.table, world.tables[computation.table])
    held = _held_on_the_day(rows, answers)
    found = {question: told for question, *told in held.iter_rows()}
    return pl.DataFrame(
        [_figure(item, *found.get(item, (None, False))) for item in answers.items],
        schema={
            "part": pl.String,
            "numerator": pl.Int64,
            "missing": pl.Int64,
            "pending": pl.Int64,
            "denominator": pl.Int64,
            "denominator_undecided": pl.Int64,
            "value": pl.Float64,
            "low": pl.Float64,
            "high": pl.Float64,
            "disagree": pl.Boolean,
        },
        orient="row",
    )


def _held_on_the_day(rows: Rows, answers: Answers) -> pl.DataFrame:
    """The question, its one answer, null where they contradict or are empty, and ``disagree``."""
    day = rows.day(answers.on).lo
    frame = rows.frame
    valid = pl.col(answers.valid) if answers.valid in frame.columns else pl.lit(None, pl.Date)
    given = frame.select(
        pl.col(answers.question).cast(pl.String).alias("question"),
        pl.col(answers.answer).alias("answer"),
        valid.alias("valid"),
    ).filter(pl.col("valid").is_null() | (pl.col("valid") <= day))
    latest = pl.col("valid").max().over("question")
    current = given.filter(pl.col("valid").eq_missing(latest))
    disagree = pl.col("answer").n_unique() > 1
    return current.group_by("question").agg(
        pl.when(~disagree).then(pl.col("answer").first()).alias("answer"),
        disagree.alias("disagree"),
    )


def _figure(item: str, answer: bool | None, disagree: bool) -> tuple[object, ...]:
    if answer is None:
        return (item, 0, 1, 0, 1, 0, None, 0.0, 1.0, disagree)
    number = int(answer)
    return (item, number, 0, 0, 1, 0, float(number), float(number), float(number), disagree)
