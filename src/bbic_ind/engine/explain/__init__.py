"""One figure seen through: its cases, its steps, its limits, its doubts, and one case alone."""

from bbic_ind.engine.explain.attrition import Stage, Step
from bbic_ind.engine.explain.cases import ID, KEY, Standing, addressed, is_open_ended
from bbic_ind.engine.explain.doubts import Doubt
from bbic_ind.engine.explain.explanation import Explanation, Population, Shift, explain
from bbic_ind.engine.explain.finding import Found, find_case
from bbic_ind.engine.explain.limits import Limit, Test
from bbic_ind.engine.explain.moves import Moves
from bbic_ind.engine.explain.nearness import BINS, Nearness
from bbic_ind.engine.explain.traced import Cell, Seen, Traced, TracedCase, TracedRow, Verdict
from bbic_ind.engine.explain.tracing import trace
from bbic_ind.engine.explain.waiting import final_after

__all__ = [
    "BINS",
    "ID",
    "KEY",
    "Cell",
    "Doubt",
    "Explanation",
    "Found",
    "Limit",
    "Moves",
    "Nearness",
    "Population",
    "Seen",
    "Shift",
    "Stage",
    "Standing",
    "Step",
    "Test",
    "Traced",
    "TracedCase",
    "TracedRow",
    "Verdict",
    "addressed",
    "explain",
    "final_after",
    "find_case",
    "is_open_ended",
    "trace",
]
