"""How wide a text may be where it is read."""

import shutil
from typing import TextIO

WIDTH, NARROWEST = 100, 40
"""How wide a text is unless a terminal has less room, and the least it needs."""


def room(stream: TextIO) -> int:
    """As wide as texts are, or as the terminal that shows them where that is narrower."""
    if not stream.isatty():
        return WIDTH
    return min(WIDTH, max(NARROWEST, shutil.get_terminal_size().columns))
