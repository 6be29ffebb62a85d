"""How far a figure moves when some of its cells are unknown, or some rows are gone."""

from dataclasses import dataclass
from math import isfinite

from bbic_ind.definitions.indicator import RATIOS
from bbic_ind.engine.checking.figures import AVERAGES, SHARES
from bbic_ind.engine.checking.reckoning import BELOW, LESS, MORE, Counts


@dataclass(frozen=True, slots=True)
class Three:
    """The counts of one part three times: of all, and of those that can be touched by it.

    ``before`` is of these as they are, ``changed`` with the cells unknown, where what is
    undecided is what the cells can decide, or with their rows gone.
    """

    whole: Counts
    before: Counts
    changed: Counts

    def of_all(self, name: str) -> float:
        """A count of all when those of some have changed."""
        return sum(
            sign * _number(counts, name)
            for sign, counts in ((1, self.whole), (1, self.changed), (-1, self.before))
        )

    @property
    def joining(self) -> float:
        """How many units may come to belong."""
        return _number(self.changed, "denominator_undecided")

    @property
    def doubtful(self) -> float:
        """How many of the units that belong may come to count."""
        return _number(self.changed, "missing") + _number(self.changed, "pending")


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


Ends = tuple[float | None, ...]


def moved(kind: str, part: str, three: Three) -> Move | None:
    """The span of a figure whose cells are in doubt; None where it stays as it is."""
    if kind in AVERAGES:
        return _average(part, three)
    units = three.joining + three.doubtful
    if kind in RATIOS:
        return _ratio(kind, part, three, units)
    above, below = three.of_all("numerator"), three.of_all("denominator")
    ends = _from(kind, above, below, units, three.joining)
    return _move(kind, part, three, ends, units)


def moved_anyhow(kind: str, part: str, three: Three, most: int) -> Move | None:
    """The span when ``most`` more may belong, or count, than do without those in doubt."""
    above, below = three.of_all("numerator"), three.of_all("denominator")
    return _move(kind, part, three, _from(kind, above, below, most, most), most)


def moved_between(
    kind: str, part: str, whole: Counts, above: tuple[float, float], below: tuple[float, float]
) -> Move | None:
    """The span when the counts may fall and rise so far; a count is no more than what belongs."""
    if kind == "count":
        below = 0.0, 0.0
    counted, size = (_number(whole, name) for name in ("numerator", "denominator"))
    most, fewest = counted + above[1], size + below[0]
    ends = (
        _quotient(kind, counted + above[0], size + below[1]),
        _quotient(kind, most, max(most, fewest)),
    )
    units = max(above[1] - above[0], below[1] - below[0])
    emptied: Ends = () if fewest > 0 or kind == "count" else (None,)
    return _move(kind, part, Three(whole, {}, {}), (*ends, *emptied), units)


def moved_without(kind: str, part: str, three: Three, rows: int, *, alone: bool) -> Move | None:
    """The span between the figure with so many rows and without them, or without some of them.

    With ``alone`` each row counts by itself, for no unit and no other row.
    """
    above, below = (_number(three.whole, name) for name in ("numerator", "denominator"))
    less, smaller = three.of_all("numerator"), three.of_all("denominator")
    units = max(abs(above - less), abs(below - smaller))
    if kind in AVERAGES:
        return _average_without(kind, part, three, abs(below - smaller), rows)
    ends: Ends = (_quotient(kind, less, smaller),)
    if rows > 1 and alone:
        both = above - less
        ends += (_quotient(kind, less, below - both), _quotient(kind, above, smaller + both))
    elif rows > 1:
        fewest = min(below, smaller)
        if kind in SHARES:
            fewest = max(fewest, above, less)
        ends += (
            _quotient(kind, min(above, less), max(below, smaller)),
            _quotient(kind, max(above, less), fewest),
        )
    return _move(kind, part, three, ends, units)


def moved_by_more(kind: str, part: str, whole: Counts, more: int, *, of_units: bool) -> Move | None:
    """The span of a figure when so many rows that were never registered may belong to it.

    With ``of_units`` they may be of units that belong already.  None where no limit can
    be given.
    """
    if kind not in (*SHARES, "count"):
        return None
    above, below = (_number(whole, name) for name in ("numerator", "denominator"))
    fewest = max(below, above + more) if of_units else below + more
    ends = (_quotient(kind, above, below + more), _quotient(kind, above + more, fewest))
    return _move(kind, part, Three(whole, {}, {}), ends, more)


def _from(kind: str, above: float, below: float, more: float, joining: float) -> Ends:
    """The least and the most when ``more`` units may count, of which ``joining`` may belong."""
    ends = (
        _quotient(kind, above, below + joining),
        _quotient(kind, above + more, below + joining),
    )
    return ends if below > 0 or kind == "count" else (*ends, None)


def _ratio(kind: str, part: str, three: Three, units: float) -> Move | None:
    above, below = three.of_all("numerator"), three.of_all("denominator")
    least, greatest = (above + _number(three.changed, name) for name in (LESS, MORE))
    smallest, largest = (below + _number(three.changed, f"{name}{BELOW}") for name in (LESS, MORE))
    unknown = not isfinite(least) or not isfinite(greatest) or not smallest > 0
    if units and unknown:
        return Move(part, _now(kind, three.whole), None, None, round(units))
    ends = (
        _quotient(kind, least, smallest if least < 0 else largest),
        _quotient(kind, greatest, largest if greatest < 0 else smallest),
    )
    return _move(kind, part, three, ends, units)


def _number(counts: Counts, name: str) -> float:
    return counts.get(name) or 0.0


def _quotient(kind: str, numerator: float, denominator: float) -> float | None:
    if kind == "count":
        return numerator
    return numerator / denominator if denominator > 0 else None


def _now(kind: str, whole: Counts) -> float | None:
    return _quotient(kind, _number(whole, "numerator"), _number(whole, "denominator"))


def _move(kind: str, part: str, three: Three, ends: Ends, units: float) -> Move | None:
    now = three.whole["value"] if kind in AVERAGES else _now(kind, three.whole)
    if not units and all(end == now for end in ends):
        return None
    known = [end for end in (now, *ends) if end is not None]
    low, high = (min(known), max(known)) if known else (None, None)
    if kind == "yes_no" and three.whole["value"] is None:
        now = None
    empties = now is not None and None in ends
    return Move(part, now, low, high, round(units), _most(kind, three.whole), empties)


def _most(kind: str, whole: Counts) -> float | None:
    """How far one unit can move a figure, None where that cannot be said."""
    if kind == "count":
        return 1.0
    size = _number(whole, "denominator")
    return 1 / size if size and kind in SHARES else None


def _average(part: str, three: Three) -> Move | None:
    """An average is reckoned on all rows; who joins it could have any number."""
    now, value = three.whole["value"], three.changed["value"]
    low, high = three.changed["low"], three.changed["high"]
    units = three.joining + three.doubtful
    if not units and now == value:
        return None
    if three.joining or low is None or high is None or now is None:
        return Move(part, now, None, None, round(units))
    return Move(part, now, min(low, now), max(high, now), round(units))


def _average_without(kind: str, part: str, three: Three, gone: float, rows: int) -> Move | None:
    """Without only some of several rows an average could be more or less than without all."""
    if gone and rows > 1:
        return Move(part, three.whole["value"], None, None, round(gone))
    return _move(kind, part, three, (three.changed["value"],), gone)
