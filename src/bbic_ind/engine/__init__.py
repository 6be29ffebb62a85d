"""From canonical tables and definitions to figures."""

from bbic_ind.engine.calculate import calculate
from bbic_ind.engine.examples import example_dataset, run_example

__all__ = ["calculate", "example_dataset", "run_example"]
