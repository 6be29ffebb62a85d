"""How far a figure moves when some of its cells are unknown, or some rows are gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isfinite

from bbic_ind.definitions.indicator import RATIOS
from bbic_ind.engine.checking.figures import AVERAGES, SHARES
from bbic_ind.engine.checking.reckoning import COUNTS, MORE, MORE_BELOW, Counts


@dataclass(frozen=True, slots=True)
class Four:
    """The counts of one part four times: of all, and of those that can be touched by it.

    ``before`` is of these as they are, ``unknown`` with the cells unknown, ``gone`` with
    their rows gone.
    """

    whole: Counts
    before: Counts
    unknown: Counts
    gone: Counts


@dataclass(frozen=True, slots=True)
class Move:
    """``now`` is the figure, ``low`` and ``high`` the least and the most it can become.

    Both are None where no limit can be given.  ``units`` is how many of the units that
    are counted stand in doubt, ``most`` how far one of them can move the figure, None
    where that cannot be said.  ``empties`` says that nothing may be left to count.
    """

    part: str
    now: float | None
    low: float | None
    high: float | None
    units: int
    most: float | None = None
    empties: bool = False

    @property
    def width(self) -> tuple[float, int]:
        """How far it can move, to find the part that can move farthest."""
        known = self.low is not None and self.high is not None
        span = (self.high or 0) - (self.low or 0) if known else float("inf")
        return span, self.units


def moved(kind: str, part: str, four: Four) -> Move | None:
    """The span of a figure whose cells are in doubt; None where it stays as it is."""
    if kind in AVERAGES:
        return _average(part, four)
    unknown, is_ratio = _of_all(four, four.unknown), kind in RATIOS
    joining = max(0.0, _of(four, "denominator_undecided"))
    doubtful = max(0.0, _of(four, "missing") + _of(four, "pending"))
    above = _amount(four, MORE, doubtful) if is_ratio else doubtful
    below = _amount(four, MORE_BELOW, joining) if is_ratio else joining
    if not isfinite(above):
        return Move(part, _now(kind, four.whole), None, None, round(joining + doubtful))
    separate = is_ratio or kind == "count"
    most_below = unknown["denominator"] + below
    ends = (
        _quotient(kind, unknown["numerator"], most_below),
        _quotient(
            kind,
            unknown["numerator"] + (above if separate else doubtful + joining),
            unknown["denominator"] if separate else most_below,
        ),
    )
    return _move(kind, part, four, ends, joining + doubtful)


def _amount(four: Four, name: str, units: float) -> float:
    """What so many units in doubt can add; infinity where that cannot be said."""
    added = _of(four, name) if units else 0.0
    return max(0.0, added) if isfinite(added) else inf


def moved_without(kind: str, part: str, four: Four) -> Move | None:
    """The span between the figure with rows and without them; None where it is the same."""
    gone = _of_all(four, four.gone)
    if kind in AVERAGES:
        other = four.gone["value"]
    else:
        other = _quotient(kind, gone["numerator"], gone["denominator"])
    units = max(abs(_number(four.whole, n) - gone[n]) for n in ("numerator", "denominator"))
    return _move(kind, part, four, (other,), units)


def moved_by_more(kind: str, part: str, whole: Counts, more: int) -> Move | None:
    """The span of a figure when so many rows that were never registered may belong to it.

    None where no limit can be given.
    """
    if kind not in (*SHARES, "count"):
        return None
    above, below = (_number(whole, name) for name in ("numerator", "denominator"))
    ends = (_quotient(kind, above, below + more), _quotient(kind, above + more, below + more))
    return _move(kind, part, Four(whole, {}, {}, {}), ends, more)


def _of_all(four: Four, changed: Counts) -> dict[str, float]:
    """The counts of all when those of some have changed."""
    return {
        name: _number(four.whole, name) + _number(changed, name) - _number(four.before, name)
        for name in COUNTS
    }


def _number(counts: Counts, name: str) -> float:
    return counts.get(name) or 0.0


def _undecided(counts: Mapping[str, float]) -> float:
    return counts["missing"] + counts["pending"]


def _quotient(kind: str, numerator: float, denominator: float) -> float | None:
    if kind == "count":
        return numerator
    return numerator / denominator if denominator > 0 else None


def _now(kind: str, whole: Counts) -> float | None:
    return _quotient(kind, _number(whole, "numerator"), _number(whole, "denominator"))


def _move(
    kind: str, part: str, four: Four, ends: tuple[float | None, ...], units: float
) -> Move | None:
    size = _number(four.whole, "denominator")
    now = four.whole["value"] if kind in AVERAGES else _now(kind, four.whole)
    known = [end for end in (now, *ends) if end is not None]
    if not units and all(end == now for end in ends):
        return None
    low, high = (min(known), max(known)) if known else (None, None)
    one = 1.0 if kind == "count" else 1 / size if size and kind in SHARES else None
    empties = now is not None and None in ends
    return Move(part, now, low, high, round(units), one, empties)


def _average(part: str, four: Four) -> Move | None:
    """An average is reckoned on all rows; who joins it could have any number."""
    joining = max(0.0, _of(four, "denominator_undecided"))
    doubtful = max(0.0, _of(four, "missing") + _of(four, "pending"))
    now, value = four.whole["value"], four.unknown["value"]
    low, high = four.unknown["low"], four.unknown["high"]
    if not joining + doubtful and now == value:
        return None
    if joining or low is None or high is None or now is None:
        return Move(part, now, None, None, round(joining + doubtful))
    return Move(part, now, min(low, now), max(high, now), round(doubtful))


def _of(four: Four, name: str) -> float:
    """How much more there is with the cells unknown than with the rows gone."""
    return _number(four.unknown, name) - _number(four.gone, name)
