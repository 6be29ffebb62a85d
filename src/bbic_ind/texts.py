"""Texts in Swedish and English, and numbers as each language writes them."""

import os
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Language = Literal["sv", "en"]

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in both languages."""

    sv: str
    en: str

    def __call__(self, lang: Language) -> str:
        """Give the sentence in ``lang``."""
        return self.sv if lang == "sv" else self.en


YES, NO = Text("ja", "yes"), Text("nej", "no")

CORRECT = Text(
    "Rätta i verksamhetssystemet och ta ut filen på nytt.",
    "Correct it in the case system and export again.",
)
"""What to do about a cell that was registered wrongly."""


def reader_language(environment: dict[str, str] | None = None) -> Language:
    """The language of the reader's locale: English for ``en_*``, otherwise Swedish.

    >>> reader_language({"LANG": "en_GB.UTF-8"}), reader_language({"LANG": "C.UTF-8"})
    ('en', 'sv')
    """
    env = os.environ if environment is None else environment
    chosen = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    return "en" if chosen.lower().startswith("en") else "sv"


def percent(numerator: int, denominator: int, lang: Language) -> str:
    """A share in percent with one decimal, rounded half up from the exact counts.

    >>> percent(2, 3, "en"), percent(1333, 2000, "sv").replace("\u00a0", " ")
    ('66.7%', '66,7 %')
    """
    exact = Decimal(numerator) * 100 / Decimal(denominator)
    return f"{_rounded(exact, 1, lang)}{percent_sign(lang)}"


def in_percent(share: float, lang: Language) -> str:
    """A share without its counts in percent with one decimal, rounded half up.

    >>> in_percent(0.2875, "en"), in_percent(-0.0001, "sv").replace("\u00a0", " ")
    ('28.8%', '0,0 %')
    """
    return f"{points(share, lang)}{percent_sign(lang)}"


def points(share: float, lang: Language) -> str:
    """A share in percentage points: what binary numbers add far behind the comma is left out.

    >>> points(0.2875, "en"), points(0.3 - 0.1995, "en")
    ('28.8', '10.1')
    """
    return decimal(round(100 * share, 9), 1, lang)


def percent_sign(lang: Language) -> str:
    """The sign after the number, with a blank before it in Swedish."""
    return f"{NBSP}%" if lang == "sv" else "%"


def decimal(value: float, places: int, lang: Language) -> str:
    """A number with ``places`` decimals, rounded half up; from five digits on in groups.

    >>> decimal(2.25, 1, "sv"), decimal(0.5, 0, "en")
    ('2,3', '1')
    >>> decimal(-0.04, 1, "sv"), decimal(-0.05, 1, "sv")
    ('0,0', '-0,1')
    >>> decimal(9999, 0, "sv"), decimal(1234567.5, 1, "sv").replace("\u00a0", " ")
    ('9999', '1 234 567,5')
    """
    return _rounded(Decimal(repr(value)), places, lang)


def _rounded(exact: Decimal, places: int, lang: Language) -> str:
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    shown = rounded or abs(rounded)
    text = f"{shown:,}" if abs(shown) >= _GROUPED else str(shown)
    return text.translate(_SWEDISH) if lang == "sv" else text


_GROUPED = 10_000
_SWEDISH = str.maketrans({",": NBSP, ".": ","})


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun, in the singular or the plural.

    >>> counted(1, "rad", "rader"), counted(0, "rad", "rader")
    ('1 rad', '0 rader')
    """
    return f"{number} {one if number == 1 else many}"


def printable(name: str) -> str:
    r"""A file's name with ``?`` for bytes that are no UTF-8, as old file servers leave them.

    >>> printable("handl\udce4ggare.csv")
    'handl?ggare.csv'
    """
    return name.encode("utf-8", "replace").decode("utf-8")


def listed(items: list[str], most: int = 15) -> str:
    """The items joined by commas, at most ``most`` of them and the rest counted.

    >>> listed(["a", "b", "c"], most=2)
    'a, b … (+1)'
    """
    shown = ", ".join(items[:most])
    rest = len(items) - most
    return f"{shown} … (+{rest})" if rest > 0 else shown
