"""What in a finished run should wake somebody: figures outside their limits, faulty data."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from bbic_ind.cli.reporting import is_below_standard
from bbic_ind.cli.run_file import Alarm
from bbic_ind.output.run import Run
from bbic_ind.results import FIGURE, Mark, groups


def outside(run: Run) -> pl.DataFrame:
    """The rows whose value is outside its limits in the latest period of its figure."""
    if "limit" not in run.results.columns:
        return run.results.clear()
    figure = [*FIGURE, *groups(run.results)]
    latest = pl.col("period_end") == pl.col("period_end").max().over(figure)
    return run.results.filter(latest & (pl.col("limit") == Mark.RED))


def outside_ids(run: Run) -> list[str]:
    """The indicators with a value outside its limits."""
    return outside(run)["indicator"].unique(maintain_order=True).to_list()


def findings(run: Run) -> Mapping[str, int]:
    """How many kinds of findings there are of each severity."""
    return Counter(found.severity for found in run.reading.findings)


def raised(run: Run, alarms: Sequence[str]) -> list[str]:
    """Those of the alarms that the run raises."""
    return [alarm for alarm in alarms if _RAISED[alarm](run)]


def _is_outside(run: Run) -> bool:
    return outside(run).height > 0


def _has_warnings(run: Run) -> bool:
    return is_below_standard(run) or findings(run).get("warning", 0) > 0


_RAISED: Mapping[str, Callable[[Run], bool]] = {
    "limit": _is_outside,
    "error": is_below_standard,
    "warning": _has_warnings,
}
ALARMS: tuple[Alarm, ...] = ("limit", "error", "warning")
