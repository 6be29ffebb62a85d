"""Kleene logic over rows: what is certainly true, what is possibly true, what is pending.

A flag is a Boolean expression without nulls, or a plain bool where it holds for every
row alike; plain bools fold away, so data without gaps costs nothing extra.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

Flag = pl.Expr | bool


def both(left: Flag, right: Flag) -> Flag:
    """True where both are."""
    if left is False or right is False:
        return False
    if isinstance(left, bool):
        return right
    return left if isinstance(right, bool) else left & right


def either(left: Flag, right: Flag) -> Flag:
    """True where one of them is."""
    if left is True or right is True:
        return True
    if isinstance(left, bool):
        return right
    return left if isinstance(right, bool) else left | right


def negate(flag: Flag) -> Flag:
    """True where the flag is not."""
    return not flag if isinstance(flag, bool) else ~flag


def every(flags: Iterable[Flag]) -> Flag:
    """True where all are; True of none."""
    result: Flag = True
    for flag in flags:
        result = both(result, flag)
    return result


def some(flags: Iterable[Flag]) -> Flag:
    """True where at least one is; False of none."""
    result: Flag = False
    for flag in flags:
        result = either(result, flag)
    return result


def column(flag: Flag) -> pl.Expr:
    """The flag as an expression."""
    return pl.lit(flag, pl.Boolean) if isinstance(flag, bool) else flag


@dataclass(frozen=True, slots=True)
class Truth:
    """Three answers for each row.

    ``must`` is certainly true, ``may`` possibly true; a row that may and not must is
    undecided, and ``pending`` says that it waits for time to pass rather than for a
    missing value.  ``pending`` holds on undecided rows only.
    """

    must: Flag
    may: Flag
    pending: Flag = False

    @classmethod
    def decided(cls, flag: Flag) -> "Truth":
        """A truth with no doubt in it."""
        return cls(flag, flag)

    @classmethod
    def of(cls, must: Flag, may: Flag, missing: Flag) -> "Truth":
        """A truth whose undecided rows are pending unless they are ``missing``."""
        if must is may:
            return cls.decided(must)
        return cls(must, may, both(both(may, negate(must)), negate(missing)))

    @property
    def is_decided(self) -> bool:
        """Whether no row can be undecided."""
        return self.must is self.may

    @property
    def undecided(self) -> Flag:
        """True where the answer is not known."""
        return False if self.is_decided else both(self.may, negate(self.must))

    def negated(self) -> "Truth":
        """The answer to the opposite question."""
        if self.is_decided:
            return Truth.decided(negate(self.must))
        return Truth(negate(self.may), negate(self.must), self.pending)


TRUE = Truth.decided(True)


def all_of(truths: Iterable[Truth]) -> Truth:
    """True where all are; undecided where none is false and some are undecided."""
    return _joined(every, truths)


def any_of(truths: Iterable[Truth]) -> Truth:
    """True where one is; undecided where none is true and some are undecided."""
    return _joined(some, truths)


def _joined(join: Callable[[Iterable[Flag]], Flag], truths: Iterable[Truth]) -> Truth:
    parts = list(truths)
    must = join(part.must for part in parts)
    if all(part.is_decided for part in parts):
        return Truth.decided(must)
    may = join(part.may for part in parts)
    return Truth(must, may, every((may, negate(must), some(part.pending for part in parts))))
