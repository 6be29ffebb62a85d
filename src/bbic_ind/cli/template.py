"""``bbic-ind template``: write a workbook to fill in, or to order an export by."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.errors import Exit


def template(
    table: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=said("TABELL", "TABLE"),
            help=said("Tabellerna att ta med. Annars alla.", "The tables to have. Otherwise all."),
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        options.output(
            "Skriv arbetsboken till en fil (.xlsx).", "Write the workbook to a file (.xlsx)."
        ),
    ] = None,
    indicators: Annotated[
        options.Words,
        options.indicators(
            "Ta bara med det som de här indikatorerna behöver; kan upprepas.",
            "Have only what these indicators need; may be repeated.",
        ),
    ] = None,
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code, having written the workbook."""
    from bbic_ind.cli import filling_in  # noqa: PLC0415 - slow to load, see compute

    filling_in.write(parsing.words(table), parsing.words(indicators), output, lang)
    return Exit.DONE
