"""``bbic-ind compare``: our key figures beside those of other municipalities, saved by hand."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options, parsing
from bbic_ind.cli.language import LANG, said
from bbic_ind.disclosure import DEFAULT
from bbic_ind.errors import Exit

_WITH = said(
    "Läs andras nyckeltal: svar sparade ur Kolada (.json) eller en tabell (.csv); kan upprepas.",
    "Read others' key figures: answers saved from Kolada (.json) or a table (.csv); may be "
    "repeated.",
)
_GROUP = said(
    "Jämför bara med en grupp av kommuner: en fil (.json, .csv, .yaml).",
    "Compare with a group of municipalities only: a file (.json, .csv, .yaml).",
)
_MUNICIPALITY = said(
    "Ange den egna kommunens kod, som 0182.",
    "Give the code of your own municipality, such as 0182.",
)
_INDICATORS = options.indicators(
    "Ange egna definitioner av nyckeltal, om resultatet är räknat med sådana.",
    "Give your own definitions of key figures, if the result was computed by such.",
)
_OUTPUT = options.output(
    "Skriv sidan (.html, .docx, .md) eller tabellen (.csv) till en fil; kan upprepas.",
    "Write the page (.html, .docx, .md) or the table (.csv) to a file; may be repeated.",
)


def compare(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    result: Annotated[
        list[Path],
        typer.Argument(
            metavar=said("RESULTAT", "RESULT"),
            help=said(
                "Resultatfiler från compute eller export.", "Result files of compute or export."
            ),
            show_default=False,
        ),
    ],
    municipality: Annotated[
        str, typer.Option(metavar=said("KOD", "CODE"), help=_MUNICIPALITY, show_default=False)
    ] = "",
    with_: Annotated[
        options.Paths, typer.Option("--with", metavar=options.FILE, help=_WITH)
    ] = None,
    group: Annotated[
        Path | None, typer.Option("--group", metavar=options.FILE, help=_GROUP)
    ] = None,
    indicators: Annotated[options.Words, _INDICATORS] = None,
    output: Annotated[options.Paths, _OUTPUT] = None,
    disclosure: options.Disclosure = DEFAULT,
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code, having read, compared, shown and written."""
    from bbic_ind.cli import comparing  # noqa: PLC0415 - slow, see compute

    order = comparing.Order(
        results=tuple(result),
        others=tuple(with_ or ()),
        municipality=municipality,
        group=group,
        indicators=parsing.words(indicators),
        outputs=tuple(output or ()),
        disclosure=disclosure,
        lang=lang,
    )
    comparing.carry_out(order)
    return Exit.DONE
