"""What ``compute`` says of the small counts in its results."""

from collections.abc import Iterator

import polars as pl

from bbic_ind.disclosure import intervals
from bbic_ind.disclosure.figures import rows_of
from bbic_ind.disclosure.hiding import is_small
from bbic_ind.disclosure.profile import DEFAULT, load_profile
from bbic_ind.results import Status
from bbic_ind.texts import Language, Text


def protection(
    results: pl.DataFrame, disclosure: str, lang: Language, *, to_files: bool
) -> Iterator[str]:
    """A line on how much is hidden, or that small counts stand open in files; none if neither."""
    profile = load_profile(disclosure)
    if profile is not None:
        hidden = results.filter(pl.col("status") == Status.SUPPRESSED).height
        line = _hidden(hidden, results.height, profile.title(lang))(lang)
        yield line if intervals.is_available() else f"{line} {_BY_HAND(lang)}"
    elif to_files and (small := _small(results)):
        yield _open(small)(lang)


def _small(results: pl.DataFrame) -> int:
    """How many figures are about so few that the usual protection would hide them."""
    limits = load_profile(DEFAULT)
    return sum(is_small(row, limits) for row in rows_of(results)) if limits else 0


def _hidden(hidden: int, rows: int, title: str) -> Text:
    return Text(
        f"Skyddade siffror: {hidden} av {rows} ({title}).",
        f"Protected figures: {hidden} of {rows} ({title}).",
    )


_BY_HAND = Text(
    "scipy är inte installerat: prövat är vad som kan läggas ihop och dras ifrån, men inte hur "
    "snävt flera summor tillsammans kan ringa in ett tal. Installera det i projektets mapp innan "
    "siffrorna lämnas vidare: python -m pip install '.[audit]'",
    "scipy is not installed: what can be added up and subtracted was tried, but not how closely "
    "several sums together can enclose a number. Install it in the project's folder before the "
    "figures are passed on: python -m pip install '.[audit]'",
)


def _open(small: int) -> Text:
    return Text(
        f"Obs: {small} siffror gäller så få att de kan peka ut någon. "
        f"Lägg till --disclosure {DEFAULT} innan filen lämnas vidare.",
        f"Note: {small} figures are about so few that they can point somebody out. "
        f"Add --disclosure {DEFAULT} before the file is passed on.",
    )
