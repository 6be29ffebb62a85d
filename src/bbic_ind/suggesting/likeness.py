"""How alike two headings or two values are, from 0 to 1."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from bbic_ind.sources.headers import normal

_MARKS = re.compile(r"[.,:;/()?]+")
_CHANCE = 0.4
"""Two words of the same language are this alike by chance; it counts as not at all."""

_SHARED = 0.9
"""What it is worth that one heading is the other with words added."""


def alike(one: str, other: str) -> float:
    """How alike two texts are, chance taken away.

    >>> alike("Last_seen", "last seen"), alike("Seen date", "seen") > 0.7, alike("abc", "xyz")
    (1.0, True, 0.0)
    """
    first, second = (normal(_MARKS.sub(" ", text)) for text in (one, other))
    whole = max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second))
    best = max(whole, _SHARED * fuzz.token_set_ratio(first, second)) / 100
    return max(0.0, (best - _CHANCE) / (1 - _CHANCE))


def nearest(text: str, known: Iterable[str]) -> tuple[float, str]:
    """The most alike of the known texts and how alike it is; 0 and empty for none."""
    return max(((alike(text, other), other) for other in known), default=(0.0, ""))
