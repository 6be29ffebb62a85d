"""``bbic-ind show``: definitions in plain words, without data."""

from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import show as print_
from bbic_ind.errors import Exit


def show(
    which: Annotated[
        list[str],
        typer.Argument(
            metavar=said("ID", "ID"),
            help=said(
                "Ett id som 5:4, en uppsättning eller en mapp med definitioner.",
                "An id such as 5:4, a pack or a folder of definitions.",
            ),
            show_default=False,
        ),
    ],
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code, having told every definition asked for."""
    from bbic_ind.cli.choice import choose  # noqa: PLC0415 - slow to load, see compute
    from bbic_ind.output.as_description import description  # noqa: PLC0415

    choice = choose(parsing.words(which))
    told = [
        description(indicator, choice.packs[indicator.pack], choice.model, lang)
        for indicator in choice.indicators
    ]
    print_("\n\n".join(told))
    return Exit.DONE
