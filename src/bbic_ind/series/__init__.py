"""Figures in time: limit values, intervals, control charts, and differences between years.

Everything here is computed from results that are already protected, so nothing hidden can
be worked out from it.
"""

from bbic_ind.series.frame import series
from bbic_ind.series.marks import marked

__all__ = ["marked", "series"]
