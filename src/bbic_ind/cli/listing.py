"""``bbic-ind list``: the indicators there are."""

from typing import Annotated

import typer

from bbic_ind.cli import parsing
from bbic_ind.cli.help import LANG_HELP
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import show
from bbic_ind.errors import Exit


def list_(
    indicators: Annotated[
        list[str] | None,
        typer.Option(
            metavar=said("NAMN", "NAME"),
            help=said(
                "En uppsättning eller en mapp med definitioner; kan upprepas.",
                "A pack or a folder of definitions; may be repeated.",
            ),
        ),
    ] = None,
    lang: Annotated[str, typer.Option(metavar="SV|EN", help=LANG_HELP)] = LANG,
) -> int:
    """Give the exit code, having shown the indicators."""
    from bbic_ind.cli.choice import choose  # noqa: PLC0415 - slow to load, see compute
    from bbic_ind.output.as_list import listing  # noqa: PLC0415

    choice = choose(parsing.words(indicators))
    show(listing(choice.packs.values(), choice.model, parsing.language(lang)))
    return Exit.DONE
