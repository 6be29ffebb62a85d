"""Three answers: certainly, possibly, not; and whether time alone will settle it."""

from collections.abc import Iterable
from dataclasses import dataclass

from .values import Value


@dataclass(frozen=True)
class Verdict:
    must: bool
    may: bool
    pending: bool = False

    @property
    def undecided(self) -> bool:
        return self.may and not self.must

    @property
    def state(self) -> str:
        if self.must:
            return "true"
        if not self.may:
            return "false"
        return "pending" if self.pending else "missing"


TRUE = Verdict(must=True, may=True)
FALSE = Verdict(must=False, may=False)
MISSING = Verdict(must=False, may=True)
PENDING = Verdict(must=False, may=True, pending=True)


def decided(answer: bool) -> Verdict:
    return TRUE if answer else FALSE


def undecided_as(verdict: Verdict, *, pending: bool) -> Verdict:
    """The same answer, pending as told where it is undecided."""
    return Verdict(verdict.must, verdict.may, verdict.undecided and pending)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    verdicts = list(verdicts)
    answer = Verdict(all(v.must for v in verdicts), all(v.may for v in verdicts))
    return undecided_as(answer, pending=any(v.undecided and v.pending for v in verdicts))


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    verdicts = list(verdicts)
    answer = Verdict(any(v.must for v in verdicts), any(v.may for v in verdicts))
    return undecided_as(answer, pending=any(v.undecided and v.pending for v in verdicts))


def negated(verdict: Verdict) -> Verdict:
    return Verdict(not verdict.may, not verdict.must, verdict.pending)


def less(a: Value, b: Value) -> Verdict:
    return Verdict(a.hi < b.lo, a.lo < b.hi)


def at_most(a: Value, b: Value) -> Verdict:
    return Verdict(a.hi <= b.lo, a.lo <= b.hi)


def same(a: Value, b: Value) -> Verdict:
    """Words and days alike: an unknown word may be any word."""
    if None in (a.lo, b.lo):
        return MISSING
    return Verdict(a.lo == a.hi == b.lo == b.hi, a.lo <= b.hi and b.lo <= a.hi)


def during(a: Value, first: Value, last: Value) -> Verdict:
    return Verdict(
        first.hi <= a.lo and a.hi <= last.lo,
        first.lo <= a.hi and a.lo <= last.hi,
    )
