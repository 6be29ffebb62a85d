"""Groups with nobody in them: left out where they would only be in the way of the others."""

from dataclasses import replace

import polars as pl

from bbic_ind.output.run import Run
from bbic_ind.results import Status
from bbic_ind.texts import Language, Text, counted


def without_empty_groups(run: Run) -> tuple[Run, int]:
    """The run without the rows of groups where nothing was counted, nor may be; and their number.

    Totals stay, whatever they hold.
    """
    in_a_group = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(name).is_not_null() for name in run.by)
    )
    nobody = (pl.col("status") == Status.EMPTY) & (pl.col("denominator_undecided") == 0)
    kept = run.results.filter(~(in_a_group & nobody))
    return replace(run, results=kept), run.results.height - kept.height


def left_out(count: int, lang: Language) -> str:
    """How many such rows are not shown, and where they are."""
    return Text(
        f"{counted(count, 'rad', 'rader')} för tomma grupper visas inte här, men finns i filerna.",
        f"{counted(count, 'row', 'rows')} of empty groups not shown here, but in the files.",
    )(lang)
