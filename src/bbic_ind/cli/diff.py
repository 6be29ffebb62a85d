"""``bbic-ind diff``: which figures and cases moved between two exports, and why."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import parsing
from bbic_ind.cli.help import LANG_HELP
from bbic_ind.cli.language import LANG, said
from bbic_ind.errors import Exit

_Words = list[str] | None
_SOURCE = said(
    "Först det gamla uttaget, sedan det nya: en fil, mapp eller zip, eller körintyget för ett "
    "tidigare resultat. Med --packs: underlaget.",
    "First the old export, then the new: a file, folder or zip, or the manifest of earlier "
    "results. With --packs: the sources.",
)
_WITH = said(
    "Sidoblad som hör till båda uttagen; kan upprepas.",
    "Side sheets that belong to both exports; may be repeated.",
)
_PACKS = said(
    "Jämför två uppsättningar på samma underlag i stället.",
    "Compare two packs on the same sources instead.",
)
_INDICATORS = said("En uppsättning, en mapp eller ett id som 5:4.", "A pack, folder or id.")
_PERIOD = said(
    "Annars det senaste hela året i det gamla uttaget.",
    "Otherwise the latest complete year of the old export.",
)
_EXTRACTED = said(
    "Dagen då uttagen gjordes; anges två gånger om de skiljer.",
    "The day the exports were made; given twice where they differ.",
)
_OUTPUT = said(
    "Skriv fallen som flyttat till en fil (.xlsx, .csv, .json).",
    "Write the cases that moved to a file (.xlsx, .csv, .json).",
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
    period: Annotated[
        _Words, typer.Option("--year", "--period", metavar="PERIOD", help=_PERIOD)
    ] = None,
    indicators: Annotated[
        _Words, typer.Option(metavar=said("NAMN", "NAME"), help=_INDICATORS)
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar=said("NAMN", "NAME"),
            help=said("Hur uttagen ska läsas.", "How to read the exports."),
        ),
    ] = None,
    extracted: Annotated[
        _Words, typer.Option(metavar=said("DATUM", "DATE"), help=_EXTRACTED)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar=said("FIL", "FILE"), help=_OUTPUT)
    ] = None,
    lang: Annotated[str, typer.Option(metavar="SV|EN", help=LANG_HELP)] = LANG,
) -> int:
    """Give the exit code, having told what moved."""
    # Imported here since polars and pydantic take longer to load than --help may take.
    from bbic_ind.cli import diffing  # noqa: PLC0415

    days = [parsing.day("--extracted", word) for word in parsing.words(extracted)]
    wish = diffing.Wish(
        sources=tuple(source),
        beside=tuple(with_ or ()),
        packs=packs,
        periods=parsing.words(period),
        indicators=parsing.words(indicators),
        profile=profile,
        extracted=tuple(day for day in days if day is not None),
        output=output,
        lang=parsing.language(lang),
    )
    diffing.tell_differences(wish)
    return Exit.DONE
