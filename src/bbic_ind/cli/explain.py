"""``bbic-ind explain``: one figure seen through, or one case followed through a definition."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import parsing
from bbic_ind.cli.help import LANG_HELP
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import show
from bbic_ind.errors import Exit

_Words = list[str] | None
_Word = str | None


def explain(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    indicator: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=said("Ett id som 5:4.", "An id such as 5:4."),
            show_default=False,
        ),
    ],
    source: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=said("UNDERLAG", "SOURCE"),
            help=said("Filer, mappar eller zip-filer.", "Files, folders or zip files."),
            show_default=False,
        ),
    ] = None,
    case: Annotated[
        _Word,
        typer.Option(
            metavar="ID",
            help=said("Följ ett fall, med dess eget id.", "Follow one case, by its own id."),
        ),
    ] = None,
    variant: Annotated[
        str,
        typer.Option(
            metavar=said("NAMN", "NAME"),
            help=said("Förklara en variant.", "Explain a variant."),
            show_default=False,
        ),
    ] = "",
    period: Annotated[
        _Words,
        typer.Option(
            "--year",
            "--period",
            metavar="PERIOD",
            help=said("2025, 2025-Q1, 2025-T1 eller 2025-03.", "2025, 2025-Q1 or 2025-03."),
        ),
    ] = None,
    profile: Annotated[
        _Word,
        typer.Option(
            metavar=said("NAMN", "NAME"),
            help=said("Hur uttaget ska läsas.", "How to read the export."),
        ),
    ] = None,
    indicators: Annotated[
        _Words,
        typer.Option(
            metavar=said("NAMN", "NAME"),
            help=said("Uppsättningen som id:t hör till.", "The pack that the id belongs to."),
        ),
    ] = None,
    extracted: Annotated[
        _Word,
        typer.Option(
            metavar=said("DATUM", "DATE"),
            help=said("Dagen då uttaget gjordes.", "The day the export was made."),
        ),
    ] = None,
    snapshot: Annotated[
        str, typer.Option(metavar="MM-DD", help=said("Mätdag på året.", "The day to measure."))
    ] = "11-01",
    most: Annotated[
        int,
        typer.Option(
            min=0,
            metavar=said("ANTAL", "NUMBER"),
            help=said("Högst så många fall av varje slag visas.", "Show at most so many cases."),
        ),
    ] = 20,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=said("FIL", "FILE"),
            help=said(
                "Skriv alla fall till en fil (.xlsx, .csv, .json).",
                "Write all cases to a file (.xlsx, .csv, .json).",
            ),
        ),
    ] = None,
    lang: Annotated[str, typer.Option(metavar="SV|EN", help=LANG_HELP)] = LANG,
) -> int:
    """Give the exit code, having explained the figure or the case."""
    # Imported here since polars and pydantic take longer to load than --help may take.
    from bbic_ind.cli import computing, explaining  # noqa: PLC0415

    order = computing.Order(
        sources=tuple(source or ()),
        periods=parsing.words(period),
        snapshot=snapshot,
        indicators=(*parsing.words(indicators), indicator),
        profile=profile,
        extracted=parsing.day("--extracted", extracted),
        lang=parsing.language(lang),
    )
    show(explaining.told(order, explaining.Wish(variant, case, most, output)))
    return Exit.DONE
