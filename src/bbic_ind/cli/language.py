"""The language the command line speaks, settled before anything is said."""

import sys
from collections.abc import Sequence
from itertools import pairwise

from bbic_ind.texts import Language, reader_language


def chosen_language(arguments: Sequence[str]) -> Language:
    """The ``--lang`` among the arguments, else the language of the reader's locale.

    >>> chosen_language(["compute", "--lang", "en"]), chosen_language(["list", "--lang=sv"])
    ('en', 'sv')
    """
    written = " ".join(arguments).replace("--lang=", "--lang ").lower().split()
    for option, answer in pairwise(written):
        if option == "--lang" and answer in ("sv", "en"):
            return "en" if answer == "en" else "sv"
    return reader_language()


LANG: Language = chosen_language(sys.argv[1:])
"""The language of this process, help texts included: those are fixed when the program starts."""


def said(sv: str, en: str) -> str:
    """The text in the language of this process."""
    return sv if LANG == "sv" else en
