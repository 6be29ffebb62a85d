"""Comparing values that may not be known: what certainly holds, and what possibly does."""

from bbic_ind.engine.logic import Flag, Truth, both, either, every, negate, some
from bbic_ind.engine.values import Value


def before(left: Value, right: Value) -> Truth:
    """The left value is certainly, or possibly, less than the right."""
    return _compared(left, right, left.hi < right.lo, left.lo < right.hi)


def not_after(left: Value, right: Value) -> Truth:
    """The left value is certainly, or possibly, at most the right."""
    return _compared(left, right, left.hi <= right.lo, left.lo <= right.hi)


def same(left: Value, right: Value) -> Truth:
    """The two are equal."""
    if _is_anything(left) or _is_anything(right):
        missing = either(left.missing, right.missing)
        absent = either(left.absent, right.absent)
        return _unless_absent(
            must=False, may=_overlapping(left, right), missing=missing, absent=absent
        )
    if left.kind in ("word", "yes_no"):
        return _same_word(left, right)
    if left.is_point and right.is_point:
        equal = left.lo == right.lo
        return _compared(left, right, equal, equal)
    must = every((left.lo == left.hi, right.lo == right.hi, left.lo == right.lo))
    return _compared(left, right, must, _overlapping(left, right))


def _overlapping(left: Value, right: Value) -> Flag:
    if left.kind in ("word", "yes_no"):
        return True
    return both(left.lo <= right.hi, right.lo <= left.hi)


def _is_anything(value: Value) -> bool:
    """Whether the value is one of a row not registered yet."""
    return not value.registered.is_decided


def differs(left: Value, right: Value) -> Truth:
    """The two are not equal; what does not exist differs from everything."""
    return same(left, right).negated()


def within(value: Value, first: Value, last: Value) -> Truth:
    """The value lies between the two, both included."""
    must = both(first.hi <= value.lo, value.hi <= last.lo)
    may = both(first.lo <= value.hi, value.lo <= last.hi)
    missing = some((value.missing, first.missing, last.missing))
    absent = some((value.absent, first.absent, last.absent))
    if all(part.is_point for part in (value, first, last)):
        return _unless_absent(must, must, missing, absent)
    return _unless_absent(must, may, missing, absent)


def _compared(left: Value, right: Value, must: Flag, may: Flag) -> Truth:
    if left.is_point and right.is_point:
        may = must
    missing = either(left.missing, right.missing)
    return _unless_absent(must, may, missing, either(left.absent, right.absent))


def _same_word(left: Value, right: Value) -> Truth:
    equal = left.lo == right.lo
    doubt = either(_unknown_word(left), _unknown_word(right))
    if doubt is False:
        certain = equal if _is_whole(left) and _is_whole(right) else equal.fill_null(value=False)
        return _unless_absent(certain, certain, False, either(left.absent, right.absent))
    must = equal.fill_null(value=False)
    missing = either(left.missing, right.missing)
    return _unless_absent(must, either(must, doubt), missing, either(left.absent, right.absent))


def _unknown_word(value: Value) -> Flag:
    if _is_whole(value):
        return False
    return both(value.lo.is_null(), negate(value.absent))


def _is_whole(value: Value) -> bool:
    """Whether a word value has no gap in any row."""
    return value.missing is False and value.absent is False and value.registered.must is True


def _unless_absent(must: Flag, may: Flag, missing: Flag, absent: Flag) -> Truth:
    if absent is False:
        return Truth.of(must, may, missing)
    there = negate(absent)
    if must is may:
        return Truth.decided(both(must, there))
    return Truth.of(both(must, there), both(may, there), missing)
