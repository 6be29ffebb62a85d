"""How wide a text may be where it is read."""

import shutil
from typing import TextIO

from bbic_ind.output.as_table import WIDTH

_LEAST = 40


def room(stream: TextIO) -> int:
    """As wide as texts are, or as the terminal that shows them where that is narrower."""
    if not stream.isatty():
        return WIDTH
    return min(WIDTH, max(_LEAST, shutil.get_terminal_size().columns))
