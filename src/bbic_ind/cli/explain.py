"""``bbic-ind explain``: one figure seen through, or one case followed through a definition."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import show
from bbic_ind.errors import Exit


def explain(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    indicator: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=said("Ett id som 5:4.", "An id such as 5:4."),
            show_default=False,
        ),
    ],
    source: options.Sources = None,
    case: Annotated[
        str | None,
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
    period: options.OnePeriod = None,
    indicators: options.Indicators = None,
    profile: options.Profile = None,
    extracted: options.Extracted = None,
    snapshot: options.Snapshot = options.SNAPSHOT,
    most: Annotated[
        int,
        typer.Option(
            min=0,
            metavar=said("ANTAL", "NUMBER"),
            help=said(
                "Visa högst så många fall av varje slag.",
                "Show at most so many cases of each kind.",
            ),
        ),
    ] = 20,
    output: Annotated[
        list[Path] | None,
        options.output(
            "Skriv alla fall till en fil (.xlsx, .csv, .json); kan upprepas.",
            "Write all cases to a file (.xlsx, .csv, .json); may be repeated.",
        ),
    ] = None,
    lang: options.Lang = LANG,
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
        extracted=extracted,
        lang=lang,
    )
    show(explaining.told(order, explaining.Wish(variant, case, most, tuple(output or ()))))
    return Exit.DONE
