"""What other systems' shells and terminals do, and Windows leaves to the program."""

import sys
from collections.abc import Sequence
from glob import glob

_OUTPUT, _ERRORS = -11, -12
"""Windows' numbers for the two streams that are written to."""

_ACTS_ON_MARKS = 7
"""A terminal that ends lines, wraps them and acts on marks of bold type and colour."""


def settle_terminal() -> None:
    """Ask the older terminal of Windows to act on the marks of bold type, not to show them."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - this system alone

        kernel = ctypes.windll.kernel32
        for stream in (_OUTPUT, _ERRORS):
            kernel.SetConsoleMode(kernel.GetStdHandle(stream), _ACTS_ON_MARKS)


def as_typed(arguments: Sequence[str]) -> list[str]:
    """The command line, on Windows with each ``*`` and ``?`` as the files they stand for."""
    return as_a_shell_gives(arguments) if sys.platform == "win32" else [*arguments]


def as_a_shell_gives(arguments: Sequence[str]) -> list[str]:
    """The command line with ``*`` and ``?`` as the files they stand for, if there are any."""
    return [name for word in arguments for name in _meant(word)]


def _meant(word: str) -> list[str]:
    return (sorted(glob(word)) if {"*", "?"} & {*word} else []) or [word]
