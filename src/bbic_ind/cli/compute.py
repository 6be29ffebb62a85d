"""``bbic-ind compute``: read the sources, compute the indicators, show and write them."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli.help import LANG_HELP
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import on_terminal, show, tell


def compute(
    source: Annotated[
        list[Path] | None,
        typer.Argument(
            help=said("Filer, mappar eller zip-filer ur systemen.", "Files, folders or zips."),
            show_default=False,
        ),
    ] = None,
    period: Annotated[
        list[str] | None,
        typer.Option(
            "--year",
            "--period",
            metavar="PERIOD",
            help=said(
                "2025, 2025-Q1, 2025-T1, 2025-03 eller 2021..2025; kan upprepas. "
                "Annars det senaste år som uppgifterna täcker helt.",
                "2025, 2025-Q1, 2025-T1, 2025-03 or 2021..2025; may be repeated. "
                "Otherwise the latest year that the data covers.",
            ),
        ),
    ] = None,
    lang: Annotated[str, typer.Option(help=LANG_HELP)] = LANG,
) -> None:
    """Compute."""
    from bbic_ind.cli.computing import Order, carry_out  # noqa: PLC0415 - polars is slow to load
    from bbic_ind.output.as_table import table  # noqa: PLC0415

    run = carry_out(Order(sources=tuple(source or ()), periods=tuple(period or ())))
    tell("")
    show(table(run, bold=on_terminal()))
