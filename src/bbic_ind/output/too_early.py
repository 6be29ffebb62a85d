"""Periods that begin after the data end, of which nothing can be known yet."""

import polars as pl

from bbic_ind.output.run import Run
from bbic_ind.texts import Text


def too_early(run: Run) -> Text | None:
    """Which periods, or days of measurement alone, lie after the data end; None if none does."""
    known = run.reading.dataset.extracted
    ahead = run.results.filter(pl.col("period_start") > known)
    first = pl.col("period_start").first()
    measured = (pl.col("period_start") == pl.col("period_end")).all()
    told = pl.when(measured).then(first.cast(pl.String)).otherwise(pl.col("period").first())
    periods = ", ".join(ahead.group_by("period", maintain_order=True).agg(told=told)["told"])
    if not periods:
        return None
    return Text(
        f"{periods} ligger efter uttagsdatum {known}. Inget är känt om den tiden än, och tomma "
        "värden säger inget. Välj en tidigare period, eller ta ut på nytt.",
        f"{periods} lies after the extraction date {known}. Nothing is known of that time yet, "
        "and empty figures tell nothing. Choose an earlier period, or export again.",
    )
