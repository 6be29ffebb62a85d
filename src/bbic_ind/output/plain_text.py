"""Plain text for spreadsheets and terminals, which can take it for more than text."""

import re

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def is_risky(text: str) -> bool:
    """Whether a spreadsheet would run the text, or could be made to.

    >>> is_risky("=1+1"), is_risky("Norra enheten")
    (True, False)
    """
    return text.startswith(_RISKY)


def guarded(text: str) -> str:
    """The text behind an apostrophe if it is risky, as a spreadsheet marks text itself.

    >>> guarded("@SUM(A1)"), guarded("5:4")
    ("'@SUM(A1)", '5:4')
    """
    return f"'{text}" if is_risky(text) else text


def storable(text: str) -> str:
    """The text without control characters, which no workbook can hold."""
    return _CONTROL.sub(" ", text)


def strong(text: str, bold: bool) -> str:
    """The text in bold type for a terminal, if it wants that."""
    return f"\033[1m{text}\033[0m" if bold and text else text


def printable(text: str) -> str:
    """The text without what could steer the reader's terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
