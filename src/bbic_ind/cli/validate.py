"""``bbic-ind validate``: check definitions and profiles, and run their examples."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import show
from bbic_ind.errors import Exit


def validate(
    folder: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=said("MAPP", "FOLDER"),
            help=said(
                "En mapp med definitioner. Annars alla som följer med programmet.",
                "A folder of definitions. Otherwise all that come with the program.",
            ),
            show_default=False,
        ),
    ] = None,
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code, having checked everything."""
    from bbic_ind.cli.validating import verdict  # noqa: PLC0415 - slow to load, see compute

    show(verdict(folder or (), lang) + "\n")
    return Exit.DONE
