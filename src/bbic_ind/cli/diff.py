"""``bbic-ind diff``: which figures and cases moved between two exports, and why."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.errors import Exit

_SOURCE = said(
    "Först det gamla uttaget, sedan det nya: en fil, mapp eller zip, eller ett tidigare resultat "
    "med körintyget bredvid. Med --packs: underlaget.",
    "First the old export, then the new: a file, folder or zip, or earlier results with their "
    "manifest beside them. With --packs: the sources.",
)
_WITH = said(
    "Läs sidoblad som hör till båda uttagen; kan upprepas.",
    "Read side sheets that belong to both exports; may be repeated.",
)
_PACKS = said(
    "Jämför två uppsättningar på samma underlag i stället.",
    "Compare two packs on the same sources instead.",
)
_EXTRACTED = said(
    "Ange dagen då uttagen gjordes, två gånger om de skiljer.",
    "Give the day the exports were made, twice where they differ.",
)
_OUTPUT = options.output(
    "Skriv siffror och fall som flyttat till en fil (.xlsx, .csv, .json); kan upprepas.",
    "Write the figures and cases that moved to a file (.xlsx, .csv, .json); may be repeated.",
)


def diff(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: Annotated[
        list[Path],
        typer.Argument(metavar=said("GAMMALT NYTT", "OLD NEW"), help=_SOURCE, show_default=False),
    ],
    with_: Annotated[
        list[Path] | None, typer.Option("--with", metavar=said("FIL", "FILE"), help=_WITH)
    ] = None,
    packs: Annotated[
        tuple[str, str] | None, typer.Option(metavar=said("GAMMAL NY", "OLD NEW"), help=_PACKS)
    ] = None,
    period: options.OnePeriod = None,
    indicators: options.Indicators = None,
    profile: options.Profile = None,
    extracted: Annotated[
        options.Words, typer.Option(metavar=said("DATUM", "DATE"), help=_EXTRACTED)
    ] = None,
    output: Annotated[list[Path] | None, _OUTPUT] = None,
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code, having told what moved."""
    # Imported here since polars and pydantic take longer to load than --help may take.
    from bbic_ind.cli import diffing  # noqa: PLC0415

    days = [parsing.export_day(word) for word in parsing.words(extracted)]
    wish = diffing.Wish(
        sources=tuple(source),
        beside=tuple(with_ or ()),
        packs=packs,
        periods=parsing.words(period),
        indicators=parsing.words(indicators),
        profile=profile,
        extracted=tuple(day for day in days if day is not None),
        output=tuple(output or ()),
        lang=lang,
    )
    diffing.tell_differences(wish)
    return Exit.DONE
