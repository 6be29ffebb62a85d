"""The quality of the data as the indicators need it."""

from bbic_ind.engine.checking.breach import COUNT, PLACE, SAID, SHOWN, Breach
from bbic_ind.engine.checking.checkup import Checked, Checkup, Untried, check
from bbic_ind.engine.checking.effects import Effect
from bbic_ind.engine.checking.moves import Move
from bbic_ind.engine.checking.touched import SIDE, UNITS

__all__ = [
    "COUNT",
    "PLACE",
    "SAID",
    "SHOWN",
    "SIDE",
    "UNITS",
    "Breach",
    "Checked",
    "Checkup",
    "Effect",
    "Move",
    "Untried",
    "check",
]
