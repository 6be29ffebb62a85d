"""What other systems' shells and terminals do, and Windows leaves to the program."""

import sys
from collections.abc import Sequence
from glob import glob

if sys.platform == "win32":
    import ctypes

    # The older terminal shows the marks of bold type as text unless it is asked not to.
    for _stream in (-11, -12):
        _kernel = ctypes.windll.kernel32
        _kernel.SetConsoleMode(_kernel.GetStdHandle(_stream), 7)


def as_a_shell_gives(arguments: Sequence[str]) -> list[str]:
    """The command line with ``*`` and ``?`` as the files they stand for, if there are any."""
    return [name for word in arguments for name in _meant(word)]


def _meant(word: str) -> list[str]:
    return (sorted(glob(word)) if {"*", "?"} & {*word} else []) or [word]
