"""``bbic-ind inspect``: tell what is seen of an export before anything is computed."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import parsing
from bbic_ind.cli.help import LANG_HELP
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import doing, show, tell
from bbic_ind.errors import Exit

_WORD = str | None


def inspect(  # noqa: PLR0913, PLR0917 -- each parameter is an option of the command
    source: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=said("UNDERLAG", "SOURCE"),
            help=said("Filer, mappar eller zip-filer.", "Files, folders or zip files."),
            show_default=False,
        ),
    ] = None,
    profile: Annotated[
        _WORD,
        typer.Option(
            metavar=said("NAMN", "NAME"),
            help=said(
                "Hur uttaget ska läsas: ett namn eller en fil. Annars visar rubrikerna det.",
                "How to read the export: a name or a file. Otherwise its headings tell.",
            ),
        ),
    ] = None,
    indicators: Annotated[
        list[str] | None,
        typer.Option(
            metavar=said("NAMN", "NAME"),
            help=said(
                "Uppsättningen vars tabeller underlaget ska fylla.",
                "The pack whose tables the sources are to fill.",
            ),
        ),
    ] = None,
    extracted: Annotated[
        _WORD,
        typer.Option(
            metavar=said("DATUM", "DATE"),
            help=said(
                "Dagen då uttaget gjordes. Annars den som står i uttaget.",
                "The day the export was made. Otherwise the one stated in it.",
            ),
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help=said("text eller json.", "text or json.")),
    ] = "text",
    lang: Annotated[str, typer.Option(metavar="SV|EN", help=LANG_HELP)] = LANG,
    verbose: Annotated[
        bool, typer.Option("--verbose", help=said("Visa alla fynd.", "Show every finding."))
    ] = False,
) -> int:
    """Give the exit code, having told what was seen."""
    from bbic_ind.cli import inspecting  # noqa: PLC0415 - slow to load, see compute

    language = parsing.language(lang)
    parsing.one_of("--format", [format_], inspecting.FORMATS)
    day = parsing.day("--extracted", extracted)
    with doing(inspecting.READING(language)):
        seen = inspecting.seen(tuple(source or ()), parsing.words(indicators), profile, day)
    show(inspecting.told(seen, format_, language, every_finding=verbose))
    if format_ == "text":
        tell(inspecting.next_step(seen)(language))
    return Exit.DONE
