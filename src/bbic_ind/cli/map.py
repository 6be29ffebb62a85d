"""``bbic-ind map``: suggest a profile for an export that none of ours fits."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.errors import Exit, Fault, UsageError
from bbic_ind.texts import Text


def map_(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: options.Sources = None,
    output: Annotated[
        Path | None,
        options.output(
            "Skriv profilen till en fil (.yaml). Annars visas bara förslagen.",
            "Write the profile to a file (.yaml). Otherwise the suggestions are only shown.",
        ),
    ] = None,
    yes: Annotated[
        int | None,
        typer.Option(
            "--yes",
            metavar=said("POÄNG", "SCORE"),
            min=0,
            max=100,
            help=said(
                "Ta med alla förslag med minst så många poäng av 100, utan frågor.",
                "Accept every suggestion with at least this score of 100, without questions.",
            ),
        ),
    ] = None,
    extends: Annotated[
        str | None,
        typer.Option(
            metavar=said("NAMN", "NAME"),
            help=said(
                "Bygg på en profil. Annars på den som passar bäst.",
                "Build on a profile. Otherwise on the one that suits best.",
            ),
        ),
    ] = None,
    indicators: Annotated[
        options.Words,
        options.indicators(
            "Välj indikatorer att visa förslagens verkan på.",
            "Choose indicators to show the effect of the suggestions on.",
        ),
    ] = None,
    extracted: options.Extracted = None,
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code, having suggested, asked and written."""
    if find_spec("rapidfuzz") is None:
        raise UsageError(Fault("map", _LACKS))
    from bbic_ind.cli import mapping  # noqa: PLC0415 - slow to load, see compute

    mapping.carry_out(
        mapping.Order(
            sources=tuple(source or ()),
            output=output,
            least=yes,
            extends=extends,
            indicators=parsing.words(indicators),
            extracted=extracted,
            lang=lang,
        )
    )
    return Exit.DONE


_LACKS = Text(
    "tillägget rapidfuzz saknas. Installera det i projektets mapp: python -m pip install '.[map]'",
    "the extra rapidfuzz is missing. Install it in the project's folder: "
    "python -m pip install '.[map]'",
)
