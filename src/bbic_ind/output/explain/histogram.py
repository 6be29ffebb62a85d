"""A small histogram of days in plain text."""

from collections.abc import Iterator, Sequence

from bbic_ind.engine.explain import BINS

_WIDEST = 40
_LABEL = 9


def histogram(counts: Sequence[int], indent: str) -> Iterator[str]:
    """One line for each bin between the first and the last that holds anything."""
    filled = [number for number, count in enumerate(counts) if count]
    if not filled:
        return
    most, width = max(counts), len(str(max(counts)))
    for number in range(filled[0], filled[-1] + 1):
        count = counts[number]
        bar = "█" * -(-count * _WIDEST // most)
        yield f"{indent}{_label(number):>{_LABEL}}  {count:>{width}}  {bar}".rstrip()


def _label(number: int) -> str:
    """The days of a bin: ``−14…−9``, ``0``, ``31…``."""
    if number == 0:
        return f"…{_day(BINS[0] - 1)}"
    first = BINS[number - 1]
    if number == len(BINS):
        return f"{_day(first)}…"
    last = BINS[number] - 1
    return _day(first) if first == last else f"{_day(first)}…{_day(last)}"


def _day(number: int) -> str:
    return f"−{-number}" if number < 0 else str(number)
