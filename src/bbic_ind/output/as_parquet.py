"""The results as parquet: the result frame as it is, for notebooks and warehouses."""

from typing import IO

from bbic_ind.output.run import Run


def write_parquet(run: Run, stream: IO[bytes]) -> None:
    """Write the result frame."""
    run.worded().write_parquet(stream)
