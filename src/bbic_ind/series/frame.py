"""The frame of all series: each figure period by period, and what its past says of it.

One row per indicator, variant, part, group and period, for every figure that has at least
two periods of one unit.  Besides what it shares with the results:

======================= ====================================================================
unit                    of the period: year, half_year, tertial, quarter, month or week
value, status, limit    as in the results; a null value is a gap
chart                   months only: ``p`` for shares, ``xmr`` for other numbers; else null
centre, lower, upper    the chart's centre line and control limits at this point
baseline                whether the point is one of those that set the centre and the limits
signal                  the rules that the point breaks, with commas between; empty for none
change                  years only: ``value`` less the year before's, in the same unit
change_low, change_high the 95 % interval of the change of a share or a count
break_why               why figures from this period on cannot be held against those before
note                    why there is no chart
======================= ====================================================================
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.results import groups
from bbic_ind.series.charting import Charted, charted
from bbic_ind.series.steps import Steps, all_steps
from bbic_ind.series.years import Change, changes
from bbic_ind.texts import Language

_SHARED = ("pack", "indicator", "variant", "part", "title", "kind", "period", "period_start")
_OWN: dict[str, pl.DataType] = {
    "unit": pl.String(),
    "value": pl.Float64(),
    "status": pl.String(),
    "limit": pl.String(),
    "chart": pl.String(),
    "centre": pl.Float64(),
    "lower": pl.Float64(),
    "upper": pl.Float64(),
    "baseline": pl.Boolean(),
    "signal": pl.String(),
    "change": pl.Float64(),
    "change_low": pl.Float64(),
    "change_high": pl.Float64(),
    "break_why": pl.String(),
    "note": pl.String(),
}

OF_SHARES = ("value", "centre", "lower", "upper", "change", "change_low", "change_high")
"""The columns that hold a fraction where the kind is one of shares."""


def schema(by: Sequence[str] = ()) -> pl.Schema:
    """Names, order and types of the frame of series, with the group columns ``by``."""
    days = {"period_start": pl.Date(), "period_end": pl.Date()}
    shared = {**dict.fromkeys(_SHARED, pl.String()), **days}
    return pl.Schema({**shared, **dict.fromkeys(by, pl.String()), **_OWN})


def series(
    results: pl.DataFrame, indicators: Iterable[Indicator], lang: Language = "sv"
) -> pl.DataFrame:
    """The series of protected results; no rows where no figure has two periods."""
    known = {(one.pack, one.id): one for one in indicators}
    breaks = {key: one.breaks for key, one in known.items()}
    baselines = {key: one.baseline for key, one in known.items()}
    rows = [
        row
        for steps in all_steps(results, breaks)
        for row in _rows(steps, baselines.get(_indicator(steps)), lang)
    ]
    return pl.DataFrame(rows, schema=schema(groups(results)))


def _indicator(steps: Steps) -> tuple[str, str]:
    row = steps[0].row
    return row["pack"], row["indicator"]


def _rows(steps: Steps, until: date | None, lang: Language) -> Iterator[dict[str, Any]]:
    unit = steps[0].period.unit
    charts = charted(steps, until) if unit == "month" else [Charted()] * len(steps)
    since = changes(steps) if unit == "year" else [None] * len(steps)
    for step, chart, change in zip(steps, charts, since, strict=True):
        # What is not of the frame's schema is left out when the frame is made.
        yield {
            **step.row,
            "unit": unit,
            "limit": step.row.get("limit"),
            **_told_of_chart(chart, lang),
            **_told_of_change(change),
            "break_why": " ".join(one.why(lang) for one in step.breaks),
        }


def _told_of_chart(chart: Charted, lang: Language) -> dict[str, Any]:
    band = chart.band
    return {
        "chart": chart.chart,
        "centre": band.centre if band else None,
        "lower": band.lower if band else None,
        "upper": band.upper if band else None,
        "baseline": chart.is_baseline,
        "signal": ",".join(chart.rules),
        "note": chart.note(lang) if chart.note else "",
    }


def _told_of_change(change: Change | None) -> dict[str, Any]:
    low, high = (change.interval if change else None) or (None, None)
    return {
        "change": change.value if change else None,
        "change_low": low,
        "change_high": high,
    }
